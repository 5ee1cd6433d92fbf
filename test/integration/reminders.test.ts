import { beforeEach, describe, expect, it } from 'vitest';
import { recordsCommand } from '../../src/features/reminder/command/records.ts';
import { type Conversation, startConversation } from '../support/conversation.ts';
import { describeOnDatabases } from '../support/database.ts';
import { runScript } from '../support/process.ts';

const SCRIPT = 'src/cli/reminders.ts';

describeOnDatabases('提醒记录', (database) => {
  let talk: Conversation;

  beforeEach(async () => {
    const { db } = database.get();
    await db.outboxItem.deleteMany();
    await db.message.deleteMany();
    talk = startConversation({
      database: database.get(),
      commands: [recordsCommand],
      now: '2025-06-09T10:00:00+08:00',
      adminUserids: ['admin'],
    });
  });

  async function keep(dueAt: string, text: string, over: object): Promise<void> {
    const due = new Date(dueAt);
    await database.get().db.outboxItem.create({
      data: {
        key: `${dueAt}:${text}`,
        kind: 'meeting_eve',
        target: { kind: 'branch' },
        content: { kind: 'text', text },
        dueAt: due,
        usefulUntil: due,
        nextTryAt: due,
        createdAt: due,
        ...over,
      },
    });
  }

  it('tells what was sent, late or not, and why something was not', async () => {
    await keep('2025-06-08T20:00:00+08:00', '【会议提醒】周一例会\n时间：明天', {
      state: 'sent',
      sentAt: new Date('2025-06-08T20:00:20+08:00'),
    });
    await keep('2025-06-08T20:01:00+08:00', '迟到的', { state: 'sent', sentAt: new Date('2025-06-08T20:07:00+08:00') });
    await keep('2025-06-08T20:02:00+08:00', '失败的', {
      state: 'failed',
      reason: '群机器人已被移出群',
      channel: '群机器人「支部群」',
    });
    await keep('2025-06-08T20:03:00+08:00', '跳过的', { state: 'skipped', reason: '这次会议不开了' });
    await keep('2025-06-08T23:30:00+08:00', '还在等的', { reason: '发得太快' });
    await keep('2025-06-07T23:59:00+08:00', '前天的', { state: 'sent', sentAt: new Date('2025-06-07T23:59:01+08:00') });
    await keep('2025-06-09T00:00:00+08:00', '今天的', {});
    const { text } = await talk.say('admin', '提醒记录 昨天');
    expect(text.split('\n')).toEqual([
      '6月8日(周日)的提醒：已发2条，没发出1条，没有发1条，待发1条',
      '20:00 已发 【会议提醒】周一例会',
      '20:01 已发，20:07发出 迟到的',
      '20:02 没发出（群机器人「支部群」） 失败的：群机器人已被移出群',
      '20:03 没有发 跳过的：这次会议不开了',
      '23:30 待发 还在等的：发得太快',
    ]);
    expect((await talk.say('admin', '提醒记录')).text).toContain('00:00 待发 今天的');
    expect((await talk.say('admin', '提醒记录 6月7日')).text).toContain('23:59 已发 前天的');
    expect((await talk.say('admin', '提醒记录 6月1日')).text).toContain('6月1日(周日)没有要发的提醒');
  });

  it('tells of what may not have arrived, though it counts as sent', async () => {
    const reason = '没有收到企业微信的确认，可能没有发到';
    const sentAt = new Date('2025-06-08T20:00:40+08:00');
    await keep('2025-06-08T20:00:00+08:00', '例会', { state: 'sent', sentAt, reason, channel: '自建应用' });
    expect((await talk.say('admin', '提醒记录 昨天')).text.split('\n')[1]).toBe(
      '20:00 已发（自建应用） 例会：没有收到企业微信的确认，可能没有发到',
    );
  });

  it('tells in one line what several people got alike', async () => {
    const { db } = database.get();
    await db.person.deleteMany({ where: { userid: 'wangfang' } });
    await db.person.create({ data: { userid: 'wangfang', name: '王芳', createdAt: new Date(0) } });
    const sent = { state: 'sent', sentAt: new Date('2025-06-08T20:00:10+08:00'), channel: '自建应用' };
    for (const userid of ['wangfang', 'lina']) {
      await keep('2025-06-08T20:00:00+08:00', '明天护考', { ...sent, key: userid, target: { kind: 'person', userid } });
    }
    expect((await talk.say('admin', '提醒记录 昨天')).text.split('\n')).toEqual([
      '6月8日(周日)的提醒：已发2条',
      '20:00 已发（自建应用） 明天护考（2人：王芳、lina）',
    ]);
  });

  it('stays within twenty lines', async () => {
    for (let i = 10; i < 40; i += 1) await keep(`2025-06-08T20:${i}:00+08:00`, `第${i}条`, {});
    const lines = (await talk.say('admin', '提醒记录 昨天')).text.split('\n');
    expect(lines).toHaveLength(20);
    expect(lines.at(-1)).toBe('还有12条没有列出。');
  });

  it('is for the committee, and says what it does not understand', async () => {
    expect((await talk.say('wangfang', '提醒记录')).text).toContain('支委以上');
    expect((await talk.say('admin', '提醒记录 那天')).text).toContain('没看懂「那天」');
  });
});

