import type { Server } from 'node:http';
import Koa from 'koa';
import { type Attachments, createAttachments } from './bot/attachment/keep.ts';
import type { Incoming } from './bot/channels.ts';
import { createCommandBook } from './bot/dialogue/order.ts';
import { createDispatch } from './bot/dispatch.ts';
import { createLateAnswers } from './bot/late/run.ts';
import { deferReceiver, type Receiver } from './bot/message.ts';
import { createChannels } from './channels.ts';
import { type MovableClock, toLocal } from './clock.ts';
import { type Config, filesFolder } from './config.ts';
import type { Database, Db } from './database.ts';
import { fileRouter } from './features/file/page.ts';
import { keepFile } from './features/file/usecase.ts';
import { suggestNearest } from './features/help/usecase/suggest.ts';
import { createFeatures } from './features/index.ts';
import { recordMisreading } from './features/misreading/usecase/record.ts';
import { nameRequest, namesWithRight, rosterNames } from './features/person/usecase.ts';
import { tagSubject } from './features/project/usecase/tag.ts';
import { createMetrics, healthRouter } from './health.ts';
import { amend, readPiece } from './language/amend.ts';
import { readQuoting } from './language/quoted.ts';
import { readSeveral } from './language/several.ts';
import { isSpokenOf, normalise, stripMention } from './language/text.ts';
import type { Logger } from './logger.ts';
import { createLongConnection, type LongConnection, oweReply, type SocketTimings } from './long-connection.ts';
import { createOutgoing, reportTargets } from './outgoing.ts';
import { createPages } from './pages.ts';
import { endsWithin } from './patience.ts';
import type { Pace } from './playground/mode.ts';
import { createScheduler, type Scheduler } from './scheduler/scheduler.ts';
import { createSelfBuiltApp, type SelfBuiltApp } from './self-built-app.ts';
import { createServices, linkKey } from './services.ts';
import { mountStandIn } from './stand-in.ts';
import { aibotCallback } from './wecom/aibot/callback.ts';
import { answerByResponseUrl } from './wecom/aibot/response-url.ts';
import { createCrypto } from './wecom/crypto.ts';
import { createMediaFetcher } from './wecom/media.ts';

export interface AppOptions {
  config: Config;
  database: Database;
  clock: MovableClock;
  logger: Logger;
  dataKey: Buffer;
  socketTimings?: SocketTimings;
  /** Of the stand-in; its own where not said. */
  pace?: Pace;
}

export interface App {
  koa: Koa;
  scheduler: Scheduler;
  /** For channels that do not come by HTTP, and for tests. */
  receiver: Receiver;
  /** Takes what comes to the server other than by request: the stand-in's end of the long connection. */
  attach(server: Server): void;
  /** Opens the connections of the bot's own. */
  start(): Promise<void>;
  /** Makes what the features' jobs should have made while the bot was not running. */
  catchUp(): Promise<void>;
  /** Begins nothing more, and waits this long for what is under way; false: something had to be left to the next start. */
  stop(graceMs: number): Promise<boolean>;
}

type AnswerByUrl = (url: string, markdown: string) => Promise<boolean>;

const REMINDERS = 'reminders';
const ROSTER_MS = 30_000;
/** At a stop, for what is being answered on the long connection. */
const FRAMES_MS = 1_500;

