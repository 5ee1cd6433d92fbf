import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeOnDatabases } from '../../support/database.ts';
import { type Answer, type ModelServer, startModelServer } from '../../support/model-server.ts';
import { lateContext, startReading } from '../../support/second-reading.ts';

const NOW = new Date('2026-05-30T10:00:00+08:00');
const CHEER = '俺也想去给考生加油那个';
const HINT = expect.stringContaining('没看懂这一句');

describeOnDatabases('what a model answers', (database) => {
  let server: ModelServer;
  let answer: Answer;
  const logged: string[] = [];

  beforeAll(async () => {
    server = await startModelServer(() => answer);
    await database.get().db.activity.create({
      data: {
        title: '护考志愿服务',
        chatId: 'group-1',
        createdAt: NOW,
        occurrences: { create: { day: '2026-06-04', startTime: '08:00', startsAt: new Date('2026-06-04T00:00:00Z') } },
      },
    });
  });
  afterAll(() => server.close());

  async function read(text: string, given: Answer): Promise<unknown> {
    answer = given;
    logged.length = 0;
    const { job } = startReading(server, logged);
    return job.run(lateContext(database, NOW), { text, at: NOW.toISOString(), requestId: 1 });
  }

  it('is asked back, with the order kept as it was typed', async () => {
    const given = json({ intent: 'register', keyword: '护考志愿服务', dates: ['2026-06-04'], self: true });
    expect(await read(CHEER, given)).toEqual({
      text: expect.stringMatching(/^是要「报名」吗？/),
      choices: [
        { label: '是，就这么办', key: 'kept:run', says: 'yes' },
        { label: '不是', key: 'kept:no', says: 'no' },
      ],
      kept: {
        text: CHEER,
        at: NOW.toISOString(),
        reading: {
          intent: 'register',
          confidence: 0.5,
          spans: [],
          keyword: '护考志愿服务',
          dates: ['2026-06-04'],
          self: true,
        },
      },
    });
    expect(logged).toEqual([]);
  });

  it('may come in a fence', async () => {
    expect(await read(CHEER, { content: '```json\n{"intent":"help"}\n```' })).toMatchObject({
      text: expect.stringContaining('是要「帮助」吗？'),
    });
  });

  describe.each<[string, Answer]>([
    ['prose', { content: '你想报名护考吧？' }],
    ['half a JSON', { content: '{"intent":"register"' }],
    ['two orders', { content: JSON.stringify([{ intent: 'register' }, { intent: 'cancel' }]) }],
    ['one order behind the other', { content: '{"intent":"register"}\n{"intent":"cancel"}' }],
    ['an order there is none of', json({ intent: 'set_role' })],
    ['an order it may not propose', json({ intent: 'jielong' })],
    ['more than it may', json({ intent: 'register', role: 'administrator' })],
    ['a day that is none', json({ intent: 'register', dates: ['2026-02-30'] })],
    ['an hour that is none', json({ intent: 'register', time: ['25:00'] })],
    ['words for numbers', json({ intent: 'register', count: '三' })],
    ['a wrong shape', json({ intent: 'register', people: '王芳' })],
    ['10 KB', json({ intent: 'register', reason: '长'.repeat(10_000) })],
    ['nothing', { content: '' }],
    ['a refusal', { status: 401, body: '{}' }],
    ['no JSON at all', { status: 200, body: '<html>gateway</html>' }],
  ])('that is %s', (_, given) => {
    it('leaves the hint and one line in the log', async () => {
      expect(await read(CHEER, given)).toEqual(HINT);
      expect(logged).toHaveLength(1);
      expect(logged[0]).toContain('大模型没有帮上忙');
      expect(logged[0]).toContain('请检查 OPENAI_BASE_URL');
      expect(logged[0]).not.toContain('考生');
    });
  });

  describe.each<[string, string, Record<string, unknown>]>([
    ['nothing', CHEER, { intent: 'none' }],
    ['somebody not named', CHEER, { intent: 'register', keyword: '护考', people: ['王芳'] }],
    ['somebody not whole', '王芳菲也想去给考生加油', { intent: 'register', keyword: '护考', people: ['王芳菲儿'] }],
    ['everybody', '大家都去给考生加油吧', { intent: 'register', keyword: '护考', people: ['大家'] }],
    ['thousands', CHEER, { intent: 'register', keyword: '护考', count: 5000 }],
    ['an activity there is none of', CHEER, { intent: 'cancel', keyword: '敬老院理发' }],
    ['a place not said', CHEER, { intent: 'create_activity', keyword: '加油', place: '一中门口' }],
    ['a day nobody meant', CHEER, { intent: 'register', keyword: '护考', dates: ['2026-06-09'] }],
    ['a day in ten years', '后天给考生加油', { intent: 'register', keyword: '护考', dates: ['2036-06-04'] }],
    ['an hour nobody said', CHEER, { intent: 'register', keyword: '护考', time: ['19:00'] }],
    ['money nobody gave', '给考生送点东西', { intent: 'log_donation', amount: 500 }],
    [
      'goods nobody gave',
      '给考生送点东西',
      { intent: 'log_donation', items: [{ item: '衣物', qty: null, unit: null }] },
    ],
    ['hours nobody worked', CHEER, { intent: 'log_service', keyword: '给考生加油', hours: 8 }],
    ['a reason nobody gave', '那个会俺怕是', { intent: 'meeting_leave', reason: '嫌烦' }],
  ])('that proposes %s', (_, text, proposal) => {
    it('leaves the hint', async () => {
      expect(await read(text, json(proposal))).toEqual(HINT);
    });
  });

  it('is asked for once more where the service fails, and no more', async () => {
    server.asked.length = 0;
    expect(await read(CHEER, { status: 503, body: '{}' })).toEqual(HINT);
    expect(server.asked).toHaveLength(2);
  });
});

function json(value: unknown): Answer {
  return { content: JSON.stringify(value) };
}
