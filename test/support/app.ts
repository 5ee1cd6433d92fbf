import { createServer } from 'node:net';
import { createClock, type MovableClock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import type { SocketTimings } from '../../src/long-connection.ts';
import { serve } from '../../src/serve.ts';
import { followPushes, type Pushed } from './pushes.ts';

/** What the group shows in answer to one message. */
export interface Shown {
  kind: 'text' | 'markdown' | 'card' | 'file' | 'image';
  text: string;
  taskId?: string;
  title?: string;
  buttons?: { text: string; key: string }[];
  questions?: { key: string; options: { id: string; text: string; isChosen: boolean }[] }[];
  submit?: { text: string; key: string };
  url?: string;
  name?: string;
}

export interface TestApp {
  address: string;
  clock: MovableClock;
  /** Types a line in the group as `sender`, mentioning the bot, and gives what comes back. */
  say(sender: string, text: string, chat?: string | null, quote?: string): Promise<Shown[]>;
  /** Only the texts, joined. */
  ask(sender: string, text: string, chat?: string | null, quote?: string): Promise<string>;
  click(
    sender: string,
    taskId: string,
    key: string,
    chat?: string | null,
    selected?: Record<string, string[]>,
  ): Promise<Shown[]>;
  /** Moves the bot's clock, running what falls due. */
  moveTo(instant: string): Promise<void>;
  setFaults(faults: Record<string, unknown>): Promise<void>;
  /** Texts the group robots have pushed since the last call. */
  pushes(): Promise<Pushed[]>;
  stop(): Promise<void>;
}

export interface TestAppOptions {
  databaseUrl: string;
  now: string;
  env?: Record<string, string>;
  socketTimings?: SocketTimings;
  /** What follows an answer as a push, a file or all the self-built app says, is given with it. */
  waitsForPushes?: boolean;
}

/** The bot in long-connection mode; the stand-in is WeCom's end of it. */
export const SOCKET_ENV = { WECOM_BOT_ID: 'bot-1', WECOM_BOT_SECRET: 'secret-1' };

/** Streams are asked for more often than by WeCom, and a push is soon taken for one of its own. */
const PACE = { pollMs: 50, graceMs: { answered: 50, streamed: 50 } };
/** A file that a streamed answer owes goes out with the next sending, which is each second. */
const SENDING_MS = 1500;

/** The whole bot with the stand-in beside it, on a real port, its clock set to `now`. */
export async function startTestApp(options: TestAppOptions): Promise<TestApp> {
  const { databaseUrl, now, env = {}, socketTimings } = options;
  const config = loadConfig({
    DATABASE_URL: databaseUrl,
    PORT: String(await findFreePort()),
    PLAYGROUND: 'on',
    LOG_LEVEL: 'silent',
    ...env,
  });
  const clock = createClock();
  clock.setTo(new Date(now));
  const timings = socketTimings ? { socketTimings } : {};
  const pace = options.waitsForPushes ? { ...PACE, graceMs: { ...PACE.graceMs, streamed: SENDING_MS } } : PACE;
  const { address, stop } = await serve(config, { logger: createLogger('silent'), clock, pace, ...timings });
  await untilReady(address);
  const pushed = await followPushes(address);

  async function send(path: string, body: unknown, method = 'POST'): Promise<unknown> {
    const response = await fetch(`${address}/playground${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  }

  async function say(sender: string, text: string, chat: string | null = 'group-1', quote?: string): Promise<Shown[]> {
    const typed = chat === null || text.includes('@志愿助手') ? text : `@志愿助手 ${text}`;
    return shownIn(await send('/messages', { chat, sender, text: typed, ...(quote === undefined ? {} : { quote }) }));
  }

  return {
    address,
    clock,
    say,
    ask: async (sender, text, chat = 'group-1', quote?: string) => textOf(await say(sender, text, chat, quote)),
    click: async (sender, taskId, key, chat = 'group-1', selected = undefined) =>
      shownIn(await send('/clicks', { chat, sender, taskId, key, selected })),
    moveTo: async (instant) => {
      await send('/clock', { now: instant }, 'PUT');
    },
    setFaults: async (faults) => {
      await send('/faults', faults, 'PUT');
    },
    pushes: pushed.take,
    async stop() {
      pushed.close();
      await stop();
    },
  };
}

async function untilReady(address: string): Promise<void> {
  while (!(await fetch(`${address}/readyz`)).ok) await new Promise((resolve) => setTimeout(resolve, 10));
}

export function textOf(shown: Shown[]): string {
  return shown
    .filter(({ kind }) => kind === 'text' || kind === 'markdown')
    .map(({ text }) => text)
    .join('\n');
}

export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

function shownIn(answer: unknown): Shown[] {
  if (answer && typeof answer === 'object' && 'replies' in answer && Array.isArray(answer.replies)) {
    return answer.replies as Shown[];
  }
  throw new Error(`no replies in ${JSON.stringify(answer)}`);
}
