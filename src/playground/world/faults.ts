import { z } from 'zod';

const flag = z.boolean({ error: '只能是 true 或 false' }).nullable().default(null);
const errcode = z.int({ error: '要写企业微信的错误码，例如 45009；0 是不出错' }).nullable().default(null);
const delay = z
  .int({ error: '要写毫秒数，0 到 60000' })
  .min(0, '要写毫秒数，0 到 60000')
  .max(60_000, '要写毫秒数，0 到 60000')
  .nullable()
  .default(null);

/** Of the long connection. */
const socketNames = {
  /** Subscribing is refused with it. */
  subscribeErrcode: errcode,
  /** Replies are refused with it: to a message, a tap, an entry. */
  replyErrcode: errcode,
  /** Active sends are refused with it. */
  sendErrcode: errcode,
  /** Heartbeats are not acknowledged. */
  noPong: flag,
  /** Replies and active sends are acknowledged so much later. */
  ackDelayMs: delay,
  /** Replies and active sends are shown but not acknowledged. */
  loseAck: flag,
  /** The connection breaks at a frame that leaves a stream open, which is shown but not acknowledged. */
  cutMidStream: flag,
  /** A command not known yet comes before each message. */
  unknownCommand: flag,
  /** A frame that is not JSON comes before each message. */
  brokenFrame: flag,
  /** Once, when set: the connection is told that another process took its place, and closed. */
  kick: flag,
  /** Once, when set: WeCom no longer knows that the bot subscribed. */
  forgetSession: flag,
  /** Guesses turned round: refreshes of a stream count as messages; a stream's time runs from its last refresh. */
  countRefreshes: flag,
  refreshProlongs: flag,
};

const names = {
  /** The group robots answer every message with it. */
  pushErrcode: errcode,
  /** A group robot's message is shown, but the connection is cut before the answer. */
  cutPush: flag,
  /** A callback is held this long on its way to the bot. */
  delayMs: delay,
  /** How many of a message's three deliveries are held; one where not said. */
  delayedDeliveries: z.int().min(1, '要写 1 到 3').max(3, '要写 1 到 3').nullable().default(null),
  /** Each message is delivered twice at once. */
  duplicate: flag,
  /** The bot's answer to the first delivery is lost on the way back. */
  dropReply: flag,
  /** What `response_url` answers. */
  responseErrcode: errcode,
  /** Fetching what people sent: half of it comes, of a wrong length, as garbage, too late, or from elsewhere. */
  mediaFault: z
    .enum(['cut', 'length', 'garbage', 'expired', 'redirect'], {
      error: '要写 cut、length、garbage、expired、redirect 里的一种',
    })
    .nullable()
    .default(null),
  /** The second half of it is held this long. */
  mediaDelayMs: delay,
  /** Messages carry `create_time`. */
  withCreateTime: flag,
  /** An event of a kind not known yet comes before each message. */
  unknownEvent: flag,
  /** Callbacks carry no `response_url`, as some have seen on the long connection. */
  noResponseUrl: flag,
  ...socketNames,
};

/** What the stand-in does wrong until told otherwise; what is not named in a request is right again. */
export const faultsSchema = z.strictObject(names, {
  error: (issue) =>
    issue.code === 'unrecognized_keys'
      ? `没有这种故障：${issue.keys.join('、')}；有的是 ${Object.keys(names).join('、')}`
      : '请写成一个对象，例如 {"pushErrcode":45009}',
});

export type Faults = z.infer<typeof faultsSchema>;

export interface FaultBox {
  get(): Faults;
  set(faults: Faults): void;
  /** Told of each `set`. */
  watch(listener: (faults: Faults) => void): void;
}

/** Nothing is wrong at first. */
export function createFaults(): FaultBox {
  let faults = faultsSchema.parse({});
  const listeners: ((faults: Faults) => void)[] = [];
  return {
    get: () => faults,
    set(wanted) {
      faults = wanted;
      for (const listener of listeners) listener(wanted);
    },
    watch: (listener) => void listeners.push(listener),
  };
}
