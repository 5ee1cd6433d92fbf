import { randomUUID } from 'node:crypto';
import { isSpokenToIn, spokenToBy } from './bot/acquaintance.ts';
import { tellDown, tellUp } from './bot/channel-alarm.ts';
import type { Message, Receiver } from './bot/message.ts';
import type { Target } from './bot/outbox.ts';
import { oweAnswer, sendAnswer, settleAnswer } from './bot/owed.ts';
import type { Reply } from './bot/reply.ts';
import type { Clock } from './clock.ts';
import { type Config, filesFolder } from './config.ts';
import type { Database, Db } from './database.ts';
import { readKeptFile } from './features/file/usecase.ts';
import { namesOf } from './features/person/usecase.ts';
import type { ChannelCheck } from './health.ts';
import { isSpokenOf, stripMention } from './language/text.ts';
import { createLease } from './lease.ts';
import type { Logger } from './logger.ts';
import { type AnswerOptions, createAnswering } from './wecom/aibot/socket/answer.ts';
import { createSocketChannel } from './wecom/aibot/socket/channel.ts';
import { contentOf } from './wecom/aibot/socket/content.ts';
import { createKeeper } from './wecom/aibot/socket/keeper.ts';
import { createLink, type LinkTimings } from './wecom/aibot/socket/link.ts';
import {
  type ConnectionStatus,
  createStatus,
  isDown,
  problemOf,
  type StatusKeeper,
} from './wecom/aibot/socket/status.ts';
import { insertUses } from './wecom/allowance/store.ts';
import type { Channel } from './wecom/channel.ts';

export interface LongConnectionOptions {
  config: Config;
  database: Database;
  clock: Clock;
  logger: Logger;
  receiver: Receiver;
  /** Who is told that it is down, and that it is up again. */
  tell: readonly Target[];
  socketTimings?: SocketTimings;
}

/** Those of WeCom's protocol where nothing is said. */
export interface SocketTimings {
  link?: Partial<LinkTimings>;
  follow?: NonNullable<AnswerOptions['timings']>;
  leaseMs?: number;
}

/** The AI bot in long-connection mode. */
export interface LongConnection {
  channel: Channel;
  check: ChannelCheck;
  /** Whether another process of ours has the connection: what is to be sent is left to it. */
  isStandby(): boolean;
  /** Returns once it is known which process has the connection; that it stands is not waited for. */
  start(): Promise<void>;
  stop(graceMs: number): Promise<void>;
}

const LEASE_MS = 15_000;

/** Joins the parts of the long connection; undefined where it is not set up. */
export function createLongConnection(options: LongConnectionOptions): LongConnection | undefined {
  const { config, logger, clock, database, socketTimings: timings = {} } = options;
  const { socket } = config;
  if (!socket) return undefined;
  const now = () => clock.now();
  const status = createStatus(now, (current) => announce(current, options));
  const link = createLink({
    ...{ settings: socket, status, logger, now },
    onFrame: (frame) => answering.take(frame),
    onKicked: () => void keeper.kicked(),
    ...(timings.link ? { timings: timings.link } : {}),
  });
  const leaseMs = timings.leaseMs ?? LEASE_MS;
  const lease = createLease({ database, name: `socket:${socket.botId}`, holder: randomUUID(), forMs: leaseMs, now });
  const keeper = createKeeper({ lease, link, status, logger, now, leaseMs });
  const answering = createAnswering({ ...answerParts(options), link });
  return {
    channel: createSocketChannel({ ...channelParts(options), link, status }),
    check: checkOf(status, now),
    isStandby: () => status.current().state === 'standby',
    start: keeper.start,
    async stop(graceMs) {
      await answering.stop(graceMs);
      await keeper.stop();
    },
  };
}

/** In the transaction of a message: what its answer owes until it has been shown. */
export async function oweReply(db: Db, message: Message, reply: Reply): Promise<void> {
  const content = contentOf(reply, message);
  if (content) await oweAnswer(db, message, content);
}

function answerParts({
  config,
  database,
  clock,
  logger,
  receiver,
  socketTimings,
}: LongConnectionOptions): Omit<AnswerOptions, 'link'> {
  const { db } = database;
  const names = [config.botName];
  const now = () => clock.now();
  return {
    ...{ receiver, logger, now },
    stripMention: (text) => stripMention(text, names),
    isSpokenOf: (text) => isSpokenOf(text, names),
    owed: {
      settle: (message) => settleAnswer(db, message),
      send: (message, content) => sendAnswer(db, message, content, now()),
    },
    count(allowance) {
      insertUses(db, [allowance], now()).catch((error: unknown) =>
        logger.warn({ err: error }, '没能记下一条回复的用量'),
      );
    },
    ...(socketTimings?.follow ? { timings: socketTimings.follow } : {}),
  };
}

function channelParts({ config, database }: LongConnectionOptions) {
  const { db } = database;
  const knownChats = new Set<string>();
  return {
    async isKnownChat(chatId: string) {
      if (!knownChats.has(chatId) && (await isSpokenToIn(db, chatId))) knownChats.add(chatId);
      return knownChats.has(chatId);
    },
    acquainted: (userids: readonly string[]) => spokenToBy(db, userids),
    namesOf: (userids: readonly string[]) => namesOf(db, userids),
    readFile: (fileId: string) => readKeptFile(db, filesFolder(config), fileId),
  };
}

function checkOf({ current }: StatusKeeper, now: () => Date): ChannelCheck {
  return {
    name: 'aibot',
    isConnected: () => current().state === 'connected',
    problem: () => problemOf(current(), now()),
  };
}

/** To the log, and to people where they are to do something, or have been told to. */
function announce(current: ConnectionStatus, { database, clock, logger, tell }: LongConnectionOptions): void {
  const { state, reason } = current;
  const news = { channel: 'aibot', to: tell, now: clock.now() };
  const failed = (error: unknown) => logger.error({ err: error }, '没能通知长连接的变化');
  if (isDown(current)) {
    logger.error({ state }, reason);
    const text = `智能机器人连不上企业微信了，群里的消息暂时收不到。${reason}。`;
    tellDown(database, { ...news, text }, state).catch(failed);
  } else if (state === 'connected') {
    logger.info('长连接已连上企业微信');
    tellUp(database, { ...news, text: '智能机器人又连上企业微信了，可以照常使用。' }).catch(failed);
  } else if (state === 'connecting') logger.warn({ state }, reason);
  else logger.info({ state }, reason);
}
