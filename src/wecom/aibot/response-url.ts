import { z } from 'zod';
import { cutContent } from '../limits.ts';
import { guardMentions } from '../mention.ts';

const WECOM_HOST = 'qyapi.weixin.qq.com';
const TIMEOUT_MS = 10_000;
const answerSchema = z.object({ errcode: z.number() });

export interface ResponseUrlOptions {
  /** Where WeCom's interface is; besides its own, the one host that may be called. */
  apiBase: string;
  timeoutMs?: number;
  fetch?: typeof fetch;
}

/**
 * Says `markdown` by the one-time address of a message, within the hour
 * (https://developer.work.weixin.qq.com/document/path/101138); true only when WeCom took it, and never throws.
 * The address came in from outside: no host but WeCom's is called, and no redirect followed.
 */
export async function answerByResponseUrl(
  url: string,
  markdown: string,
  options: ResponseUrlOptions,
): Promise<boolean> {
  if (!isAllowed(url, options.apiBase)) return false;
  const send = options.fetch ?? fetch;
  try {
    const response = await send(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ msgtype: 'markdown', markdown: { content: cutContent(guardMentions(markdown)) } }),
      redirect: 'error',
      signal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS),
    });
    return answerSchema.parse(await response.json()).errcode === 0;
  } catch {
    return false;
  }
}

function isAllowed(url: string, apiBase: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, protocol, host } = new URL(url);
  return (protocol === 'https:' && host === WECOM_HOST) || origin === new URL(apiBase).origin;
}
