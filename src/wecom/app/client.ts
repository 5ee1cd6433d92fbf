import { z } from 'zod';
import type { FetchedMedia } from '../../bot/attachment/keep.ts';
import { refusalOf, refused, unanswered } from '../failure.ts';
import { type Answer, type ExchangeOptions, exchange, type Request } from './exchange.ts';

import { createTokenCache, type Token } from './token.ts';

/** The token is unknown, has ended, or is missing: https://developer.work.weixin.qq.com/document/path/90313. */
const TOKEN_GONE = new Set([40014, 42001, 41001]);

export interface AppClientOptions extends ExchangeOptions {
  corpId: string;
  secret: string;
  now(): Date;
}

/**
 * The interface of a self-built app. Secret and token stay in here.
 * @throws AppError `wecom_refused` (cause: `{ errcode, errmsg }`), `wecom_unreachable`, and for deeds `wecom_unclear`.
 */
export interface AppClient {
  call<T>(request: Request, schema: z.ZodType<T>): Promise<T>;
  download(request: Request): Promise<FetchedMedia>;
}

/** No errcode at all is success too: https://developer.work.weixin.qq.com/document/path/90664. */
const envelopeSchema = z.looseObject({ errcode: z.number().default(0), errmsg: z.string().default('') });
const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

export function createAppClient(options: AppClientOptions): AppClient {
  const { corpId, secret } = options;
  const tokens = createTokenCache(fetchToken, options.now);

  async function fetchToken(): Promise<Token> {
    const request = { path: 'gettoken', query: { corpid: corpId, corpsecret: secret } };
    const answer = tokenSchema.safeParse(read(await exchange(request, options), request, [secret]));
    if (!answer.success) throw unreadable(request);
    return { value: answer.data.access_token, lifeMs: answer.data.expires_in * 1000 };
  }

  /** Where WeCom no longer takes the token, once more with another. */
  async function withToken<T>(request: Request, use: (answer: Answer, secrets: string[]) => T): Promise<T> {
    const attempt = async (token: string) => {
      const answer = await exchange({ ...request, query: { access_token: token, ...request.query } }, options);
      return use(answer, [secret, token]);
    };
    const token = await tokens.get();
    try {
      return await attempt(token);
    } catch (error) {
      if (!TOKEN_GONE.has(refusalOf(error)?.errcode ?? 0)) throw error;
      return attempt(await tokens.renew(token));
    }
  }

  return {
    call: (request, schema) =>
      withToken(request, (answer, secrets) => {
        const parsed = schema.safeParse(read(answer, request, secrets));
        if (!parsed.success) throw unreadable(request);
        return parsed.data;
      }),
    download: (request) =>
      withToken(request, (answer, secrets) => {
        if (answer.isJson) read(answer, request, secrets);
        const { bytes, name } = answer;
        return { bytes, ...(name === undefined ? {} : { name }) };
      }),
  };
}

/** @throws AppError where it is a refusal, its text without what is secret, or cannot be read. */
function read({ bytes }: Answer, request: Request, secrets: readonly string[]): Record<string, unknown> {
  const answer = envelopeSchema.safeParse(parseJson(bytes));
  if (!answer.success) throw unreadable(request);
  const { errcode, errmsg } = answer.data;
  if (errcode === 0) return answer.data;
  throw refused({ errcode, errmsg: secrets.reduce((text, secret) => text.replaceAll(secret, '***'), errmsg) });
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}

function unreadable({ path, isDeed }: Request): Error {
  return unanswered(`${path} 的回应看不懂`, isDeed ?? false);
}
