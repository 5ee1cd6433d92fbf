import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { type Shown, SOCKET_ENV, startTestApp, type TestApp, textOf } from '../support/app.ts';
import { describeOnDatabases } from '../support/database.ts';

const NOW = '2026-05-20T09:00:00+08:00';
/** A line for each kind of card, said in this order. */
const LINES = [
  ['an activity', '发布活动 6月4日 8:00-12:00 护考志愿服务 名额3'],
  ['an activity of many days', '发布活动 6月8日-6月14日 9:00 敬老院慰问'],
  ['what is on', '活动'],
  ['a choice', '报名 敬老院慰问'],
  ['a question', '可能要取消 6月4日护考吧'],
  ['a meeting', '例会'],
  ['a poll', '投票 主题党日哪天好 6月5日 6月6日 6月7日'],
  ['what came of a poll', '投票结果'],
  ['help', '帮助'],
] as const;
const MODES = [
  ['callback', {}],
  ['long connection', SOCKET_ENV],
] as const;

const cardSchema = z.object({
  card: z.object({ taskId: z.string(), buttons: z.array(z.object({ key: z.string() })) }),
});
/** No channel takes more in a minute. */
const MINUTE_MS = 60_000;

for (const [mode, env] of MODES) {
  describeOnDatabases(`cards, as the stand-in shows them by ${mode}`, (database) => {
    let app: TestApp;
    beforeAll(async () => {
      app = await startTestApp({ databaseUrl: database.url, now: NOW, env: { ...env, ADMIN_USERIDS: 'liqiang' } });
      await app.ask('wangfang', '我是王芳');
      await app.ask('liqiang', '我是李强');
    });
    beforeEach(() => passMinute());
    afterEach(() => app.setFaults({}));
    afterAll(() => app.stop());

    const passMinute = () => app.moveTo(new Date(app.clock.now().getTime() + MINUTE_MS).toISOString());
    const cardIn = (shown: Shown[]): Shown => {
      const card = shown.find(({ kind }) => kind === 'card');
      if (!card) throw new Error(`no card in ${JSON.stringify(shown)}`);
      return card;
    };
    const keyOf = ({ buttons = [] }: Shown, text: string) => buttons.find((button) => button.text === text)?.key ?? '';
    const tap = async (userid: string, card: Shown, text: string) =>
      cardIn(await app.click(userid, card.taskId ?? '', keyOf(card, text)));
    const tick = async (userid: string, card: Shown, ids: string[]) => {
      const [question] = card.questions ?? [];
      const ticked = { [question?.key ?? '']: ids };
      return cardIn(await app.click(userid, card.taskId ?? '', card.submit?.key ?? '', 'group-1', ticked));
    };

    it('are all taken, each with a number never used before', async () => {
      const taskIds: string[] = [];
      for (const [kind, line] of [...LINES, ...LINES.slice(7)]) {
        await passMinute();
        const { taskId } = cardIn(await app.say('liqiang', line));
        expect(taskId, kind).toMatch(/^[0-9A-Za-z_@-]{1,128}$/);
        taskIds.push(taskId ?? '');
      }
      expect(new Set(taskIds).size).toBe(taskIds.length);
    });

    it('of a meeting count at the tap', async () => {
      const card = cardIn(await app.say('wangfang', '例会'));
      const coming = await tap('wangfang', card, '参加');
      expect(coming).toMatchObject({ taskId: card.taskId });
      expect(coming.text).toMatch(/王芳参加。[\s\S]*参加 1 人，请假 0 人/);
      const away = await tap('liqiang', card, '请假');
      expect(away.text).toContain('参加 1 人，请假 1 人');
      expect((await tap('liqiang', away, '出差请假')).text).toContain('李强请假（出差）。');
      expect((await tap('wangfang', card, '谁回了')).text).toContain('参加：王芳');
      expect(await app.ask('wangfang', '撤销')).toContain('没有回复参加');
      expect(await app.ask('liqiang', '例会我能来')).toContain('原来的请假取消了');
    });

    it('of a poll count at the vote', async () => {
      const card = cardIn(await app.say('wangfang', '投票 去哪儿 A植物园 B纪念馆'));
      expect(card.questions?.[0]?.options.map(({ text }) => text)).toEqual(['植物园', '纪念馆']);
      const voted = await tick('liqiang', card, ['1', '2']);
      expect(voted.questions?.[0]?.options.map(({ text }) => text)).toEqual(['植物园 1票', '纪念馆 1票']);
      expect(await app.ask('wangfang', '投 植物园')).toContain('1. 植物园：2 票（李强、王芳）');
      const closed = await app.say('wangfang', '结束投票 去哪儿');
      expect(textOf(closed)).toContain('得票最多：植物园，2 票');
      expect((await tick('liqiang', card, ['2'])).text).toContain('投票已经结束');
    });

    it.each([
      ['投票 主题党日几号开 6月5日 6月6日', '已定下：主题党日，6月6日(周六)19:00'],
      ['投票 社区义诊哪天去 6月5日上午 6月6日下午', '已发布：6月6日(周六) 社区义诊'],
    ])('of a poll end with a line that does what won: %s', async (poll, done) => {
      await tick('wangfang', cardIn(await app.say('liqiang', poll)), ['2']);
      const closed = await app.ask('liqiang', `结束投票 ${poll.slice(3, 8)}`);
      expect(closed).toContain('得票最多：6月6日(周六)');
      expect(await app.ask('liqiang', /@志愿助手 (.*)/.exec(closed)?.[1] ?? '')).toContain(done);
      // The other tests know of one meeting.
      expect(await app.ask('liqiang', '撤销')).toContain('已撤销');
    });

    it('of help turn their pages, teach, and lead back', async () => {
      const card = cardIn(await app.say('wangfang', '帮助'));
      const chapters = await tap('wangfang', card, '更多');
      const meetings = await tap('wangfang', chapters, '开会和任务');
      const next = await tap('wangfang', meetings, '更多');
      const taught = await tap('wangfang', next, next.buttons?.[0]?.text ?? '');
      expect(taught.text).toContain('@志愿助手 ');
      expect((await tap('wangfang', taught, '看别的')).buttons).toHaveLength(6);
    });

    it('have their effect kept where the update never arrives, and a second tap says so', async () => {
      const card = cardIn(await app.say('wangfang', '例会'));
      await app.setFaults(mode === 'callback' ? { dropReply: true } : { replyErrcode: 846_605 });
      await app.click('wangfang', card.taskId ?? '', keyOf(card, '参加'));
      await app.setFaults({});
      const where = { person: { userid: 'wangfang' }, activeKey: { not: null } };
      expect(await database.get().db.meetingAcceptance.count({ where })).toBe(1);
      expect((await tap('wangfang', card, '参加')).text).toContain('没有重复记');
    });

    it('do not change where nothing was kept, and can be tapped again', async () => {
      const card = cardIn(await app.say('wangfang', '投票 怎么去 A坐车 B走路'));
      const { db } = database.get();
      await db.$executeRaw`ALTER TABLE ballot RENAME TO ballot_away`;
      const failed = await tick('wangfang', card, ['1']).finally(
        () => db.$executeRaw`ALTER TABLE ballot_away RENAME TO ballot`,
      );
      expect(failed.text).toContain('没有办成');
      expect(await db.ballot.count({ where: { option: { text: '坐车' } } })).toBe(0);
      expect((await tick('wangfang', card, ['1'])).questions?.[0]?.options[0]?.text).toBe('坐车 1票');
    });

    const sent = async (kind: string) => {
      const { db } = database.get();
      const where = { kind, dueAt: { lte: app.clock.now() } };
      const find = () => db.outboxItem.findMany({ where, select: { state: true, channel: true, content: true } });
      await expect.poll(async () => (await find()).map(({ state }) => state), { timeout: 10_000 }).toEqual(['sent']);
      return (await find())[0];
    };

    it('of a poll whose time has come give way to its result, told once', async () => {
      await app.ask('liqiang', '绑定本群 城区站');
      await app.ask('liqiang', '投票 几点好 A早上 B晚上 单选 截止5月21日18点');
      await app.ask('wangfang', '投 几点好 2');
      await app.moveTo('2026-05-21T18:01:00+08:00');
      const item = await sent('poll_closed');
      expect(JSON.stringify(item?.content)).toContain('得票最多：晚上，1 票');
      expect(await app.ask('liqiang', '投票结果 几点好')).toContain('几点好（已结束，1 人投了）');
    });

    // In callback mode a bot sends nothing by itself.
    if (mode === 'long connection') {
      it('of an announcement are tapped like any other', async () => {
        await app.ask('liqiang', '每周五 19:00 例会 地点：三楼会议室');
        await app.moveTo('2026-05-21T20:01:00+08:00');
        const item = await sent('meeting_eve');
        expect(item?.channel).toBe('智能机器人');
        const { taskId, buttons } = cardSchema.parse(item?.content).card;
        const [coming] = buttons;
        const tapped = cardIn(await app.click('wangfang', taskId, coming?.key ?? ''));
        expect(tapped.text).toMatch(/5月22日\(周五\)19:00\n王芳参加。[\s\S]*参加 1 人/);
      });
    }
  });
}
