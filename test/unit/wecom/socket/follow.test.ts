import { expect, it } from 'vitest';
import type { StreamState } from '../../../../src/bot/message.ts';
import { createLogger } from '../../../../src/logger.ts';
import { follow } from '../../../../src/wecom/aibot/socket/follow.ts';

interface Frame {
  id: string;
  finish: boolean;
  content: string;
}

/** States as they are read one after the other, the last for ever; frames refused from `lostAt` on. */
function followed(states: (StreamState | undefined | 'fault')[], { keepAliveMs = 60_000, lostAt = Infinity } = {}) {
  const frames: Frame[] = [];
  const cards: object[] = [];
  const sentCards: string[] = [];
  const log = { reads: 0, delivered: [] as boolean[] };
  const stopping = new AbortController();
  const push = async (body: object) => {
    if ('stream' in body) frames.push(body.stream as Frame);
    return frames.length <= lostAt;
  };
  const turn = { show: push, settle: push, card: async (body: object) => cards.push(body) > 0 && cards.length < 2 };
  const receiver = {
    async refresh() {
      log.reads += 1;
      const state = states.length > 1 ? states.shift() : states[0];
      if (state === 'fault') throw new Error('database is gone');
      return state;
    },
    async deliver(_id: string, show: (state: StreamState) => Promise<boolean>) {
      const last = states.at(-1);
      if (typeof last === 'object') log.delivered.push(await show(last));
    },
  };
  const done = follow(
    { streamId: 's1', turn, shown: '正在办', sendCard: async ({ title }) => void sentCards.push(title) },
    { receiver, logger: createLogger('silent'), signal: stopping.signal, timings: { everyMs: 2, keepAliveMs } },
  );
  return { frames, cards, sentCards, log, stop: () => stopping.abort(), done };
}

const at = (text: string, isFinished = false): StreamState => ({ id: 's1', text, isFinished });

it('shows each change, and the end with the whole text (lesson 5)', async () => {
  const { frames, log, done } = followed([at('正在办'), at('一半'), at('一半'), at('全文\n两行', true)]);
  await done;
  expect(frames).toEqual([
    { id: 's1', finish: false, content: '一半' },
    { id: 's1', finish: true, content: '全文\n两行' },
  ]);
  expect(log.delivered).toEqual([true]);
});

it('keeps every newline and space as it is (lesson 6)', async () => {
  const text = '一、\n\n- 甲\n  乙 \n';
  const { frames, done } = followed([at(text), at(text, true)]);
  await done;
  expect(frames.map(({ content }) => content)).toEqual([text, text]);
});

it('never ends with nothing (lesson 5)', async () => {
  const { frames, done } = followed([at('', true)]);
  await done;
  expect(frames).toMatchObject([{ finish: true, content: expect.stringMatching(/./) }]);
});

it('is kept alive by the same text, and by nothing more often', async () => {
  const { frames, log, stop, done } = followed([at('正在办')], { keepAliveMs: 20 });
  await expect.poll(() => frames.length, { timeout: 5000 }).toBeGreaterThanOrEqual(2);
  const { reads } = log;
  stop();
  await done;
  expect(frames.slice(0, 2)).toEqual([
    { id: 's1', finish: false, content: '正在办' },
    { id: 's1', finish: false, content: '正在办' },
  ]);
  expect(reads).toBeGreaterThanOrEqual(20);
});

it('goes by another way where the stream is lost before its end (lesson 12), and the bubble is closed where it can be (lesson 13)', async () => {
  const lost = followed([at('一半'), at('还有'), at('全文', true)], { lostAt: 0 });
  await lost.done;
  expect(lost.frames).toHaveLength(1);
  expect(lost.log.delivered).toEqual([false]);
  const refused = followed([at('一半'), at('全文', true)], { lostAt: 1 });
  await refused.done;
  expect(refused.log.delivered).toEqual([false]);
  expect(refused.frames.at(-1)).toMatchObject({ finish: true, content: expect.stringContaining('另外发给你') });
});

it('leaves no bubble open when the process stops before the end (lesson 13)', async () => {
  const { frames, log, stop, done } = followed([at('一半')]);
  await expect.poll(() => frames.length).toBe(1);
  stop();
  await done;
  expect(frames.at(-1)).toMatchObject({ finish: true, content: expect.stringMatching(/^一半\n\n.*重启/) });
  expect(log.delivered).toEqual([]);
});

it('ends as it should when the process stops at its end', async () => {
  const { frames, stop, done } = followed([at('正在办'), at('全文', true)]);
  stop();
  await done;
  expect(frames.at(-1)).toMatchObject({ finish: true });
});

it('goes on after a state that could not be read', async () => {
  const { frames, done } = followed(['fault', at('全文', true)]);
  await done;
  expect(frames).toMatchObject([{ finish: true, content: '全文' }]);
});

it('ends for a stream nobody knows', async () => {
  const { frames, done } = followed([undefined]);
  await done;
  expect(frames).toEqual([]);
});

it('leaves room for the end: a lively text is shown less often after a while', async () => {
  const states = Array.from({ length: 60 }, (_, i) => at(`第 ${i} 段`));
  const { frames, log, done } = followed([...states, at('全文', true)]);
  await done;
  expect(log.reads).toBe(61);
  expect(frames.length).toBeLessThanOrEqual(28);
  expect(frames.at(-1)).toMatchObject({ finish: true, content: '全文' });
});

it('shows the card after the end, and sends it another way where that fails', async () => {
  const card = { taskId: 't1', title: '是要报名吗？', buttons: [{ text: '是', key: 'choice:1:0' }] };
  const first = followed([{ ...at('是要报名吗？', true), card }]);
  await first.done;
  expect(first.cards).toMatchObject([{ msgtype: 'template_card', template_card: { task_id: 't1' } }]);
  expect(first.sentCards).toEqual([]);
  const second = followed([{ ...at('是要报名吗？', true), card }]);
  second.cards.push({});
  await second.done;
  expect(second.log.delivered).toEqual([true]);
  expect(second.sentCards).toEqual(['是要报名吗？']);
});