describeOnDatabases('npm run reminders', (database) => {
  const run = (...args: string[]) => runScript(SCRIPT, { args, env: { DATABASE_URL: database.url } });

  it('prints what would be sent, in order, while the bot has the database open', async () => {
    const { code, stdout, stderr } = await run('--from', '2025-05-30', '--to', '2025-06-03');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines: unknown[] = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const target = { kind: 'branch' };
    expect(lines).toEqual([
      {
        at: '2025-06-01T20:00:00+08:00',
        kind: 'meeting_moved',
        target,
        text: expect.stringContaining('因端午节放假，顺延到6月3日(周二)19:00'),
      },
      { at: '2025-06-02T20:00:00+08:00', kind: 'meeting_eve', target, text: expect.stringContaining('明天 6月3日') },
      { at: '2025-06-03T17:00:00+08:00', kind: 'meeting_soon', target, text: expect.stringContaining('今天 6月3日') },
    ]);
    expect(await database.get().db.outboxItem.count()).toBe(0);
  });

  it('takes times with an offset and in the zone set, both ends included', async () => {
    const zone = { DATABASE_URL: database.url, TIMEZONE: 'America/New_York' };
    const at = '2025-06-09T00:00:00Z';
    const { stdout } = await runScript(SCRIPT, { args: ['--from', at, '--to', at], env: zone });
    expect(JSON.parse(stdout)).toMatchObject({ at: '2025-06-08T20:00:00-04:00', kind: 'meeting_eve' });
  });
});

describe('npm run reminders', () => {
  it.each([
    [['--from', '2025-02-30', '--to', '2025-03-01'], '没有这一天'],
    [['--from', '明天', '--to', '2025-03-01'], '不是 ISO 时间'],
    [['--from', '2025-03-02', '--to', '2025-03-01'], '还早'],
    [['--from', '2025-03-02'], '--to'],
    [['--from', '1990-01-01', '--to', '2025-03-01'], '20 年'],
  ])('%j is wrong use: exit code 2', async (args, reason) => {
    const { code, stdout, stderr } = await runScript(SCRIPT, { args });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(reason);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('ends with 1 where the environment is not usable, and explains itself with 0', async () => {
    const span = ['--from', '2025-03-01', '--to', '2025-03-02'];
    const bad = await runScript(SCRIPT, { args: span, env: { DATABASE_URL: 'nothing' } });
    expect(bad.code).toBe(1);
    expect(bad.stderr).toContain('DATABASE_URL');
    const help = await runScript(SCRIPT, { args: ['--help'] });
    expect(help).toMatchObject({ code: 0, stdout: expect.stringContaining('--from') });
  });
});
