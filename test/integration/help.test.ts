import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { activityFeature } from '../../src/features/activity/command.ts';
import { donationFeature } from '../../src/features/donation/command.ts';
import { courtesyCommand, helpCommand } from '../../src/features/help/command.ts';
import { registrationFeature } from '../../src/features/registration/command.ts';
import { serviceFeature } from '../../src/features/service/command.ts';
import { startConversation } from '../support/conversation.ts';
import { describeOnDatabases } from '../support/database.ts';

const COMMANDS = [
  ...[registrationFeature, activityFeature({ botName: '志愿助手' }), serviceFeature, donationFeature].flatMap(
    ({ commands = [] }) => commands,
  ),
  courtesyCommand,
];

describeOnDatabases('帮助和招呼', (database) => {
  const talk = () =>
    startConversation({
      database: database.get(),
      commands: [...COMMANDS, helpCommand(COMMANDS, '志愿助手')],
      now: '2026-06-01T09:00:00+08:00',
      chat: { kind: 'group', id: randomUUID() },
    });

  it.each([
    ['你好', '你好！'],
    ['小助手你好', '你好！'],
    ['早上好!', '你好！'],
    ['谢谢', '不客气'],
    ['辛苦了', '不客气'],
    ['收到!', '不客气'],
    ['你是谁', '我是志愿助手'],
    ['???', '我是志愿助手'],
  ])('answers %s', async (text, expected) => {
    expect((await talk().say('wangfang', text)).text).toContain(expected);
  });

  it.each([
    ['发布活动', '要「发布活动」，请接着写，例如：6月4日 8:00'],
    ['补录?', '要「补录服务」，请接着写，例如：6月2日'],
    ['捐赠', '要「登记捐赠」，请接着写，例如：衣物 200套'],
    ['打麻将', '没看懂这一句'],
  ])('says how %s goes on', async (text, expected) => {
    expect((await talk().say('wangfang', text)).text).toContain(expected);
  });

  it('offers buttons that exist', async () => {
    const { card } = await talk().say('wangfang', '帮助');
    expect(card?.buttons.map(({ key }) => key)).toEqual(['help:register', 'help:cancel', 'help:list', 'help:open']);
  });
});
