import { AppError } from '../../errors.ts';
import { connectionFailure, unanswered } from '../failure.ts';
import { MAX_MEDIA_BYTES, nameIn, readAtMost } from '../media.ts';

const TIMEOUT_MS = 10_000;
const UPLOAD_TIMEOUT_MS = 60_000;

export interface Request {
  /** `user/get` */
  path: string;
  query?: Record<string, string>;
  json?: unknown;
  form?: FormData;
  /** Doing it twice would be seen: no answer is then `wecom_unclear`, not `wecom_unreachable`. */
  isDeed?: boolean;
}

export interface Answer {
  bytes: Buffer;
  isJson: boolean;
  /** Of a file. */
  name: string | undefined;
}

export interface ExchangeOptions {
  /** Without a slash at the end. */
  apiBase: string;
  timeoutMs?: number;
  fetch?: typeof fetch;
}

/** One request and its whole answer. The address holds secrets, so an error tells of the failure, never of the address. */
export async function exchange(
  { path, query = {}, json, form, isDeed = false }: Request,
  options: ExchangeOptions,
): Promise<Answer> {
  const send = options.fetch ?? fetch;
  const timeoutMs = options.timeoutMs ?? (form ? UPLOAD_TIMEOUT_MS : TIMEOUT_MS);
  const signal = AbortSignal.timeout(timeoutMs);
  const body = form ?? (json === undefined ? undefined : JSON.stringify(json));
  try {
    const response = await send(`${options.apiBase}/cgi-bin/${path}?${new URLSearchParams(query)}`, {
      ...(body === undefined ? {} : { method: 'POST', body }),
      ...(json === undefined ? {} : { headers: { 'content-type': 'application/json' } }),
      redirect: 'error',
      signal,
    });
    if (response.status >= 500) throw unanswered(`HTTP ${response.status}`, isDeed);
    const bytes = await readAtMost(response, MAX_MEDIA_BYTES);
    const isJson = /\bjson\b|^text\//.test(response.headers.get('content-type') ?? 'json');
    return { bytes, isJson, name: nameIn(response.headers.get('content-disposition')) };
  } catch (error) {
    if (signal.aborted) throw unanswered(`${timeoutMs / 1000} 秒没有回应`, isDeed);
    if (error instanceof AppError && error.code === 'wecom_unreachable' && isDeed)
      throw unanswered(error.message, true);
    if (error instanceof AppError) throw error;
    throw connectionFailure(error, isDeed);
  }
}
