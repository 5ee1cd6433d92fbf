import { readXlsx } from 'hucre/xlsx';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { beforeAll, expect, it } from 'vitest';
import type { Call, Command, CommandContext, LateContext } from '../../../src/bot/command.ts';
import { mayDo } from '../../../src/bot/permission.ts';
import type { NewFile, Services } from '../../../src/bot/services.ts';
import { summaryFeature } from '../../../src/features/summary/command/summary.ts';
import type { Reading } from '../../../src/language/reading.ts';
import { createLogger } from '../../../src/logger.ts';
import { describeOnDatabases, type TestDatabase } from '../../support/database.ts';
import { openDocx } from '../../support/docx.ts';
import { NOW, seedHalfYear, TODAY, ZONE } from './seed.ts';

const HALF_YEAR: [string, string] = ['2025-01-01', '2025-06-30'];

/** What was kept as a file, in order. */
let files: NewFile[] = [];
let robotReaches = true;
let hasAddress = true;
const services: Services = {
  botName: '志愿助手',
  zone: ZONE,
  logger: createLogger('silent'),
  keepFile: async (file) => {
    files.push(file);
    return { id: `file-${files.length}`, link: `http://127.0.0.1/files/${files.length}` };
  },
  readFile: async () => undefined,
  linkFile: (id) => (hasAddress ? `http://127.0.0.1/files/${id.replace('file-', '')}` : undefined),
  keepAttachments: async () => ({ kept: 0, reasons: [] }),
  reachesPeople: false,
  channels: {
    incoming: [],
    outgoing: async () => [],
    wayFor: async () => (robotReaches ? '群机器人「group-1」' : undefined),
  },
};
const feature = summaryFeature(services);

