import { randomBytes } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { Occasion } from '../delivery/channel.ts';
import type { Shown } from '../world/log.ts';
import { writePush } from './frame.ts';
import type { Turn } from './turn.ts';

export interface Stream {
  /** Absent where its first frame was its last. */
  shown?: Shown | undefined;
  state: 'open' | 'finished' | 'expired';
  /** Refreshed no longer than some minutes after it. */
  countedFrom: number;
}

/** What the bot may answer with the req_id that brought it; dies with the connection. */
export interface Ticket extends Pick<Occasion, 'kind' | 'exchange' | 'taskId'> {
  issuedAt: number;
  turn: Turn;
  streams: Map<string, Stream>;
}

/** One socket of a bot. */
export interface Connection {
  isSubscribed: boolean;
  tickets: Map<string, Ticket>;
  /** A frame of ours, with a req_id of its own; `ticket` where it may be answered. */
  push(cmd: string, body: string, ticket?: Ticket): void;
  send(text: string): void;
  close(): void;
  /** Without a closing handshake, as where the network fails. */
  cut(): void;
}

const TICKETS_KEPT = 10_000;

export function createConnection(socket: WebSocket): Connection {
  const tickets = new Map<string, Ticket>();
  const send = (text: string) => {
    if (socket.readyState === socket.OPEN) socket.send(text);
  };
  return {
    isSubscribed: false,
    tickets,
    push(cmd, body, ticket) {
      const reqId = randomBytes(12).toString('base64url');
      if (ticket) tickets.set(reqId, ticket);
      const [oldest] = tickets.keys();
      if (tickets.size > TICKETS_KEPT && oldest !== undefined) tickets.delete(oldest);
      send(writePush(cmd, reqId, body));
    },
    send,
    close: () => socket.close(1000),
    cut: () => socket.terminate(),
  };
}

export function hasOpenStream({ streams }: Ticket): boolean {
  return [...streams.values()].some(({ state }) => state === 'open');
}
