import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Channel, Grace } from '../delivery/channel.ts';
import { isFromHere } from '../http/origin.ts';
import { createAllowance } from '../world/allowance.ts';
import type { FaultBox } from '../world/faults.ts';
import type { MediaStore } from '../world/media.ts';
import { createSocketChannel } from './channel.ts';
import type { SocketWorld } from './command/call.ts';
import { createUploads } from './command/upload.ts';
import { openEndpoint } from './endpoint.ts';
import { createSubscription } from './subscription.ts';

const SOCKET_PATH = '/playground/wecom/socket';

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
  const { now, media, faults, silentMs, firstMs, graceMs } = options;
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
  const open = (socket: WebSocket) => openEndpoint(socket, { world, subscription, silentMs });
  return {
    channel: createSocketChannel({ world, subscription, firstMs, graceMs }),
    attach: (server) => void server.on('upgrade', (...request) => upgrade(sockets, open, ...request)),
    close() {
      sockets.close();
      for (const socket of sockets.clients) {
        socket.close(1001);
        setTimeout(() => socket.terminate(), CLOSING_MS).unref();
      }
    },
  };
}

function upgrade(
  sockets: WebSocketServer,
  open: (socket: WebSocket) => void,
  ...[request, socket, head]: [IncomingMessage, Duplex, Buffer]
): void {
  const { host = '', origin = '' } = request.headers;
  const isHere = request.url?.split('?')[0] === SOCKET_PATH;
  if (isHere && isFromHere(host, origin)) {
    sockets.handleUpgrade(request, socket, head, open);
    return;
  }
  socket.on('error', () => undefined);
  socket.end(`HTTP/1.1 ${isHere ? '403 Forbidden' : '404 Not Found'}\r\nConnection: close\r\n\r\n`);
}
