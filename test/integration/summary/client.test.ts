import { afterEach, expect, it } from 'vitest';
import { createModel } from '../../../src/llm/client.ts';
import { type ModelServer, startModelServer } from '../../support/model-server.ts';

const REQUEST = { system: '你好', user: '{}', maxTokens: 10 };
let server: ModelServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

function modelAt({ baseUrl }: ModelServer, timeoutMs = 20_000) {
  return createModel({ apiKey: 'secret-key', baseUrl, model: 'stand-in', timeoutMs });
}

it('gives text and tokens', async () => {
  server = await startModelServer(() => ({ content: '好' }));
  expect(await modelAt(server).complete(REQUEST)).toEqual({ text: '好', promptTokens: 10, completionTokens: 10 });
  expect(server.asked).toEqual([{ system: '你好', user: '{}' }]);
});

it('tries again where the service fails for a moment', async () => {
  server = await startModelServer((_, count) => (count < 3 ? { status: 503, body: '{}' } : { content: '好' }));
  expect((await modelAt(server).complete(REQUEST)).text).toBe('好');
});

it('asks without a schema where the service knows none', async () => {
  server = await startModelServer((_, count) => (count === 1 ? { status: 400, body: '{}' } : { content: '{}' }));
  const schema = { name: 'any', schema: { type: 'object' } };
  expect((await modelAt(server).complete({ ...REQUEST, schema })).text).toBe('{}');
});

it('gives up with model_failed, and does not tell the key', async () => {
  server = await startModelServer(() => ({ status: 401, body: '{"error":{"message":"bad key secret-key"}}' }));
  const failing = modelAt(server).complete(REQUEST);
  await expect(failing).rejects.toMatchObject({ code: 'model_failed', message: '模型没有给出回答：服务返回 401' });
});

it('gives up where nobody listens', async () => {
  server = await startModelServer(() => ({ content: '好' }));
  const model = modelAt(server);
  await server.close();
  await expect(model.complete(REQUEST)).rejects.toMatchObject({ code: 'model_failed' });
});

it('gives up where an answer begins and never ends', async () => {
  server = await startModelServer(() => ({ hangs: true }));
  await expect(modelAt(server, 100).complete(REQUEST)).rejects.toThrow('等得太久');
});

it('tries as often and waits as long as a request says', async () => {
  server = await startModelServer((_, count) => (count < 3 ? { status: 503, body: '{}' } : { hangs: true }));
  const model = modelAt(server);
  await expect(model.complete({ ...REQUEST, retries: 1 })).rejects.toThrow('服务返回 503');
  expect(server.asked).toHaveLength(2);
  await expect(model.complete({ ...REQUEST, timeoutMs: 100 })).rejects.toThrow('等得太久');
});
