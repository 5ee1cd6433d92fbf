import type { Server } from 'node:http';
import { Router } from '@koa/router';
import { createCorp } from './corp/app.ts';
import type { AppSettings } from './corp/world.ts';
import { createConversation, type LateAnswer } from './delivery/conversation.ts';
import { createPresenter } from './delivery/presenter.ts';
import { createRobots } from './delivery/robot.ts';
import { refuseOtherSites, sayWhatIsWrong } from './http/body.ts';
import { createEvents, type Events } from './http/events.ts';
import { filesRouter } from './http/files.ts';
import { mediaRouter } from './http/media.ts';
import { peopleRouter } from './http/people.ts';
import { probesRouter } from './http/probes.ts';
import { responseRouter } from './http/response.ts';
import { robotsRouter } from './http/robots.ts';
import { type PlaygroundClock, settingsRouter } from './http/settings.ts';
import { viewRouter } from './http/view.ts';
import { type Mode, openWay, type Pace, paceOf } from './mode.ts';
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
    /** The self-built app; absent where the corporation has none. */
    corp?: AppSettings | undefined;
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
  const world = createWorld(options);
  const parts = createParts(options, world);
  const events = createEvents(world);
  const router = new Router({ prefix: '/playground' });
  router.use(refuseOtherSites, sayWhatIsWrong);
  for (const part of [...ownRouters(options, world, parts), settingsFor(options, world, events), events.router]) {
    router.use(part.routes());
  }
  for (const part of wecomRouters(options, world, parts)) router.use('/wecom', part.routes());
  return {
    router,
    attach: parts.way.attach,
    close() {
      parts.way.close();
      world.closing.abort();
      events.close();
    },
  };
}

/** What all parts know of. */
function createWorld({ botName, clock }: PlaygroundOptions) {
  const now = () => clock.now();
  const [log, media, cards, faults] = [createLog(now), createMediaStore(), createCards(), createFaults()];
  const presenter = createPresenter({ log, cards, media, botName, now });
  const responseCodes = createResponseCodes<LateAnswer>(now);
  return { botName, now, log, media, cards, faults, presenter, responseCodes, closing: new AbortController() };
}

type World = ReturnType<typeof createWorld>;

/** The bot and the app as people know them. */
function createParts(options: PlaygroundOptions, world: World) {
  const { now, faults, closing } = world;
  const way = openWay(options, world, closing.signal);
  const { channel, botId, apiBase } = way;
  const patience = { limitMs: ANSWER_LIMIT_MS, closing: closing.signal };
  const mediaHost = createMediaHost({ now, base: () => `${apiBase()}/media`, key: way.mediaKey });
  const shared = { ...world, faults: faults.get, patience };
  const conversation = createConversation({ ...shared, channel, botId, apiBase, mediaHost });
  const corp = options.corp && createCorp(options.corp, { ...shared, faults, ...paceOf(options) });
  return { way, mediaHost, conversation, corp };
}

type Parts = ReturnType<typeof createParts>;

/** For the page, and for tests. */
function ownRouters(options: PlaygroundOptions, world: World, { way, conversation, corp }: Parts): Router[] {
  const { botName, log, media, now, closing } = world;
  const groups = groupsWith(Object.keys(options.robots));
  const { deadlineMs } = paceOf(options);
  const targets = { bot: way.forgeryTarget, app: corp?.forgeryTarget };
  return [
    peopleRouter({ conversation, corp, way, botName, groups }),
    viewRouter(log),
    probesRouter({ calls: () => corp?.calls() ?? {}, targets, now, deadlineMs, closing: closing.signal }),
    filesRouter(media),
  ];
}

function settingsFor({ clock }: PlaygroundOptions, { faults }: World, { tellClock }: Events): Router {
  return settingsRouter({ clock, onMoved: tellClock, faults });
}

/** For the bot: WeCom's own interface. */
function wecomRouters({ robots }: PlaygroundOptions, world: World, { mediaHost, corp }: Parts): Router[] {
  const shared = { ...world, faults: world.faults.get, closing: world.closing.signal };
  return [
    responseRouter(shared),
    robotsRouter({ ...shared, robots: createRobots({ ...world, robots }) }),
    mediaRouter({ ...shared, host: mediaHost }),
    ...(corp ? [corp.router] : []),
  ];
}
