import type { Server } from 'node:http';
import { createCallbackChannel } from './delivery/callback-channel.ts';
import { createCarrier } from './delivery/carrier.ts';
import type { Channel, Grace } from './delivery/channel.ts';
import type { Presenter } from './delivery/presenter.ts';
import { keyOf } from './protocol/crypto.ts';
import { jsonEnvelope } from './protocol/envelope.ts';
import { createLongConnection } from './socket/long-connection.ts';
import type { FaultBox } from './world/faults.ts';
import type { Log } from './world/log.ts';
import type { MediaStore } from './world/media.ts';

export interface CallbackMode {
  /** The bot's callback address. */
  callbackUrl: () => string;
  token: string;
  aesKey: string;
  botId: string;
  longConnection?: undefined;
  /** Where the API that WeCom has is played; beside the callback address where not said. */
  apiBase?: () => string;
}

export interface LongConnectionMode {
  longConnection: { botId: string; secret: string };
  apiBase: () => string;
  /** From `disconnected_event` to the close, and how long a connection may be silent. */
  socketMs?: { kickedMs?: number; silentMs?: number };
}

/** A bot hears of things in one of two ways, never both. */
export type Mode = CallbackMode | LongConnectionMode;

/** The same in either mode. */
export interface Pace {
  /** Between two refreshes of an open stream. */
  pollMs?: number;
  /** WeCom hangs up after it, or waits no longer for the first word on the long connection. */
  deadlineMs?: number;
  /** An open stream is refreshed no longer than this. */
  streamLimitMs?: number;
  /** How long a push may come after the answer and still be given with it. */
  graceMs?: Grace;
}

export interface WayToBot {
  botId: string;
  channel: Channel;
  apiBase: () => string;
  /** Of the files people send; undefined where each has its own. */
  mediaKey: Buffer | undefined;
  attach(server: Server): void;
  close(): void;
}

export function openWay(
  options: Mode & Pace,
  world: { botName: string; now: () => Date; log: Log; media: MediaStore; presenter: Presenter; faults: FaultBox },
  closing: AbortSignal,
): WayToBot {
  const { deadlineMs = 5000, streamLimitMs = 6 * 60_000, graceMs = { answered: 300, streamed: 1500 } } = options;
  if (options.longConnection) {
    const { longConnection, apiBase, socketMs } = options;
    const ms = { firstMs: deadlineMs, streamLimitMs, graceMs, kickedMs: 3000, silentMs: 100_000, ...socketMs };
    const socket = createLongConnection({ ...world, ...longConnection, ...ms });
    return { botId: longConnection.botId, apiBase, mediaKey: undefined, ...socket };
  }
  const { botId, callbackUrl, token, aesKey, pollMs = 1000 } = options;
  const { presenter, now, faults } = world;
  const envelope = jsonEnvelope({ token, aesKey });
  const carrier = createCarrier({ callbackUrl, envelope, now, faults: faults.get, deadlineMs, closing });
  const streams = { pollMs, limitMs: streamLimitMs, closing };
  return {
    botId,
    channel: createCallbackChannel({ botId, now, faults: faults.get, carrier, presenter, streams, graceMs }),
    apiBase: options.apiBase ?? (() => `${new URL(callbackUrl()).origin}/playground/wecom`),
    mediaKey: keyOf(aesKey),
    attach: () => undefined,
    close: () => undefined,
  };
}
