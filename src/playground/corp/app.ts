import { Router } from '@koa/router';
import { type CallbackAddress, type Carrier, createCarrier } from '../delivery/carrier.ts';
import type { Grace } from '../delivery/channel.ts';
import type { Patience } from '../delivery/collect.ts';
import type { ForgeryTarget } from '../delivery/forger.ts';
import type { FaultBox } from '../world/faults.ts';
import type { Log } from '../world/log.ts';
import type { MediaStore } from '../world/media.ts';
import { createResponseCodes } from '../world/response-codes.ts';
import { createGate } from './api/gate.ts';
import { apiRouter } from './api/router.ts';
import { type AppConversation, createAppConversation } from './callback/conversation.ts';
import { xmlEnvelope } from './callback/envelope.ts';
import { messageXml, newMsgId } from './callback/write.ts';
import { createDirectory } from './directory.ts';
import { createAppMedia } from './media.ts';
import { createAppCards } from './message/cards.ts';
import { signInRouter } from './oauth/page.ts';
import { createSignIn } from './oauth/sign-in.ts';
import type { AppSettings, CorpWorld } from './world.ts';

const CARD_CODE_MS = 72 * 3_600_000;

export interface CorpParts {
  botName: string;
  now: () => Date;
  log: Log;
  media: MediaStore;
  faults: FaultBox;
  patience: Patience;
  deadlineMs: number;
  graceMs: Grace;
}

/** A corporation with a self-built app in it. */
export interface Corp {
  /** WeCom's interface. */
  router: Router;
  conversation: AppConversation;
  /** What stands between WeCom and the app's callback. */
  verify(): Promise<string | undefined>;
  /** Undefined where people cannot talk to it. */
  forgeryTarget: ForgeryTarget | undefined;
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
  const address = addressOf(settings);
  const carrier = address && openCarrier(address, parts);
  const router = new Router();
  const signIn = createSignIn(settings, world);
  router.use(apiRouter(world, { gate, signIn }).routes());
  router.use(signInRouter({ signIn, directory: world.directory }).routes());
  return {
    router,
    conversation: createAppConversation({
      ...{ world, carrier, store: parts.media, patience: parts.patience, graceMs: parts.graceMs },
      origin: () => new URL(settings.callbackUrl()).origin,
    }),
    verify: async () => (carrier ? carrier.verify() : '自建应用没有设置接收消息'),
    forgeryTarget: address && { ...address, write: (sender, text) => write(world, sender, text) },
    calls: gate.calls,
  };
}

function addressOf({ token, aesKey, corpId, agentId, callbackUrl }: AppSettings): CallbackAddress | undefined {
  if (token === undefined || aesKey === undefined) return undefined;
  return { callbackUrl, envelope: xmlEnvelope({ token, aesKey, corpId, agentId }) };
}

function openCarrier(address: CallbackAddress, { now, faults, deadlineMs, patience }: CorpParts): Carrier {
  return createCarrier({ ...address, now, faults: faults.get, deadlineMs, closing: patience.closing });
}

function write({ settings, now }: CorpWorld, sender: string, text: string): string {
  return messageXml({ ...settings, sender, at: now() }, { msgId: newMsgId(), content: { kind: 'text', text } });
}
