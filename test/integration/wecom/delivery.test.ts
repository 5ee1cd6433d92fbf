import { beforeEach, describe, expect, it } from 'vitest';
import type { Content, Delivery, Progress, Target } from '../../../src/bot/outbox.ts';
import { createAllowances } from '../../../src/wecom/allowance/allowance.ts';
import { createDelivery } from '../../../src/wecom/delivery.ts';
import type { GroupFile } from '../../../src/wecom/webhook/body.ts';
import { createRobotChannel } from '../../../src/wecom/webhook/channel.ts';
import { createWebhookClient } from '../../../src/wecom/webhook/client.ts';
import { describeOnDatabases } from '../../support/database.ts';
import { type FakeWecom, startFakeWecom } from '../../support/fake-wecom.ts';

/** For answers that never come; anything else may take its time on a loaded machine. */
const SOON_MS = 400;
const TIMEOUT_MS = 10_000;
const robots = new Map([
  ['支部群', 'key-branch'],
  ['一站', 'key-one'],
]);
const branch: Target = { kind: 'branch' };
const hello: Content = { kind: 'text', text: '明天开会' };

describeOnDatabases('delivery by group robots', (database) => {
  let wecom: FakeWecom;
  let now: Date;
  let timeoutMs: number;
  let files: Map<string, GroupFile>;

  beforeEach(async () => {
    wecom = await startFakeWecom();
    now = new Date('2026-06-07T12:00:00Z');
    files = new Map();
    timeoutMs = TIMEOUT_MS;
    await database.get().db.channelUse.deleteMany();
    await database.get().db.channel.deleteMany();
    return () => wecom.stop();
  });

  function hang(): void {
    timeoutMs = SOON_MS;
    wecom.hang();
  }

  /** Keeps the progress of each item as the outbox does. */
  function deliveryFor(given: ReadonlyMap<string, string> = robots, bound: Record<string, string> = {}) {
    const client = createWebhookClient({ apiBase: wecom.address, robots: given, timeoutMs });
    const robot = createRobotChannel({
      client,
      readFile: async (fileId) => files.get(fileId),
      spell: async (userids) => [...userids],
    });
    const { deliver } = createDelivery({
      channels: given.size > 0 ? [robot] : [],
      robots: client.robots,
      allowances: createAllowances(database.get()),
      clock: { now: () => now },
      addressees: {
        robotOf: async (chatId) => bound[chatId],
        branchChat: async () => undefined,
        withRole: async () => ['zhaomin'],
        ofUnit: async () => ({ chatIds: ['一站'], userids: [] }),
        registered: async () => ({ chatId: '一站', userids: ['wangfang', 'liqiang'] }),
      },
      note: async () => undefined,
    });
    const kept = new Map<string, Progress>();
    return async (target: Target, content: Content): Promise<Delivery> => {
      const key = JSON.stringify([target, content]);
      const keep = async (progress: Progress) => void kept.set(key, progress);
      const delivery = await deliver({ target, content, progress: kept.get(key) ?? {}, keep });
      if (delivery.outcome !== 'later') kept.delete(key);
      return delivery;
    };
  }

  describe('which robot reaches whom', () => {
    const cases: [string, Target, string][] = [
      ['the branch: the first', branch, 'key-branch'],
      ['a bound chat: its robot', { kind: 'chat', chatId: 'wr1' }, 'key-one'],
      ['a chat named like a robot: that one', { kind: 'chat', chatId: '一站' }, 'key-one'],
    ];

    it.each(cases)('%s', async (_name, target, key) => {
      expect(await deliveryFor(robots, { wr1: '一站' })(target, hello)).toMatchObject({ outcome: 'sent' });
      expect(wecom.requests).toMatchObject([{ query: { key } }]);
    });

    it('any chat: the only robot there is', async () => {
      const only = new Map([['支部群', 'key-branch']]);
      expect(await deliveryFor(only)({ kind: 'chat', chatId: 'wr2' }, hello)).toMatchObject({ outcome: 'sent' });
    });

    it.each<[string, Target, RegExp]>([
      ['a chat tied to none of several robots', { kind: 'chat', chatId: 'wr2' }, /绑定本群/],
      ['one person', { kind: 'person', userid: 'wangfang' }, /一个人/],
    ])('%s: told, not put before another group', async (_name, target, reason) => {
      const delivery = await deliveryFor()(target, hello);
      expect(delivery).toMatchObject({ outcome: 'failed', reason: expect.stringMatching(reason) });
      expect(wecom.requests).toEqual([]);
    });

    it('without any robot says what to set', async () => {
      const delivery = await deliveryFor(new Map())(branch, hello);
      expect(delivery).toMatchObject({ outcome: 'failed', reason: expect.stringContaining('WECOM_GROUP_WEBHOOKS') });
      expect(wecom.requests).toEqual([]);
    });

    it('a chat bound to a robot that is no more is told, not sent elsewhere', async () => {
      const delivery = await deliveryFor(robots, { wr1: '旧站' })({ kind: 'chat', chatId: 'wr1' }, hello);
      expect(delivery).toMatchObject({ outcome: 'failed', reason: expect.stringContaining('旧站') });
      expect(wecom.requests).toEqual([]);
    });
  });

  describe('what is sent', () => {
    it('a text with those it mentions', async () => {
      await deliveryFor()(branch, { ...hello, mentions: ['chenjing'] });
      expect(wecom.requests.map(({ json }) => json)).toEqual([
        { msgtype: 'text', text: { content: '明天开会', mentioned_list: ['chenjing'] } },
      ]);
    });

    it('markdown', async () => {
      await deliveryFor()(branch, { kind: 'markdown', text: '**好**' });
      expect(wecom.requests.map(({ json }) => json)).toEqual([
        { msgtype: 'markdown', markdown: { content: '**好**' } },
      ]);
    });

    it('a file: uploaded, then sent', async () => {
      files.set('f1', { name: '总结.docx', bytes: Buffer.from('content') });
      expect(await deliveryFor()(branch, { kind: 'file', fileId: 'f1' })).toMatchObject({ outcome: 'sent' });
      expect(wecom.requests.map(({ path, json }) => json ?? path)).toEqual([
        '/cgi-bin/webhook/upload_media',
        { msgtype: 'file', file: { media_id: 'MEDIA-1' } },
      ]);
    });

    it.each([
      ['gone', undefined, /不在了/],
      ['empty', Buffer.from('12345'), /空的/],
      ['too large', Buffer.alloc(20 * 1024 * 1024 + 1), /20 MB/],
    ])('a file that is %s fails with the reason', async (_name, bytes, reason) => {
      if (bytes) files.set('f1', { name: '总结.docx', bytes });
      const delivery = await deliveryFor()(branch, { kind: 'file', fileId: 'f1' });
      expect(delivery).toMatchObject({ outcome: 'failed', reason: expect.stringMatching(reason) });
      expect(wecom.requests).toEqual([]);
    });

    it('an empty text fails before it is sent', async () => {
      expect(await deliveryFor()(branch, { kind: 'text', text: ' \n' })).toMatchObject({ outcome: 'failed' });
      expect(wecom.requests).toEqual([]);
    });
  });

  describe('what comes of it', () => {
    it.each([
      [45009, 'later', 60_000, /一分钟/],
      [-1, 'later', 10_000, /正忙/],
      [6000, 'later', 10_000, /正忙/],
      [45033, 'later', 10_000, /正忙/],
      [93000, 'failed', undefined, /群机器人「支部群」.*移出群.*WECOM_GROUP_WEBHOOKS.*93000/],
      [93004, 'failed', undefined, /停用/],
      [93008, 'failed', undefined, /不在群里/],
      [40058, 'failed', undefined, /不合要求/],
      [40008, 'failed', undefined, /维护者/],
      [44004, 'failed', undefined, /空的/],
      [45002, 'failed', undefined, /太长/],
      [40007, 'failed', undefined, /重新生成/],
      [99999, 'failed', undefined, /99999：some reason/],
    ])('errcode %i', async (errcode, outcome, afterMs, reason) => {
      wecom.answer({ errcode, errmsg: 'some reason' });
      const delivery = await deliveryFor()(branch, hello);
      expect(delivery).toMatchObject({ outcome, reason: expect.stringMatching(reason) });
      expect('afterMs' in delivery ? delivery.afterMs : undefined).toBe(afterMs);
    });

    it.each([
      ['500', () => wecom.answerRaw(500, 'oops')],
      ['a hanging server', () => hang()],
      ['a cut connection', () => wecom.cut()],
    ])('%s: later', async (_name, arrange) => {
      arrange();
      const deliver = deliveryFor();
      expect(await deliver(branch, hello)).toMatchObject({ outcome: 'later', afterMs: 30_000 });
      wecom.answer({ errcode: 0, errmsg: 'ok' });
      expect(await deliver(branch, hello)).toMatchObject({ outcome: 'sent' });
    });
  });

  describe('the rate', () => {
    it('twenty a minute and robot, the next one waits for the first to be a minute old, and a little more', async () => {
      const deliver = deliveryFor();
      for (let i = 0; i < 20; i += 1) {
        expect(await deliver(branch, { kind: 'text', text: `第 ${i} 条` })).toMatchObject({ outcome: 'sent' });
        now = new Date(now.getTime() + 1000);
      }
      expect(await deliver(branch, hello)).toMatchObject({ outcome: 'later', afterMs: 42_000 });
      expect(await deliver({ kind: 'chat', chatId: '一站' }, hello)).toMatchObject({ outcome: 'sent' });
      expect(wecom.requests).toHaveLength(21);
      now = new Date(now.getTime() + 42_000);
      expect(await deliver(branch, hello)).toMatchObject({ outcome: 'sent' });
      expect(await deliver(branch, hello)).toMatchObject({ outcome: 'later', afterMs: 1000 });
    });

    it('after a 45009 nothing more is tried for a minute', async () => {
      const deliver = deliveryFor();
      wecom.answer({ errcode: 45009, errmsg: 'api freq out of limit' });
      await deliver(branch, hello);
      wecom.answer({ errcode: 0, errmsg: 'ok' });
      now = new Date(now.getTime() + 59_000);
      expect(await deliver(branch, hello)).toMatchObject({ outcome: 'later', afterMs: 1000 });
      expect(wecom.requests).toHaveLength(1);
      now = new Date(now.getTime() + 1000);
      expect(await deliver(branch, hello)).toMatchObject({ outcome: 'sent' });
    });

    it('a clock set back does not hold anything up', async () => {
      const deliver = deliveryFor();
      for (let i = 0; i < 20; i += 1) await deliver(branch, hello);
      now = new Date(now.getTime() - 86_400_000);
      expect(await deliver(branch, hello)).toMatchObject({ outcome: 'sent' });
    });

    it('of a long text the rest goes on where it stopped', async () => {
      const deliver = deliveryFor();
      const long: Content = { kind: 'text', text: `${'一'.repeat(600)}\n${'二'.repeat(600)}` };
      wecom.answer({ errcode: 0, errmsg: 'ok' }, { errcode: -1, errmsg: 'busy' }, { errcode: 0, errmsg: 'ok' });
      expect(await deliver(branch, long)).toMatchObject({ outcome: 'later' });
      expect(await deliver(branch, long)).toMatchObject({ outcome: 'sent' });
      expect(await deliver(branch, long)).toMatchObject({ outcome: 'sent' });
      const sent = wecom.requests.map(({ json }) => JSON.stringify(json).replace(/[^一二]/g, '')[0]);
      expect(sent.join('')).toBe('一二二一二');
    });
  });

  describe('targets of many', () => {
    it('a station: its group', async () => {
      expect(await deliveryFor()({ kind: 'unit', unitId: 1 }, hello)).toMatchObject({ outcome: 'sent' });
      expect(wecom.requests).toMatchObject([{ query: { key: 'key-one' } }]);
    });

    it('those registered: by name in the group that knows of it', async () => {
      expect(await deliveryFor()({ kind: 'registered', occurrenceIds: [1] }, hello)).toMatchObject({ outcome: 'sent' });
      expect(wecom.requests.map(({ json }) => json)).toEqual([
        { msgtype: 'text', text: { content: '明天开会', mentioned_list: ['wangfang', 'liqiang'] } },
      ]);
    });

    it('a role: nobody is told in a group what is meant for a few', async () => {
      const delivery = await deliveryFor()({ kind: 'role', role: 'secretary' }, hello);
      expect(delivery).toMatchObject({ outcome: 'failed', reason: expect.stringContaining('自建应用') });
      expect(wecom.requests).toEqual([]);
    });
  });

  it('lesson 17: an answer that never comes is no failure: said once more, then taken as said', async () => {
    const deliver = deliveryFor();
    hang();
    expect(await deliver(branch, hello)).toMatchObject({
      outcome: 'later',
      reason: expect.stringContaining('再发一次'),
    });
    expect(await deliver(branch, hello)).toMatchObject({
      outcome: 'sent',
      reason: expect.stringContaining('可能没有发到'),
    });
    expect(wecom.requests).toHaveLength(2);
  });

  it('lesson 16: a long text is parted by bytes where nothing is torn, and the field is msgtype', async () => {
    const line = `${'汉'.repeat(300)}<@wangfang>😀`;
    const text = Array.from({ length: 9 }, () => line).join('');
    await deliveryFor()(branch, { kind: 'markdown', text, mentions: ['wangfang'] });
    const sent = wecom.requests.map(({ json }) => json as { msgtype: string; markdown: { content: string } });
    expect(sent.length).toBeGreaterThan(1);
    for (const { msgtype, markdown } of sent) {
      expect(msgtype).toBe('markdown');
      expect(Buffer.byteLength(markdown.content)).toBeLessThanOrEqual(4096);
      expect(markdown.content).not.toContain('\ufffd');
      expect(markdown.content.match(/<@/g)?.length).toBe(markdown.content.match(/<@wangfang>/g)?.length);
    }
    expect(sent.map(({ markdown }) => markdown.content).join('')).toBe(line.repeat(9));
  });

  it('two processes together stay within twenty a minute', async () => {
    const deliveries = [deliveryFor(), deliveryFor()];
    const outcomes = await Promise.all(
      Array.from({ length: 30 }, (_, i) => deliveries[i % 2]?.(branch, { kind: 'text', text: `第 ${i} 条` })),
    );
    expect(outcomes.filter((one) => one?.outcome === 'sent')).toHaveLength(20);
    expect(wecom.requests).toHaveLength(20);
  });
});
