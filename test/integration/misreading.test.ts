import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import type { Command, CommandContext } from '../../src/bot/command.ts';
import { findSender } from '../../src/bot/inbox.ts';
import type { Message } from '../../src/bot/message.ts';
import { createFeatures } from '../../src/features/index.ts';
import { misreadingCommand } from '../../src/features/misreading/command.ts';
import { recordMisreading } from '../../src/features/misreading/usecase/record.ts';
import { startConversation } from '../support/conversation.ts';
import { describeOnDatabases } from '../support/database.ts';
import { SERVICES } from '../support/services.ts';

const ALL = createFeatures(SERVICES, []).flatMap(({ commands = [] }) => commands);
/** Has an effect that can be taken back. */
const REGISTER: Command = {
  name: 'register',
  pattern: /^报名 /,
  right: 'everyone',
  run: async () => ({ reply: { text: '已为你报名' }, undo: { added: [1] } }),
  undo: async () => '已撤销报名',
};
const CHAT = { kind: 'group', id: 'group-1' } as const;
const MORNING = '2026-06-03T09:00:00+08:00';

type Reason = Parameters<typeof recordMisreading>[1]['reason'];

describeOnDatabases('没听懂的', (database) => {
  beforeEach(async () => {
    await database.get().db.misreading.deleteMany();
    await database.get().db.message.deleteMany();
  });

  function start(now = MORNING) {
    const commands = [REGISTER, misreadingCommand(ALL)];
    return startConversation({ database: database.get(), commands, now, chat: CHAT, adminUserids: ['admin'] });
  }

  async function miss(text: string, reason: Reason = 'unanswered', at = MORNING, sender = 'wangfang'): Promise<void> {
    const now = new Date(at);
    const message: Message = {
      id: randomUUID(),
      bot: 'bot',
      chat: CHAT,
      sender,
      text,
      attachments: [],
      receivedAt: now,
    };
    await database.get().transaction(async (db) => {
      const context: Pick<CommandContext, 'db' | 'now' | 'message' | 'sender'> = {
        db,
        now,
        message,
        sender: await findSender(db, message),
      };
      await recordMisreading(context, { text, reason });
    });
  }

  const rows = () => database.get().db.misreading.findMany({ orderBy: { id: 'asc' } });
  const numberOf = async (wording: string) =>
    (await database.get().db.misreading.findUniqueOrThrow({ where: { wording } })).id;

  it('counts one wording up, however it is spelt, also when many say it at once', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, i) => miss(i % 2 === 0 ? '例会请教' : ' 例會請教　')));
    expect(await rows()).toMatchObject([{ wording: '例会请教', count: 20, reason: 'unanswered', handledAt: null }]);
  });

  it('keeps no phone number, no identity card number and no name of a member', async () => {
    await database.get().db.person.create({ data: { name: '欧阳明月', createdAt: new Date(MORNING) } });
    await miss('帮欧阳明月抱个明 13800001234 11010119900101123X');
    expect((await rows())[0]?.wording).toBe('帮欧某抱个明 138****1234 110**************X');
  });

  it('lists the most frequent first, with the count, the reason and the last day', async () => {
    await miss('打麻将');
    await miss('例会请教');
    await miss('例会请教', 'unsure', '2026-06-03T10:00:00+08:00');
    await miss('护考报上', 'mistaken');
    const { text } = await start('2026-06-04T09:00:00+08:00').say('admin', '没听懂的');
    const [mahjong, leave, wrong] = await Promise.all(['打麻将', '例会请教', '护考报上'].map(numberOf));
    expect(text.split('\n')).toEqual([
      '没听懂的话，还没处理的共 3 句：',
      `【${leave}】例会请教　2 次，没把握，最近 6月3日(周三)`,
      `【${mahjong}】打麻将　1 次，没办，最近 6月3日(周三)`,
      `【${wrong}】护考报上　1 次，说我看错了，最近 6月3日(周三)`,
      `处理好了，发：没听懂的 ${leave} 已处理；不用管的，发：没听懂的 ${leave} 不用管`,
    ]);
  });

  it('is for administrators', async () => {
    await miss('打麻将');
    expect((await start().say('wangfang', '没听懂的')).text).toContain('要管理员才能办');
  });

  it('ticks off by hand, takes that back, and lists again what comes again', async () => {
    await miss('打麻将');
    await miss('例会请教');
    const [first, second] = [await numberOf('打麻将'), await numberOf('例会请教')];
    const talk = start();
    expect((await talk.say('admin', `没听懂的 ${first}、${second} 不用管`)).text).toContain(`【${first}】打麻将、`);
    expect((await talk.say('admin', '没听懂的')).text).toBe('没有要处理的，都听懂了。');
    expect((await talk.say('admin', '没听懂的 全部')).text).toContain('最近 6月3日(周三)，不用管');
    expect((await talk.say('admin', '撤销')).text).toContain('又算没处理');
    expect(await rows()).toMatchObject([{ handledAt: null, handledHow: null }, { handledAt: null }]);
    await talk.say('admin', `没听懂的 ${first} 已处理`);
    expect((await talk.say('admin', `没听懂的 ${first} 已处理`)).text).toContain('之前已经处理过了');
    expect(await rows()).toMatchObject([{ handledHow: '已处理' }, { handledAt: null }]);
    await miss('打麻将');
    expect(await rows()).toMatchObject([{ count: 2, handledAt: null, handledHow: null }, {}]);
    const audits = await database.get().db.auditEntry.count({ where: { subject: `misreading:${first}` } });
    expect(audits).toBe(3);
  });

  it('refuses numbers there are none of, and asks what is to be done', async () => {
    const talk = start();
    expect((await talk.say('admin', '没听懂的 999999999 已处理')).text).toContain('没有第 999999999 号');
    expect((await talk.say('admin', '没听懂的 3')).text).toContain('没听懂的 3 已处理');
  });

  it('goes through the pages', async () => {
    for (let i = 0; i < 32; i += 1) await miss(`打麻将${'啊'.repeat(i)}`);
    const talk = start();
    const first = (await talk.say('admin', '没听懂的')).text.split('\n');
    expect(first[0]).toBe('没听懂的话，还没处理的共 32 句（第 1 页，共 3 页）：');
    expect(first.filter((line) => line.startsWith('【'))).toHaveLength(15);
    expect(first).toContain('看下一页，发：没听懂的 第2页');
    const last = (await talk.say('admin', '没听懂的 第9页')).text;
    expect(last).toContain('第 3 页，共 3 页');
    expect(last.split('\n').filter((line) => line.startsWith('【'))).toHaveLength(2);
    expect((await talk.say('admin', '没听懂的 全部 第2页')).text).toContain('看下一页，发：没听懂的 全部 第3页');
  });

  it('ticks off what is understood by now, but not what is read wrongly', async () => {
    await miss('报名 6月4日护考');
    await miss('撤销', 'unsure');
    await miss('取消 6月4日护考', 'mistaken');
    const { text } = await start().say('admin', '没听懂的');
    expect(text).toContain('有 2 句已经看得懂或办成了');
    expect(text).toContain('取消 6月4日护考　1 次，说我看错了');
    expect(await rows()).toMatchObject([
      { handledHow: '现在看得懂了：报名' },
      { handledHow: '现在看得懂了：撤销' },
      { handledAt: null },
    ]);
  });

  it.each([
    ['soon after', '2026-06-03T09:09:00+08:00', 'wangfang', '换了说法办成了：报名'],
    ['too late', '2026-06-03T09:11:00+08:00', 'wangfang', null],
    ['by somebody else', '2026-06-03T09:05:00+08:00', 'liqiang', null],
  ])('looks whether it was said in other words: %s', async (_, at, sender, handledHow) => {
    await miss('护考加俺');
    const talk = start(at);
    await talk.say(sender, '报名 6月4日护考');
    await talk.say('admin', '没听懂的');
    expect(await rows()).toMatchObject([{ handledHow }]);
  });

  it('does not count what was taken back', async () => {
    await miss('护考加俺');
    const talk = start('2026-06-03T09:05:00+08:00');
    await talk.say('wangfang', '报名 6月4日护考');
    await talk.say('wangfang', '撤销');
    await talk.say('admin', '没听懂的');
    expect(await rows()).toMatchObject([{ handledHow: null }]);
  });
});
