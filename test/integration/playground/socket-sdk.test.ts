import { type TemplateCard, TemplateCardType, WSAuthFailureError, type WSClient } from '@wecom/aibot-node-sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CREDENTIALS, type SocketPlayground, sdkClient, startSocketPlayground } from '../../support/long-connection.ts';

let playground: SocketPlayground;
let client: WSClient;
let others: WSClient[] = [];

beforeEach(async () => {
  playground = await startSocketPlayground();
  client = open();
  await connect(client);
});

afterEach(async () => {
  for (const one of others) one.disconnect();
  others = [];
  await playground.close();
});

function open(options: Parameters<typeof sdkClient>[1] = {}): WSClient {
  const one = sdkClient(playground.socketUrl, options);
  others.push(one);
  return one;
}

type ClientEvent = 'authenticated' | 'disconnected' | 'reconnecting';

const next = (one: WSClient, event: ClientEvent) =>
  new Promise<unknown>((resolve) => one.once(event, (value?: unknown) => resolve(value)));

async function connect(one: WSClient): Promise<void> {
  const authenticated = next(one, 'authenticated');
  one.connect();
  await authenticated;
}

const say = (text = '报名', chat: string | null = null) =>
  playground.send('POST', '/messages', { chat, sender: 'wangfang', text });
const card = (title: string): TemplateCard => ({
  card_type: TemplateCardType.ButtonInteraction,
  main_title: { title },
  button_list: [{ text: '报名', key: 'join' }],
  task_id: 'T1',
});
const markdown = { msgtype: 'markdown', markdown: { content: '**明天** 8:00 集合' } } as const;

/** What goes wrong in an answer; handlers of the SDK swallow it. */
const failures: unknown[] = [];
const keep = (answer: Promise<unknown>) => void answer.catch((error: unknown) => failures.push(error));
afterEach(() => {
  expect(failures.splice(0)).toEqual([]);
});

