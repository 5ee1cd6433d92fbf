import { generateReqId, WSClient } from '@wecom/aibot-node-sdk';
import type { Logger } from '../../../logger.ts';
import { ERRCODES, endOf, errcodeOf, explainRejection, unreachable } from './failure.ts';
import { adviceOnLoss, adviceOnRefusal, CONNECTING, LOST } from './reason.ts';
import { sdkLogger } from './sdk-logger.ts';
import type { StatusKeeper } from './status.ts';

/** Frames to and from WeCom: https://developer.work.weixin.qq.com/document/path/101463 */
export interface Link {
  open(): void;
  close(): void;
  /**
   * Sends one frame and gives the body of its ack; `reqId`: the callback's, for an answer.
   * @throws AppError `wecom_refused` (cause: `{ errcode, errmsg }`), `wecom_unreachable`: it was not sent,
   * `wecom_unclear`: no ack came, it may have been shown.
   */
  request(cmd: string, body: object, reqId?: string): Promise<unknown>;
}

export interface LinkOptions {
  settings: { botId: string; secret: string; wsUrl: string | undefined };
  status: StatusKeeper;
  logger: Logger;
  now(): Date;
  /** A message or an event. */
  onFrame(frame: unknown): void;
  /** Another connection of the same bot has taken over; this one is closed. */
  onKicked(): void;
  timings?: Partial<LinkTimings>;
}

export interface LinkTimings {
  heartbeatMs: number;
  /** Before the first reconnect; doubled for each further one. */
  reconnectMs: number;
  reconnects: number;
  /** The longest wait for the answer to the subscription. */
  subscribeMs: number;
  /** Between tries of our own, after the SDK has given up. */
  retryMs: number;
  /** A session forgotten sooner after the last is left to the heartbeat, for subscribing is frequency protected. */
  resubscribeMs: number;
}

const TIMINGS: LinkTimings = {
  heartbeatMs: 30_000,
  reconnectMs: 1_000,
  reconnects: 10,
  subscribeMs: 15_000,
  retryMs: 5 * 60_000,
  resubscribeMs: 10_000,
};
const HANDSHAKE_MS = 10_000;
/** Wrong credentials seldom become right by themselves. */
const MOST_REFUSALS = 3;
const MOST_SILENCES = 3;

/** One connection, which the SDK opens again after a loss; where it gives up, a fresh client tries every few minutes. */
export function createLink(options: LinkOptions): Link {
  const { status, logger } = options;
  const timings = { ...TIMINGS, ...options.timings };
  let client: WSClient | undefined;
  let timer: NodeJS.Timeout | undefined;
  let silences = 0;
  let lastFault = '';
  /** Why it was given up last; holds until it is connected again, whatever is tried meanwhile. */
  let givenUp: string | undefined;

  function open(): void {
    close();
    status.set('connecting', givenUp ?? CONNECTING);
    client = listen(createClient(options, timings));
    client.connect();
  }

  function close(): void {
    clearTimeout(timer);
    client?.removeAllListeners();
    client?.disconnect();
    client = undefined;
  }

  function listen(made: WSClient): WSClient {
    made.on('connected', () => {
      timer = setTimeout(onSilence, timings.subscribeMs);
    });
    made.on('authenticated', () => {
      clearTimeout(timer);
      silences = 0;
      givenUp = undefined;
      status.set('connected', '');
    });
    // Not the end: the SDK connects again.
    made.on('disconnected', () => {
      clearTimeout(timer);
      status.set('connecting', givenUp ?? LOST);
    });
    made.on('error', onError);
    made.on('message', options.onFrame);
    made.on('event', options.onFrame);
    made.on('event.disconnected_event', () => {
      close();
      options.onKicked();
    });
    return made;
  }

  function onError(error: Error): void {
    const end = endOf(error);
    if (!end) {
      lastFault = 'code' in error ? String(error.code) : error.message;
      logger.debug({ fault: lastFault }, '长连接出错');
      return;
    }
    retryLater(end, end === 'refused' ? adviceOnRefusal(lastFault) : adviceOnLoss(lastFault));
  }

  /** Connected, but the subscription is not answered, and without it no heartbeat begins either. */
  function onSilence(): void {
    silences += 1;
    if (silences < MOST_SILENCES) {
      open();
      return;
    }
    silences = 0;
    retryLater('exhausted', adviceOnLoss('连上了，但订阅没有回音'));
  }

  function retryLater(state: 'refused' | 'exhausted', reason: string): void {
    close();
    givenUp = reason;
    status.set(state, reason);
    timer = setTimeout(open, timings.retryMs);
  }

  async function request(cmd: string, body: object, reqId = generateReqId(cmd)): Promise<unknown> {
    // Open but not subscribed is no use: what is sent then is refused.
    if (!client || status.current().state !== 'connected') throw unreachable();
    try {
      return (await client.reply({ headers: { req_id: reqId } }, body, cmd)).body;
    } catch (rejection) {
      const failure = explainRejection(rejection);
      if (errcodeOf(failure) === ERRCODES.notSubscribed) resubscribe();
      throw failure;
    }
  }

  function resubscribe(): void {
    const { state, since } = status.current();
    if (state !== 'connected' || options.now().getTime() - since.getTime() < timings.resubscribeMs) return;
    logger.warn('企业微信忘了这个长连接，正在重新订阅');
    open();
  }

  return { open, close, request };
}

function createClient({ settings, logger }: LinkOptions, timings: LinkTimings): WSClient {
  const { botId, secret, wsUrl } = settings;
  return new WSClient({
    botId,
    secret,
    ...(wsUrl === undefined ? {} : { wsUrl }),
    wsOptions: { handshakeTimeout: HANDSHAKE_MS },
    heartbeatInterval: timings.heartbeatMs,
    reconnectInterval: timings.reconnectMs,
    maxReconnectAttempts: timings.reconnects,
    maxAuthFailureAttempts: MOST_REFUSALS,
    logger: sdkLogger(logger),
  });
}
