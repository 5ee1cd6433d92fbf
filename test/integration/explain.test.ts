import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Command } from '../../src/bot/command.ts';
import type { Chat } from '../../src/bot/message.ts';
import { explainCommand } from '../../src/features/explain/command.ts';
import { createFeatures } from '../../src/features/index.ts';
import { startConversation } from '../support/conversation.ts';
import { describeOnDatabases } from '../support/database.ts';
import { SERVICES } from '../support/services.ts';

const ALL = createFeatures(SERVICES, []).flatMap(({ commands = [] }) => commands);
/** Answers any 2 to a question, as the choice of a registration does. */
const CHOICE: Command = {
  name: 'register',
  pattern: /^2$/,
  right: 'everyone',
  run: async () => ({ reply: { text: '已为你报名' } }),
};

describeOnDatabases('解释', (database) => {
  function start(chat: Chat = { kind: 'group', id: randomUUID() }) {
    return startConversation({
      database: database.get(),
      commands: [CHOICE, explainCommand(ALL, '志愿助手')],
      // A Wednesday.
      now: '2026-06-03T09:00:00+08:00',
      chat,
    });
  }

  it('reads the text behind it', async () => {
    const { text } = await start().say('wangfang', '解释 抱名 六月四号护考');
    expect(text).toBe(
      [
        '「抱名 六月四号护考」我是这样看的：',
        '意思：报名（把握 95%）',
        '日期：6月4日(周四) ←「六月四号」',
        '活动：护考 ←「护考」',
        '谁：你',
        '错字：抱名→报名',
      ].join('\n'),
    );
  });

  it('reads what the sender said last in this chat, as of the day it was said', async () => {
    const chat = { kind: 'group', id: randomUUID() } as const;
    const talk = start(chat);
    await talk.say('wangfang', '报名 明天护考');
    await talk.say('liqiang', '取消 明天护考');
    await start().say('wangfang', '名单 护考');
    talk.setNow('2026-06-04T09:00:00+08:00');
    expect((await talk.say('wangfang', '解释')).text).toContain('日期：6月4日(周四) ←「明天」');
    expect((await talk.say('wangfang', '解释一下。')).text).toMatch(/^「报名 明天护考」/);
    expect((await talk.say('liqiang', '解释')).text).toMatch(/^「取消 明天护考」/);
  });

  it('tells what an answer to a question was taken for', async () => {
    const talk = start();
    await talk.say('wangfang', '2');
    expect((await talk.say('wangfang', '解释')).text).toContain('当时按「报名」办的。');
  });

  it('reads a quoted message, without the mention of the bot', async () => {
    const talk = start();
    const ask = async (quote: string) => (await talk.say('wangfang', '解释', undefined, quote)).text;
    expect(await ask('@志愿助手 报名 6月4日护考')).toMatch(/^「报名 6月4日护考」.*\n意思：报名/);
    expect(await ask('报名 6月4日护考')).toMatch(/^「报名 6月4日护考」.*\n意思：报名/);
    expect(await ask('@王芳 周六来吗')).toMatch(/^「＠王芳 周六来吗」.*\n意思：没看出要办什么/);
  });

  it('says what to do where nothing was said yet', async () => {
    expect((await start().say(`new-${randomUUID()}`, '解释')).text).toContain('例如：解释 报名 6月4日护考');
  });

  it('leaves sentences alone that only begin alike', async () => {
    expect((await start().say('wangfang', '解释权归协会所有')).text).not.toContain('我是这样看的');
  });
});
