import { createServer } from 'node:http';
import Koa from 'koa';
import type { Message } from '../../src/bot/message.ts';
import type { Content } from '../../src/bot/outbox.ts';
import type { Reply } from '../../src/bot/reply.ts';
import { createLogger } from '../../src/logger.ts';
import { appCallback } from '../../src/wecom/app/callback.ts';
import { parseXml } from '../../src/wecom/app/xml.ts';
import { createCrypto } from '../../src/wecom/crypto.ts';
import { AES_KEY, openRaw, sealRaw, sign, TOKEN } from './callback-crypto.ts';
import { addressOf, listen } from './server.ts';

export const CORP_ID = 'wwCORP';
export const AGENT_ID = 1000002;
const NONCE = 'nonce+1/=';

export interface CallbackServer {
  address: string;
  /** Requests whose whole body has come. */
  arrived: number;
  received: Message[];
  log: Record<string, unknown>[];
  /** What was kept to be sent as a message, by the message answered. */
  kept: Map<string, Content>;
  receive: (message: Message) => Promise<Reply>;
  now: Date;
  urlFor(encrypt: string, changes?: Record<string, string>): string;
  /** Delivers the plain XML as WeCom does. */
  post(xml: string, changes?: { receiveId?: string; timestamp?: string }): Promise<Response>;
  /** The fields of the passive answer; undefined: an empty one. */
  answerTo(xml: string): Promise<Record<string, unknown> | undefined>;
  stop(): void;
}

/** The app's callback alone, with a receiver that says what the test wants. */
export async function startAppCallback(): Promise<CallbackServer> {
  const koa = new Koa();
  koa.silent = true;
  const http = createServer((request, response) => {
    request.once('end', () => {
      server.arrived += 1;
    });
    void koa.callback()(request, response);
  });
  const secondsOf = (instant: Date) => String(Math.floor(instant.getTime() / 1000));
  const server: CallbackServer = {
    address: '',
    arrived: 0,
    received: [],
    log: [],
    kept: new Map(),
    receive: async () => ({ text: '收到' }),
    now: new Date('2026-06-04T00:00:00.500Z'),
    urlFor(encrypt, changes = {}) {
      const timestamp = changes.timestamp ?? secondsOf(server.now);
      const query = { msg_signature: sign(timestamp, NONCE, encrypt), timestamp, nonce: NONCE, ...changes };
      return `${server.address}/wecom/app/callback?${new URLSearchParams(query)}`;
    },
    post(xml, { receiveId = CORP_ID, timestamp } = {}) {
      const encrypt = sealRaw({ text: xml, receiveId });
      const body = `<xml><ToUserName><![CDATA[${CORP_ID}]]></ToUserName><AgentID><![CDATA[${AGENT_ID}]]></AgentID><Encrypt><![CDATA[${encrypt}]]></Encrypt></xml>`;
      return fetch(server.urlFor(encrypt, timestamp === undefined ? {} : { timestamp }), { method: 'POST', body });
    },
    async answerTo(xml) {
      const response = await server.post(xml);
      if (response.status !== 200) throw new Error(`answered ${response.status}`);
      const text = await response.text();
      return text === '' ? undefined : openEnvelope(text, secondsOf(server.now));
    },
    stop() {
      http.closeAllConnections();
      http.close();
    },
  };
  const options = {
    ...{ corpId: CORP_ID, agentId: AGENT_ID, clock: { now: () => server.now } },
    crypto: createCrypto({ token: TOKEN, aesKey: AES_KEY, receiveId: CORP_ID }),
    logger: createLogger('info', { write: (line: string) => server.log.push(JSON.parse(line)) }),
    stripMention: (text: string) => text.replace('@志愿助手', '').trim(),
    localDay: () => '2026-06-04',
    receiver: {
      receive: (message: Message) => {
        server.received.push(message);
        return server.receive(message);
      },
      refresh: async () => undefined,
      delivered: async () => undefined,
      deliver: async () => undefined,
    },
    later: {
      keep: async (message: Message, content: Content) => void server.kept.set(message.id, content),
      isKept: async (message: Message) => server.kept.has(message.id),
    },
  };
  koa.use(appCallback(options).routes());
  await listen(http);
  server.address = addressOf(http);
  return server;
}

/** `fields` as a callback about `wangfang`, texts in CDATA. */
export function callbackXml(fields: Record<string, string>, more = ''): string {
  const all = {
    ToUserName: CORP_ID,
    FromUserName: 'WangFang',
    CreateTime: '1780531200',
    AgentID: String(AGENT_ID),
    ...fields,
  };
  const parts = Object.entries(all).map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`);
  return `<xml>${parts.join('')}${more}</xml>`;
}

export function textXml(content: string, msgId = '7300000000000000001', from = 'WangFang'): string {
  return callbackXml({ MsgType: 'text', Content: content, MsgId: msgId, FromUserName: from });
}

export function eventXml(event: string, fields: Record<string, string> = {}, more = ''): string {
  return callbackXml({ MsgType: 'event', Event: event, EventKey: '', ...fields }, more);
}

/** Delivers the plain XML to the app's callback of a whole bot; gives the fields of the passive answer. */
export async function deliver(address: string, xml: string, now: Date): Promise<Record<string, unknown> | undefined> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const encrypt = sealRaw({ text: xml, receiveId: CORP_ID });
  const query = new URLSearchParams({ msg_signature: sign(timestamp, NONCE, encrypt), timestamp, nonce: NONCE });
  const body = `<xml><Encrypt><![CDATA[${encrypt}]]></Encrypt></xml>`;
  const response = await fetch(`${address}/wecom/app/callback?${query}`, { method: 'POST', body });
  if (response.status !== 200) throw new Error(`answered ${response.status}`);
  const text = await response.text();
  return text === '' ? undefined : openEnvelope(text);
}

function openEnvelope(text: string, stamped?: string): Record<string, unknown> {
  const { Encrypt, MsgSignature, TimeStamp, Nonce } = parseXml(text);
  const timestamp = stamped ?? String(TimeStamp);
  if (TimeStamp !== timestamp || Nonce !== NONCE) throw new Error(`stamped ${TimeStamp} ${Nonce}`);
  if (MsgSignature !== sign(timestamp, NONCE, String(Encrypt))) throw new Error('signed wrongly');
  const { text: xml, receiveId } = openRaw(String(Encrypt));
  if (receiveId !== CORP_ID) throw new Error(`for ${receiveId}`);
  return parseXml(xml);
}
