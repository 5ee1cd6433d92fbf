import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { findSender, keepAnswer, storeMessage } from '../../src/bot/inbox.ts';
import type { Chat, Message } from '../../src/bot/message.ts';
import { mayDo, type Right, type Role } from '../../src/bot/permission.ts';
import { type Reply, textReply } from '../../src/bot/reply.ts';
import { activityFeature } from '../../src/features/activity/command.ts';
import { donationFeature } from '../../src/features/donation/command.ts';
import { courtesyCommand, helpCommand } from '../../src/features/help/command.ts';
import { suggestNearest } from '../../src/features/help/usecase/suggest.ts';
import { createFeatures } from '../../src/features/index.ts';
import { registrationFeature } from '../../src/features/registration/command.ts';
import { serviceFeature } from '../../src/features/service/command.ts';
import { startConversation } from '../support/conversation.ts';
import { describeOnDatabases } from '../support/database.ts';
import { SERVICES } from '../support/services.ts';

const NOW = '2026-06-01T09:00:00+08:00';
const ALL = createFeatures(SERVICES, []).flatMap(({ commands = [] }) => commands);

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
      commands: [...COMMANDS, helpCommand([{ title: '报名和记录', commands: COMMANDS }], '志愿助手')],
      now: NOW,
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
    expect(card?.buttons.map(({ key }) => key)).toEqual(
      ['register', 'cancel', 'list', 'log_service', 'open', '#'].map((name) => `help:${name}`),
    );
  });
});

