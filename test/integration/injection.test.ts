import { expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.ts';
import { describeOnDatabases } from '../support/database.ts';

const EVERYONE = '<@all>';
/** As the stand-in's client shows a mention of everybody, and of one of its people. */
const CALLED = /@所有人|@王芳|@李强/;

describeOnDatabases('what people type into titles, places and reasons', (database) => {
  it('calls nobody and formats nothing wherever it comes out', async () => {
    const app = await startTestApp({ databaseUrl: database.url, now: '2026-06-01T09:00:00+08:00' });
    try {
      const answers = await typeAll(app);
      const pushes = (await app.pushes()).map(({ text }) => text);
      expect(pushes.map((text) => text.slice(0, 6))).toEqual([
        '活动有变：6',
        '【会议提醒】',
        '活动取消：6',
        '【会议提醒】',
        '【会议提醒】',
      ]);
      expect(pushes.join('\n')).toContain('下雨＜＠all＞＜＠wangfang＞');
      for (const text of [...answers, ...pushes]) {
        expect(text).not.toMatch(/<@|\]\(http|\*\*粗/);
        expect(text.replace(' @孙浩', '')).not.toMatch(CALLED);
      }
    } finally {
      await app.stop();
    }
  });

  async function typeAll(app: TestApp): Promise<string[]> {
    const said: string[] = [];
    const say = async (sender: string, text: string) => said.push(await app.ask(sender, text));
    await say('chenjing', '我是陈静');
    await say('sunhao', '我是孙浩');
    await say('chenjing', `发布活动 6月4日 8:00-12:00 护考${EVERYONE}**粗**服务 地点:一中${EVERYONE} 名额2`);
    await say('sunhao', '报名 6月4日护考');
    await say('chenjing', `修改活动 6月4日护考 地点改到二中${EVERYONE}[这里](http://example.org)`);
    await say('chenjing', `设置例会 每周一 19:00 活动室${EVERYONE} 主持:李强 议程:学习${EVERYONE}、**粗**活`);
    await say('sunhao', `请假 周一例会 出差${EVERYONE}`);
    await say('chenjing', '请假名单');
    await say('chenjing', `名单 ${EVERYONE}`);
    await app.moveTo('2026-06-01T18:00:00+08:00');
    await say('chenjing', `取消活动 6月4日护考 因为下雨${EVERYONE}<@wangfang>`);
    await app.moveTo('2026-06-08T17:30:00+08:00');
    return said;
  }
});
