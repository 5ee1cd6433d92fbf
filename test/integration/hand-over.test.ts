import { expect, it } from 'vitest';
import { storeMessage } from '../../src/bot/inbox.ts';
import { createLateAnswers, type LateAnswers } from '../../src/bot/late/run.ts';
import type { Message } from '../../src/bot/message.ts';
import { createLogger } from '../../src/logger.ts';
import { describeOnDatabases } from '../support/database.ts';

const START = new Date('2026-07-01T10:00:00+08:00');
const MINUTE = 60_000;
const ADDRESS = 'https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=one';

describeOnDatabases('a finished answer that nobody polls', (database) => {
  let now = START;

  function answers(answerByUrl: (url: string, markdown: string) => Promise<boolean>): LateAnswers {
    return createLateAnswers({
      database: database.get(),
      jobs: [{ kind: 'slow', run: async () => '办好了' }],
      logger: createLogger('silent'),
      zone: 'Asia/Shanghai',
      botName: '志愿助手',
      now: () => now,
      answerByUrl,
    });
  }

  /** Ordered, finished, and left for longer than a poll would take. */
  async function finished(id: string, late: LateAnswers, responseUrl: string | undefined = ADDRESS): Promise<void> {
    now = START;
    const chat = { kind: 'group', id: 'group-1' } as const;
    const message: Message = {
      id,
      bot: 'b',
      chat,
      sender: 'zhaomin',
      text: '总结',
      attachments: [],
      receivedAt: START,
    };
    if (responseUrl !== '') message.responseUrl = responseUrl;
    await database.get().transaction(async (db) => {
      const arrival = await storeMessage(db, message);
      if (!arrival.isNew) throw new Error('seen before');
      const reply = { text: '正在办…', late: { kind: 'slow', arguments: {} } };
      await late.open(db, { id, message, messageId: arrival.messageId, reply, now: START });
    });
    late.wake(id);
    await late.settle();
    now = new Date(START.getTime() + 11_000);
  }

  function deliveryOf(id: string) {
    return database.get().db.lateAnswer.findUniqueOrThrow({ where: { id } });
  }

  function pushOf(id: string) {
    return database.get().db.outboxItem.findUnique({ where: { key: `late:${id}` } });
  }

  it('is left to the stream for ten seconds', async () => {
    const late = answers(async () => {
      throw new Error('too early');
    });
    await finished('polled', late);
    now = new Date(START.getTime() + 9_000);
    await late.sweep();
    expect(await late.refresh('polled')).toMatchObject({ text: '办好了', isFinished: true });
    expect(await deliveryOf('polled')).toMatchObject({ deliveredBy: null });
    await late.delivered('polled');
    now = new Date(START.getTime() + MINUTE);
    await late.sweep();
    expect(await deliveryOf('polled')).toMatchObject({ deliveredBy: 'stream' });
    expect(await pushOf('polled')).toBeNull();
  });

  it('is not taken for delivered because it was read', async () => {
    const late = answers(async () => false);
    await finished('read', late);
    await late.refresh('read');
    await late.sweep();
    expect(await deliveryOf('read')).toMatchObject({ deliveredBy: 'push' });
  });

  it('can still be asked for after it was delivered, when the six minutes are over (lesson 4)', async () => {
    const late = answers(async () => false);
    await finished('kept', late);
    await late.delivered('kept');
    now = new Date(START.getTime() + 7 * MINUTE);
    await late.sweep();
    expect(await late.refresh('kept')).toMatchObject({ text: '办好了', isFinished: true });
  });

  it('is shown by a channel that pushes, which no sweep does meanwhile', async () => {
    const late = answers(async () => {
      throw new Error('not to be called');
    });
    await finished('shown', late);
    await late.deliver('shown', async (state) => {
      expect(state).toMatchObject({ text: '办好了', isFinished: true });
      now = new Date(START.getTime() + MINUTE);
      await late.sweep();
      return true;
    });
    expect(await deliveryOf('shown')).toMatchObject({ deliveredBy: 'stream' });
    await late.deliver('shown', () => Promise.reject(new Error('shown already')));
  });

  it('goes by another way at once where the channel could not show it', async () => {
    const late = answers(async () => false);
    await finished('not-shown', late);
    await late.deliver('not-shown', async () => false);
    expect(await deliveryOf('not-shown')).toMatchObject({ deliveredBy: 'push' });
    expect(await pushOf('not-shown')).not.toBeNull();
  });

  it('goes by the address of its message', async () => {
    const said: string[] = [];
    const late = answers(async (url, markdown) => {
      said.push(url, markdown);
      return true;
    });
    await finished('by-url', late);
    await late.sweep();
    await late.sweep();
    expect(said).toEqual([ADDRESS, '办好了']);
    expect(await deliveryOf('by-url')).toMatchObject({ deliveredBy: 'response_url' });
    expect(await pushOf('by-url')).toBeNull();
  });

  it.each([
    ['was refused', ADDRESS, 11_000],
    ['is missing', '', 11_000],
    ['is an hour old', ADDRESS, 60 * MINUTE],
  ])('is pushed once where the address %s', async (why, url, afterMs) => {
    const late = answers(async () => {
      if (afterMs > MINUTE) throw new Error('not to be called');
      return false;
    });
    await finished(why, late, url);
    now = new Date(START.getTime() + afterMs);
    await late.sweep();
    await late.sweep();
    expect(await deliveryOf(why)).toMatchObject({ deliveredBy: 'push' });
    expect(await pushOf(why)).toMatchObject({
      target: { kind: 'chat', chatId: 'group-1' },
      content: { kind: 'markdown', text: '办好了' },
    });
  });

  it('is tried by one of two processes only', async () => {
    let take = (_: boolean): void => undefined;
    const taken = new Promise<boolean>((resolve) => {
      take = resolve;
    });
    let asked = (): void => undefined;
    const asking = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const one = answers(() => {
      asked();
      return taken;
    });
    // The address is spent by the first: a second request would be refused, and lead to a push.
    const other = answers(async () => false);
    await finished('shared', one);
    const first = one.sweep();
    await asking;
    await other.sweep();
    take(true);
    await first;
    expect(await deliveryOf('shared')).toMatchObject({ deliveredBy: 'response_url' });
    expect(await pushOf('shared')).toBeNull();
  });

  it('is tried again after a process that died on the way', async () => {
    const dying = answers(() => new Promise<boolean>(() => undefined));
    await finished('died', dying);
    void dying.sweep();
    await expect.poll(async () => (await deliveryOf('died')).claimedUntil).not.toBeNull();
    const next = answers(async () => false);
    await next.sweep();
    expect(await pushOf('died')).toBeNull();
    now = new Date(START.getTime() + 3 * MINUTE);
    await next.sweep();
    expect(await deliveryOf('died')).toMatchObject({ deliveredBy: 'push' });
    expect(await pushOf('died')).not.toBeNull();
  });
});
