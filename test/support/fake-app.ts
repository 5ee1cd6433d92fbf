import { randomBytes } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import { XMLParser } from 'fast-xml-parser';
import type { PlaygroundOptions } from '../../src/playground/app.ts';
import { AES_KEY, TOKEN } from './fake-bot.ts';
import { addressOf, listen } from './server.ts';

export const CORP = { corpId: 'wwCORP', agentId: 1_000_002, secret: 'SECRET' };

// biome-ignore lint/suspicious/noExplicitAny: tests compare whatever XML came
export type AppFields = Record<string, any>;

export interface AppDelivery {
  fields: AppFields;
  nonce: string;
  isSigned: boolean;
  receiveId: string;
  /** The outer XML. */
  outer: AppFields;
}

/** XML to answer, undefined for nothing; `raw` answers as it is. */
type Handler = (
  fields: AppFields,
  delivery: { count: number; nonce: string; raw(status: number, body: string): void; hang(): void },
) => string | undefined | Promise<string | undefined>;

const parser = new XMLParser({ parseTagValue: false });

/** A self-built app's callback that answers as it is told, with cryptography apart from the stand-in's. */
export async function startFakeApp() {
  const deliveries: AppDelivery[] = [];
  const waiting: ServerResponse[] = [];
  const app = { handler: (() => undefined) as Handler, deliveries, url: '', settings, close };
  const server = createServer(async (request, response) => {
    const query = new URL(request.url ?? '', 'http://app').searchParams;
    const [timestamp, nonce] = [query.get('timestamp') ?? '', query.get('nonce') ?? ''];
    const echo = query.get('echostr');
    if (echo) return void response.end(decrypt(AES_KEY, echo).message);
    const outer: AppFields = parser.parse(await text(request)).xml;
    const { message, id } = decrypt(AES_KEY, outer.Encrypt);
    const fields: AppFields = parser.parse(message).xml;
    const isSigned = getSignature(TOKEN, timestamp, nonce, outer.Encrypt) === query.get('msg_signature');
    deliveries.push({ fields, nonce, isSigned, receiveId: id, outer });
    let isHandled = false;
    const reply = await app.handler(fields, {
      count: deliveries.length,
      nonce,
      raw(status, body) {
        isHandled = true;
        response.writeHead(status).end(body);
      },
      hang() {
        isHandled = true;
        waiting.push(response);
      },
    });
    if (!isHandled) response.end(reply === undefined ? '' : sealXml(reply, nonce));
  });
  await listen(server);
  app.url = `${addressOf(server)}/wecom/app/callback`;

  function settings(): NonNullable<PlaygroundOptions['corp']> {
    return { ...CORP, token: TOKEN, aesKey: AES_KEY, callbackUrl: () => app.url, trustedHost: () => 'bot.example.org' };
  }

  async function close(): Promise<void> {
    for (const response of waiting) response.destroy();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
  return app;
}

export type FakeApp = Awaited<ReturnType<typeof startFakeApp>>;

/** A passive reply of the app to `to`. */
export function replyXml(to: string, msgType: string, rest: string, from = CORP.corpId): string {
  return `<xml><ToUserName><![CDATA[${to}]]></ToUserName><FromUserName><![CDATA[${from}]]></FromUserName><CreateTime>1700000000</CreateTime><MsgType><![CDATA[${msgType}]]></MsgType>${rest}</xml>`;
}

/** The envelope of a passive reply; `changes` spoil it. */
export function sealXml(xml: string, nonce: string, changes: Record<string, string> = {}): string {
  const { receiveId = CORP.corpId, ...spoilt } = changes;
  const encrypted = encrypt(AES_KEY, xml, receiveId, randomBytes(16));
  const timestamp = 1_700_000_000;
  const parts = {
    Encrypt: encrypted,
    MsgSignature: getSignature(TOKEN, timestamp, nonce, encrypted),
    TimeStamp: String(timestamp),
    Nonce: nonce,
    ...spoilt,
  };
  return `<xml>${Object.entries(parts)
    .map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`)
    .join('')}</xml>`;
}
