import type { Message } from '../../../bot/message.ts';
import type { Reply } from '../../../bot/reply.ts';
import { encodeReply } from '../encode.ts';

/** What answers a callback, in order; https://developer.work.weixin.qq.com/document/path/101463. */
export interface Frames {
  /** The first, which must arrive; undefined: nothing is said. */
  main?: { cmd: string; body: object };
  /** A card after it. */
  card?: object;
}

/**
 * The passive answer as frames. A stream with a card beside it becomes two, since the long connection may not take
 * both in one.
 */
export function encodeFrames(reply: Reply, message: Message, clicker: string): Frames {
  const body = encodeReply(reply, message, clicker);
  if (!body) return {};
  if (message.click) return { main: { cmd: 'aibot_respond_update_msg', body } };
  if (message.isEntering) return { main: { cmd: 'aibot_respond_welcome_msg', body } };
  return splitCard(body);
}

export function splitCard(body: object): Frames {
  const cmd = 'aibot_respond_msg';
  if (!('stream' in body)) return { card: body };
  const main = { cmd, body: { msgtype: 'stream', stream: body.stream } };
  if (!('template_card' in body)) return { main };
  return { main, card: { msgtype: 'template_card', template_card: body.template_card } };
}
