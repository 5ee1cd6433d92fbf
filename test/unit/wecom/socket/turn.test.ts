import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/errors.ts';
import { createLogger } from '../../../../src/logger.ts';
import { createTurn } from '../../../../src/wecom/aibot/socket/turn.ts';

type Answer = 'ok' | 'none' | 'closed' | number;

const end = { msgtype: 'stream', stream: { id: 's1', finish: true, content: '全文' } };
const part = { msgtype: 'stream', stream: { id: 's1', finish: false, content: '一半' } };
const card = { msgtype: 'template_card', template_card: { task_id: 't1' } };

/** Each frame is answered as told, in order. */
function turnWith(...answers: Answer[]) {
  const sent: { cmd: string; body: object; reqId: string | undefined }[] = [];
  let said = 0;
  const link = {
    async request(cmd: string, body: object, reqId?: string) {
      sent.push({ cmd, body, reqId });
      const answer = answers.shift();
      if (answer === 'ok') return undefined;
      if (answer === 'none') throw new AppError('wecom_unclear', '没有回音');
      if (answer === 'closed') throw new AppError('wecom_unreachable', '没有连上');
      throw new AppError('wecom_refused', '拒绝', { cause: { errcode: answer, errmsg: '' } });
    },
  };
  const onSaid = () => {
    said += 1;
  };
  const turn = createTurn(link, { reqId: 'REQ-1', logger: createLogger('silent'), onSaid });
  return { turn, sent, said: () => said, left: answers };
}

describe('the end of an answer', () => {
  it('is sent once where it is acknowledged, with the req_id of its callback', async () => {
    const { turn, sent } = turnWith('ok');
    expect(await turn.settle(end)).toBe(true);
    expect(sent).toEqual([{ cmd: 'aibot_respond_msg', body: end, reqId: 'REQ-1' }]);
  });

  it('is repeated on the same stream where no ack came, for that replaces it (lesson 17)', async () => {
    const { turn, sent } = turnWith('none', 'ok');
    expect(await turn.settle(end)).toBe(true);
    expect(sent.map(({ body }) => body)).toEqual([end, end]);
  });

  it('is given up after three without an ack', async () => {
    const { turn, left } = turnWith('none', 'none', 'none', 'ok');
    expect(await turn.settle(end)).toBe(false);
    expect(left).toEqual(['ok']);
  });

  it.each([
    ['an old req_id (lesson 12)', 846605],
    ['an expired stream (lesson 9)', 846608],
    ['a conversation that is gone', 93006],
    ['too often', 45009],
    ['a closed connection', 'closed' as const],
  ])('is given up at once for %s', async (_name, answer) => {
    const { turn, left } = turnWith('none', answer, 'ok');
    expect(await turn.settle(end)).toBe(false);
    expect(left).toEqual(['ok']);
  });

  it('is not proved by the late ack of a frame before it (lesson 17)', async () => {
    const { turn, sent } = turnWith('none', 'ok', 'ok');
    expect(await turn.show(part)).toBe(true);
    expect(await turn.settle(end)).toBe(true);
    expect(sent.map(({ body }) => body)).toEqual([part, end, end]);
  });

  it('is not proved at all after many frames without an ack', async () => {
    const { turn } = turnWith('none', 'none', 'none', 'ok', 'ok', 'ok');
    for (let i = 0; i < 3; i += 1) await turn.show(part);
    expect(await turn.settle(end)).toBe(false);
  });
});

describe('a state on the way', () => {
  it.each([846605, 846608, 846609, 'closed' as const])('is the last after %s', async (answer) => {
    expect(await turnWith(answer).turn.show(part)).toBe(false);
  });

  it.each([45009, 40058, -1, 'none' as const])('may be followed by another after %s', async (answer) => {
    expect(await turnWith(answer).turn.show(part)).toBe(true);
  });
});

describe('a card', () => {
  it('was shown where its number is spent already (lesson 17)', async () => {
    expect(await turnWith('none', 42014).turn.card(card)).toBe(true);
    expect(await turnWith(42014).turn.card(card)).toBe(true);
    expect(await turnWith('none', 'ok').turn.card(card)).toBe(true);
  });

  it('was perhaps not shown where that remains open', async () => {
    expect(await turnWith('none', 'none').turn.card(card)).toBe(false);
    expect(await turnWith(40058).turn.card(card)).toBe(false);
  });

  it('is left to another way where an ack of its req_id proves nothing', async () => {
    const { turn, sent } = turnWith('none', 'ok', 'ok');
    await turn.settle(end);
    expect(await turn.card(card)).toBe(false);
    expect(sent).toHaveLength(2);
  });
});

it('counts messages, not the refreshes of a stream, nor what is refused, nor the change of a card', async () => {
  const { turn, said } = turnWith('ok', 'ok', 'ok', 40058, 'ok', 'ok');
  await turn.show(part);
  await turn.settle(end);
  await turn.card(card);
  expect(said()).toBe(2);
  await turn.card(card);
  expect(said()).toBe(2);
  await turn.settle({ response_type: 'update_template_card' }, 'aibot_respond_update_msg');
  expect(said()).toBe(2);
});
