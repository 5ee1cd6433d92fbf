import type { Delivery } from '../../bot/outbox.ts';
import { AppError } from '../../errors.ts';
import { type Refusal, refusalOf } from './client.ts';

const TOO_OFTEN = 45009;
/** Busy for the moment: https://developer.work.weixin.qq.com/document/path/90313. */
const BUSY = new Set([-1, 6000, 45033]);
const RATE_WAIT_MS = 60_000;
const BUSY_WAIT_MS = 10_000;
const UNREACHABLE_WAIT_MS = 30_000;

/** What the secretary is to do about a refusal that will not pass by itself; `robot` is the name of the group robot. */
const ADVICE: Record<number, (robot: string) => string> = {
  93000: (robot) =>
    `群机器人「${robot}」的地址失效，或者机器人已被移出群：请在群里重新添加群机器人，并更新 WECOM_GROUP_WEBHOOKS`,
  93004: (robot) => `群机器人「${robot}」被停用了：请在群的机器人设置里重新启用，或者换一个并更新 WECOM_GROUP_WEBHOOKS`,
  93008: (robot) => `群机器人「${robot}」不在群里：请在群里重新添加，并更新 WECOM_GROUP_WEBHOOKS`,
  40007: () => '文件在企业微信那边失效了：请重新生成文件再发一次',
  40008: () => '企业微信不认识这种消息：请把这一条报告给维护者',
  40058: () => '企业微信认为这条消息的内容不合要求：请换个说法，或把这一条报告给维护者',
  44004: () => '这条消息是空的，没有可发的内容：请检查要发的文字',
  45002: () => '这条消息太长了：请分成几条发',
};

/** What becomes of an item after sending it threw `error`. */
export function outcomeOf(error: unknown, robot: string): Delivery {
  const refusal = refusalOf(error);
  if (refusal) return outcomeOfRefusal(refusal, robot);
  if (error instanceof AppError && error.code === 'wecom_unreachable') return later(error.message, UNREACHABLE_WAIT_MS);
  throw error;
}

export function isTooOften(error: unknown): boolean {
  return refusalOf(error)?.errcode === TOO_OFTEN;
}

export function later(reason: string, afterMs: number): Delivery {
  return { outcome: 'later', reason, afterMs };
}

export function failed(reason: string): Delivery {
  return { outcome: 'failed', reason };
}

function outcomeOfRefusal({ errcode, errmsg }: Refusal, robot: string): Delivery {
  if (errcode === TOO_OFTEN) return later('企业微信说这个群发得太多了，一分钟后再发', RATE_WAIT_MS);
  if (BUSY.has(errcode)) return later(`企业微信正忙（${errcode}），稍后再发`, BUSY_WAIT_MS);
  const advice = ADVICE[errcode]?.(robot);
  return failed(
    advice
      ? `${advice}（错误码 ${errcode}）。`
      : `企业微信拒绝了这条消息（错误码 ${errcode}：${errmsg}）。请把错误码告诉管理员。`,
  );
}
