import type { ChannelBoard, Incoming } from './bot/channels.ts';
import type { Deliver } from './bot/outbox.ts';
import type { Clock } from './clock.ts';
import { type Config, filesFolder } from './config.ts';
import type { Database } from './database.ts';
import { branchChat, reachOfUnit, robotOf } from './features/chat/usecase.ts';
import { readKeptFile } from './features/file/usecase.ts';
import { spell, useridsWithRole } from './features/person/usecase.ts';
import { registeredFor } from './features/registration/usecase/addressees.ts';
import type { Logger } from './logger.ts';
import { createAllowances } from './wecom/allowance/allowance.ts';
import { markError, markSent } from './wecom/allowance/store.ts';
import { outgoingOf } from './wecom/board.ts';
import type { Channel } from './wecom/channel.ts';
import { type Addressees, createDelivery, type DeliveryOptions } from './wecom/delivery.ts';
import { createRobotChannel } from './wecom/webhook/channel.ts';
import { createWebhookClient } from './wecom/webhook/client.ts';

export interface ChannelsOptions {
  config: Config;
  database: Database;
  clock: Clock;
  logger: Logger;
  /** How messages come in. */
  incoming: readonly Incoming[];
  /** The ways out besides the group robots. */
  others: readonly Channel[];
}

export interface Channels {
  deliver: Deliver;
  board: ChannelBoard;
  /** Forgets the counts that matter no more. */
  prune(): Promise<void>;
}

/** Joins the ways out of the bot with those who are to be reached. */
export function createChannels(options: ChannelsOptions): Channels {
  const { config, database, clock, incoming, others } = options;
  const client = createWebhookClient({ apiBase: config.wecomApiBase, robots: config.webhooks });
  const robot = createRobotChannel({
    client,
    readFile: (fileId) => readKeptFile(database.db, filesFolder(config), fileId),
    spell: (userids) => spell(database.db, userids),
  });
  const channels = [...(client.robots.length > 0 ? [robot] : []), ...others];
  const allowances = createAllowances(database);
  const { deliver, wayFor } = createDelivery({
    channels,
    robots: client.robots,
    allowances,
    clock,
    addressees: addresseesIn(options),
    note: noteIn(options),
  });
  return {
    deliver,
    board: { incoming, outgoing: outgoingOf({ database, channels, robots: client.robots }), wayFor },
    prune: () => allowances.prune(clock.now()),
  };
}

function addresseesIn({ config, database: { db } }: ChannelsOptions): Addressees {
  return {
    robotOf: (chatId) => robotOf(db, chatId),
    branchChat: (robot) => branchChat(db, robot),
    withRole: (role) => useridsWithRole(db, role, config.adminUserids),
    ofUnit: (unitId) => reachOfUnit(db, unitId),
    registered: (occurrenceIds) => registeredFor(db, occurrenceIds),
  };
}

/** What is only for show must not stop what was said from counting as said. */
function noteIn({ database: { db }, clock, logger }: ChannelsOptions): DeliveryOptions['note'] {
  return async (name, error) => {
    const at = clock.now();
    const noted =
      error === undefined ? markSent(db, name, at) : markError(db, name, { lastError: error, lastErrorAt: at });
    await noted.catch((fault: unknown) => logger.warn({ err: fault, channel: name }, '通道的情况没有记下来'));
  };
}
