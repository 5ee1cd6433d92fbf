import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { type App, createApp } from './app.ts';
import { createClock, type MovableClock } from './clock.ts';
import { type Config, localAddress, WECOM_API } from './config.ts';
import { loadDataKey } from './data-key.ts';
import { openDatabase } from './database.ts';
import { AppError } from './errors.ts';
import { ensureDefaultMeeting } from './features/meeting/usecase/defaults.ts';
import { createLogger, type Logger } from './logger.ts';
import type { SocketTimings } from './long-connection.ts';
import { endsWithin } from './patience.ts';
import type { Pace } from './playground/mode.ts';

export interface Running {
  /** http://host:port */
  address: string;
  stop(): Promise<void>;
}

export interface ServeOptions {
  logger?: Logger;
  clock?: MovableClock;
  socketTimings?: SocketTimings;
  pace?: Pace;
}

/** A stop takes no longer: first the jobs under way, then the answers. */
const STOP_MS = 10_000;
const JOBS_MS = 7_000;
const ANSWERS_MS = 1_500;

/** Opens the database, brings it up to date, listens and starts the schedules. */
export async function serve(
  given: Config,
  { logger = createLogger(given.logLevel), clock = createClock(), ...timings }: ServeOptions = {},
): Promise<Running> {
  const config = given.hasPlayground ? withPlaygroundBot(given) : given;
  const database = await openDatabase(config.databaseUrl);
  try {
    const dataKey = loadDataKey(config.dataFolder, config.dataKey);
    await ensureDefaultMeeting(database.db, clock.now());
    const app = createApp({ config, database, clock, logger, dataKey, ...timings });
    const server = await listen(app, config);
    await app.start();
    app.scheduler.start();
    await app.catchUp();
    warnOfGaps(config, logger);
    const stop = async () => {
      const closed = closeServer(server);
      if (!(await app.stop(JOBS_MS))) logger.warn('有事情没有做完就停了，下次启动会接着做');
      await endsWithin(ANSWERS_MS, closed);
      server.closeAllConnections();
      await database.close();
    };
    return { address: localAddress(config), stop };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The whole life of the process: serve, say where, stop in order on SIGTERM or SIGINT, also while starting. */
export async function runBot(config: Config): Promise<void> {
  const logger = createLogger(config.logLevel);
  const starting = serve(config, { logger });
  let isStopping = false;
  const stop = (signal: string) => {
    if (isStopping) return;
    isStopping = true;
    logger.info({ signal }, '正在停止');
    setTimeout(() => process.exit(1), STOP_MS).unref();
    starting
      .then((running) => running.stop())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error({ err: error }, '停止时出错');
          process.exit(1);
        },
      );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  const running = await starting;
  logger.info({ address: running.address }, '支部志愿助手已启动');
  if (config.hasPlayground) console.log(`\n试用页 Playground：${running.address}/playground\n`);
}

/** What a trial needs and nobody has set: made-up keys, and the stand-in's addresses in place of WeCom's. */
function withPlaygroundBot(config: Config): Config {
  const { socket } = config;
  const robots = new Map(['group-1', 'group-2'].map((name) => [name, randomBytes(12).toString('hex')]));
  return {
    ...config,
    bot: config.bot ?? (socket ? undefined : { token: randomBytes(16).toString('hex'), aesKey: randomAesKey() }),
    socket: socket && {
      ...socket,
      wsUrl: socket.wsUrl ?? `${localAddress(config).replace(/^http/, 'ws')}/playground/wecom/socket`,
    },
    webhooks: config.webhooks.size > 0 ? config.webhooks : robots,
    wecomApiBase: config.wecomApiBase === WECOM_API ? `${localAddress(config)}/playground/wecom` : config.wecomApiBase,
  };
}

/** 43 letters and digits that stand for 32 bytes. */
function randomAesKey(): string {
  for (;;) {
    const key = randomBytes(32).toString('base64').slice(0, 43);
    if (/^[0-9A-Za-z]{43}$/.test(key)) return key;
  }
}

function listen(app: App, config: Config): Promise<Server> {
  const server = createServer(app.koa.callback());
  app.attach(server);
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, config)));
    server.listen(config.port, config.host, () => resolve(server));
  });
}

/** Takes no more connections, and resolves once those that are open have got their answers. */
function closeServer(server: Server): Promise<void> {
  // A connection kept alive is idle only after its answer, which may come later.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  return new Promise((resolve) => {
    server.close(() => {
      clearInterval(sweep);
      resolve();
    });
  });
}

function explain(error: NodeJS.ErrnoException, config: Config): AppError {
  const address = localAddress(config);
  const why = error.code === 'EADDRINUSE' ? '已经被别的程序占用，请改 PORT 或先停掉那个程序' : error.message;
  return new AppError('bad_config', `无法监听 ${address}：${why}`, { cause: error });
}

/** What works but will disappoint somebody, said once at the start with what to do. */
function warnOfGaps(config: Config, logger: Logger): void {
  const hears = config.bot !== undefined || config.socket !== undefined;
  if (config.app && !config.app.callback) {
    logger.warn('没有填 WECOM_APP_TOKEN，自建应用只能发消息，收不到大家说的话，卡片上的按钮改成文字');
  }
  if (!hears) logger.warn('没有填 WECOM_BOT_ID(长连接)或 WECOM_BOT_TOKEN(回调)，机器人收不到群里的消息');
  if (hears && !config.hasPlayground) {
    if (config.webhooks.size === 0) logger.warn('没有填 WECOM_GROUP_WEBHOOKS，提醒和文件发不到群里');
    if (config.adminUserids.length === 0) logger.warn('没有填 ADMIN_USERIDS，还没有人能管理机器人');
    if (!config.publicUrl) logger.warn('没有填 PUBLIC_URL，消息里不会有文件链接');
  }
}
