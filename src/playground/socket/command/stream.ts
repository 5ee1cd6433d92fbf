import { z } from 'zod';
import { parse } from '../../protocol/parse.ts';
import { feedbackSchema, type StreamPart } from '../../protocol/reply.ts';
import { bytes } from '../../protocol/text.ts';
import { Violation } from '../../protocol/violation.ts';
import { hasOpenStream, type Stream, type Ticket } from '../connection.ts';
import { placeKey, type SocketWorld } from './call.ts';

const streamSchema = z.object({
  stream: z.object({
    id: z.string().min(1, '不能空'),
    finish: z.boolean().default(false),
    content: bytes(20_480).default(''),
    msg_item: z.undefined({ error: '长连接的流式消息不支持 msg_item' }).optional(),
    feedback: feedbackSchema,
  }),
});

/** The first frame of a stream makes the message; the text of a later one replaces the text before. @throws Violation */
export function respondStream(world: SocketWorld, ticket: Ticket, body: unknown): void {
  const { id, finish, content, feedback } = parse(streamSchema, body).stream;
  const part: StreamPart = { id, isFinished: finish, text: content, images: [] };
  if (feedback) part.feedbackId = feedback.id;
  const stream = ticket.streams.get(id);
  if (stream) refresh(world, ticket, stream, part);
  else begin(world, ticket, part);
}

function begin(world: SocketWorld, ticket: Ticket, part: StreamPart): void {
  const { exchange, streams, turn } = ticket;
  if (hasOpenStream(ticket)) throw new Violation('上一条流式消息还没有结束，stream.id 变了');
  world.allowance(placeKey(exchange.place));
  const shown = world.presenter.present(exchange, { stream: part });
  const stream: Stream = { shown, state: shown ? 'open' : 'finished', countedFrom: world.now().getTime() };
  streams.set(part.id, stream);
  if (shown) turn.open(stream);
}

function refresh(world: SocketWorld, { exchange, turn }: Ticket, stream: Stream, part: StreamPart): void {
  if (stream.state === 'finished' || !stream.shown) throw new Violation('这条流式消息已经结束');
  const { presenter, faults } = world;
  const now = world.now().getTime();
  if (stream.state === 'open' && now - stream.countedFrom > world.streamLimitMs) {
    stream.state = 'expired';
    presenter.endStream(exchange, stream.shown);
    turn.close(stream);
  }
  if (stream.state === 'expired') throw new Violation('stream message update expired', 846_608);
  if (faults().countRefreshes) world.allowance(placeKey(exchange.place));
  if (faults().refreshProlongs) stream.countedFrom = now;
  presenter.refresh(exchange, stream.shown, { stream: part });
  if (!part.isFinished) return;
  stream.state = 'finished';
  turn.close(stream);
}