describeOnDatabases('the summary in chat', (database) => {
  beforeAll(() => seedHalfYear(database.get().db));

  it('says that nothing has been drafted before the first draft', async () => {
    expect(await ask(database, 'sources', '出处 F1')).toContain('还没有起草过总结');
  });

  it('asks for the period where none was said, with what people mostly mean', async () => {
    const { reply } = await command('summary').run(contextOf(database), reading({}));
    expect(reply.choices?.map((choice) => choice.label)).toEqual([
      '2025年上半年',
      '2025年下半年',
      '本季度',
      '上个月',
      '今年',
    ]);
    const key = reply.choices?.[0]?.key.replace(/^summary:/, '') ?? '';
    const clicked = await command('summary').click?.(contextOf(database), key);
    expect(clicked?.reply.late).toEqual({ kind: 'summary', arguments: { from: HALF_YEAR[0], to: HALF_YEAR[1] } });
  });

  it.each(['', '{', '{"from":"x","to":"y"}', 'null'])('takes no choice it has not given: %s', async (key) => {
    await expect(command('summary').click?.(contextOf(database), key)).rejects.toMatchObject({ isForUser: true });
  });

  it('opens a stream that the job finishes', async () => {
    const { reply } = await command('summary').run(contextOf(database), reading({ period: HALF_YEAR }));
    expect(reply.text).toBe('正在起草2025年上半年工作总结…');
    expect(reply.late).toEqual({ kind: 'summary', arguments: { from: HALF_YEAR[0], to: HALF_YEAR[1] } });
  });

  it('drafts for one unit where it is named', async () => {
    const { reply } = await command('summary').run(
      contextOf(database),
      reading({ period: HALF_YEAR, keyword: '城区站' }),
    );
    expect(reply.late?.arguments).toEqual({ from: HALF_YEAR[0], to: HALF_YEAR[1], unit: '城区站' });
  });

  it.each([
    [['2025-06-30', '2025-01-01'], '请把前后换过来'],
    [['2025-08-01', '2025-12-31'], '还没有到'],
    [['1990-01-01', '2025-12-31'], '最长可以写十年'],
  ] as const)('refuses the period %j in one sentence', async (period, said) => {
    const running = command('summary').run(contextOf(database), reading({ period: [...period] }));
    await expect(running).rejects.toMatchObject({ isForUser: true, message: expect.stringContaining(said) });
  });

  it('finishes with figures, what is missing, and the file in the group', async () => {
    const shown: string[] = [];
    const text = await runJob(database, { messageId: 7, progress: shown });
    expect(shown).toEqual(['正在统计…']);
    expect(text).toContain('**区志愿者协会党支部2025年上半年工作总结** 起草好了。');
    expect(text).toContain('- 志愿服务人次：至少83人次（F4）');
    expect(text).toContain('未记录：捐赠文具。');
    expect(text).toContain('Word 文件随后发到群里；也可以直接[打开 Word 文件](http://127.0.0.1/files/1)');
    expect(text).toContain('回复：出处 F1');
    const [item] = await database.get().db.outboxItem.findMany();
    expect(item).toMatchObject({
      kind: 'draft_file',
      target: { kind: 'chat', chatId: 'group-1' },
      content: { kind: 'file', fileId: 'file-1' },
    });
    const bytes = files[0]?.bytes ?? new Uint8Array();
    expect(files[0]?.name).toBe('区志愿者协会党支部2025年上半年工作总结.docx');
    expect((await openDocx(bytes)).paragraphs).toContain('一、班子建设');
  });

  it('does nothing twice when it is run again after a crash', async () => {
    const again = await runJob(database, { messageId: 7, progress: [] });
    expect(again).toContain('起草好了');
    expect(await database.get().db.draft.count()).toBe(1);
    expect(await database.get().db.outboxItem.count()).toBe(1);
    expect(again).toContain('http://127.0.0.1/files/1');
    expect(files).toHaveLength(1);
  });

  it('gives the link where no robot reaches the chat', async () => {
    robotReaches = false;
    const text = await runJob(database, { messageId: 8, progress: [] });
    robotReaches = true;
    expect(text).toContain('[打开 Word 文件](http://127.0.0.1/files/2)');
    expect(text).not.toContain('发到群里');
    expect(await database.get().db.outboxItem.count()).toBe(1);
  });

  it('says what is lacking where neither a robot nor an address is there', async () => {
    [robotReaches, hasAddress] = [false, false];
    const text = await runJob(database, { messageId: 10, progress: [] });
    [robotReaches, hasAddress] = [true, true];
    expect(text).toContain('请管理员在设置里填上 PUBLIC_URL');
    expect(text).not.toContain('](');
  });

  it('says by itself that it was written by rule when the model fails', async () => {
    const failing: Services = {
      ...services,
      model: { complete: () => Promise.reject(new Error('down')) },
    };
    const job = summaryFeature(failing).lateJobs?.[0];
    const shown: string[] = [];
    const text = await job?.run(lateContext(database, { messageId: 9, progress: shown }), {
      from: HALF_YEAR[0],
      to: HALF_YEAR[1],
    });
    expect(shown).toEqual(['正在统计…', expect.stringMatching(/^数据已统计完。正在写第1部分“开头”（共\d部分）…$/)]);
    expect(text).toContain('这一稿按固定格式写成');
  });

  it('shows the rows behind a figure, ten a page', async () => {
    const first = await ask(database, 'sources', '出处 F3');
    expect(first).toContain('**F3 活动报名：26人次**（已记录）');
    expect(first).toContain('共 21 行，第 1 / 3 页');
    expect(first).toContain('回复：出处 F3 第2页');
    expect(first.match(/（报名\d+）/g)).toHaveLength(10);
    expect(first).not.toMatch(/[a-z]{4,}/);
    const second = await ask(database, 'sources', '出处 F3 第3页');
    expect(second).toContain('第 3 / 3 页');
    expect(second).not.toContain('看下一页');
  });

  it('gives all rows behind a figure over ten as a spreadsheet', async () => {
    const { run, pattern } = command('sources');
    const match = pattern?.exec('出处 F3') ?? undefined;
    const { reply } = await run(contextOf(database), match ? { match } : {});
    expect(reply.late?.kind).toBe('summary_rows');
    const job = feature.lateJobs?.find(({ kind }) => kind === 'summary_rows');
    const text = await job?.run(lateContext(database, { messageId: 11, progress: [] }), reply.late?.arguments ?? {});
    expect(text).toContain('全部21行的表格随后发来');
    const file = files.at(-1);
    expect(file?.name).toMatch(/ F3 活动报名\.xlsx$/);
    const [sheet] = (await readXlsx(file?.bytes ?? new Uint8Array())).sheets;
    expect(sheet?.rows).toHaveLength(22);
    expect(sheet?.rows[1]).toEqual([
      expect.any(Date),
      expect.any(String),
      expect.any(Number),
      expect.stringMatching(/^报名\d+$/),
      null,
    ]);
    expect(sheet?.rows.slice(1).reduce((sum, row) => sum + Number(row[2]), 0)).toBe(26);
  });

  it('shows every figure on a page, its rows as a file', async () => {
    const [page] = feature.pages ?? [];
    const { db } = database.get();
    await db.importFile.create({
      data: {
        ...{ kind: 'roster', name: '<六月>.xlsx', rowCount: 1, createdAt: NOW },
        rows: { create: { row: 7, key: 'k', content: 'c', subject: 'registration:1' } },
      },
    });
    const viewer = { id: 1, userid: 'u0', name: '王芳', role: 'secretary' as const, unit: null };
    const context = { db, now: NOW, today: TODAY, zone: ZONE, viewer, can: () => true };
    const html = renderToString((await page?.render(context)) ?? h('p', null));
    expect(html).toContain('F3 活动报名：26人次');
    expect(html).toContain('看 21 条记录');
    expect(html).toContain('&lt;六月>.xlsx”第7行');
    const id = /\/console\/figures\/(\d+-F3)"/.exec(html)?.[1] ?? '';
    const file = await page?.download?.make(context, id);
    expect((await readXlsx(file?.bytes ?? new Uint8Array())).sheets[0]?.rows).toHaveLength(22);
    for (const other of ['', '0-F3', `${id}99`, 'x'])
      expect(await page?.download?.make(context, other)).toBeUndefined();
    await db.importRow.deleteMany();
    await db.importFile.deleteMany();
  });

  it('shows what is not recorded as that', async () => {
    expect(await ask(database, 'sources', '出处：f12')).toContain('捐赠文具：未记录**\n');
  });

  it('lists the figures there are', async () => {
    expect(await ask(database, 'sources', '出处')).toContain('- F1 开展志愿服务活动：10场');
  });

  it('says which figures there are where one is not', async () => {
    expect(await ask(database, 'sources', '出处 F999')).toMatch(/没有 F999，有的是 F1 到 F\d+/);
  });

  it.each(['出处F3', '出处: F3', '出处 F3 2', '出处 F3 第 2 页', 'F3的出处', '看出处 F3'])('understands %s', (text) => {
    expect(command('sources').pattern?.test(text)).toBe(true);
  });

  it.each(['这个出处 F3', '出处 G3', '出处 F', '出处 F3 的记录'])('leaves alone: %s', (text) => {
    expect(command('sources').pattern?.test(text)).toBe(false);
  });
});

