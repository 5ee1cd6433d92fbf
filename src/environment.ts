import { z } from 'zod';

/** WeCom's own. */
export const WECOM_API = 'https://qyapi.weixin.qq.com';
export const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

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

export const environmentSchema = z.object({
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

export type Environment = z.output<typeof environmentSchema>;

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
