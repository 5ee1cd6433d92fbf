import type { WSClient } from '@wecom/aibot-node-sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SocketPlayground, sdkClient, startSocketPlayground } from '../../support/long-connection.ts';

let playground: SocketPlayground;
let client: WSClient;

beforeEach(async () => {
  playground = await startSocketPlayground();
  client = sdkClient(playground.socketUrl);
  await connect(client);
});

afterEach(async () => {
  client.disconnect();
  await playground.close();
});

function connect(one: WSClient): Promise<void> {
  const authenticated = new Promise<void>((resolve) => one.once('authenticated', () => resolve()));
  one.connect();
  return authenticated;
}

const say = (text: string, chat: string | null = null) =>
  playground.send('POST', '/messages', { chat, sender: 'wangfang', text });

describe('WeCom’s own SDK', () => {
  it('hears a message and answers it', async () => {
    client.on('message.text', (frame) => {
      void client.replyStream(frame, 's1', `听到：${frame.body?.text.content}`, true);
    });
    expect((await say('报名')).body).toEqual({
      delivered: true,
      replies: [{ kind: 'markdown', text: '听到：报名' }],
    });
  });
});