describeOnDatabases('帮助教人', (database) => {
  function start(chat: Chat = { kind: 'group', id: randomUUID() }) {
    return startConversation({
      database: database.get(),
      commands: ALL.filter(({ name }) => name !== 'undo'),
      now: NOW,
      chat,
      adminUserids: ['admin'],
    });
  }

  const buttonsOf = ({ card }: Reply) => card?.buttons.map(({ text }) => text);

  it('offers to each role what it needs, and the title of each topic it may use', async () => {
    const { db } = database.get();
    await db.person.create({ data: { userid: 'zhiwei', role: 'committee', createdAt: new Date(NOW) } });
    const talk = start();
    const member = await talk.say('wangfang', '帮助');
    expect(buttonsOf(member)).toEqual(['报名', '取消报名', '名单和名额', '会议请假', '补录服务', '更多']);
    expect(member.text).toContain('**报名**：');
    expect(member.text).toMatch(/\*\*报名和活动\*\*：报名、取消报名、名单和名额、接龙/);
    expect(member.text).not.toContain('起草总结');
    expect(member.text.split('\n').length).toBeLessThan(16);
    const committee = await talk.say('zhiwei', '帮助');
    expect(buttonsOf(committee)).toEqual(['定会议', '会议改期', '发起投票', '起草总结', '会议请假', '更多']);
    expect(committee.text).not.toContain('设置角色');
    const admin = await talk.say('admin', '帮助');
    expect(buttonsOf(admin)).toEqual(['没听懂的', '设置角色', '放假安排', '提醒记录', '定会议', '更多']);
    expect(admin.text).toContain('**没听懂的**：');
  });

  it.each([
    ['帮助 开会和任务', '开会和任务', '**会议请假**：'],
    ['帮助 开会', '开会和任务', '**会议请假**：'],
    ['帮助 记录', '记录和总结', '**补录服务**：'],
  ])('%s shows a chapter, a line for each topic the sender may use', async (text, title, line) => {
    const reply = await start().say('wangfang', text);
    expect(reply.card?.title).toBe(title);
    expect(reply.text).toContain(line);
    expect(reply.text).not.toContain('**起草总结**');
  });

  it.each([
    ['帮助 报名', '@志愿助手 报名 6月4日护考'],
    ['帮助 怎么报名', '@志愿助手 报名 6月4日护考'],
    ['帮助 抱名', '@志愿助手 报名 6月4日护考'],
    ['怎么请假', '@志愿助手 请假 周一例会 出差'],
    ['补录怎么弄？', '@志愿助手 补录 6月2日'],
    ['帮助 捐款', '@志愿助手 捐赠 衣物 200套'],
  ])('%s gives three lines to copy', async (text, line) => {
    const lines = (await start().say('wangfang', text)).text.split('\n');
    expect(lines).toHaveLength(4);
    expect(lines.slice(1).every((one) => one.startsWith('@志愿助手 '))).toBe(true);
    expect(lines[1]).toContain(line);
  });

  it('takes the topic of a question that the language found', async () => {
    const talk = start();
    expect((await talk.say('wangfang', '我想参加该如何报名', { intent: 'help', keyword: '报名' })).text).toContain(
      '@志愿助手 报名 6月4日护考',
    );
  });

  it('teaches at a tap, on the card of who tapped, and leads back', async () => {
    const taught = await start().click('wangfang', 'help:meeting-leave');
    expect(taught.card?.text).toContain('@志愿助手 请假 周一例会 出差');
    expect(taught).toMatchObject({ isUpdate: true, isOnCard: true, card: { title: '会议请假' } });
    expect(taught).not.toHaveProperty('isForAll');
    expect(buttonsOf(taught)).toEqual(['看别的']);
    expect(buttonsOf(await start().click('wangfang', taught.card?.buttons[0]?.key ?? ''))).toContain('更多');
    expect(await start().click('wangfang', 'help:publish')).toMatchObject({ isOnCard: false });
  });

  it.each<Role>(['member', 'lead', 'committee', 'secretary', 'administrator'])(
    'leads a %s to everything the role may do, and to nothing else, by taps alone',
    async (role) => {
      const userid = `tapping-${role}`;
      await database.get().db.person.create({ data: { userid, role, createdAt: new Date(NOW) } });
      const talk = start();
      const seen = new Set<string>();
      const follow = async (page: Reply): Promise<void> => {
        const keys = page.card?.buttons.map(({ key }) => key) ?? [];
        expect(keys.length).toBeLessThanOrEqual(6);
        expect(keys.at(-1)).toMatch(/^help:(?:#|$)/);
        for (const key of keys.filter((one) => !seen.has(one))) {
          seen.add(key);
          if (!/^help:\w/.test(key)) await follow(await talk.click(userid, key));
        }
      };
      await follow(await talk.say(userid, '帮助'));
      const may = ALL.filter(({ name, help, right }) => help && name !== 'help' && mayDo(role, right)).map(
        ({ name }) => `help:${name}`,
      );
      expect([...seen].filter((key) => /^help:\w/.test(key)).toSorted()).toEqual(may.toSorted());
    },
  );

  it('names what is near to an unknown topic, else everything the sender may use', async () => {
    const talk = start();
    const near = (await talk.say('wangfang', '帮助 服务报表')).text;
    expect(near).toMatch(/^没有「服务报表」这一项。相近的有：.*「补录服务」/);
    const all = (await talk.say('wangfang', '帮助 <xyz>')).text;
    expect(all).toMatch(/^没有「＜xyz＞」这一项。可以问：「报名和活动」、/);
  });
});

describeOnDatabases('说得差不多', (database) => {
  /** As a message that was not read is answered. */
  async function hear(text: string, given: { at?: string; sender?: string; chat?: Chat; role?: Role } = {}) {
    const { at = NOW, sender = 'wangfang', chat = { kind: 'group', id: 'group-1' }, role = 'member' } = given;
    const now = new Date(at);
    const message: Message = { id: randomUUID(), bot: 'bot', chat, sender, text, attachments: [], receivedAt: now };
    return database.get().transaction(async (db) => {
      const arrival = await storeMessage(db, message);
      if (!arrival.isNew) throw new Error('every message of the test is new');
      const person = await findSender(db, message);
      const context = { db, now, message, sender: person, can: (right: Right) => mayDo(role, right) };
      const reply = await suggestNearest(context, text, { commands: ALL, botName: '志愿助手' });
      await keepAnswer(db, arrival.messageId, { personId: person.id, reply: reply ?? textReply('没看懂这一句。') });
      return reply;
    });
  }

  beforeEach(async () => {
    await database.get().db.message.deleteMany();
  });

  it('asks whether the nearest order is meant, with the line to copy and a button', async () => {
    const reply = await hear('例会请教');
    expect(reply?.text).toBe('「例会请教」我没看懂。是不是要「会议请假」？照这样发：\n@志愿助手 请假 周一例会 出差');
    expect(reply?.card?.buttons).toEqual([{ text: '看看怎么说', key: 'help:meeting-leave' }]);
  });

  it('asks once in ten minutes, each person in each chat', async () => {
    expect(await hear('例会请教')).toBeDefined();
    expect(await hear('捐赠单', { at: '2026-06-01T09:09:59+08:00' })).toBeUndefined();
    expect(await hear('捐赠单', { sender: 'liqiang' })).toBeDefined();
    expect(await hear('捐赠单', { chat: { kind: 'single' } })).toBeDefined();
    expect(await hear('捐赠单', { at: '2026-06-01T09:10:01+08:00' })).toBeDefined();
  });

  it('suggests nothing for talk, and nothing the sender may not do', async () => {
    expect(await hear('今天天气真好')).toBeUndefined();
    expect(await hear('设置脚色')).toBeUndefined();
    expect((await hear('设置脚色', { role: 'administrator' }))?.text).toContain('「设置角色」');
  });
});
