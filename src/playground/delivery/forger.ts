import type { Sealed } from '../protocol/envelope.ts';
import { type Forgery, forge } from '../protocol/forgery.ts';
import { Violation } from '../protocol/violation.ts';
import type { CallbackAddress } from './carrier.ts';

/** A callback address of the bot, and what a message to it looks like. */
export interface ForgeryTarget extends CallbackAddress {
  write(sender: string, text: string): string;
}

export interface ForgeryAnswer {
  status: number;
  body: string;
}

export interface ForgerParts {
  now: () => Date;
  deadlineMs: number;
  closing: AbortSignal;
}

/** Posts what somebody else than WeCom might; returns what the bot answered each time. @throws Violation */
export async function postForgery(
  target: ForgeryTarget,
  { kind, sender, text }: { kind: Forgery; sender: string; text: string },
  parts: ForgerParts,
): Promise<ForgeryAnswer[]> {
  const forged = forge(target.envelope.keys, target.write(sender, text), { kind, at: parts.now() });
  const answers = [await postOnce(target, forged, parts)];
  if (kind === 'replay') answers.push(await postOnce(target, forged, parts));
  return answers;
}

async function postOnce(
  { callbackUrl, envelope }: ForgeryTarget,
  { query, encrypted }: Sealed,
  { deadlineMs, closing }: ForgerParts,
): Promise<ForgeryAnswer> {
  try {
    const response = await fetch(`${callbackUrl()}?${query}`, {
      method: 'POST',
      headers: { 'content-type': envelope.contentType },
      body: envelope.write(encrypted),
      redirect: 'manual',
      signal: AbortSignal.any([AbortSignal.timeout(deadlineMs), closing]),
    });
    return { status: response.status, body: await response.text() };
  } catch {
    throw new Violation('回调地址连不上，或没有及时应答');
  }
}
