import type { Server } from 'node:http';
import { Router } from '@koa/router';
import { createConversation, type LateAnswer } from './delivery/conversation.ts';
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
import { type Mode, openWay, type Pace } from './mode.ts';
import { createCards } from './world/cards.ts';
import { createFaults } from './world/faults.ts';
import { createLog } from './world/log.ts';
import { createMediaStore } from './world/media.ts';
import { createMediaHost } from './world/media-host.ts';
import { groupsWith } from './world/people.ts';
import { createResponseCodes } from './world/response-codes.ts';

/** How the bot is reached, and: */
export type PlaygroundOptions = Mode &
  Pace & {
    botName: string;
    clock: PlaygroundClock;
    /** Webhook key of the group robot, by group. */
    robots: Record<string, string>;
  };

export interface Playground {
  /** Under /playground. */
  router: Router;
  /** Takes the long connection at /playground/wecom/socket of this server. */
  attach(server: Server): void;
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
  const way = openWay(options, { botName, now, log, media, presenter, faults }, closing.signal);
  const { channel, botId, apiBase } = way;
  const mediaHost = createMediaHost({ now, base: () => `${apiBase()}/media`, key: way.mediaKey });
  const conversation = createConversation({
    ...{ log, cards, channel, presenter, responseCodes, media, mediaHost, faults: faults.get },
    ...{ botId, botName, now, apiBase, patience: { limitMs: ANSWER_LIMIT_MS, closing: closing.signal } },
  });
  const events = createEvents({ log, now });
  const wecom = wecomRouter({
    robots: createRobots({ log, media, presenter, now, robots }),
    ...{ faults: faults.get, log, presenter, responseCodes, botName },
  });
  const router = join([
    peopleRouter({ conversation, channel, botName, groups: groupsWith(Object.keys(robots)) }),
    settingsRouter({ clock, onMoved: events.tellClock, faults }),
    events.router,
    viewRouter(log),
    filesRouter(media),
  ]);
  router.use('/wecom', wecom.routes());
  router.use('/wecom', mediaRouter({ host: mediaHost, faults: faults.get, closing: closing.signal }).routes());
  return {
    router,
    attach: way.attach,
    close() {
      way.close();
      closing.abort();
      events.close();
    },
  };
}

function join(routers: Router[]): Router {
  const router = new Router({ prefix: '/playground' });
  router.use(refuseOtherSites, sayWhatIsWrong);
  for (const part of routers) router.use(part.routes());
  return router;
}
