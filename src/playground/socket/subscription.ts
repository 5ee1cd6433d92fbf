import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { botEventCallback } from '../protocol/callback.ts';
import { Violation } from '../protocol/violation.ts';
import { createAllowance } from '../world/allowance.ts';
import type { Connection } from './connection.ts';

/** The limit is WeCom's own secret; this one lets the SDK's retries pass. */
const SUBSCRIBES = [{ count: 30, ms: 60_000 }];

const credentialsSchema = z.object({ bot_id: z.string(), secret: z.string() });

/** Which connection is the bot's: the last that subscribed. */
export interface Subscription {
  current(): Connection | undefined;
  /** @throws Violation; the socket stays open. */
  subscribe(connection: Connection, body: unknown): void;
  /** As where another process subscribes. */
  kick(): void;
  /** WeCom no longer knows that the bot subscribed. */
  forget(): void;
  drop(connection: Connection): void;
}

export function createSubscription(bot: {
  botId: string;
  secret: string;
  now: () => Date;
  /** From the event to the close of a connection that was kicked. */
  kickedMs: number;
}): Subscription {
  const count = createAllowance(bot.now, SUBSCRIBES);
  let current: Connection | undefined;

  function kick(): void {
    if (!current) return;
    const kicked = current;
    forget();
    const event = { msgid: randomUUID(), at: bot.now(), eventtype: 'disconnected_event' };
    kicked.push('aibot_event_callback', botEventCallback(bot.botId, event));
    setTimeout(() => kicked.close(), bot.kickedMs).unref();
  }

  function forget(): void {
    if (current) current.isSubscribed = false;
    current = undefined;
  }

  return {
    current: () => current,
    subscribe(connection, body) {
      count('');
      if (connection.isSubscribed) throw new Violation('already subscribed');
      const given = credentialsSchema.safeParse(body).data;
      if (given?.bot_id !== bot.botId || given.secret !== bot.secret) {
        throw new Violation('invalid bot_id or secret', 853_000);
      }
      kick();
      current = connection;
      connection.isSubscribed = true;
    },
    kick,
    forget,
    drop(connection) {
      if (current === connection) current = undefined;
    },
  };
}
