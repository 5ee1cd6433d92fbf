import { Router } from '@koa/router';
import { type Carrier, createCarrier } from './delivery/carrier.ts';
import {
  type Conversation,
  type ConversationParts,
  createConversation,
  type LateAnswer,
} from './delivery/conversation.ts';
import { createPresenter } from './delivery/presenter.ts';
import { createRobots } from './delivery/robot.ts';
import { refuseOtherSites, sayWhatIsWrong } from './http/body.ts';
import { createEvents } from './http/events.ts';
import { filesRouter } from './http/files.ts';
import { mediaRouter } from './http/media.ts';
import { peopleRouter } from './http/people.ts';
import { type PlaygroundClock, settingsRouter } from './http/settings.ts';
import { viewRouter } from './http/view.ts';
import { wecomRouter } from './http/wecom.ts';
import { keyOf } from './protocol/crypto.ts';
import { createCards } from './world/cards.ts';
import { createFaults, type Faults } from './world/faults.ts';
import { createLog } from './world/log.ts';
import { createMediaStore } from './world/media.ts';
import { createMediaHost } from './world/media-host.ts';
import { groupsWith } from './world/people.ts';
import { createResponseCodes } from './world/response-codes.ts';

export interface PlaygroundOptions {
  /** The bot's callback address. */
  callbackUrl: () => string;
  token: string;
  aesKey: string;
  botId: string;
  botName: string;
  clock: PlaygroundClock;
  /** Webhook key of the group robot, by group. */
  robots: Record<string, string>;
  /** Where the API that WeCom has is played; beside the callback address where not said. */
  apiBase?: () => string;
  /** Whether each file people send has a key of its own, as on the long connection; where not said, the callback's. */
  hasMediaKeys?: () => boolean;
  /** Between two refreshes of an open stream. */
  pollMs?: number;
  /** WeCom hangs up after it. */
  deadlineMs?: number;
  /** An open stream is refreshed no longer than this. */
  streamLimitMs?: number;
  /** How long a push may come after the answer and still be given with it. */
  graceMs?: { answered: number; streamed: number };
}

export interface Playground {
  /** Under /playground. */
  router: Router;
  /** Hangs up on everyone. */
  close(): void;
}

const ANSWER_LIMIT_MS = 60_000;

/** WeCom's side of the conversation, for a loopback address: knows the public protocol and nothing of the bot. */
export function createPlayground(options: PlaygroundOptions): Playground {
  const { botName, clock, robots } = options;
  const now = () => clock.now();
  const closing = new AbortController();
  const log = createLog(now);
  const media = createMediaStore();
  const cards = createCards();
  const responseCodes = createResponseCodes<LateAnswer>(now);
  const presenter = createPresenter({ log, cards, media, botName, now });
  const faults = createFaults();
  const carrier = openCarrier(options, faults.get, closing.signal);
  const apiBase = options.apiBase ?? (() => `${new URL(options.callbackUrl()).origin}/playground/wecom`);
  const mediaHost = createMediaHost({
    ...{ now, base: () => `${apiBase()}/media`, key: keyOf(options.aesKey) },
    hasOwnKeys: options.hasMediaKeys ?? (() => false),
  });
  const world = { log, cards, carrier, presenter, responseCodes, media, mediaHost, faults: faults.get, apiBase };
  const conversation = openConversation(options, world, closing.signal);
  const events = createEvents({ log, now });
  const wecom = wecomRouter({
    robots: createRobots({ log, media, presenter, now, robots }),
    ...{ faults: faults.get, log, presenter, responseCodes, botName },
  });
  const router = join([
    peopleRouter({ conversation, carrier, botName, groups: groupsWith(Object.keys(robots)) }),
    settingsRouter({ clock, onMoved: events.tellClock, faults }),
    events.router,
    viewRouter(log),
    filesRouter(media),
  ]);
  router.use('/wecom', wecom.routes());
  router.use('/wecom', mediaRouter({ host: mediaHost, faults: faults.get, closing: closing.signal }).routes());
  return {
    router,
    close() {
      closing.abort();
      events.close();
    },
  };
}

function openCarrier(options: PlaygroundOptions, faults: () => Faults, closing: AbortSignal): Carrier {
  return createCarrier({
    callbackUrl: options.callbackUrl,
    keys: { token: options.token, aesKey: options.aesKey },
    now: () => options.clock.now(),
    faults,
    deadlineMs: options.deadlineMs ?? 5000,
    closing,
  });
}

function openConversation(
  options: PlaygroundOptions,
  world: Omit<ConversationParts, 'botId' | 'botName' | 'now' | 'streams' | 'patience' | 'graceMs'>,
  closing: AbortSignal,
): Conversation {
  return createConversation({
    ...world,
    botId: options.botId,
    botName: options.botName,
    now: () => options.clock.now(),
    streams: { pollMs: options.pollMs ?? 1000, limitMs: options.streamLimitMs ?? 6 * 60_000, closing },
    patience: { limitMs: ANSWER_LIMIT_MS, closing },
    graceMs: options.graceMs ?? { answered: 300, streamed: 1500 },
  });
}

function join(routers: Router[]): Router {
  const router = new Router({ prefix: '/playground' });
  router.use(refuseOtherSites, sayWhatIsWrong);
  for (const part of routers) router.use(part.routes());
  return router;
}
