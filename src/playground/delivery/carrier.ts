import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Envelope } from '../protocol/envelope.ts';
import { Violation } from '../protocol/violation.ts';
import type { Faults } from '../world/faults.ts';

export type Delivered =
  /** `reply` is undefined where the bot says nothing. */
  | { outcome: 'answered'; reply: unknown }
  /** Answered with what WeCom cannot read: not delivered again. */
  | { outcome: 'unreadable'; reason: string }
  | { outcome: 'failed'; reason: string };

/** Brings callbacks to the bot over HTTP as WeCom's servers do, and does wrong what `faults` says. */
export interface Carrier {
  /** Up to `deliveries` times the same message, each with a nonce and a timestamp of its own, until one is answered. */
  deliver(message: string, deliveries: number): Promise<Delivered>;
  /** Once, whatever the faults are. */
  post(message: string): Promise<Delivered>;
  /** The check WeCom makes when the address is saved; says what is wrong. */
  verify(): Promise<string | undefined>;
}

export interface CarrierOptions {
  callbackUrl: () => string;
  envelope: Envelope;
  now: () => Date;
  faults: () => Faults;
  /** WeCom hangs up after it; verification has a fifth of it. */
  deadlineMs: number;
  /** Aborted when the stand-in closes. */
  closing: AbortSignal;
}

export function createCarrier(options: CarrierOptions): Carrier {
  const post = (message: string) => postOnce(options, message, AbortSignal.timeout(options.deadlineMs));
  return {
    post,
    async deliver(message, deliveries) {
      let last: Delivered = { outcome: 'failed', reason: '没有投递' };
      for (let count = 1; count <= deliveries && !options.closing.aborted; count += 1) {
        last = await deliverOnce(options, message, count);
        if (last.outcome !== 'failed') break;
      }
      return last;
    },
    verify: () => verify(options),
  };
}

async function deliverOnce(options: CarrierOptions, message: string, count: number): Promise<Delivered> {
  const faults = options.faults();
  const post = () => postOnce(options, message, AbortSignal.timeout(options.deadlineMs));
  if (faults.delayMs && count <= (faults.delayedDeliveries ?? 1)) return deliverLate(options, message, faults.delayMs);
  if (count > 1) return post();
  if (faults.duplicate) return deliverTwice(post);
  const delivered = await post();
  return faults.dropReply ? { outcome: 'failed', reason: '应答在路上丢了' } : delivered;
}

/** The message reaches the bot even after WeCom has hung up. */
function deliverLate(options: CarrierOptions, message: string, delayMs: number): Promise<Delivered> {
  const pause = (ms: number) => sleep(ms, undefined, { signal: options.closing, ref: false });
  const arrival = pause(delayMs).then(() => postOnce(options, message, AbortSignal.timeout(options.deadlineMs)));
  const hangUp = pause(options.deadlineMs).then((): Delivered => ({ outcome: 'failed', reason: '超过时限没有应答' }));
  const closed = (): Delivered => ({ outcome: 'failed', reason: '替身已关闭' });
  return Promise.race([arrival.catch(closed), hangUp.catch(closed)]);
}

async function deliverTwice(post: () => Promise<Delivered>): Promise<Delivered> {
  const [first, second] = await Promise.all([post(), post()]);
  if (first.outcome !== 'answered' || second.outcome !== 'answered') {
    return first.outcome === 'answered' ? first : second;
  }
  if (JSON.stringify(first.reply) === JSON.stringify(second.reply)) return first;
  return { outcome: 'unreadable', reason: '同一条消息投递两次，两次的应答不一样' };
}

async function postOnce(options: CarrierOptions, message: string, deadline: AbortSignal): Promise<Delivered> {
  const { query, encrypted, nonce } = options.envelope.seal(message, options.now());
  const { type, text } = options.envelope.wrap(encrypted);
  try {
    const response = await fetch(`${options.callbackUrl()}?${query}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: text,
      redirect: 'manual',
      signal: AbortSignal.any([deadline, options.closing]),
    });
    const body = await response.text();
    if (response.status !== 200) return { outcome: 'failed', reason: `回调地址应答了 HTTP ${response.status}` };
    return { outcome: 'answered', reply: options.envelope.open(nonce, body) };
  } catch (error) {
    if (error instanceof Violation) return { outcome: 'unreadable', reason: error.message };
    return { outcome: 'failed', reason: deadline.aborted ? '超过时限没有应答' : '连不上回调地址' };
  }
}

async function verify({
  callbackUrl,
  envelope,
  now,
  deadlineMs,
  closing,
}: CarrierOptions): Promise<string | undefined> {
  const echo = `${randomInt(1e9, 2e9)}${randomInt(1e9, 2e9)}`;
  const { query, encrypted } = envelope.seal(echo, now());
  query.set('echostr', encrypted);
  try {
    const signal = AbortSignal.any([AbortSignal.timeout(deadlineMs / 5), closing]);
    const response = await fetch(`${callbackUrl()}?${query}`, { redirect: 'manual', signal });
    const body = Buffer.from(await response.arrayBuffer());
    if (response.status !== 200) return `回调地址应答了 HTTP ${response.status}`;
    return body.equals(Buffer.from(echo)) ? undefined : '应答的不是解密后的 echostr 原文';
  } catch {
    return '回调地址连不上，或没有在 1 秒内应答';
  }
}
