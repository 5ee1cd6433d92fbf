import type { Delivery } from '../bot/outbox.ts';
import { AppError } from '../errors.ts';

const TOO_OFTEN = 45009;
/** Busy for the moment: https://developer.work.weixin.qq.com/document/path/90313. */
const BUSY = new Set([-1, 6000, 45033]);
const RATE_WAIT_MS = 60_000;
const BUSY_WAIT_MS = 10_000;
const UNREACHABLE_WAIT_MS = 30_000;

/** What a refusal, silence or missing connection means for what was to be said. */
export type Trouble =
  | { kind: 'later'; reason: string; afterMs: number; isTooOften?: boolean }
  /** It may have been said. */
  | { kind: 'unclear'; reason: string; afterMs: number }
  /** Will not pass by itself. */
  | { kind: 'refused'; reason: string };

/**
 * `advise`: what is to be done about an errcode.
 * @throws what is no error of a channel: a fault of the program.
 */
export function troubleOf(error: unknown, advise: (errcode: number) => string | undefined): Trouble {
  if (!(error instanceof AppError)) throw error;
  if (error.code === 'wecom_unreachable') return { kind: 'later', reason: error.message, afterMs: UNREACHABLE_WAIT_MS };
  if (error.code === 'wecom_unclear') return { kind: 'unclear', reason: error.message, afterMs: UNREACHABLE_WAIT_MS };
  if (error.code === 'wecom_refused') return troubleOfRefusal(error, advise);
  if (error.isForUser) return { kind: 'refused', reason: error.message };
  throw error;
}

export function later(reason: string, afterMs: number): Delivery {
  return { outcome: 'later', reason, afterMs };
}

export function failed(reason: string): Delivery {
  return { outcome: 'failed', reason };
}

function troubleOfRefusal({ cause }: AppError, advise: (errcode: number) => string | undefined): Trouble {
  const { errcode, errmsg } = codeIn(cause);
  if (errcode === TOO_OFTEN) {
    return { kind: 'later', reason: '企业微信说发得太多了，一分钟后再发', afterMs: RATE_WAIT_MS, isTooOften: true };
  }
  if (BUSY.has(errcode))
    return { kind: 'later', reason: `企业微信正忙（${errcode}），稍后再发`, afterMs: BUSY_WAIT_MS };
  const advice = advise(errcode);
  const reason = advice
    ? `${advice}（错误码 ${errcode}）。`
    : `企业微信拒绝了这条消息（错误码 ${errcode}：${errmsg}）。请把错误码告诉管理员。`;
  return { kind: 'refused', reason };
}

function codeIn(cause: unknown): { errcode: number; errmsg: string } {
  const found = typeof cause === 'object' && cause !== null && 'errcode' in cause ? cause : {};
  const errcode = 'errcode' in found && typeof found.errcode === 'number' ? found.errcode : 0;
  const errmsg = 'errmsg' in found && typeof found.errmsg === 'string' ? found.errmsg : '';
  return { errcode, errmsg };
}
