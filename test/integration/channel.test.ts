import { beforeEach, expect, it } from 'vitest';
import { type Content, enqueue, type Target } from '../../src/bot/outbox.ts';
import { sendDue } from '../../src/bot/sending.ts';
import { type Channels, createChannels } from '../../src/channels.ts';
import { loadConfig } from '../../src/config.ts';
import { channelFeature } from '../../src/features/channel/command.ts';
import { channelReport } from '../../src/features/channel/usecase.ts';
import { createLogger } from '../../src/logger.ts';
import type { Channel } from '../../src/wecom/channel.ts';
import { startConversation } from '../support/conversation.ts';
import { describeOnDatabases } from '../support/database.ts';
import { fakeChannel } from '../support/fake-channel.ts';
import { type FakeWecom, startFakeWecom } from '../support/fake-wecom.ts';

const NOW = '2026-06-04T10:00:00+08:00';
const logger = createLogger('silent');

describeOnDatabases('通道状态', (database) => {
  let wecom: FakeWecom;
  let now: Date;

  beforeEach(async () => {
    wecom = await startFakeWecom();
    now = new Date(NOW);
    const { db } = database.get();
    for (const table of [db.outboxItem, db.channelUse, db.channel, db.question, db.message, db.chat]) {
      await (table as { deleteMany(): Promise<unknown> }).deleteMany();
    }
    return () => wecom.stop();
  });

  function channels(robots: string[], others: Channel[] = [], trouble?: string): Channels {
    const config = loadConfig({
      WECOM_API_BASE: wecom.address,
      WECOM_GROUP_WEBHOOKS: robots.map((name) => `${name}=0123456789abcdef-secret-${name.length}`).join(','),
    });
    const incoming = [{ label: '智能机器人（长连接）', trouble: () => trouble }];
    return createChannels({ config, database: database.get(), clock: { now: () => now }, logger, incoming, others });
  }

  function ask({ board }: Channels, kind: 'group' | 'single' = 'single', sender = 'admin') {
    const chat = kind === 'group' ? ({ kind, id: 'group-1' } as const) : ({ kind } as const);
    const commands = channelFeature({ channels: board }).commands ?? [];
    const talk = startConversation({
      database: database.get(),
      commands,
      now: now.toISOString(),
      chat,
      adminUserids: ['admin'],
    });
    return talk.say(sender, '通道状态').then(({ text }) => text.split('\n'));
  }

  async function say({ deliver }: Channels, target: Target, content: Content, key: string = crypto.randomUUID()) {
    const usefulUntil = new Date(now.getTime() + 3_600_000);
    await enqueue(database.get().db, { key, kind: 'test', target, content, dueAt: now, usefulUntil }, now);
    return sendDue({ database: database.get(), deliver, reportTo: [], logger, now: () => now });
  }

  const hello: Content = { kind: 'text', text: '明天开会' };
  const at = (chatId: string): Target => ({ kind: 'chat', chatId });

  it('shows each way, what it may still say, and what went wrong with what to do', async () => {
    const all = channels(['支部群', '城区站', '山里站', '海边站'], [fakeChannel('app')]);
    for (let i = 0; i < 3; i += 1) await say(all, { kind: 'branch' }, hello);
    await say(all, { kind: 'person', userid: 'wangfang' }, hello);
    wecom.answer({ errcode: 93000, errmsg: 'invalid webhook url' });
    await say(all, at('城区站'), hello);
    wecom.answer({ errcode: 45009, errmsg: 'api freq out of limit' });
    await say(all, at('山里站'), hello);
    wecom.answer({ errcode: 0, errmsg: 'ok' });
    await say(all, at('山里站'), hello, 'second');
    now = new Date(now.getTime() + 30_000);
    expect(await ask(all)).toEqual([
      '通道状态（10:00）',
      '',
      '【收消息】',
      '✅ 智能机器人（长连接）',
      '上次收到消息 10:00',
      '',
      '【发消息】',
      expect.stringMatching(/^⚠️ 群机器人「城区站」：10:00 出错，.*重新添加群机器人.*WECOM_GROUP_WEBHOOKS/),
      '⏳ 群机器人「山里站」：企业微信说发得太多，10:01 以后接着发，2 条等着发',
      '✅ 群机器人「支部群」：正常，这分钟还能发 17 条，上次发出 10:00',
      '✅ 自建应用：正常，最忙的会话这分钟还能发 29 条，这小时 999 条，上次发出 10:00',
      '⚪ 群机器人「海边站」：还没用过，这分钟还能发 20 条',
      '',
      '到点还没发出的消息：2 条。',
    ]);
  });

  it('is the same data for a page', async () => {
    const all = channels(['支部群']);
    await say(all, { kind: 'branch' }, hello);
    expect(await channelReport(database.get().db, { board: all.board, now })).toEqual({
      incoming: [{ label: '智能机器人（长连接）' }],
      outgoing: [
        {
          label: '群机器人「支部群」',
          state: 'working',
          left: { minute: 19, isEach: false },
          lastSentAt: now,
          waiting: 0,
        },
      ],
      waiting: { total: 0, byNone: 0 },
    });
  });

  it('tells what nothing reaches, what does not come in, and what is not set up', async () => {
    const down = channels(['支部群', '城区站'], [], '长连接断了：请核对 WECOM_BOT_ID');
    const { db } = database.get();
    const times = { dueAt: now, usefulUntil: new Date(now.getTime() + 3_600_000) };
    await enqueue(db, { key: 'lost', kind: 'test', target: at('wr9'), content: hello, ...times }, now);
    const lines = await ask(down);
    expect(lines).toContain('⚠️ 智能机器人（长连接）：长连接断了：请核对 WECOM_BOT_ID');
    expect(lines.at(-1)).toBe('到点还没发出的消息：1 条，其中 1 条没有能发的通道，发「提醒记录」可以看是哪些。');
    now = new Date(now.getTime() + 1000);
    expect((await ask(channels([]))).join('\n')).toContain('请填 WECOM_GROUP_WEBHOOKS');
  });

  it('stays readable with thirty robots: what does not work comes first', async () => {
    const names = ['支部群', ...Array.from({ length: 29 }, (_, i) => `第${i + 1}站`)];
    const all = channels(names);
    wecom.answer({ errcode: 93008, errmsg: 'not in group' });
    await say(all, at('第29站'), hello);
    const lines = await ask(all, 'group');
    expect(lines.length).toBeLessThan(25);
    expect(lines[7]).toContain('⚠️ 群机器人「第29站」');
    expect(lines).toContain('另外 16 个：还没用过 16 个。');
  });

  it('shows no key, no id and, in a group, no address', async () => {
    const all = channels(['支部群']);
    const reason = '企业微信不认识本机的 IP：填上 203.0.113.7，编号 0123456789abcdef0123456789';
    await database.get().db.channel.create({ data: { name: 'robot:支部群', lastError: reason, lastErrorAt: now } });
    const [inGroup, alone] = [(await ask(all, 'group')).join('\n'), (await ask(all)).join('\n')];
    expect(alone).toContain('203.0.113.7');
    expect(inGroup).not.toContain('203.0.113.7');
    expect(inGroup + alone).not.toMatch(/0123456789abcdef|group-1/);
  });

  it('is for administrators', async () => {
    expect((await ask(channels(['支部群']), 'single', 'wangfang')).join('\n')).toContain('管理员');
  });
});
