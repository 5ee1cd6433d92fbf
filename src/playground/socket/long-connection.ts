import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocketServer } from 'ws';
import type { Channel, Grace, Occasion } from '../delivery/channel.ts';
import { isFromHere } from '../http/origin.ts';
import { createAllowance } from '../world/allowance.ts';
import type { FaultBox } from '../world/faults.ts';
import type { MediaStore } from '../world/media.ts';
import { placeKey, type SocketWorld } from './command.ts';
import type { Connection } from './connection.ts';
import { openEndpoint } from './endpoint.ts';
import { createSubscription, type Subscription } from './subscription.ts';
import { createTurn, type Turn } from './turn.ts';
import { createUploads } from './upload.ts';

export const SOCKET_PATH = '/playground/wecom/socket';

const MAX_FRAME_BYTES = 4 * 1024 * 1024;
const CLOSING_MS = 500;
/** Of a conversation, replies and active sends together. */
const MESSAGE_LIMITS = [
  { count: 30, ms: 60_000 },
  { count: 1000, ms: 3_600_000 },
];

export interface LongConnectionOptions extends Omit<SocketWorld, 'faults' | 'uploads' | 'allowance' | 'spoken'> {
  secret: string;
  media: MediaStore;
  faults: FaultBox;
  /** The longest wait for the first frame of an answer. */
  firstMs: number;
  graceMs: Grace;
  /** From `disconnected_event` to the close of the connection. */
  kickedMs: number;
  /** A connection that is silent for longer is given up. */
  silentMs: number;
}

/** WeCom's end of the sockets that the bot opens: https://developer.work.weixin.qq.com/document/path/101463 */
export interface LongConnection {
  channel: Channel;
  /** Answers the server's requests for a WebSocket. */
  attach(server: Server): void;
  close(): void;
}

export function createLongConnection(options: LongConnectionOptions): LongConnection {
  const { now, media, faults, silentMs } = options;
  const world: SocketWorld = {
    ...options,
    faults: faults.get,
    uploads: createUploads({ media, now }),
    allowance: createAllowance(now, MESSAGE_LIMITS),
    spoken: new Set(),
  };
  const subscription = createSubscription(options);
  faults.watch(({ kick, forgetSession }) => {
    if (kick) subscription.kick();
    if (forgetSession) subscription.forget();
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES });
  sockets.on('connection', (socket) => openEndpoint(socket, { world, subscription, silentMs }));
  return {
    channel: {
      tell: (occasion) => tell(options, world, subscription, occasion),
      verify: async () => (subscription.current() ? undefined : '机器人还没有用长连接连上'),
    },
    attach: (server) => void server.on('upgrade', (...request) => upgrade(sockets, ...request)),
    close() {
      for (const socket of sockets.clients) {
        socket.close(1001);
        setTimeout(() => socket.terminate(), CLOSING_MS).unref();
      }
    },
  };
}

function upgrade(sockets: WebSocketServer, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const { host = '', origin = '' } = request.headers;
  const [path] = (request.url ?? '').split('?');
  if (path === SOCKET_PATH && isFromHere(host, origin)) {
    sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
  } else {
    socket.end(`HTTP/1.1 ${path === SOCKET_PATH ? '403 Forbidden' : '404 Not Found'}\r\nConnection: close\r\n\r\n`);
  }
}

async function tell(
  { firstMs, graceMs }: LongConnectionOptions,
  world: SocketWorld,
  subscription: Subscription,
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
  const turn = createTurn(firstMs, graceMs);
  pushOddities(world, connection);
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
  if (unknownCommand) connection.push('aibot_something_new', '{}');
  if (brokenFrame) connection.send('{"cmd":"aibot_msg_callback","headers":');
  if (!unknownEvent) return;
  const event = { eventtype: 'something_new' };
  const create_time = Math.floor(now().getTime() / 1000);
  const body = { msgid: randomUUID(), create_time, aibotid: botId, msgtype: 'event', event };
  connection.push('aibot_event_callback', JSON.stringify(body));
}