/** Joins the parts; does not listen and starts no schedule. */
export function createApp(options: AppOptions): App {
  const { config, database, clock, logger } = options;
  const now = () => clock.now();
  const selfBuilt = createSelfBuiltApp(options);
  const attachments = createAttachmentKeeper(options, selfBuilt);
  const connection = createLongConnection({
    ...options,
    receiver: deferReceiver(() => receiver),
    tell: reportTargets(config),
  });
  const checks = connection ? [connection.check] : [];
  const others = [connection?.channel, selfBuilt?.channel].filter((channel) => channel !== undefined);
  const channels = createChannels({ ...options, incoming: incomingOf(config, connection), others });
  const services = createServices(options, {
    keepAttachments: attachments.keepOf,
    directory: selfBuilt?.api,
    channels: channels.board,
  });
  const features = createFeatures(services, [...config.webhooks.keys()]);
  const answerByUrl: AnswerByUrl = (url, markdown) =>
    answerByResponseUrl(url, markdown, { apiBase: config.wecomApiBase });
  const late = createLateAnswers({
    database,
    logger,
    now,
    zone: config.timezone,
    botName: config.botName,
    jobs: features.flatMap((feature) => feature.lateJobs ?? []),
    answerByUrl,
  });
  const commands = features.flatMap((feature) => feature.commands ?? []);
  const metrics = createMetrics(database, checks);
  const askModel = features.find((feature) => feature.askModel)?.askModel;
  const dispatch = createDispatch({
    database,
    logger,
    now,
    zone: config.timezone,
    book: createCommandBook(commands),
    botName: config.botName,
    adminUserids: config.adminUserids,
    isTrial: config.hasPlayground && config.adminUserids.length === 0,
    read: {
      normalise: (text) => normalise(text).text,
      readings: readQuoting,
      several: readSeveral,
      piece: readPiece,
      amend,
      localTime: (instant) => toLocal(instant, config.timezone).time,
    },
    localDay: (instant) => toLocal(instant, config.timezone).day,
    roster: rememberRoster(now),
    nameRequest,
    suggest: (context, text) => suggestNearest(context, text, { commands, botName: config.botName }),
    keepMisreading: recordMisreading,
    tagSubject,
    namesOfRole: (db, right) => namesWithRight(db, right, config.adminUserids),
    oweAnswer: oweReply,
    openLate: late.open,
    wakeLate: late.wake,
    wakeAttachments: attachments.wake,
    onAnswered: metrics.countAnswered,
    ...(askModel ? { askModel } : {}),
  });
  const { refresh, delivered, deliver } = late;
  const inbox: Receiver = { receive: dispatch.receive, refresh, delivered, deliver };
  const receiver = selfBuilt?.knowSenders(inbox) ?? inbox;
  const stopping = new AbortController();
  const { send, refreshReminders } = createOutgoing({
    ...options,
    deliver: channels.deliver,
    isStandby: () => connection?.isStandby() ?? false,
    signal: stopping.signal,
  });
  const featureJobs = features.flatMap((feature) => feature.jobs ?? []);
  const scheduler = createScheduler({
    zone: config.timezone,
    logger,
    jobs: [
      ...featureJobs.map((job) => ({
        name: job.name,
        schedule: job.schedule,
        run: () => job.run({ database, now: now(), zone: config.timezone }),
      })),
      { name: REMINDERS, schedule: '20 * * * * *', run: refreshReminders },
      { name: 'send', schedule: '* * * * * *', run: async () => void (await send()) },
      { name: 'allowances', schedule: '0 17 * * * *', run: channels.prune },
      { name: 'late', schedule: '*/3 * * * * *', run: late.sweep },
      { name: 'attachments', schedule: '*/3 * * * * *', run: attachments.sweep },
    ],
  });
  const koa = new Koa();
  koa.on('error', (error: unknown) => logger.error({ err: error }, 'HTTP 请求出错'));
  const health = healthRouter({ database, isSchedulerRunning: () => scheduler.isRunning, channels: checks }, metrics);
  koa.use(health.routes());
  koa.use(fileRouter({ database, folder: filesFolder(config), key: linkKey(options.dataKey), now }).routes());
  koa.use(createPages(options, { features, selfBuilt }).routes());
  mountBot(koa, options, receiver, answerByUrl);
  selfBuilt?.mountCallback(koa, receiver);
  const standIn = mountStandIn(koa, { ...options, scheduler, send });
  return {
    koa,
    scheduler,
    receiver,
    attach: (server) => standIn?.attach(server),
    start: async () => connection?.start(),
    catchUp: () => scheduler.runAll([...featureJobs.map(({ name }) => name), REMINDERS]),
    async stop(graceMs) {
      stopping.abort();
      const jobs = endsWithin(graceMs, scheduler.stop());
      await Promise.all([late.settle(), endsWithin(graceMs, attachments.settle())]);
      await connection?.stop(FRAMES_MS);
      standIn?.close();
      return jobs;
    },
  };
}

/** The same list for half a minute: thousands of names are not read for every message. */
function rememberRoster(now: () => Date): (db: Db) => Promise<readonly string[]> {
  let known: { names: readonly string[]; until: number } | undefined;
  return async (db) => {
    const at = now().getTime();
    if (!known || at >= known.until || at < known.until - ROSTER_MS) {
      known = { names: await rosterNames(db), until: at + ROSTER_MS };
    }
    return known.names;
  };
}

function createAttachmentKeeper(options: AppOptions, selfBuilt: SelfBuiltApp | undefined): Attachments {
  const { config, database, clock, logger } = options;
  const fetchMedia = createMediaFetcher({ apiBase: config.wecomApiBase, callbackAesKey: config.bot?.aesKey });
  return createAttachments({
    database,
    logger,
    now: () => clock.now(),
    fetch: (source) => selfBuilt?.fetchMedia(source, fetchMedia) ?? fetchMedia(source),
    keepFile: (file, now) => keepFile(database.db, { folder: filesFolder(config), now }, file),
  });
}

/** Of a callback nothing more is known than when something came last. */
function incomingOf({ bot, app }: Config, connection: LongConnection | undefined): Incoming[] {
  const trouble = () => undefined;
  return [
    ...(bot ? [{ label: '智能机器人（回调）', trouble }] : []),
    ...(connection ? [{ label: '智能机器人（长连接）', trouble: connection.check.problem }] : []),
    ...(app?.callback ? [{ label: '自建应用（回调）', trouble }] : []),
  ];
}

function mountBot(koa: Koa, { config, clock, logger }: AppOptions, receiver: Receiver, answerByUrl: AnswerByUrl): void {
  if (!config.bot) return;
  const crypto = createCrypto({ ...config.bot, receiveId: '' });
  const names = [config.botName];
  const reading = {
    stripMention: (text: string) => stripMention(text, names),
    isSpokenOf: (text: string) => isSpokenOf(text, names),
  };
  koa.use(aibotCallback({ crypto, receiver, clock, logger, answerByUrl, ...reading }).routes());
}