function command(name: string): Command {
  const found = feature.commands?.find((one) => one.name === name);
  if (!found) throw new Error(`no command ${name}`);
  return found;
}

function reading(fields: Partial<Reading>): Call {
  return { reading: { intent: 'summary', confidence: 1, spans: [], ...fields } };
}

async function ask(database: TestDatabase, name: string, text: string): Promise<string> {
  const match = command(name).pattern?.exec(text);
  if (!match) throw new Error(`${name} does not match ${text}`);
  return (await command(name).run(contextOf(database), { match })).reply.text;
}

function contextOf(database: TestDatabase): CommandContext {
  return {
    db: database.get().db,
    now: NOW,
    today: TODAY,
    zone: ZONE,
    botName: '志愿助手',
    message: {
      id: 'm',
      bot: 'b',
      chat: { kind: 'group', id: 'group-1' },
      sender: 'u0',
      text: '',
      attachments: [],
      receivedAt: NOW,
    },
    messageId: 1,
    sender: { id: 1, userid: 'u0', name: '王芳', role: 'secretary', unitId: null },
    can: (right) => mayDo('secretary', right),
  };
}

function lateContext(
  database: TestDatabase,
  { messageId, progress }: { messageId: number; progress: string[] },
): LateContext {
  return {
    database: database.get(),
    now: () => NOW,
    zone: ZONE,
    chatId: 'group-1',
    userid: 'u0',
    messageId,
    progress: async (text) => {
      progress.push(text);
    },
  };
}

async function runJob(database: TestDatabase, run: { messageId: number; progress: string[] }): Promise<string> {
  const job = feature.lateJobs?.[0];
  if (!job) throw new Error('no job');
  if (run.messageId === 7 && run.progress.length === 0 && (await database.get().db.draft.count()) === 0) files = [];
  const end = await job.run(lateContext(database, run), { from: HALF_YEAR[0], to: HALF_YEAR[1] });
  return typeof end === 'string' ? end : end.text;
}
