import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Shown, startTestApp, type TestApp } from '../support/app.ts';
import { describeOnDatabases } from '../support/database.ts';

const NOW = '2026-05-20T09:00:00+08:00';
const DAYS = [1, 2, 3, 4, 5, 6, 7].map((date) => `6月${date}日`);

describeOnDatabases('the card of a question', (database) => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ databaseUrl: database.url, now: NOW });
    for (const day of DAYS) {
      expect(await app.ask('liqiang', `发布活动 ${day} 8:00-12:00 护考志愿服务 名额3`)).toContain('已发布');
    }
    await app.ask('wangfang', '我是王芳');
  });
  afterAll(() => app.stop());

  const cardIn = (shown: Shown[]) => shown.find(({ kind }) => kind === 'card') ?? { kind: 'card', text: '' };

  describe('of more than six choices', () => {
    it('is a list, of which one is ticked and sent', async () => {
      const card = cardIn(await app.say('wangfang', '报名 护考'));
      const [question] = card.questions ?? [];
      expect(question?.options.map(({ text }) => text)).toEqual([
        ...DAYS.map((day, i) => `${i + 1} ${day} 护考志…`),
        '8 以上都报',
      ]);
      const done = await app.click('wangfang', card.taskId ?? '', card.submit?.key ?? '', 'group-1', {
        [question?.key ?? '']: [question?.options[6]?.id ?? ''],
      });
      expect(JSON.stringify(done)).toContain('6月7日');
      expect(await app.ask('wangfang', '我的报名')).toMatch(/6月7日\(周日\)8:00 护考志愿服务/);
      await app.ask('wangfang', '取消 6月7日护考');
    });
  });

  describe('no longer asked', () => {
    it.each([
      ['answered', () => app.ask('wangfang', '2')],
      ['ten minutes old', () => app.moveTo(new Date(app.clock.now().getTime() + 11 * 60_000).toISOString())],
      ['replaced by another question', () => app.ask('wangfang', '报名 护考志愿')],
    ])('since it is %s, gives the line to send again', async (_, pass) => {
      const card = cardIn(await app.say('wangfang', '报名 护考'));
      await pass();
      const tapped = await app.click('wangfang', card.taskId ?? '', card.submit?.key ?? '', 'group-1', {
        choice: ['0'],
      });
      expect(cardIn(tapped).text).toContain('这个问题已经选过或过时了。还要办，请重新发：\n@志愿助手 报名 护考');
      await app.ask('wangfang', '算了');
    });

    it('tells somebody else only that it is none of theirs', async () => {
      const card = cardIn(await app.say('wangfang', '报名 护考'));
      await app.ask('wangfang', '算了');
      const tapped = await app.click('chenjing', card.taskId ?? '', card.submit?.key ?? '', 'group-1', {
        choice: ['0'],
      });
      expect(cardIn(tapped).text).toContain('这是给别人选的');
    });
  });
});
