import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Shown, startTestApp, type TestApp, textOf } from '../support/app.ts';
import { describeOnDatabases } from '../support/database.ts';

const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(200, 3)]);
const picture = { name: '现场.png', base64: PNG.toString('base64') };
const program = { name: '现场.png', base64: Buffer.from('4d5a90000300000004000000ffff', 'hex').toString('base64') };

describeOnDatabases('凭证', (database) => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ databaseUrl: database.url, now: '2026-06-04T20:00:00+08:00' });
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    await app.setFaults({});
    const { db } = database.get();
    await db.attachment.deleteMany();
    await db.question.deleteMany();
    await db.serviceRecord.updateMany({ data: { revokedAt: new Date(0) } });
  });

  const kept = () => database.get().db.attachment.findMany({ orderBy: { id: 'asc' }, include: { file: true } });

  async function send(message: Record<string, unknown>): Promise<Shown[]> {
    const response = await fetch(`${app.address}/playground/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat: null, sender: 'wangfang', ...message }),
    });
    expect(response.status).toBe(200);
    return ((await response.json()) as { replies: Shown[] }).replies;
  }

  describe('pictures with the line they belong to', () => {
    it('are kept as its proof, and opened again from 凭证', async () => {
      const text = '@志愿助手 补录 6月2日 帮小世博家收菜花 20人 3小时';
      const replies = await send({ chat: 'group-1', text, images: [picture, picture] });
      expect(textOf(replies)).toContain('附上的2张照片或文件，存作它的凭证');
      await until(async () => (await kept()).every(({ state }) => state === 'kept'));
      const rows = await kept();
      expect(rows.map(({ subject }) => subject)).toEqual([rows[0]?.subject, rows[0]?.subject]);
      expect(rows[0]?.subject).toMatch(/^service:\d+$/);
      expect(rows[0]).toMatchObject({ url: null, key: null, file: { name: '现场.png', mime: 'image/png' } });
      const list = textOf(await send({ text: '凭证' }));
      expect(list).toContain('帮小世博家收菜花');
      const link = /\((http[^)]+)\)/.exec(list)?.[1] ?? '';
      const opened = await fetch(link);
      expect(Buffer.from(await opened.arrayBuffer()).equals(PNG)).toBe(true);
    });
  });

  describe('a picture without a word', () => {
    it('proves what was recorded just now, on a yes', async () => {
      await send({ text: '补录 6月3日 社区义诊 我 2小时' });
      const asked = textOf(await send({ images: [picture] }));
      expect(asked).toContain('是你刚才记的「6月3日(周三) 社区义诊」的凭证吗');
      expect(textOf(await send({ text: '是' }))).toContain('已存好：1张照片或文件，作「6月3日(周三) 社区义诊」的凭证');
      expect(await kept()).toMatchObject([{ state: 'kept', subject: expect.stringMatching(/^service:/) }]);
      expect(textOf(await send({ text: '撤销' }))).toContain('已撤销');
      expect(await kept()).toMatchObject([{ state: 'kept', subject: null }]);
    });

    it('waits for the line that comes within ten minutes', async () => {
      expect(textOf(await send({ images: [picture], sender: 'liqiang' }))).toContain('十分钟内补一句话');
      const said = textOf(await send({ text: '补录 6月3日 植树 我 2小时', sender: 'liqiang' }));
      expect(said).toContain('附上的1张照片或文件，存作它的凭证');
    });

    it('that is none is refused by its content, with a word to the sender', async () => {
      expect(textOf(await send({ images: [program] }))).toContain(
        '有1个没有存下来（不是照片、视频、PDF 或办公文档），请再发一次',
      );
      expect(await kept()).toMatchObject([{ state: 'refused', url: null, key: null, fileId: null }]);
    });
  });

  it('a file one to one keeps its name', async () => {
    await send({ file: { name: '签到表.txt', base64: Buffer.from('王芳,李强').toString('base64') } });
    expect(await kept()).toMatchObject([{ state: 'kept', file: { name: '签到表.txt' } }]);
  });

  describe('a table one to one', () => {
    const roster = (text: string, name = '六月.csv') => ({
      file: { name, base64: Buffer.from(text).toString('base64') },
    });
    const services = () => database.get().db.serviceRecord.count({ where: { revokedAt: null } });
    const FILE = roster('日期,活动,姓名,时长,手机号\n2026-06-01,义诊,赵示例,2,1\n2026-06-02,义诊,钱示例,3,1\n');

    beforeEach(async () => {
      await send({ text: '我是赵敏', sender: 'zhaomin' });
      await database.get().db.person.update({ where: { userid: 'zhaomin' }, data: { role: 'secretary' } });
    });

    it('is looked at, read in on a yes, and taken back', async () => {
      const asked = textOf(await send({ sender: 'zhaomin', ...FILE }));
      expect(asked).toContain('收到表格“六月.csv”，按“服务记录”看了一遍，还没有记。');
      expect(asked).toContain('服务记录：会新记2条。');
      expect(asked).toContain('没有用到的列：手机号');
      expect(await services()).toBe(0);
      const done = textOf(await send({ sender: 'zhaomin', text: '是' }));
      expect(done).toContain('服务记录：新记2条。');
      expect(await services()).toBe(2);
      expect(textOf(await send({ sender: 'zhaomin', text: '导入记录' }))).toMatch(
        /六月.csv（服务记录）2条，赵敏导入；撤销发：撤销导入 \d+/,
      );
      expect(textOf(await send({ sender: 'zhaomin', ...FILE }))).toContain('没有变化2条');
      expect(textOf(await send({ sender: 'zhaomin', text: '撤销导入' }))).toBe(
        '已撤销导入“六月.csv”（服务记录）：2条。',
      );
      expect(await services()).toBe(0);
    });

    it('is taken back by a word within ten minutes', async () => {
      await send({ sender: 'zhaomin', ...FILE });
      await send({ sender: 'zhaomin', text: '是' });
      expect(textOf(await send({ sender: 'zhaomin', text: '撤销' }))).toContain('已撤销导入“六月.csv”');
      expect(await services()).toBe(0);
    });

    it('is another kind where the secretary says so', async () => {
      const shown = await send({ sender: 'zhaomin', ...roster('姓名\n王示例\n', '表.csv') });
      expect(textOf(shown)).toContain('按“志愿者名册”看了一遍');
      expect(textOf(await send({ sender: 'zhaomin', text: '不是志愿者名册' }))).toContain('这是哪一种表？');
      expect(textOf(await send({ sender: 'zhaomin', text: '服务记录' }))).toContain('没找到“服务记录”的表头');
    });

    it('with a wrong row is not read in, and one that is none is told in a sentence', async () => {
      const wrong = textOf(await send({ sender: 'zhaomin', ...roster('日期,活动\n2026-06-31,义诊\n') }));
      expect(wrong).toContain('第2行：日期“2026-06-31”没有这一天。');
      expect(wrong).toContain('改好了再发一次。');
      const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]).toString('base64');
      expect(textOf(await send({ sender: 'zhaomin', file: { name: '名册.xls', base64: old } }))).toContain('旧格式');
    });

    it('of anybody else proves what was done', async () => {
      expect(textOf(await send({ sender: 'liqiang', ...FILE }))).toContain('收到照片或文件1个');
    });

    it('is handed out as a template and with what is kept, not in the group', async () => {
      const shown = await send({ sender: 'zhaomin', text: '表格模板 捐赠' });
      expect(textOf(shown)).toContain('填好了一对一发给我');
      const link = /\((http[^)]+)\)/.exec(textOf(shown))?.[1] ?? '';
      const [table] = (await readXlsx(await (await fetch(link)).arrayBuffer())).sheets;
      expect(table?.rows[0]?.slice(0, 3)).toEqual(['日期', '收支', '物品']);
      expect(textOf(await send({ sender: 'zhaomin', text: '导出表格 捐赠' }))).toContain('编号');
      expect(textOf(await send({ sender: 'zhaomin', chat: 'group-1', text: '@志愿助手 导出表格 捐赠' }))).toContain(
        '请一对一发给我',
      );
      expect(textOf(await send({ sender: 'liqiang', text: '导出表格 捐赠' }))).not.toContain('编号');
    });
  });

  it.each(['garbage', 'length', 'expired', 'redirect'])('%s on the way is told, not kept', async (mediaFault) => {
    await app.setFaults({ mediaFault });
    const said = send({ images: [picture] });
    if (mediaFault === 'redirect') await pastFiveMinutes();
    expect(textOf(await said)).toContain('没有存下来');
    expect(await kept()).toMatchObject([{ state: 'refused' }]);
  });

  it('cut on the way is tried again while the address is good', async () => {
    await app.setFaults({ mediaFault: 'cut' });
    const said = send({ images: [picture] });
    await until(async () => (await kept())[0]?.tries === 1);
    await app.setFaults({});
    expect(textOf(await said)).toContain('收到照片或文件1个');
    expect(await kept()).toMatchObject([{ state: 'kept' }]);
  });

  it('with an order, lost for good, is told in the chat with the sender named', async () => {
    await app.pushes();
    await app.setFaults({ mediaFault: 'expired' });
    const text = '@志愿助手 补录 6月1日 敬老院慰问 我 2小时';
    expect(textOf(await send({ chat: 'group-1', text, images: [picture] }))).toContain('已补录');
    await until(async () => (await kept())[0]?.state === 'refused');
    await until(async () => {
      const item = await database.get().db.outboxItem.findFirst({ where: { kind: 'attachment_refused' } });
      return item?.state === 'sent';
    });
    const pushed = (await app.pushes()).map(({ text: shown }) => shown).join('\n');
    expect(pushed).toContain('刚才发来的照片没有存下来：没能在五分钟内取到。请再发一次。');
  });

  /** The address is no longer good; the stream, of six minutes, still is. */
  async function pastFiveMinutes(): Promise<void> {
    await until(async () => (await kept()).length > 0);
    const now = app.clock.now().getTime() + 5 * 60_000 + 10_000;
    await app.moveTo(new Date(now).toISOString());
  }
});

/** Real time passes here: the download runs behind the answer. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  await expect.poll(holds, { timeout: 20_000, interval: 100 }).toBe(true);
}
