import type { z } from 'zod';
import type { Presenter } from '../../delivery/presenter.ts';
import type { Place } from '../../protocol/callback.ts';
import { firstFault } from '../../protocol/text.ts';
import { Violation } from '../../protocol/violation.ts';
import type { Allowance } from '../../world/allowance.ts';
import type { Faults } from '../../world/faults.ts';
import type { Log } from '../../world/log.ts';
import type { Connection } from '../connection.ts';
import type { Uploads } from './upload.ts';

export interface SocketWorld {
  botId: string;
  botName: string;
  now: () => Date;
  log: Log;
  presenter: Presenter;
  faults: () => Faults;
  uploads: Uploads;
  /** Of a conversation: replies and active sends share it. */
  allowance: Allowance;
  /** Where somebody has spoken to the bot. */
  spoken: Set<string>;
  streamLimitMs: number;
}

export interface Call {
  connection: Connection;
  reqId: string;
  body: unknown;
}

/** Returns the body of the ack where it has one. @throws Violation with the errcode to answer. */
export type Command = (world: SocketWorld, call: Call) => object | undefined;

export function placeKey(place: Place): string {
  return JSON.stringify(place.chat === null ? { person: place.person } : { chat: place.chat });
}

/** @throws Violation 40058 */
export function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new Violation(firstFault(parsed.error));
  return parsed.data;
}
