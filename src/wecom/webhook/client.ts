import { z } from 'zod';
import { connectionFailure, refused, unanswered } from '../failure.ts';
import type { GroupFile, GroupMessage } from './body.ts';

/** Longer than it may take to find out that there is no connection (10 s), which is told apart from no answer. */
const TIMEOUT_MS = 15_000;
const UPLOAD_TIMEOUT_MS = 30_000;
const UNAVAILABLE = 503;

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
   * @throws AppError `wecom_refused` (see `refusalOf`); `wecom_unreachable`: it was not said; `wecom_unclear`: it went
   * out, and no answer came that says what became of it.
   */
  send(robot: string, message: GroupMessage): Promise<void>;
}

const answerSchema = z.object({ errcode: z.number(), errmsg: z.string().default(''), media_id: z.string().optional() });
type Answer = z.output<typeof answerSchema>;

interface Call {
  robot: string;
  action: string;
  query?: string | undefined;
  init: RequestInit;
  /** Somebody sees it: doing it twice is to be avoided. */
  isSeen: boolean;
  timeoutMs: number;
}

/** The group robots of https://developer.work.weixin.qq.com/document/path/99110. Keys stay in here. */
export function createWebhookClient(options: WebhookClientOptions): WebhookClient {
  return {
    robots: [...options.robots.keys()],
    async send(robot, message) {
      const body =
        message.msgtype === 'file'
          ? { msgtype: 'file', file: { media_id: await upload(options, robot, message.file) } }
          : message;
      const init = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      await call(options, { robot, action: 'send', init, isSeen: true, timeoutMs: TIMEOUT_MS });
    },
  };
}

async function upload(options: WebhookClientOptions, robot: string, file: GroupFile): Promise<string> {
  const form = new FormData();
  form.set('media', new Blob([Uint8Array.from(file.bytes)]), file.name);
  const { media_id } = await call(options, {
    robot,
    action: 'upload_media',
    query: '&type=file',
    init: { body: form },
    isSeen: false,
    timeoutMs: UPLOAD_TIMEOUT_MS,
  });
  if (media_id === undefined) throw unanswered('上传文件后没有给出 media_id', false);
  return media_id;
}

async function call(options: WebhookClientOptions, what: Call): Promise<Answer> {
  const answer = await exchange(options, what);
  if (answer.errcode === 0) return answer;
  throw refused(answer);
}

/** The address holds the key, so an error from here tells of the failure, never of the address. */
async function exchange(options: WebhookClientOptions, { init, isSeen, ...what }: Call): Promise<Answer> {
  const send = options.fetch ?? fetch;
  const timeoutMs = options.timeoutMs ?? what.timeoutMs;
  const signal = AbortSignal.timeout(timeoutMs);
  let response: Response;
  let text: string;
  try {
    response = await send(addressOf(options, what), { ...init, method: 'POST', redirect: 'manual', signal });
    text = await response.text();
  } catch (error) {
    throw signal.aborted ? unanswered(`${timeoutMs / 1000} 秒没有回应`, isSeen) : connectionFailure(error, isSeen);
  }
  return read(text, response.status, isSeen);
}

function addressOf(
  { apiBase, robots }: WebhookClientOptions,
  { robot, action, query = '' }: Pick<Call, 'robot' | 'action' | 'query'>,
): string {
  const key = encodeURIComponent(robots.get(robot) ?? '');
  return `${apiBase}/cgi-bin/webhook/${action}?key=${key}${query}`;
}

/** WeCom itself answers with 200 whatever comes of it; any other status comes from something on the way there. */
function read(text: string, status: number, isSeen: boolean): Answer {
  const isElsewhere = status >= 300 && status < 400;
  if (isElsewhere || status === UNAVAILABLE) throw unanswered(`HTTP ${status}`, false);
  if (status >= 500) throw unanswered(`HTTP ${status}`, isSeen);
  try {
    return answerSchema.parse(JSON.parse(text));
  } catch {
    throw unanswered(`回应看不懂（HTTP ${status}）`, isSeen && status < 300);
  }
}
