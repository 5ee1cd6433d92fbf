import { beforeEach, expect, it } from 'vitest';
import type { Chat } from '../../src/bot/message.ts';
import type { Reply } from '../../src/bot/reply.ts';
import { pollFeature } from '../../src/features/poll/command/poll.ts';
import { type Conversation, startConversation } from '../support/conversation.ts';
import { describeOnDatabases } from '../support/database.ts';

const NOW = '2026-05-20T09:00:00+08:00';
const [PUT, BY_DEADLINE] = [
  '投票 主题党日哪天好 6月5日 6月6日 6月7日',
  '投票 去哪儿 A植物园 B纪念馆 单选 截止6月3日18点',
];
const GROUP: Chat = { kind: 'group', id: 'group-1' };

describeOnDatabases('投票', (database) => {
  let talk: Conversation;
  const feature = pollFeature({ botName: '志愿助手' });

  beforeEach(async () => {
    const { db } = database.get();
    const tables = ['ballot', 'poll_option', 'poll', 'outbox_item', 'question', 'message', 'audit_entry', 'person'];
    for (const table of tables) await db.$executeRawUnsafe(`DELETE FROM ${table}`);
    for (const [userid, name, role] of [
      ['zhangsan', '张三', 'committee'],
      ['wangfang', '王芳', 'member'],
      ['liqiang', '李强', 'member'],
    ] as const) {
      await db.person.create({ data: { userid, name, role, createdAt: new Date(0) } });
    }
    talk = startIn(GROUP);
  });

  const startIn = (chat: Chat, now = NOW) =>
    startConversation({ database: database.get(), commands: feature.commands ?? [], now, chat });
  const options = ({ card }: Reply) => card?.vote?.options.map(({ text }) => text);
  const key = ({ card }: Reply) => card?.vote?.submit.key ?? '';
  const ballots = async () =>
    (await database.get().db.ballot.findMany({ orderBy: { id: 'asc' }, include: { option: true, person: true } })).map(
      ({ person, option }) => `${person.name} ${option.serial}`,
    );
  const announced = () => database.get().db.outboxItem.findMany({ orderBy: { id: 'asc' } });
  async function closeDue(now: string): Promise<void> {
    const [job] = feature.jobs ?? [];
    await job?.run({ database: database.get(), now: new Date(now), zone: 'Asia/Shanghai' });
  }

  it('is put with a card to tick and a line to copy', async () => {
    const reply = await talk.say('wangfang', PUT);
    expect(reply.text).toContain('已发起投票：主题党日哪天好（可多选）');
    expect(reply.text).toContain('3. 6月7日(周日)');
    expect(reply.text).toContain('@志愿助手 投 1 2');
    expect(reply.card?.vote).toMatchObject({ isMultiple: true, submit: { text: '投票' } });
    expect(options(reply)).toEqual(['6月5日周五', '6月6日周六', '6月7日周日']);
    const single = await talk.say('wangfang', BY_DEADLINE);
    expect(single.card).toMatchObject({ description: '选一个，6月3日(周三)18:00截止', vote: { isMultiple: false } });
  });

  it('counts for everybody at each vote on the card, and a vote can be changed', async () => {
    const put = await talk.say('wangfang', PUT);
    const first = await talk.click('wangfang', key(put), { options: ['1', '3'] });
    expect(first).toMatchObject({ isUpdate: true, isForAll: true, isOnCard: true });
    expect(first.card?.description).toBe('王芳投好了，1 人投了');
    expect(options(first)).toEqual(['6月5日周五 1票', '6月6日周六', '6月7日周日 1票']);
    await talk.click('liqiang', key(put), { options: ['1'] });
    const changed = await talk.click('wangfang', key(put), { options: ['2'] });
    expect(options(changed)).toEqual(['6月5日周五 1票', '6月6日周六 1票', '6月7日周日']);
    expect(await ballots()).toEqual(['李强 1', '王芳 2']);
  });

  it('tells the same vote again, or nothing ticked, only to who tapped', async () => {
    const put = await talk.say('wangfang', PUT);
    await talk.click('wangfang', key(put), { options: ['1'] });
    const again = await talk.click('wangfang', key(put), { options: ['1'] });
    expect(again.card?.description).toBe('你之前就是这么投的，1 人投了');
    expect(again).not.toHaveProperty('isForAll');
    const nothing = await talk.click('liqiang', key(put));
    expect(nothing.card?.description).toBe('勾上你选的，再点「投票」');
    expect(nothing).not.toHaveProperty('isForAll');
    expect(await ballots()).toEqual(['王芳 1']);
  });

  it.each([
    ['投 1 3', ['王芳 1', '王芳 3']],
    ['1 3', ['王芳 1', '王芳 3']],
    ['1、3', ['王芳 1', '王芳 3']],
    ['2', ['王芳 2']],
    ['我投2', ['王芳 2']],
    ['投票 2', ['王芳 2']],
    ['我选第二个', ['王芳 2']],
    ['投 6月6日', ['王芳 2']],
    ['投6月6日和6月7日', ['王芳 2', '王芳 3']],
    ['投 主题党日 1', ['王芳 1']],
  ])('by typing %s', async (line, expected) => {
    await talk.say('zhangsan', PUT);
    const reply = await talk.say('wangfang', line);
    expect(reply.text).toContain('已记下。主题党日哪天好，你投了');
    expect(reply.card?.vote).toBeDefined();
    expect(await ballots()).toEqual(expected);
  });

  it('takes words for an option without a day', async () => {
    await talk.say('zhangsan', BY_DEADLINE);
    expect((await talk.say('wangfang', '投植物园')).text).toContain('你投了：植物园');
    expect((await talk.say('wangfang', '投 动物园')).text).toContain('没有看出投的是哪一项');
    expect((await talk.say('wangfang', '投 1 2')).text).toContain('单选');
    expect((await talk.say('wangfang', '投 5')).text).toContain('没有第 5 项，请写 1 到 2 之间的数字');
    expect(await ballots()).toEqual(['王芳 1']);
  });

  it.each(['投票怎么弄', '投票了吗', '我投资了', '投诉'])('does not take %s for a poll or a vote', async (line) => {
    await talk.say('zhangsan', PUT);
    expect((await talk.say('wangfang', line)).text).not.toMatch(/投票要有题目|哪一项/);
    expect(await ballots()).toEqual([]);
  });

  it('takes a number for a vote only where a poll is open', async () => {
    expect((await talk.say('wangfang', '1 3')).text).not.toContain('投');
    await talk.say('zhangsan', PUT);
    expect((await startIn({ kind: 'group', id: 'group-2' }).say('wangfang', '2')).text).not.toContain('投了');
    expect(await ballots()).toEqual([]);
  });

  it('asks which of several is voted in, shown and closed', async () => {
    await talk.say('zhangsan', PUT);
    await talk.say('zhangsan', BY_DEADLINE);
    const asked = await talk.say('wangfang', '投 1');
    expect(asked.choices?.map(({ label }) => label)).toEqual(['去哪儿', '主题党日哪天好']);
    await talk.say('wangfang', '2');
    expect(await ballots()).toEqual(['王芳 1']);
    expect((await talk.say('wangfang', '投 3')).text).toContain('你投了：6月7日(周日)');
    expect((await talk.say('wangfang', '投票结果')).text).toMatch(/去哪儿[\s\S]*主题党日哪天好/);
    expect((await talk.say('wangfang', '投票结果 党日')).text).not.toContain('去哪儿');
    expect((await talk.say('zhangsan', '结束投票')).choices).toHaveLength(2);
    expect((await talk.say('zhangsan', '1')).text).toContain('「去哪儿」投票结束');
  });

  it('shows who voted for what', async () => {
    const put = await talk.say('zhangsan', PUT);
    await talk.click('wangfang', key(put), { options: ['1'] });
    await talk.click('liqiang', key(put), { options: ['1', '2'] });
    const reply = await talk.say('zhangsan', '投票结果');
    expect(reply.text).toContain('主题党日哪天好（正在投，2 人投了）\n1. 6月5日(周五)：2 票（王芳、李强）\n2.');
    expect(reply.card?.facts?.[0]).toEqual({ label: '2 票', value: '6月5日(周五) 王芳、李强' });
    expect(reply.card?.buttons.map(({ text }) => text)).toEqual(['去投票', '谁投了']);
    const [again, who] = reply.card?.buttons.map((button) => button.key) ?? [];
    expect((await talk.click('zhangsan', again ?? '')).card?.vote).toBeDefined();
    expect((await talk.click('zhangsan', who ?? '')).text).toContain('2 票（王芳、李强）');
  });

  it('is closed by who put it or the committee, and gives the winner and the next line', async () => {
    await talk.say('wangfang', PUT);
    await talk.say('liqiang', '投 2');
    expect((await talk.say('liqiang', '结束投票')).text).toContain('只有发起人和支委能结束');
    const closed = await talk.say('wangfang', '结束投票');
    expect(closed.text).toContain('得票最多：6月6日(周六)，1 票。');
    expect(closed.text).toContain('@志愿助手 6月6日 19:00 召开主题党日');
    expect(closed.card?.description).toBe('已结束，1 人投了');
    expect(await announced()).toEqual([]);
    expect((await talk.say('zhangsan', '结束投票')).text).toContain('没有正在进行的投票');
    expect((await talk.say('wangfang', '投票结果')).text).toContain('已结束，1 人投了');
    await talk.say('wangfang', '投票 社区义诊哪天去 6月5日上午 6月6日下午');
    await talk.say('liqiang', '投 1 2');
    const tie = await talk.say('zhangsan', '结束投票');
    expect(tie.text).toContain('并列最多：6月5日(周五)上午、6月6日(周六)下午，各 1 票，请发起人定一个。');
    expect(tie.text).toContain('@志愿助手 发布活动 6月6日 14:00 社区义诊');
  });

  it('closes by itself at its time, and says so once', async () => {
    const put = await talk.say('zhangsan', BY_DEADLINE);
    await talk.say('wangfang', '投 2');
    await closeDue('2026-06-03T17:59:00+08:00');
    expect(await announced()).toEqual([]);
    await Promise.all([closeDue('2026-06-03T18:00:30+08:00'), closeDue('2026-06-03T18:00:30+08:00')]);
    await closeDue('2026-06-03T18:01:30+08:00');
    const [item, other] = await announced();
    expect(other).toBeUndefined();
    expect(item).toMatchObject({ kind: 'poll_closed', target: { kind: 'chat', chatId: 'group-1' } });
    expect(JSON.stringify(item?.content)).toContain(
      '【投票结果】「去哪儿」投票结束，1 人投了。\\n得票最多：纪念馆，1 票。',
    );
    talk.setNow('2026-06-03T18:02:00+08:00');
    const late = await talk.click('liqiang', key(put), { options: ['1'] });
    expect(late).toMatchObject({ isForAll: true, card: { description: '已结束，1 人投了' } });
    expect(late.card?.text).toBe('投票已经结束，这一下没有记。');
    expect(late.card?.buttons.map(({ text }) => text)).toEqual(['谁投了']);
    expect(await ballots()).toEqual(['王芳 2']);
  });

  it('is over at its time even before it is closed', async () => {
    const put = await talk.say('zhangsan', BY_DEADLINE);
    talk.setNow('2026-06-03T18:00:00+08:00');
    expect((await talk.click('liqiang', key(put), { options: ['1'] })).card?.text).toContain('已经结束');
    expect((await talk.say('liqiang', '投 1')).text).not.toContain('已记下');
    expect(await ballots()).toEqual([]);
  });

  it('takes back what was put, voted and closed', async () => {
    const put = await talk.say('wangfang', PUT);
    await talk.say('wangfang', '投 1');
    await talk.say('wangfang', '投 2 3');
    expect((await talk.say('wangfang', '撤销')).text).toContain('还是原来投的：6月5日(周五)');
    expect((await talk.say('wangfang', '撤销')).text).toContain('你现在没有投');
    await talk.say('liqiang', '投 1');
    expect((await talk.say('liqiang', '不投了')).text).toContain('你现在没有投');
    expect((await talk.say('liqiang', '撤销')).text).toContain('还是原来投的：6月5日(周五)');
    await talk.say('zhangsan', '结束投票');
    expect((await talk.say('zhangsan', '撤销')).text).toBe('已撤销，「主题党日哪天好」接着投。');
    expect((await talk.say('wangfang', '撤销')).text).toContain('已经有人投了');
    await talk.say('liqiang', '不投了');
    expect((await talk.say('wangfang', '撤销')).text).toBe('已撤销投票：主题党日哪天好。');
    expect((await talk.click('liqiang', key(put), { options: ['1'] })).text).toContain('这个投票已经撤销了');
  });

  it('is refused twice in one group, one to one, and without options', async () => {
    await talk.say('wangfang', PUT);
    expect((await talk.say('liqiang', PUT)).text).toContain('正在投票');
    expect((await startIn({ kind: 'single' }).say('wangfang', PUT)).text).toContain('要在群里发起');
    expect((await talk.say('wangfang', '投票 去哪儿')).text).toContain('至少两个可以选的');
    expect((await talk.say('wangfang', '植物园 纪念馆')).text).toContain('已发起投票：去哪儿');
  });

  it('one to one is of those the person put or voted in; closed there, the group is told', async () => {
    await talk.say('wangfang', PUT);
    const alone = startIn({ kind: 'single' }, '2026-05-20T10:00:00+08:00');
    expect((await alone.say('liqiang', '投票结果')).text).toContain('没有正在进行的投票');
    expect((await alone.say('wangfang', '投 1')).text).toContain('已记下');
    expect((await alone.say('wangfang', '结束投票')).text).toContain('得票最多：6月5日(周五)');
    expect((await announced()).map(({ target }) => target)).toEqual([{ kind: 'chat', chatId: 'group-1' }]);
    await alone.say('wangfang', '撤销');
    expect((await announced()).map(({ state }) => state)).toEqual(['skipped']);
  });

  it('counts truly where many vote at once', async () => {
    const put = await talk.say('zhangsan', PUT);
    const people = Array.from({ length: 8 }, (_, i) => `member${i}`);
    const replies = await Promise.all(people.map((userid) => talk.click(userid, key(put), { options: ['1'] })));
    expect(new Set(replies.map((reply) => options(reply)?.[0])).size).toBe(8);
    expect(await ballots()).toHaveLength(8);
  });

  it.each([
    ['去哪儿 城东新建的植物园和花鸟市场、烈士陵园', '城东新建的植物… 2票'],
    ['哪天好 12月25日晚上7:30 12月26日', '12月25日晚… 2票'],
  ])('cuts long words on the card so that the count stays: %s', async (poll, expected) => {
    const put = await talk.say('zhangsan', `投票 ${poll}`);
    await talk.click('wangfang', key(put), { options: ['1'] });
    expect(options(await talk.click('liqiang', key(put), { options: ['1'] }))?.[0]).toBe(expected);
  });
});
