import { z } from 'zod';
import { AppError } from '../../errors.ts';
import type { GroupFile, GroupMessage } from './body.ts';

const TIMEOUT_MS = 10_000;

export interface WebhookClientOptions {
  /** Without a slash at the end. */
  apiBase: string;
  /** Name → key, in the order of WECOM_GROUP_WEBHOOKS. */
  robots: ReadonlyMap<string, string>;
  timeoutMs?: number;
  fetch?: typeof fetch;
}

export interface WebhookClient {
  /** Names of the robots, the first one the branch's own. */
  readonly robots: readonly string[];
  /**
   * Says one message; a file is uploaded first. Returns only on errcode 0.
   * @throws AppError `wecom_refused` (see `refusalOf`); `wecom_unreachable`: it was not said, for want of a connection
   * or with 5xx; `wecom_unclear`: no answer came, or none that can be read.
   */
  send(robot: string, message: GroupMessage): Promise<void>;
}

export interface Refusal {
  errcode: number;
  errmsg: string;
}

const answerSchema = z.object({ errcode: z.number(), errmsg: z.string().default(''), media_id: z.string().optional() });
type Answer = z.output<typeof answerSchema>;

/** The group robots of https://developer.work.weixin.qq.com/document/path/99110. Keys stay in here. */
export function createWebhookClient(options: WebhookClientOptions): WebhookClient {
  return {
    robots: [...options.robots.keys()],
    async send(robot, message) {
      const body =
        message.msgtype === 'file'
          ? { msgtype: 'file', file: { media_id: await upload(options, robot, message.file) } }
          : message;
      await call(options, addressOf(options, robot, 'send'), {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    },
  };
}

/** What WeCom answered where it refused; undefined for any other error. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof AppError) || error.code !== 'wecom_refused') return undefined;
  const parsed = answerSchema.safeParse(error.cause);
  return parsed.success ? parsed.data : undefined;
}

async function upload(options: WebhookClientOptions, robot: string, file: GroupFile): Promise<string> {
  const form = new FormData();
  form.set('media', new Blob([Uint8Array.from(file.bytes)]), file.name);
  const { media_id } = await call(options, addressOf(options, robot, 'upload_media', '&type=file'), { body: form });
  if (media_id === undefined) throw unreachable('上传文件后没有给出 media_id');
  return media_id;
}

function addressOf({ apiBase, robots }: WebhookClientOptions, robot: string, action: string, more = ''): string {
  return `${apiBase}/cgi-bin/webhook/${action}?key=${encodeURIComponent(robots.get(robot) ?? '')}${more}`;
}

async function call(options: WebhookClientOptions, address: string, init: RequestInit): Promise<Answer> {
  const answer = await exchange(options, address, init);
  if (answer.errcode === 0) return answer;
  throw new AppError('wecom_refused', `企业微信拒绝了：errcode ${answer.errcode} ${answer.errmsg}`, { cause: answer });
}

/** The address holds the key, so an error from here tells of the failure, never of the address. */
async function exchange(options: WebhookClientOptions, address: string, init: RequestInit): Promise<Answer> {
  const send = options.fetch ?? fetch;
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await send(address, { ...init, method: 'POST', redirect: 'error', signal });
    const text = await response.text();
    if (response.status >= 500) throw unreachable(`HTTP ${response.status}`);
    return parseAnswer(text, response.status);
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (signal.aborted) throw unclear(`${timeoutMs / 1000} 秒没有回应`);
    const failure = failureOf(error);
    throw NEVER_CONNECTED.has(failure) ? unreachable(failure) : unclear(failure);
  }
}

/** The request did not leave: nothing was said. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function parseAnswer(text: string, status: number): Answer {
  try {
    return answerSchema.parse(JSON.parse(text));
  } catch {
    throw unclear(`回应看不懂（HTTP ${status}）`);
  }
}

/** `ECONNREFUSED` and the like, which fetch hides in its cause. */
function failureOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '连接中断';
}

function unreachable(reason: string): AppError {
  return new AppError('wecom_unreachable', `连不上企业微信：${reason}`);
}

function unclear(reason: string): AppError {
  return new AppError('wecom_unclear', `没有收到企业微信的确认：${reason}`);
}
