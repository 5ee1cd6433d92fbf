import { beforeEach, expect, it } from 'vitest';
import type { Chat } from '../../../src/bot/message.ts';
import type { Role } from '../../../src/bot/permission.ts';
import { partyFeature } from '../../../src/features/party/command.ts';
import { partyGroups } from '../../../src/features/party/usecase/groups.ts';
import { committeeMembers, membersOfGroup, partyMembers } from '../../../src/features/party/usecase/members.ts';
import { personFeature } from '../../../src/features/person/command.ts';
import { type Conversation, startConversation } from '../../support/conversation.ts';
import { describeOnDatabases } from '../../support/database.ts';

const COMMANDS = [partyFeature, personFeature({ promoteWaiting: async () => undefined })].flatMap(
  ({ commands = [] }) => commands,
);

describeOnDatabases('党员和党小组', (database) => {
  let talk: Conversation;

  beforeEach(async () => {
    const { db } = database.get();
    for (const table of ['question', 'message', 'audit_entry', 'person', 'setting', 'chat', 'unit']) {
      await db.$executeRawUnsafe(`DELETE FROM ${table}`);
    }
    await join('shuji', '赵敏', 'secretary');
    await join('zhangsan', '张三', 'member');
    await join('lisi', '李四', 'member');
    talk = startIn({ kind: 'single' });
  });

  function startIn(chat: Chat): Conversation {
    return startConversation({ database: database.get(), commands: COMMANDS, now: '2026-06-10T09:00:00+08:00', chat });
  }

  async function join(userid: string, name: string, role: Role = 'member'): Promise<number> {
    const data = { userid, name, role, createdAt: new Date(0) };
    return (await database.get().db.person.create({ data })).id;
  }

  const names = (people: { name: string | null }[]) => people.map(({ name }) => name);
  const members = async () => names(await partyMembers(database.get().db));
  async function group(name: string): Promise<string[]> {
    const found = (await partyGroups(database.get().db)).find((one) => one.name === name);
    return found ? names(await membersOfGroup(database.get().db, found.id)).map(String) : ['没有'];
  }
  const audits = () => database.get().db.auditEntry.findMany({ orderBy: { id: 'asc' } });

  it('marks members, reads them back with the count, leaves a trace, and takes it back', async () => {
    const { text } = await talk.say('shuji', '党员 张三、李四');
    expect(text).toBe('已登记为党员：张三、李四。\n现有党员 2 名。\n弄错了，10 分钟内发「撤销」。');
    expect(await members()).toEqual(['张三', '李四']);
    expect(await audits()).toMatchObject([
      { action: 'party_standing', detail: { from: { status: 'none' }, to: { status: 'member' } } },
      { action: 'party_standing' },
    ]);
    expect((await talk.say('shuji', '撤销')).text).toContain('张三（群众）、李四（群众）');
    expect(await members()).toEqual([]);
    expect(await audits()).toHaveLength(4);
  });

  it('makes people by name after a yes, and whoever says the name later is that member', async () => {
    const asked = await talk.say('shuji', '预备党员 王五 张三');
    expect(asked.text).toContain('名单里还没有：王五');
    expect(await members()).toEqual([]);
    expect((await talk.say('shuji', '是')).text).toContain('已登记为预备党员：王五、张三。');
    expect(await members()).toEqual(['张三', '王五']);
    await talk.say('shuji', '第一党小组成员：王五、张三');
    await talk.say('shuji', '第一党小组组长 王五');
    await talk.say('wangwu', '我是王五');
    const found = (await partyMembers(database.get().db)).find(({ name }) => name === '王五');
    expect(found).toMatchObject({ userid: 'wangwu' });
    expect((await partyGroups(database.get().db))[0]).toMatchObject({ leadId: found?.id, since: '2026-06-10' });
    expect(await group('第一党小组')).toEqual(['张三', '王五']);
  });

  it('makes nobody after a no', async () => {
    await talk.say('shuji', '党员 王五');
    expect((await talk.say('shuji', '不用')).text).toContain('没有登记');
    expect(await database.get().db.person.count()).toBe(3);
  });

  it('asks which of two with one name, and goes on with the rest of the list', async () => {
    const second = await join('lisi2', '李四');
    const asked = await talk.say('shuji', '党小组 第一党小组：张三、李四、王五');
    expect(asked.text).toContain('叫李四的有几位');
    expect((await talk.say('shuji', '2')).text).toContain('名单里还没有：王五');
    const { text } = await talk.say('shuji', '是');
    expect(text).toContain('已设立第一党小组。\n第一党小组编入：张三、李四、王五。');
    expect(text).toContain('一并登记为党员');
    const [made] = await partyGroups(database.get().db);
    const inside = await membersOfGroup(database.get().db, made?.id ?? 0);
    expect(inside.map(({ id }) => id)).toContain(second);
    expect((await talk.say('shuji', '撤销')).text).toContain('张三（群众）');
    expect(await partyGroups(database.get().db)).toEqual([]);
  });

  it('keeps a person in one group at a time, told when moved, and back by 撤销', async () => {
    await talk.say('shuji', '党小组 第一党小组：张三、李四');
    const { text } = await talk.say('shuji', '党小组 2组：李四');
    expect(text).toContain('已设立第二党小组');
    expect(text).toContain('李四原来在第一党小组，已从那边转出。');
    expect([await group('第一党小组'), await group('第二党小组')]).toEqual([['张三'], ['李四']]);
    await talk.say('shuji', '撤销');
    expect([await group('第一党小组'), await group('第二党小组')]).toEqual([['张三', '李四'], ['没有']]);
    expect((await talk.say('shuji', '第一党小组移出 李四')).text).toContain('已从第一党小组移出：李四');
    expect((await talk.say('shuji', '把李四调到第一党小组')).text).toContain('第一党小组编入：李四');
    expect((await talk.say('shuji', '第一党小组组长是李四')).text).toContain('第一党小组组长：李四。');
    expect((await talk.say('shuji', '第三党小组组长 李四')).text).toContain(
      '没有「第三党小组」。现有的党小组：第一党小组',
    );
    expect((await talk.say('shuji', '取消党员 李四')).text).toContain('不再在原来的党小组里');
    expect([await members(), await group('第一党小组')]).toEqual([['张三'], ['张三']]);
  });

  it('counts for everyone, names for the committee, candidates one to one only', async () => {
    await talk.say('shuji', '党员 张三');
    await talk.say('shuji', '入党积极分子 李四');
    await talk.say('shuji', '党小组 第一党小组：张三');
    const list = (await talk.say('shuji', '党员名单')).text;
    expect(list).toContain(
      '现有党员 1 名，入党积极分子 1 名。\n**第一党小组** 1 人：张三\n还没有入党的：李四（入党积极分子）',
    );
    expect((await talk.say('lisi', '党员名单')).text).toBe(
      '现有党员 1 名，入党积极分子 1 名。\n名单只有支委以上能看。',
    );
    const inGroup = startIn({ kind: 'group', id: 'group-1' });
    expect((await inGroup.say('shuji', '党员名单')).text).toContain('请一对一问我');
    expect((await inGroup.say('lisi', '党小组')).text).not.toContain('张三');
    expect((await inGroup.say('shuji', '第一党小组有谁')).text).toContain('**第一党小组** 1 人：张三');
    expect((await talk.say('lisi', '党员 李四')).text).toContain('支委以上');
    expect(names(await committeeMembers(database.get().db))).toEqual(['赵敏']);
  });

  it.each([
    '党员 什么时候开会',
    '党员 大会 几点',
    '第一党小组：周五、周六开会',
    '党员大会改到周五',
    '取消党员大会',
    '我是党员',
    '第一党小组组长是谁的电话',
    '党员活动 报名',
    '党小组会 每月一次',
  ])('leaves %s alone', async (text) => {
    expect((await talk.say('shuji', text)).text).not.toMatch(/登记|编入|名单里还没有/);
    expect(await database.get().db.person.count()).toBe(3);
  });
});
