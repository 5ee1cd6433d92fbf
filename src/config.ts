import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from './errors.ts';

/** WeCom's own. */
export const WECOM_API = 'https://qyapi.weixin.qq.com';
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema);

const port = z.coerce.number({ error: '应是 1 到 65535 之间的端口号' }).int().min(1).max(65535);
const url = z
  .url({ protocol: /^https?$/, error: '应是 http:// 或 https:// 开头的地址' })
  .transform((value) => value.replace(/\/+$/, ''));
const wsUrl = z
  .url({ protocol: /^wss?$/, error: '应是 ws:// 或 wss:// 开头的地址' })
  .transform((value) => value.replace(/\/+$/, ''));
const token = z.string().regex(/^[0-9A-Za-z]{1,32}$/, '应是企业微信后台给出的 1 到 32 位字母或数字');
const aesKey = z.string().regex(/^[0-9A-Za-z]{43}$/, '应是企业微信后台给出的 43 位字母或数字(EncodingAESKey)');
const onOff = z
  .enum(['on', 'off', 'true', 'false', '1', '0', 'yes', 'no'], { error: '应是 on 或 off' })
  .transform((value) => ['on', 'true', '1', 'yes'].includes(value));

const environmentSchema = z.object({
  HOST: optional(z.string().default('127.0.0.1')),
  PORT: optional(port.default(3000)),
  PUBLIC_URL: optional(url.optional()),
  DATABASE_URL: optional(
    z
      .string()
      .regex(/^(file:.+|postgres(ql)?:\/\/.+)$/, '应以 file: 或 postgresql:// 开头')
      .default('file:./data/bot.db'),
  ),
  TIMEZONE: optional(z.string().refine(isZone, '应是时区名,例如 Asia/Shanghai').default('Asia/Shanghai')),
  BOT_NAME: optional(
    z
      .string()
      .trim()
      .min(1, '不能是空白，应和企业微信里机器人的名字一样')
      .max(64, '太长了，最多 64 个字')
      .default('志愿助手'),
  ),
  WECOM_BOT_TOKEN: optional(token.optional()),
  WECOM_BOT_AES_KEY: optional(aesKey.optional()),
  WECOM_BOT_ID: optional(z.string().optional()),
  WECOM_BOT_SECRET: optional(z.string().optional()),
  WECOM_BOT_WS_URL: optional(wsUrl.optional()),
  WECOM_GROUP_WEBHOOKS: optional(z.string().transform(parseWebhooks).optional()),
  WECOM_CORP_ID: optional(z.string().optional()),
  WECOM_APP_AGENT_ID: optional(
    z.coerce.number({ error: '应是应用详情页里的 AgentId，一串数字' }).int().positive().optional(),
  ),
  WECOM_APP_SECRET: optional(z.string().optional()),
  WECOM_APP_TOKEN: optional(token.optional()),
  WECOM_APP_AES_KEY: optional(aesKey.optional()),
  WECOM_API_BASE: optional(url.default(WECOM_API)),
  OPENAI_API_KEY: optional(z.string().optional()),
  OPENAI_BASE_URL: optional(url.optional()),
  OPENAI_MODEL: optional(z.string().optional()),
  ADMIN_USERIDS: optional(z.string().default('').transform(parseUserids)),
  PLAYGROUND: optional(onOff.optional()),
  DATA_KEY: optional(
    z
      .string()
      .regex(/^[0-9a-f]{64}$/i, '应是 64 位十六进制数(32 字节)')
      .optional(),
  ),
  LOG_LEVEL: optional(
    z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
        error: '应是 error、warn、info、debug 之一',
      })
      .default('info'),
  ),
});

type Environment = z.output<typeof environmentSchema>;

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

/** A fault tells which entry, never what stands there: it may be a key without its name. */
function parseWebhooks(text: string, ctx: z.core.$RefinementCtx): Map<string, string> {
  const robots = new Map<string, string>();
  const entries = text.split(/[,，]/).filter((part) => part.trim() !== '');
  for (const [i, entry] of entries.entries()) {
    const [, name = '', key = ''] = /^\s*([^=]*[^=\s])\s*=\s*([0-9A-Za-z-]+)\s*$/.exec(entry) ?? [];
    const fault = `第 ${i + 1} 个不是 名称=key 的形式，key 是群机器人地址里 key= 后面那段`;
    if (name === '') ctx.addIssue({ code: 'custom', message: fault });
    else if (robots.has(name)) ctx.addIssue({ code: 'custom', message: `名称「${name}」用了两次` });
    else robots.set(name, key);
  }
  return robots;
}

function parseUserids(text: string): string[] {
  return text
    .split(/[,，\s]+/)
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== '');
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
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