describe('WeCom’s own SDK', () => {
  it('hears a message and answers it with a stream that grows', async () => {
    client.on('message.text', (frame) =>
      keep(
        (async () => {
          await client.replyStream(frame, 's1', '正在写', false);
          await client.replyStreamNonBlocking(frame, 's1', '还在写', false);
          await client.replyStream(frame, 's1', `听到：${frame.body?.text.content}`, true);
        })(),
      ),
    );
    expect((await say('总结')).body).toEqual({ delivered: true, replies: [{ kind: 'markdown', text: '听到：总结' }] });
  });

  it('is told what is wrong with an answer', async () => {
    const outcome = new Promise((resolve) =>
      client.on('message.text', (frame) => client.replyStream(frame, 's1', '汉'.repeat(7000), true).catch(resolve)),
    );
    await say();
    expect(await outcome).toMatchObject({ errcode: 40_058, errmsg: expect.stringContaining('20480') });
  });

  it('keeps the connection up by heartbeats', async () => {
    const beating = open({ heartbeatInterval: 20 });
    await connect(beating);
    let isLost = false;
    beating.on('disconnected', () => {
      isLost = true;
    });
    // More than the two that may go unanswered.
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect([beating.isConnected, isLost]).toEqual([true, false]);
    await playground.setFaults({ noPong: true });
    expect(await next(beating, 'disconnected')).toContain('1006');
    await playground.setFaults({});
    await next(beating, 'authenticated');
  });

  it('welcomes who opens the chat', async () => {
    client.on('event.enter_chat', (frame) =>
      keep(client.replyWelcome(frame, { msgtype: 'text', text: { content: '你好' } })),
    );
    const { body } = await playground.send('POST', '/entries', { sender: 'wangfang' });
    expect(body.replies).toEqual([{ kind: 'text', text: '你好' }]);
  });

  it('shows a card, and updates it when it is clicked', async () => {
    client.on('message.text', (frame) => keep(client.replyTemplateCard(frame, card('护考'))));
    client.on('event.template_card_event', (frame) =>
      keep(client.updateTemplateCard(frame, card('已报名'), ['liqiang'])),
    );
    expect((await say('@志愿助手 发布', 'group-1')).body.replies).toMatchObject([{ kind: 'card', title: '护考' }]);
    const click = { chat: 'group-1', sender: 'liqiang', taskId: 'T1', key: 'join' };
    expect((await playground.send('POST', '/clicks', click)).body.replies).toMatchObject([{ title: '已报名' }]);
  });

  it('sends where it was spoken to', async () => {
    client.on('message.text', (frame) =>
      keep(client.sendMessage('group-1', markdown).then(() => client.replyStream(frame, 's1', '提醒了', true))),
    );
    expect((await say('@志愿助手 提醒', 'group-1')).body.replies).toEqual([
      { kind: 'markdown', text: '**明天** 8:00 集合' },
      { kind: 'markdown', text: '提醒了' },
    ]);
    await expect(client.sendMessage('group:group-1', markdown)).rejects.toMatchObject({ errcode: 93_006 });
  });

  it('uploads a file and sends it, in answer and by itself', async () => {
    const data = Buffer.alloc(600 * 1024, 'x');
    client.on('message.text', (frame) =>
      keep(
        (async () => {
          const { media_id, type } = await client.uploadMedia(data, { type: 'file', filename: '名单.xlsx' });
          expect(type).toBe('file');
          await client.replyMedia(frame, 'file', media_id);
          await client.sendMediaMessage('wangfang', 'file', media_id);
        })(),
      ),
    );
    const { replies } = (await say()).body;
    const file = { kind: 'file', name: '名单.xlsx', size: data.length };
    expect(replies).toMatchObject([file, file]);
    const opened = await fetch(playground.origin + replies[0].url);
    expect(Buffer.from(await opened.arrayBuffer()).equals(data)).toBe(true);
  });

  it('is put out by a second client, and stays out', async () => {
    let reconnects = 0;
    client.on('reconnecting', () => {
      reconnects += 1;
    });
    const kicked = new Promise((resolve) => client.once('event.disconnected_event', resolve));
    const second = open();
    await connect(second);
    expect(await kicked).toMatchObject({ body: { aibotid: CREDENTIALS.botId, msgtype: 'event' } });
    expect(client.isConnected).toBe(false);
    second.on('message.text', (frame) => keep(second.replyStream(frame, 's1', '我来答', true)));
    expect((await say()).body.replies).toEqual([{ kind: 'markdown', text: '我来答' }]);
    expect(reconnects).toBe(0);
  });

  it('comes back after the connection broke, with its old answers lost', async () => {
    await playground.setFaults({ cutMidStream: true });
    const lost = new Promise((resolve) =>
      client.on('message.text', (frame) => client.replyStream(frame, 's1', '正在写', false).catch(resolve)),
    );
    const back = next(client, 'authenticated');
    await say();
    expect(await lost).toBeInstanceOf(Error);
    await back;
  });

  it('gives up after a wrong secret', async () => {
    const wrong = open({ secret: 'wrong', reconnectInterval: 1, maxAuthFailureAttempts: 2 });
    const failure = new Promise((resolve) =>
      wrong.on('error', (error) => {
        if (error instanceof WSAuthFailureError) resolve(error);
      }),
    );
    wrong.connect();
    expect(await failure).toMatchObject({ code: 'WS_AUTH_FAILURE_EXHAUSTED' });
    expect(client.isConnected).toBe(true);
  });

  it('passes over what it does not know', async () => {
    await playground.setFaults({ unknownCommand: true, unknownEvent: true, brokenFrame: true });
    client.on('message.text', (frame) => keep(client.replyStream(frame, 's1', '收到', true)));
    expect((await say()).body.replies).toEqual([{ kind: 'markdown', text: '收到' }]);
  });
});
