import type { Deliver } from './bot/outbox.ts';
import type { Clock } from './clock.ts';
import { type Config, filesFolder } from './config.ts';
import type { Database } from './database.ts';
import { reachOfUnit, robotOf } from './features/chat/usecase.ts';
import { readKeptFile } from './features/file/usecase.ts';
import { spell, useridsWithRole } from './features/person/usecase.ts';
import { registeredFor } from './features/registration/usecase/addressees.ts';
import { createAllowances } from './wecom/allowance/allowance.ts';
import { markError, markSent } from './wecom/allowance/store.ts';
import type { Channel } from './wecom/channel.ts';
import { createDelivery } from './wecom/delivery.ts';
import { createRobotChannel } from './wecom/webhook/channel.ts';
import { createWebhookClient } from './wecom/webhook/client.ts';

export interface ChannelsOptions {
  config: Config;
  database: Database;
  clock: Clock;
  /** The ways out besides the group robots. */
  others: readonly Channel[];
}

export interface Channels {
  deliver: Deliver;
  /** Forgets the counts that matter no more. */
  prune(): Promise<void>;
}

/** Joins the ways out of the bot with those who are to be reached. */
export function createChannels({ config, database, clock, others }: ChannelsOptions): Channels {
  const { db } = database;
  const client = createWebhookClient({ apiBase: config.wecomApiBase, robots: config.webhooks });
  const robot = createRobotChannel({
    client,
    readFile: (fileId) => readKeptFile(db, filesFolder(config), fileId),
    spell: (userids) => spell(db, userids),
  });
  const allowances = createAllowances(database);
  const deliver = createDelivery({
    channels: [...(client.robots.length > 0 ? [robot] : []), ...others],
    robots: client.robots,
    allowances,
    clock,
    addressees: {
      robotOf: (chatId) => robotOf(db, chatId),
      withRole: (role) => useridsWithRole(db, role, config.adminUserids),
      ofUnit: (unitId) => reachOfUnit(db, unitId),
      registered: (occurrenceId) => registeredFor(db, occurrenceId),
    },
    note: (name, error) =>
      error === undefined
        ? markSent(db, name, clock.now())
        : markError(db, name, { lastError: error, lastErrorAt: clock.now() }),
  });
  return { deliver, prune: () => allowances.prune(clock.now()) };
}
