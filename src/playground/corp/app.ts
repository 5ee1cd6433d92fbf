import { Router } from '@koa/router';
import type { FaultBox } from '../world/faults.ts';
import type { Log } from '../world/log.ts';
import type { MediaStore } from '../world/media.ts';
import { createResponseCodes } from '../world/response-codes.ts';
import { apiRouter } from './api.ts';
import { createDirectory } from './directory.ts';
import { createGate } from './gate.ts';
import { createAppMedia } from './media.ts';
import { createAppCards } from './message/cards.ts';
import type { AppSettings, CorpWorld } from './world.ts';

const CARD_CODE_MS = 72 * 3_600_000;

export interface CorpParts {
  botName: string;
  now: () => Date;
  log: Log;
  media: MediaStore;
  faults: FaultBox;
}

/** A corporation with a self-built app in it. */
export interface Corp {
  /** WeCom's interface. */
  router: Router;
  /** How often each call was made, by path. */
  calls(): Record<string, number>;
}

export function createCorp(settings: AppSettings, parts: CorpParts): Corp {
  const { botName, now, log, faults } = parts;
  const world: CorpWorld = {
    ...{ settings, now, log, faults: faults.get },
    directory: createDirectory(faults.get),
    media: createAppMedia(parts),
    cards: createAppCards(),
    cardCodes: createResponseCodes(now, CARD_CODE_MS),
    author: { kind: 'bot', name: botName },
  };
  const gate = createGate(settings, { now, faults });
  const router = new Router();
  router.use(apiRouter(world, gate).routes());
  return { router, calls: gate.calls };
}
