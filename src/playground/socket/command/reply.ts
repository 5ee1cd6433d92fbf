import { z } from 'zod';
import type { Occasion } from '../../delivery/channel.ts';
import { readClickReply, readEntryReply } from '../../protocol/reply.ts';
import { Violation } from '../../protocol/violation.ts';
import type { Ticket } from '../connection.ts';
import { type Call, type Command, parse, placeKey, type SocketWorld } from './call.ts';
import { showContent } from './content.ts';
import { respondStream } from './stream.ts';

const REPLY_MS = 24 * 3_600_000;
/** A welcome and an update come at once: https://developer.work.weixin.qq.com/document/path/101027 */
const AT_ONCE_MS = 5000;

const kindSchema = z.object({ msgtype: z.string() });

export const respondMessage: Command = (world, call) => {
  const ticket = ticketOf(world, call, 'message', REPLY_MS);
  if (parse(kindSchema, call.body).msgtype === 'stream') {
    respondStream(world, ticket, call.body);
    return undefined;
  }
  world.allowance(placeKey(ticket.exchange.place));
  showContent(world, call.body, ticket.exchange.place, ticket.exchange.msgid);
  return undefined;
};

export const respondWelcome: Command = (world, call) => {
  const { exchange } = ticketOf(world, call, 'entry', AT_ONCE_MS);
  const reply = readEntryReply(call.body);
  world.allowance(placeKey(exchange.place));
  world.presenter.present(exchange, reply);
  return undefined;
};

export const respondUpdate: Command = (world, call) => {
  const { exchange, taskId = '' } = ticketOf(world, call, 'click', AT_ONCE_MS);
  world.presenter.present(exchange, readClickReply(call.body, taskId));
  return undefined;
};

function ticketOf(world: SocketWorld, call: Call, kind: Occasion['kind'], validMs: number): Ticket {
  const ticket = call.connection.tickets.get(call.reqId);
  const isValid = ticket?.kind === kind && world.now().getTime() - ticket.issuedAt <= validMs;
  if (!isValid) throw new Violation('invalid req_id', 846_605);
  return ticket;
}
