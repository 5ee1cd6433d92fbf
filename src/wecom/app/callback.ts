import type { Router, RouterContext } from '@koa/router';
import type { Receiver } from '../../bot/message.ts';
import { type CallbackOptions, callbackRouter, envelopeOf, malformed, parseQuery, readBody } from '../request.ts';
import { decode, describeKind } from './decode.ts';
import { passiveText } from './encode.ts';
import { outerSchema } from './schema.ts';
import { createTurns, type Later } from './turn.ts';
import { buildXml, parseXml, type XmlFields } from './xml.ts';

const TYPE_INSTEAD = '语音我还听不懂，请把要办的事打成字发给我，例如：我的报名';

export interface AppCallbackOptions extends CallbackOptions {
  corpId: string;
  agentId: number;
  receiver: Receiver;
  later: Later;
  localDay(instant: Date): string;
  /** Takes the mention of the bot out of what was typed. */
  stripMention(text: string): string;
}

/** The self-built app's callback address, `GET,POST /wecom/app/callback`: people talking to the bot one to one. */
export function appCallback(options: AppCallbackOptions): Router {
  const take = createTurns(options.receiver, options.later);

  /** Undefined: nothing, or not here. */
  async function answer(body: unknown): Promise<XmlFields | undefined> {
    const { agentId, clock, localDay, stripMention, logger } = options;
    const receivedAt = clock.now();
    const decoded = decode(body, { agentId, receivedAt, today: localDay(receivedAt), stripMention });
    if (!decoded) {
      logger.info({ kind: describeKind(body) }, '自建应用收到一种不处理的消息或事件，已忽略');
      return undefined;
    }
    const said = decoded.kind === 'speech' ? passiveText(TYPE_INSTEAD) : (await take(decoded.message)).passive;
    return (
      said && { ToUserName: decoded.userid, FromUserName: options.corpId, CreateTime: secondsOf(clock.now()), ...said }
    );
  }

  return callbackRouter('/wecom/app/callback', options, async (ctx) => {
    const query = parseQuery(ctx.querystring);
    const envelope = envelopeOf(query, encryptedIn(await readBody(ctx)));
    const passive = await answer(parseXml(options.crypto.open(envelope, options.clock.now())));
    if (passive) respond(ctx, passive, { ...options, nonce: envelope.nonce });
    else ctx.body = '';
  });
}

function respond(
  ctx: RouterContext,
  passive: XmlFields,
  { crypto, clock, nonce }: CallbackOptions & { nonce: string },
): void {
  const timestamp = secondsOf(clock.now());
  const { encrypt, signature } = crypto.seal(buildXml(passive), { timestamp, nonce });
  ctx.type = 'text/xml';
  ctx.body = buildXml({ Encrypt: encrypt, MsgSignature: signature, TimeStamp: timestamp, Nonce: nonce });
}

function encryptedIn(text: string): string {
  const parsed = outerSchema.safeParse(parseXml(text));
  if (!parsed.success) throw malformed('请求体里没有 Encrypt：这不像是企业微信自建应用发来的');
  return parsed.data.Encrypt;
}

function secondsOf(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}
