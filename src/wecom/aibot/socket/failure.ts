import { WSAuthFailureError, WSReconnectExhaustedError } from '@wecom/aibot-node-sdk';
import { z } from 'zod';
import { AppError } from '../../../errors.ts';

/** https://developer.work.weixin.qq.com/document/path/101463 */
export const ERRCODES = {
  badCredentials: 853000,
  badReqId: 846605,
  expired: 846608,
  notSubscribed: 846609,
  tooOften: 45009,
  usedTaskId: 42014,
  badChatid: 93006,
} as const;

const frameSchema = z.object({ errcode: z.number(), errmsg: z.string().catch('') });

/** The SDK rejects with the frame itself where WeCom refused, and with an Error where no answer came. */
export function explainRejection(rejection: unknown): AppError {
  const frame = frameSchema.safeParse(rejection);
  if (frame.success) {
    const { errcode, errmsg } = frame.data;
    return new AppError('wecom_refused', `企业微信拒绝了这条消息（错误码 ${errcode}：${errmsg}）`, {
      cause: frame.data,
    });
  }
  const message = rejection instanceof Error ? rejection.message : '';
  // What is cancelled was under way: one frame of a req_id goes out at a time.
  if (/ack timeout|cancelled/.test(message)) {
    return new AppError('wecom_unclear', '企业微信没有回音，这条消息可能已经显示', { cause: rejection });
  }
  return unreachable(rejection);
}

export function unreachable(cause?: unknown): AppError {
  return new AppError('wecom_unreachable', '长连接没有连上', { cause });
}

export function errcodeOf(error: unknown): number | undefined {
  if (!(error instanceof AppError) || error.code !== 'wecom_refused') return undefined;
  const frame = frameSchema.safeParse(error.cause);
  return frame.success ? frame.data.errcode : undefined;
}

export function isUnclear(error: unknown): boolean {
  return error instanceof AppError && error.code === 'wecom_unclear';
}

/** After which of its errors the SDK does nothing more. */
export function endOf(error: Error): 'refused' | 'exhausted' | undefined {
  if (error instanceof WSAuthFailureError) return 'refused';
  return error instanceof WSReconnectExhaustedError ? 'exhausted' : undefined;
}
