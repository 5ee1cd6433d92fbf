import { beforeEach, describe, expect, it } from 'vitest';
import type { Content, Delivery, Progress, Target } from '../../../src/bot/outbox.ts';
import type { Card } from '../../../src/bot/reply.ts';
import { AppError } from '../../../src/errors.ts';
import { createAllowances } from '../../../src/wecom/allowance/allowance.ts';
import { createDelivery, type DeliveryService } from '../../../src/wecom/delivery.ts';
import { createRobotChannel } from '../../../src/wecom/webhook/channel.ts';
import { createWebhookClient } from '../../../src/wecom/webhook/client.ts';
import { describeOnDatabases } from '../../support/database.ts';
import { type FakeChannel, fakeChannel } from '../../support/fake-channel.ts';
import { type FakeWecom, startFakeWecom } from '../../support/fake-wecom.ts';

const robots = new Map([
  ['支部群', 'key-branch'],
  ['一站', 'key-one'],
]);
const hello: Content = { kind: 'text', text: '明天开会' };
const card: Card = { taskId: 't1', title: '开会', buttons: [{ text: '请假', key: 'leave:1' }] };
const chat: Target = { kind: 'chat', chatId: 'wr1' };

describeOnDatabases('which way is taken', (database) => {
  let wecom: FakeWecom;
  let app: FakeChannel;
  let aibot: FakeChannel;
  let now: Date;
  const notes: [string, string | undefined][] = [];

  beforeEach(async () => {
    wecom = await startFakeWecom();
    app = fakeChannel('app');
    aibot = fakeChannel('aibot');
    now = new Date('2026-06-07T12:00:00Z');
    notes.length = 0;
    await database.get().db.channelUse.deleteMany();
    await database.get().db.channel.deleteMany();
    return () => wecom.stop();
  });

  function service(others: FakeChannel[] = [app, aibot], given: ReadonlyMap<string, string> = robots): DeliveryService {
    const client = createWebhookClient({ apiBase: wecom.address, robots: given, timeoutMs: 2000 });
    const spell = async (userids: readonly string[]) =>
      userids.map((userid) => (userid === 'wangfang' ? 'WangFang' : userid));
    const robot = createRobotChannel({ client, readFile: async () => undefined, spell });
    return createDelivery({
      channels: [...(given.size > 0 ? [robot] : []), ...others],
      robots: client.robots,
      allowances: createAllowances(database.get()),
      clock: { now: () => now },
      addressees: {
        robotOf: async (chatId) => (chatId === 'wr1' ? '一站' : undefined),
        branchChat: async () => 'wr-branch',
        withRole: async () => ['zhaomin', 'wangfang'],
        ofUnit: async (unitId) => ({ chatIds: unitId === 1 ? ['wr1'] : [], userids: unitId === 3 ? [] : ['sunhao'] }),
        registered: async ([id]) => ({ chatId: id === 1 ? 'wr1' : null, userids: ['wangfang', 'liqiang', 'sunhao'] }),
      },
      note: async (name, error) => void notes.push([name, error]),
    });
  }

  /** As the outbox does it, item by item. */
  function sender({ deliver } = service()) {
    let progress: Progress = {};
    async function keep(made: Progress): Promise<void> {
      progress = made;
    }
    const send = (target: Target, content: Content = hello): Promise<Delivery> =>
      deliver({ target, content, progress, keep });
    return Object.assign(send, { progress: () => progress });
  }

  const robotSaid = () => wecom.requests.map(({ query, json }) => ({ key: query.key, ...Object(json) }));
  const people = (channel: FakeChannel) =>
    channel.said.map(({ destination }) => (destination.kind === 'people' ? destination.userids : destination));

  describe('a group', () => {
    it('by its robot; by the bot where there is something to tap', async () => {
      expect(await sender()(chat)).toEqual({ outcome: 'sent', channel: '群机器人「一站」' });
      expect(await sender()(chat, { ...hello, card })).toEqual({ outcome: 'sent', channel: '智能机器人' });
      expect(robotSaid()).toMatchObject([{ key: 'key-one' }]);
      expect(aibot.said).toMatchObject([{ destination: { kind: 'chat', chatId: 'wr1' } }]);
    });

    it('by the other where the first will never do', async () => {
      wecom.answer({ errcode: 93000, errmsg: 'removed' });
      expect(await sender()(chat)).toEqual({ outcome: 'sent', channel: '智能机器人' });
      expect(notes).toEqual([
        ['robot:一站', expect.stringContaining('93000')],
        ['aibot', undefined],
      ]);
      aibot.trouble = { reason: '还没有人在这个群里说过话。' };
      wecom.answer({ errcode: 0, errmsg: 'ok' });
      expect(await sender()(chat, { ...hello, card })).toEqual({ outcome: 'sent', channel: '群机器人「一站」' });
    });

    it('by the bot where no robot is tied to it', async () => {
      expect(await sender()({ kind: 'chat', chatId: 'wr9' })).toMatchObject({ channel: '智能机器人' });
      expect(wecom.requests).toEqual([]);
    });

    it('waits for the bot where only its connection is missing, and fails with advice where nothing will do', async () => {
      aibot.trouble = { reason: '长连接断了。', isPassing: true };
      const target = { kind: 'chat', chatId: 'wr9' } as const;
      expect(await sender()(target)).toMatchObject({ outcome: 'later', reason: '长连接断了。', afterMs: 60_000 });
      aibot.trouble = { reason: '没有人在这个群里 @ 过它。' };
      expect(await sender()(target)).toMatchObject({ outcome: 'failed', reason: '没有人在这个群里 @ 过它。' });
    });

    it('the branch: its robot, else its chat by the bot', async () => {
      expect(await sender()({ kind: 'branch' })).toMatchObject({ channel: '群机器人「支部群」' });
      expect(await sender(service([aibot], new Map()))({ kind: 'branch' })).toMatchObject({ channel: '智能机器人' });
      expect(people(aibot)).toEqual([{ kind: 'chat', chatId: 'wr-branch' }]);
    });
  });

  describe('people', () => {
    const person: Target = { kind: 'person', userid: 'wangfang' };

    it('one: by the app, else by the bot, else told; never in a group', async () => {
      expect(await sender()(person)).toEqual({ outcome: 'sent', channel: '自建应用' });
      app.missed = ['wangfang'];
      expect(await sender()(person)).toEqual({ outcome: 'sent', channel: '智能机器人' });
      aibot.missed = ['wangfang'];
      expect(await sender()(person)).toMatchObject({ outcome: 'failed', reason: expect.stringContaining('本人') });
      expect(await sender(service([]))(person)).toMatchObject({ outcome: 'failed' });
      expect(wecom.requests).toEqual([]);
    });

    it('a role: each by the first way that reaches them, and how many nothing reached', async () => {
      app.missed = ['wangfang'];
      const role: Target = { kind: 'role', role: 'secretary' };
      expect(await sender()(role)).toEqual({ outcome: 'sent', channel: '自建应用、智能机器人' });
      expect([...people(app), ...people(aibot)]).toEqual([['zhaomin', 'wangfang'], ['wangfang']]);
      aibot.trouble = { reason: '本人还没有和智能机器人单独说过话。' };
      expect(await sender()(role)).toEqual({
        outcome: 'sent',
        channel: '自建应用',
        reason: '有 1 人没有发到：本人还没有和智能机器人单独说过话。',
        missed: ['wangfang'],
      });
      aibot.trouble = undefined;
      aibot.missed = ['wangfang'];
      expect(await sender()(role)).toMatchObject({
        reason: expect.stringContaining('请核对可见范围'),
        missed: ['wangfang'],
      });
    });

    it('a station: its group, else its people, else told', async () => {
      expect(await sender()({ kind: 'unit', unitId: 1 })).toMatchObject({ channel: '群机器人「一站」' });
      expect(await sender()({ kind: 'unit', unitId: 2 })).toMatchObject({ channel: '自建应用' });
      expect(await sender()({ kind: 'unit', unitId: 3 })).toMatchObject({ outcome: 'failed' });
    });

    it('those registered: who is reached no other way is called by name in the group', async () => {
      app.missed = ['wangfang', 'sunhao'];
      aibot.missed = ['wangfang'];
      await sender()({ kind: 'registered', occurrenceIds: [1] }, { kind: 'markdown', text: '**改期**' });
      expect(people(aibot)).toEqual([['wangfang', 'sunhao']]);
      expect(robotSaid()).toEqual([
        { key: 'key-one', msgtype: 'text', text: { content: '改期', mentioned_list: ['WangFang'] } },
      ]);
      wecom.requests.length = 0;
      expect(await sender()({ kind: 'registered', occurrenceIds: [2] })).toMatchObject({
        outcome: 'sent',
        reason: expect.stringContaining('有 1 人没有发到'),
      });
      expect(wecom.requests).toEqual([]);
    });

    it('goes on with those missing where it stopped on the way', async () => {
      app.missed = ['wangfang'];
      aibot.failures = [new AppError('wecom_unreachable', '长连接没有连上')];
      const send = sender();
      const role: Target = { kind: 'role', role: 'secretary' };
      expect(await send(role)).toMatchObject({ outcome: 'later', reason: '长连接没有连上' });
      expect(send.progress()).toMatchObject({ people: ['zhaomin', 'wangfang'], reached: ['zhaomin'] });
      expect(await send(role)).toMatchObject({ outcome: 'sent' });
      expect([...people(app), ...people(aibot)]).toEqual([['zhaomin', 'wangfang'], ['wangfang']]);
    });
  });

  it('a fault of the program counts for nothing said', async () => {
    app.failures = [new Error('EIO')];
    const send = sender();
    const target = { kind: 'person', userid: 'wangfang' } as const;
    await expect(send(target)).rejects.toThrow('EIO');
    expect(send.progress().unanswered ?? 0).toBe(0);
    expect(await send(target)).toMatchObject({ outcome: 'sent' });
  });

  it('lesson 17: whatever ends the process, no message goes out a third time', async () => {
    const unclear = () => new AppError('wecom_unclear', '没有答复');
    app.failures = [unclear(), unclear()];
    const send = sender();
    const target = { kind: 'person', userid: 'wangfang' } as const;
    expect(await send(target)).toMatchObject({ outcome: 'later' });
    expect(await send(target)).toMatchObject({ outcome: 'sent', reason: expect.stringContaining('可能没有发到') });
    expect(app.failures).toEqual([]);
    // The process ended before the second was settled.
    expect(await send(target)).toMatchObject({ outcome: 'sent', reason: expect.stringContaining('可能没有发到') });
    expect(app.said).toEqual([]);
  });

  it('names the way that would be tried first', async () => {
    const { wayFor } = service();
    expect(await wayFor(chat, hello)).toBe('群机器人「一站」');
    expect(await wayFor(chat, { ...hello, card })).toBe('智能机器人');
    expect(await wayFor({ kind: 'person', userid: 'wangfang' }, hello)).toBe('自建应用');
    expect(await service([]).wayFor({ kind: 'person', userid: 'wangfang' }, hello)).toBeUndefined();
  });
});
