import type Koa from 'koa';
import type { FetchedMedia, MediaSource } from './bot/attachment/keep.ts';
import type { Receiver } from './bot/message.ts';
import { enqueue, hasItem } from './bot/outbox.ts';
import { type Clock, toLocal } from './clock.ts';
import { type Config, filesFolder } from './config.ts';
import type { Database } from './database.ts';
import { knowSenders } from './features/directory/usecase/sender.ts';
import { readKeptFile } from './features/file/usecase.ts';
import { spell } from './features/person/usecase.ts';
import { promoteWaiting } from './features/registration/usecase/promote.ts';
import { stripMention } from './language/text.ts';
import type { Logger } from './logger.ts';
import { type AppApi, createAppApi } from './wecom/app/api.ts';
import { appCallback } from './wecom/app/callback.ts';
import { createAppChannel } from './wecom/app/channel.ts';
import { createAppClient } from './wecom/app/client.ts';
import { botName, mediaIdOf } from './wecom/app/decode.ts';
import type { Channel } from './wecom/channel.ts';
import { createCrypto } from './wecom/crypto.ts';

export interface SelfBuiltAppOptions {
  config: Config;
  database: Database;
  clock: Clock;
  logger: Logger;
}

/** The self-built app's side of WeCom; for app.ts. */
export interface SelfBuiltApp {
  api: AppApi;
  channel: Channel;
  /** Finds out who writes before a message is taken. */
  knowSenders(receiver: Receiver): Receiver;
  /** Fetches a picture of its own; any other is left to `others`. */
  fetchMedia(source: MediaSource, others: (source: MediaSource) => Promise<FetchedMedia>): Promise<FetchedMedia>;
  mountCallback(koa: Koa, receiver: Receiver): void;
}

/** How long an answer is of use that could not be said at once. */
const ANSWER_MS = 24 * 3_600_000;
const SETTINGS = { token: 'WECOM_APP_TOKEN', aesKey: 'WECOM_APP_AES_KEY', receiveId: 'WECOM_CORP_ID' };

/** Undefined where none is set up. */
export function createSelfBuiltApp(options: SelfBuiltAppOptions): SelfBuiltApp | undefined {
  const { config, database, clock, logger } = options;
  if (!config.app) return undefined;
  const { corpId, agentId, secret, callback } = config.app;
  const now = () => clock.now();
  const api = createAppApi(createAppClient({ apiBase: config.wecomApiBase, corpId, secret, now }), agentId);
  const channel = createAppChannel({
    api,
    canClick: callback !== undefined,
    readFile: (fileId) => readKeptFile(database.db, filesFolder(config), fileId),
    spell: (userids) => spell(database.db, userids),
    now,
  });
  return {
    api,
    channel,
    knowSenders: (receiver) =>
      knowSenders(receiver, {
        ...{ database, logger, now, promoteWaiting, zone: config.timezone, directory: api },
        // The app itself is told plain userids.
        canBeEncrypted: (bot) => bot !== botName(agentId),
      }),
    fetchMedia(source, others) {
      const mediaId = mediaIdOf(source.url);
      return mediaId === undefined ? others(source) : api.download(mediaId);
    },
    mountCallback: (koa, receiver) => mountCallback(koa, receiver, options),
  };
}

function mountCallback(koa: Koa, receiver: Receiver, { config, database, clock, logger }: SelfBuiltAppOptions): void {
  if (!config.app?.callback) return;
  const { corpId, agentId, callback } = config.app;
  const names = [config.botName];
  const routes = appCallback({
    ...{ corpId, agentId, receiver, clock, logger },
    crypto: createCrypto({ ...callback, receiveId: corpId, settings: SETTINGS }),
    later: createLater(database, clock),
    localDay: (instant) => toLocal(instant, config.timezone).day,
    stripMention: (text) => stripMention(text, names),
  });
  koa.use(routes.routes());
}

/** Answers that go as messages: one for each message answered, whatever else happens. */
function createLater({ db }: Database, clock: Clock): Parameters<typeof appCallback>[0]['later'] {
  const keyOf = ({ id }: { id: string }) => `answer:${id}`;
  return {
    async keep(message, content) {
      const now = clock.now();
      const target = { kind: 'person', userid: message.sender } as const;
      const times = { dueAt: now, usefulUntil: new Date(now.getTime() + ANSWER_MS) };
      await enqueue(db, { key: keyOf(message), kind: 'answer', target, content, ...times }, now);
    },
    isKept: (message) => hasItem(db, keyOf(message)),
  };
}
