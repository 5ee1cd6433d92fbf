import { AppError } from '../errors.ts';

/** Nothing of the request can have reached WeCom: no connection, or none that could be trusted. */
const NEVER_ARRIVED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const UNTRUSTED = /^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_)/;

/** What WeCom answered where it refused. */
export interface Refusal {
  errcode: number;
  errmsg: string;
}

export function refused({ errcode, errmsg }: Refusal): AppError {
  return new AppError('wecom_refused', `企业微信拒绝了：errcode ${errcode} ${errmsg}`, { cause: { errcode, errmsg } });
}

/** What WeCom answered where it refused; undefined for any other error. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof AppError) || error.code !== 'wecom_refused') return undefined;
  const { cause } = error;
  if (typeof cause !== 'object' || cause === null) return undefined;
  if (!('errcode' in cause) || typeof cause.errcode !== 'number') return undefined;
  const errmsg = 'errmsg' in cause && typeof cause.errmsg === 'string' ? cause.errmsg : '';
  return { errcode: cause.errcode, errmsg };
}

/** No answer that can be read: where it may have been done all the same (`mayBeDone`), asking again could do it twice. */
export function unanswered(reason: string, mayBeDone: boolean): AppError {
  return mayBeDone
    ? new AppError('wecom_unclear', `企业微信没有答复，不知道办成没有：${reason}`)
    : new AppError('wecom_unreachable', `连不上企业微信：${reason}`);
}

/** `fetch` failed; the addresses hold tokens, so only the kind of failure is told. */
export function connectionFailure(error: unknown, mayBeDone: boolean): AppError {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '连接中断';
  return unanswered(code, mayBeDone && !NEVER_ARRIVED.has(code) && !UNTRUSTED.test(code));
}
