import { afterEach, beforeEach, expect, it } from 'vitest';
import { storeMessage } from '../../src/bot/inbox.ts';
import { createLateAnswers, type LateAnswers } from '../../src/bot/late/run.ts';
import { createLogger } from '../../src/logger.ts';
import { type Answering, createAnswering } from '../../src/wecom/aibot/socket/answer.ts';
import { createLink, type Link } from '../../src/wecom/aibot/socket/link.ts';
import { createStatus, type StatusKeeper } from '../../src/wecom/aibot/socket/status.ts';
import { describeOnDatabases } from '../support/database.ts';
import { CREDENTIALS, type SocketPlayground, startSocketPlayground } from '../support/long-connection.ts';

const START = new Date('2026-06-01T09:00:00+08:00');
const MINUTE = 60_000;

describeOnDatabases('a late answer over the long connection', (database) => {
  const logger = createLogger('silent');
  const now = () => START;
  let playground: SocketPlayground;
  let late: LateAnswers;
  let link: Link;
  let status: StatusKeeper;
  let states: string[];
  let bot: Answering;
  let end: (text: string) => void;
  /** Shows what has been done so far, once the job has begun. */
  let begun: Promise<(text: string) => Promise<void>>;
  let serial = 0;

  beforeEach(async () => {
    playground = await startSocketPlayground();
    const ended = new Promise<string>((resolve) => {
      end = resolve;
    });
    let begin = (_: (text: string) => Promise<void>): void => undefined;
    begun = new Promise((resolve) => {
      begin = resolve;
    });
    late = createLateAnswers({
      ...{ database: database.get(), logger, now, zone: 'Asia/Shanghai', botName: '志愿助手' },
      jobs: [
        {
          kind: 'slow',
          run(context) {
            begin(context.progress);
            return ended;
          },
        },
      ],
      answerByUrl: async () => false,
    });
    states = [];
    status = createStatus(now, ({ state }) => states.push(state));
    link = createLink({
      settings: { ...CREDENTIALS, wsUrl: playground.socketUrl },
      ...{ status, logger, now, timings: { reconnectMs: 5 } },
      onFrame: (frame) => bot.take(frame),
      onKicked: () => undefined,
    });
    bot = createAnswering({
      ...{ link, logger, now, count: () => undefined, timings: { everyMs: 10, keepAliveMs: MINUTE } },
      receiver: { ...late, receive },
      stripMention: (text) => text,
      owed: { settle: async () => undefined, send: async () => undefined },
    });
    link.open();
    await expect.poll(() => status.current().state).toBe('connected');
  });

  afterEach(async () => {
    end('');
    await bot.stop(1000);
    link.close();
    await late.settle();
    await playground.close();
  });

  async function receive(message: Parameters<typeof storeMessage>[1]) {
    serial += 1;
    const streamId = `s${serial}`;
    const reply = { text: '正在起草', late: { kind: 'slow', arguments: {} }, streamId };
    await database.get().transaction(async (db) => {
      const arrival = await storeMessage(db, message);
      if (!arrival.isNew) throw new Error('seen before');
      await late.open(db, { id: streamId, message, messageId: arrival.messageId, reply, now: START });
    });
    late.wake(streamId);
    return reply;
  }

  const say = () => playground.send('POST', '/messages', { chat: null, sender: 'wangfang', text: '生成总结' });
  const row = () => database.get().db.lateAnswer.findUniqueOrThrow({ where: { id: `s${serial}` } });
  const pushed = () => database.get().db.outboxItem.findUnique({ where: { key: `late:s${serial}` } });

  async function shownNow(): Promise<string> {
    const { body } = await playground.send('GET', '/view?sender=wangfang');
    return body.lines.at(-1);
  }

  it('is shown as it grows, and whole at its end; it is delivered once WeCom has acknowledged that', async () => {
    const saying = say();
    await expect.poll(shownNow).toContain('正在起草');
    await (await begun)('一、上半年');
    await expect.poll(shownNow).toContain('一、上半年');
    expect(await row()).toMatchObject({ deliveredBy: null });
    end('一、上半年\n\n二、下半年');
    expect((await saying).body.replies).toEqual([{ kind: 'markdown', text: '一、上半年\n\n二、下半年' }]);
    await expect.poll(row).toMatchObject({ deliveredBy: 'stream' });
    expect(await pushed()).toBeNull();
  });

  it('goes out another way after six minutes, when WeCom takes no more of the stream (lesson 9)', async () => {
    const saying = say();
    await expect.poll(shownNow).toContain('正在起草');
    await playground.pass(7 * MINUTE);
    end('写好了');
    await saying;
    await expect.poll(row).toMatchObject({ deliveredBy: 'push' });
    expect(await pushed()).toMatchObject({
      target: { kind: 'person', userid: 'wangfang' },
      content: { kind: 'markdown', text: '写好了' },
    });
  });

  it('goes out another way where the connection broke meanwhile: its req_id is gone (lesson 12)', async () => {
    await playground.setFaults({ cutMidStream: true });
    const saying = say();
    await expect.poll(() => states).toEqual(['connected', 'connecting', 'connected']);
    await playground.setFaults({});
    await saying;
    await begun;
    end('写好了');
    await expect.poll(row).toMatchObject({ deliveredBy: 'push' });
    expect(await pushed()).not.toBeNull();
  });

  it('goes out another way where its end is refused', async () => {
    say().catch(() => undefined);
    await expect.poll(shownNow).toContain('正在起草');
    await playground.setFaults({ replyErrcode: 40_058 });
    end('写好了');
    await expect.poll(pushed).not.toBeNull();
    expect(await row()).toMatchObject({ deliveredBy: 'push' });
  });

  it('is closed with a word where the process stops before its end (lesson 13)', async () => {
    const saying = say();
    await expect.poll(shownNow).toContain('正在起草');
    await bot.stop(1000);
    expect((await saying).body.replies).toEqual([
      { kind: 'markdown', text: expect.stringMatching(/正在起草\n\n.*重启/) },
    ]);
    expect(await row()).toMatchObject({ deliveredBy: null });
  });
});
