import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Channel, Grace, Occasion } from '../delivery/channel.ts';
import { botEventCallback, UNKNOWN } from '../protocol/callback.ts';
import { placeKey, type SocketWorld } from './command/call.ts';
import type { Connection } from './connection.ts';
import type { Subscription } from './subscription.ts';
import { createTurn, type Turn } from './turn.ts';

export interface SocketChannelParts {
  world: SocketWorld;
  subscription: Subscription;
  /** The longest wait for the first frame of an answer. */
  firstMs: number;
  graceMs: Grace;
}

/** Pushes what people do to the connection that subscribed; nothing is kept for one that comes later. */
export function createSocketChannel(parts: SocketChannelParts): Channel {
  return {
    tell: (occasion) => tell(parts, occasion),
    verify: async () => (parts.subscription.current() ? undefined : '机器人还没有用长连接连上'),
  };
}

async function tell(
  { world, subscription, firstMs, graceMs }: SocketChannelParts,
  occasion: Occasion,
): Promise<number> {
  const { kind, exchange } = occasion;
  const { delayMs, duplicate } = world.faults();
  if (kind === 'message') world.spoken.add(placeKey(exchange.place));
  if (delayMs) await sleep(delayMs, undefined, { ref: false });
  const connection = subscription.current();
  if (!connection) {
    world.presenter.notice(exchange, '机器人没有用长连接连着，没有送到');
    return 0;
  }
  if (kind === 'feedback') {
    connection.push('aibot_event_callback', occasion.callback);
    return 0;
  }
  const turn = createTurn(firstMs, graceMs);
  if (kind === 'message') pushOddities(world, connection);
  for (let count = 0; count < (duplicate ? 2 : 1); count += 1) push(world, connection, occasion, turn);
  await turn.whole;
  return 0;
}

function push(
  { now }: SocketWorld,
  connection: Connection,
  { kind, exchange, taskId, callback }: Occasion,
  turn: Turn,
): void {
  const ticket = { kind, exchange, ...(taskId && { taskId }), issuedAt: now().getTime(), turn, streams: new Map() };
  connection.push(kind === 'message' ? 'aibot_msg_callback' : 'aibot_event_callback', callback, ticket);
}

/** What a bot has to pass over. */
function pushOddities({ faults, botId, now }: SocketWorld, connection: Connection): void {
  const { unknownCommand, unknownEvent, brokenFrame } = faults();
  if (unknownCommand) connection.push(`aibot_${UNKNOWN}`, '{}');
  if (brokenFrame) connection.send('{"cmd":"aibot_msg_callback","headers":');
  if (!unknownEvent) return;
  const event = { msgid: randomUUID(), at: now(), eventtype: UNKNOWN };
  connection.push('aibot_event_callback', botEventCallback(botId, event));
}
