import { Violation } from '../protocol/violation.ts';
import type { Command, SocketWorld } from './command/call.ts';
import { respondMessage, respondUpdate, respondWelcome } from './command/reply.ts';
import { sendMessage } from './command/send.ts';
import type { Connection } from './connection.ts';
import type { Ack, Frame } from './frame.ts';
import type { Subscription } from './subscription.ts';

const SEND = 'aibot_send_msg';
const REPLIES = new Map<string, Command>([
  ['aibot_respond_msg', respondMessage],
  ['aibot_respond_welcome_msg', respondWelcome],
  ['aibot_respond_update_msg', respondUpdate],
]);
const UPLOADS = new Map<string, Command>([
  ['aibot_upload_media_init', ({ uploads }, { body }) => uploads.init(body)],
  ['aibot_upload_media_chunk', ({ uploads }, { body }) => uploads.chunk(body)],
  ['aibot_upload_media_finish', ({ uploads }, { body }) => uploads.finish(body)],
]);
const COMMANDS = new Map<string, Command>([...REPLIES, [SEND, sendMessage], ...UPLOADS]);

/** Whether it brings something that people see. */
export function isMessage({ cmd }: Frame): boolean {
  return REPLIES.has(cmd) || cmd === SEND;
}

/** Carries `frame` out, and says how it is acknowledged. */
export function answer(
  { world, subscription }: { world: SocketWorld; subscription: Subscription },
  connection: Connection,
  frame: Frame,
): Ack {
  return acknowledge(() => {
    refuseAsTold(world, frame.cmd);
    if (frame.cmd === 'aibot_subscribe') {
      subscription.subscribe(connection, frame.body);
      return undefined;
    }
    if (!connection.isSubscribed) throw new Violation('not subscribed', 846_609);
    if (frame.cmd === 'ping') return undefined;
    const command = COMMANDS.get(frame.cmd);
    if (!command) throw new Violation('unknown cmd');
    return command(world, { connection, reqId: frame.reqId, body: frame.body });
  });
}

/** What `work` comes to; it gives the body of the ack. */
export function acknowledge(work: () => object | undefined): Ack {
  try {
    return { errcode: 0, errmsg: 'ok', body: work() };
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    return { errcode: error.errcode, errmsg: error.message };
  }
}

function refuseAsTold({ faults }: SocketWorld, cmd: string): void {
  const { subscribeErrcode, replyErrcode, sendErrcode } = faults();
  const errcode =
    (cmd === 'aibot_subscribe' && subscribeErrcode) ||
    (REPLIES.has(cmd) && replyErrcode) ||
    (cmd === SEND && sendErrcode);
  if (errcode) throw new Violation('playground fault', errcode);
}
