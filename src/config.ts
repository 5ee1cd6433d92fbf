import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { z } from 'zod';
import { type Environment, environmentSchema, LOOPBACK } from './environment.ts';
import { AppError } from './errors.ts';

export { WECOM_API } from './environment.ts';

export interface Config {
  host: string;
  port: number;
  /** Without a slash at the end. */
  publicUrl: string | undefined;
  databaseUrl: string;
  /** Where the key and the files lie: beside the SQLite file, else ./data. */
  dataFolder: string;
  timezone: string;
  botName: string;
  /** The AI bot in callback mode. */
  bot: { token: string; aesKey: string } | undefined;
  /** The AI bot in long-connection mode; never both. `wsUrl`: undefined for WeCom's own. */
  socket: { botId: string; secret: string; wsUrl: string | undefined } | undefined;
  /** The self-built app; `callback`: undefined where it only sends. */
  app:
    | { corpId: string; agentId: number; secret: string; callback: { token: string; aesKey: string } | undefined }
    | undefined;
  /** Group robots: name → key. */
  webhooks: Map<string, string>;
  wecomApiBase: string;
  openai: { apiKey: string; baseUrl: string | undefined; model: string } | undefined;
  /** Lower case. */
  adminUserids: string[];
  hasPlayground: boolean;
  dataKey: string | undefined;
  logLevel: Environment['LOG_LEVEL'];
}

/**
 * Reads and checks the whole environment; a `.env` file in the working folder fills in what is not set.
 * @throws AppError `bad_config` whose message lists every fault, one a line.
 */
export function loadConfig(environment: Record<string, string | undefined> = readEnvironment()): Config {
  const parsed = environmentSchema.safeParse(environment);
  const issues = parsed.success ? [] : parsed.error.issues;
  const faults = [
    ...issues.map((issue) => `  ${issue.path.join('.')}：${issue.message}`),
    ...findConflicts(readable(environment, issues), (name) => Boolean(environment[name])),
  ];
  if (!parsed.success || faults.length > 0) throw badConfig([...new Set(faults)]);
  return toConfig(parsed.data);
}

/** The environment as if what cannot be read were left out, so that the faults between the others show as well. */
function readable(environment: Record<string, string | undefined>, issues: readonly z.core.$ZodIssue[]): Environment {
  const broken = new Set(issues.map((issue) => String(issue.path[0])));
  return environmentSchema.parse(Object.fromEntries(Object.entries(environment).filter(([name]) => !broken.has(name))));
}

function readEnvironment(): Record<string, string | undefined> {
  try {
    if (existsSync('.env')) process.loadEnvFile('.env');
  } catch (error) {
    throw new AppError('bad_config', '读不了 .env，请确认它是文本文件，并且有读它的权限', { cause: error });
  }
  return process.env;
}

function toConfig(env: Environment): Config {
  return {
    host: env.HOST,
    port: env.PORT,
    publicUrl: env.PUBLIC_URL,
    databaseUrl: env.DATABASE_URL,
    dataFolder: env.DATABASE_URL.startsWith('file:') ? dirname(resolve(env.DATABASE_URL.slice(5))) : resolve('data'),
    timezone: env.TIMEZONE,
    botName: env.BOT_NAME,
    bot: keysOf(env.WECOM_BOT_TOKEN, env.WECOM_BOT_AES_KEY),
    socket: socketOf(env),
    app: appOf(env),
    webhooks: env.WECOM_GROUP_WEBHOOKS ?? new Map(),
    wecomApiBase: env.WECOM_API_BASE,
    openai: env.OPENAI_API_KEY
      ? { apiKey: env.OPENAI_API_KEY, baseUrl: env.OPENAI_BASE_URL, model: env.OPENAI_MODEL ?? 'gpt-4o-mini' }
      : undefined,
    adminUserids: env.ADMIN_USERIDS,
    hasPlayground: hasPlayground(env),
    dataKey: env.DATA_KEY,
    logLevel: env.LOG_LEVEL,
  };
}

function keysOf(token: string | undefined, aesKey: string | undefined): { token: string; aesKey: string } | undefined {
  return token && aesKey ? { token, aesKey } : undefined;
}

