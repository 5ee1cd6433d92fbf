import { setTimeout as sleep } from 'node:timers/promises';
import type { RawData, WebSocket } from 'ws';
import { acknowledge, answer, isMessage } from './answer.ts';
import type { SocketWorld } from './command/call.ts';
import { type Connection, createConnection, hasOpenStream } from './connection.ts';
import { type Frame, readFrame, writeAck } from './frame.ts';
import type { Subscription } from './subscription.ts';

export interface EndpointParts {
  world: SocketWorld;
  subscription: Subscription;
  /** A connection that is silent for longer is given up. */
  silentMs: number;
}

/** Takes what comes on `socket` and acknowledges it, as right or wrong as the faults say. */
export function openEndpoint(socket: WebSocket, parts: EndpointParts): void {
  const connection = createConnection(socket);
  const giveUp = setTimeout(connection.cut, parts.silentMs);
  giveUp.unref();
  socket.on('message', (data, isBinary) => {
    giveUp.refresh();
    const frame = read(connection, isBinary ? '' : textOf(data));
    if (frame) void take(parts, connection, frame);
  });
  // What follows is a close.
  socket.on('error', () => undefined);
  socket.on('close', () => {
    clearTimeout(giveUp);
    parts.subscription.drop(connection);
    breakOff(parts.world, connection);
  });
}

function read(connection: Connection, text: string): Frame | undefined {
  let frame: Frame | undefined;
  const ack = acknowledge(() => {
    frame = readFrame(text);
    return undefined;
  });
  if (!frame) connection.send(writeAck('', ack));
  return frame;
}

async function take(parts: EndpointParts, connection: Connection, frame: Frame): Promise<void> {
  const { faults, presenter } = parts.world;
  const ticket = connection.tickets.get(frame.reqId);
  ticket?.turn.busy();
  const ack = answer(parts, connection, frame);
  if (ticket && ack.errcode !== 0) {
    presenter.notice(ticket.exchange, `企业微信没有收下机器人的回复（${ack.errcode}）：${ack.errmsg}`);
  }
  const { ackDelayMs, cutMidStream, loseAck, noPong } = faults();
  if (cutMidStream && ticket && hasOpenStream(ticket)) return connection.cut();
  if (isMessage(frame) && ackDelayMs) await sleep(ackDelayMs, undefined, { ref: false });
  const isLost = frame.cmd === 'ping' ? noPong : isMessage(frame) && loseAck;
  if (!isLost) connection.send(writeAck(frame.reqId, ack));
  ticket?.turn.rest();
}

/** The bubbles of open streams stay as they are: their req_ids are gone. */
function breakOff({ presenter }: SocketWorld, { tickets }: Connection): void {
  for (const { turn, exchange } of tickets.values()) {
    if (turn.breakOff()) presenter.notice(exchange, '长连接断了，流式消息没有结束');
  }
  tickets.clear();
}

function textOf(data: RawData): string {
  return Buffer.isBuffer(data) ? data.toString() : '';
}
