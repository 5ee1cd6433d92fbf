import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { toInstant, toLocal } from '../clock.ts';
import { openDatabase } from '../database.ts';
import { addDays, partsOf } from '../language/day.ts';
import { benchLanguage } from './bench/language.ts';
import { type Load, sendAll } from './bench/load.ts';
import { makeCredentials, type SignedRequest, signMessage } from './bench/signed.ts';

const ZONE = 'Asia/Shanghai';
const here = import.meta.dirname;

const program = new Command('bench')
  .description('量一量速度：每行一个数 / the figures of the performance goals, one line each')
  .option('--sign-ups <n>', '报名条数', '4000')
  .option('--connections <n>', '同时的连接数', '64')
  .option('--rounds <n>', '轮数；每轮先量上限再量机器人', '3')
  .addOption(new Option('--only <part>', '只量一样').choices(['language', 'sign-ups']))
  .parse();
const options = program.opts<{ signUps: string; connections: string; rounds: string; only?: string }>();

if (options.only !== 'sign-ups') benchLanguage();
if (options.only !== 'language') await benchSignUps();

async function benchSignUps(): Promise<void> {
  const rounds: { ceiling: Measured; bot: Measured }[] = [];
  for (let round = 1; round <= Number(options.rounds); round += 1) {
    const ceiling = await measure('ceiling');
    const bot = await measure('bot');
    rounds.push({ ceiling, bot });
    print(`round ${round} ceiling`, ceiling);
    print(`round ${round} bot`, bot);
  }
  const shares = rounds.map(({ ceiling, bot }) => bot.load.rate / ceiling.load.rate).sort((a, b) => a - b);
  console.log(
    `sign-ups, share of ceiling: median ${percent(shares[Math.floor(shares.length / 2)] ?? 0)}, of ${shares.map(percent).join(' ')}`,
  );
}

interface Measured {
  load: Load;
  rssMb: number;
  stored: number;
}

/** A fresh folder, a fresh process, the same requests; the load comes from this process. */
async function measure(kind: 'ceiling' | 'bot'): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const file = join(folder, 'bot.db');
  const port = await freePort();
  const credentials = makeCredentials();
  const requests = await prepare(kind, file, credentials);
  const environment = {
    ...process.env,
    PORT: String(port),
    DATABASE_URL: `file:${file}`,
    WECOM_BOT_TOKEN: credentials.token,
    WECOM_BOT_AES_KEY: credentials.aesKey,
    PLAYGROUND: 'off',
    LOG_LEVEL: 'error',
  };
  const script =
    kind === 'bot'
      ? [join(here, '../main.ts')]
      : [join(here, 'bench/ceiling.ts'), file, String(port), credentials.token, credentials.aesKey];
  const child = spawn(process.execPath, ['--import', 'tsx', ...script], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await untilListening(port);
    const warmUp = requests.splice(0, Math.ceil(requests.length / 5));
    const address = `http://127.0.0.1:${port}`;
    await sendAll(address, warmUp, Number(options.connections));
    const load = await sendAll(address, requests, Number(options.connections));
    const rssMb = residentMb(child.pid);
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
    return { load, rssMb, stored: await countRegistrations(file) };
  } finally {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** For the bot: the members and an activity with room for all of them. */
async function prepare(
  kind: 'ceiling' | 'bot',
  file: string,
  credentials: ReturnType<typeof makeCredentials>,
): Promise<SignedRequest[]> {
  const count = Math.ceil(Number(options.signUps) * 1.25);
  const day = addDays(toLocal(new Date(), ZONE).day, 20);
  if (kind === 'bot') await seed(file, count, day);
  const { month, date } = partsOf(day);
  return Array.from({ length: count }, (_, i) =>
    signMessage(credentials, { id: `msg-${i}`, sender: `user${i}`, text: `@志愿助手 报名 ${month}月${date}日护考` }),
  );
}

async function seed(file: string, count: number, day: string): Promise<void> {
  const { db, close } = await openDatabase(`file:${file}`);
  const now = new Date();
  for (let first = 0; first < count; first += 1000) {
    const length = Math.min(1000, count - first);
    await db.person.createMany({
      data: Array.from({ length }, (_, i) => ({
        userid: `user${first + i}`,
        name: `队员${first + i}`,
        createdAt: now,
      })),
    });
  }
  const startsAt = toInstant(day, '08:00', ZONE);
  await db.activity.create({
    data: {
      title: '护考志愿服务',
      chatId: 'bench-group',
      createdAt: now,
      occurrences: { create: { day, startTime: '08:00', startsAt, capacity: count, placesLeft: count } },
    },
  });
  await close();
}

async function countRegistrations(file: string): Promise<number> {
  const { default: Sqlite } = await import('better-sqlite3');
  const database = new Sqlite(file, { readonly: true });
  const row: unknown = database.prepare('SELECT COUNT(*) AS count FROM registration').get();
  database.close();
  return row && typeof row === 'object' && 'count' in row ? Number(row.count) : 0;
}

function print(label: string, { load, rssMb, stored }: Measured): void {
  console.log(
    `sign-ups, ${label}: ${Math.round(load.rate)}/s, p50 ${load.p50Ms} ms, p99 ${load.p99Ms} ms, ` +
      `resident ${rssMb} MB, stored ${stored}, failed ${load.failures}`,
  );
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

function residentMb(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address && typeof address === 'object' ? address.port : 0));
    });
  });
}

async function untilListening(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const isUp = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      () => true,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the server did not start');
}