function socketOf(env: Environment): Config['socket'] {
  const { WECOM_BOT_ID: botId, WECOM_BOT_SECRET: secret, WECOM_BOT_WS_URL: address } = env;
  return botId && secret ? { botId, secret, wsUrl: address } : undefined;
}

function appOf(env: Environment): Config['app'] {
  const { WECOM_CORP_ID: corpId, WECOM_APP_AGENT_ID: agentId, WECOM_APP_SECRET: secret } = env;
  if (!corpId || !agentId || !secret) return undefined;
  return { corpId, agentId, secret, callback: keysOf(env.WECOM_APP_TOKEN, env.WECOM_APP_AES_KEY) };
}

/** Settings that are of use only together. */
const TOGETHER = [
  ['WECOM_BOT_TOKEN', 'WECOM_BOT_AES_KEY'],
  ['WECOM_BOT_ID', 'WECOM_BOT_SECRET'],
  ['WECOM_CORP_ID', 'WECOM_APP_AGENT_ID', 'WECOM_APP_SECRET'],
  ['WECOM_APP_TOKEN', 'WECOM_APP_AES_KEY'],
] as const;

function findConflicts(env: Environment, isGiven: (name: string) => boolean): string[] {
  const faults: string[] = [];
  for (const names of TOGETHER) {
    const given = names.filter(isGiven);
    const missing = names.filter((name) => !isGiven(name));
    if (given.length > 0 && missing.length > 0) {
      faults.push(
        `  ${missing.join('、')}：没有填，${missing.length > 1 ? '它们' : '它'}和 ${given.join('、')} 要一起填`,
      );
    }
  }
  if (isGiven('WECOM_BOT_TOKEN') && isGiven('WECOM_BOT_ID')) {
    faults.push(
      '  WECOM_BOT_ID：一个机器人只能用一种方式收消息。用长连接就清空 WECOM_BOT_TOKEN 和 WECOM_BOT_AES_KEY，用回调就清空 WECOM_BOT_ID 和 WECOM_BOT_SECRET',
    );
  }
  if (isGiven('WECOM_APP_TOKEN') && !isGiven('WECOM_CORP_ID')) {
    faults.push('  WECOM_CORP_ID：填了 WECOM_APP_TOKEN 就要填它，还有 WECOM_APP_AGENT_ID 和 WECOM_APP_SECRET');
  }
  if (env.PLAYGROUND && !LOOPBACK.has(env.HOST)) {
    faults.push(`  PLAYGROUND：试用页只能在本机打开，HOST 却是 ${env.HOST}；请设 HOST=127.0.0.1 或 PLAYGROUND=off`);
  }
  if (env.OPENAI_BASE_URL && !isGiven('OPENAI_API_KEY')) {
    faults.push('  OPENAI_API_KEY：填了 OPENAI_BASE_URL 就要填它(本地服务可随便填一个)');
  }
  return faults;
}

function hasPlayground(env: Environment): boolean {
  return env.PLAYGROUND ?? (!env.WECOM_BOT_TOKEN && !env.WECOM_BOT_ID && LOOPBACK.has(env.HOST));
}

function badConfig(faults: string[]): AppError {
  return new AppError('bad_config', `配置有 ${faults.length} 处不对(见 .env 或环境变量)：\n${faults.join('\n')}`);
}

/** Where it listens, as an address. */
export function localAddress({ host, port }: Pick<Config, 'host' | 'port'>): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** The address people reach the pages and files by; undefined: none. */
export function baseUrlOf(config: Pick<Config, 'publicUrl' | 'hasPlayground' | 'host' | 'port'>): string | undefined {
  return config.publicUrl ?? (config.hasPlayground ? localAddress(config) : undefined);
}

/** Where files made for people are kept. */
export function filesFolder(config: Pick<Config, 'dataFolder'>): string {
  return join(config.dataFolder, 'files');
}

/** Whether one person can be sent a message, without a group. */
export function reachesPeople({ app, socket }: Pick<Config, 'app' | 'socket'>): boolean {
  return app !== undefined || socket !== undefined;
}
