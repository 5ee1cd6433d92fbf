import { randomUUID } from 'node:crypto';
import type { Carrier } from '../../delivery/carrier.ts';
import type { Grace } from '../../delivery/channel.ts';
import { type Answer, collect, type Patience } from '../../delivery/collect.ts';
import { type Draft, showDraft } from '../../delivery/draft.ts';
import { type Quote, quotedBody } from '../../delivery/quote.ts';
import { type Selected, selectedItems } from '../../delivery/selection.ts';
import { APP_CHAT, UNKNOWN } from '../../protocol/callback.ts';
import { Violation } from '../../protocol/violation.ts';
import { bodyFor, briefOf } from '../../world/log.ts';
import type { MediaStore } from '../../world/media.ts';
import { nameOf } from '../../world/people.ts';
import { replaceCard, spendShown } from '../message/update.ts';
import type { CorpWorld } from '../world.ts';
import { contentOf } from './content.ts';
import { readAppReply } from './reply.ts';
import { type AppOrigin, clickXml, eventXml, messageXml, newMsgId } from './write.ts';

const DELIVERIES = 3;
const UNHEARD: Answer = { delivered: false, replies: [] };

export interface AppParts {
  world: CorpWorld;
  store: MediaStore;
  /** Undefined: the app has no callback, and people cannot talk to it. */
  carrier: Carrier | undefined;
  /** Where the files lie that people sent. */
  origin: () => string;
  patience: Patience;
  graceMs: Grace;
}

export interface AppMessage {
  sender: string;
  draft: Draft;
  quote?: Quote | undefined;
}

export interface AppClickRequest {
  sender: string;
  taskId: string;
  key: string;
  selected?: Selected | undefined;
}

/** What people do in the app's chat. */
export interface AppConversation {
  /** The app does not hear of a quote. @throws Violation for a quoted message that is not in this chat. */
  say(message: AppMessage): Promise<Answer>;
  /** @throws Violation for a card, a button or an option that is not there. */
  click(click: AppClickRequest): Promise<Answer>;
  /** Opens the app; it hears of it each time. */
  enter(entry: { sender: string }): Promise<Answer>;
  /** Anything else the app hears of. `key`: of the entry in its menu, or the address it opens. */
  report(event: { sender: string; event: AppEvent; key?: string | undefined }): Promise<Answer>;
}

/** What comes to pass between a person and the app: https://developer.work.weixin.qq.com/document/path/90240 */
export const APP_EVENTS = ['subscribe', 'unsubscribe', 'enter_agent', 'click', 'view'] as const;

export type AppEvent = (typeof APP_EVENTS)[number];

export function createAppConversation(parts: AppParts): AppConversation {
  const report: AppConversation['report'] = async ({ sender, event, key = '' }) =>
    parts.carrier ? tell(parts, sender, eventXml(originOf(parts, sender), event, { EventKey: key })) : UNHEARD;
  return {
    report,
    say: (message) => say(parts, message),
    click: (click) => clickCard(parts, click),
    enter: ({ sender }) => report({ sender, event: 'enter_agent' }),
  };
}

async function say(parts: AppParts, { sender, draft, quote }: AppMessage): Promise<Answer> {
  const { world, store, carrier } = parts;
  const place = { chat: APP_CHAT, person: sender } as const;
  const quoted = quote && quotedBody({ ...world, media: store }, { place, sender }, quote);
  const body = showDraft(draft, store, world.now());
  const content = contentOf(body, { store, media: world.media, origin: parts.origin });
  const whyUnheard = findWhyUnheard(parts, content !== undefined);
  world.log.add({
    place,
    author: { kind: 'person', userid: sender, name: nameOf(sender) },
    body,
    isDelivered: whyUnheard === undefined,
    ...(whyUnheard !== undefined && { whyUnheard }),
    ...(quoted && { quote: briefOf(quoted) }),
  });
  if (!carrier || !content || whyUnheard !== undefined) return UNHEARD;
  if (world.faults().unknownEvent) await carrier.post(eventXml(originOf(parts, sender), UNKNOWN));
  return tell(parts, sender, messageXml(originOf(parts, sender), { msgId: newMsgId(), content }));
}

function findWhyUnheard({ carrier }: AppParts, isTakable: boolean): string | undefined {
  if (!carrier) return '自建应用没有设置接收消息，收不到';
  return isTakable ? undefined : '自建应用只收得到文字、图片、语音和视频，一次一样';
}

async function clickCard(parts: AppParts, { sender, taskId, key, selected = {} }: AppClickRequest): Promise<Answer> {
  const { world } = parts;
  const known = world.cards.find(sender, taskId);
  if (!known) throw new Violation('这个会话里没有这张卡片');
  if (!known.keys.has(key)) throw new Violation('卡片上没有这个按钮');
  if (!parts.carrier) return UNHEARD;
  const shown = world.log.find(known.shownId);
  const body = shown && bodyFor(shown, sender);
  const visible = body?.kind === 'card' ? body : undefined;
  const click = {
    ...{ cardType: known.cardType, taskId, key },
    responseCode: world.cardCodes.issue({ taskId }),
    isFromMenu: visible?.menu?.actions.some((action) => action.key === key) ?? false,
    selected: selectedItems(known, { visible, key, selected }),
  };
  return tell(parts, sender, clickXml(originOf(parts, sender), click), taskId);
}

/** Brings `xml` to the app and shows what it answers. */
function tell(parts: AppParts, sender: string, xml: string, taskId?: string): Promise<Answer> {
  const { world, patience, graceMs } = parts;
  const exchange = { msgid: randomUUID(), place: { chat: APP_CHAT, person: sender } as const, sender };
  const notice = (text: string) =>
    world.log.add({ place: exchange.place, author: { kind: 'notice' }, body: { kind: 'text', text } }, exchange.msgid);
  return collect(world.log, exchange, patience, async () => {
    const delivered = await parts.carrier?.deliver(xml, DELIVERIES);
    if (delivered?.outcome === 'failed') {
      notice(`投递了 ${DELIVERIES} 次，没有得到机器人的应答：${delivered.reason}`);
    } else if (delivered?.outcome === 'unreadable') {
      notice(`企业微信没有收下机器人的应答：${delivered.reason}`);
    } else if (delivered?.reply !== undefined) {
      takeReply(world, { sender, taskId, cause: exchange.msgid, notice }, delivered.reply);
    }
    // An empty answer is often followed by a message.
    return delivered?.outcome === 'answered' && delivered.reply === undefined ? graceMs.streamed : graceMs.answered;
  });
}

interface Occasion {
  sender: string;
  taskId: string | undefined;
  cause: string;
  notice(text: string): void;
}

function takeReply(world: CorpWorld, { sender, taskId, cause, notice }: Occasion, fields: unknown): void {
  const { settings, media, author, log } = world;
  try {
    const reply = readAppReply(fields, { corpId: settings.corpId, sender, taskId, media });
    if (reply.kind === 'message') {
      log.add({ place: { chat: APP_CHAT, person: sender }, author, body: reply.body }, cause);
      return;
    }
    const card = reply.kind === 'card' ? reply.card : spendShown(world, sender, taskId ?? '', reply.word);
    if (card) replaceCard(world, sender, card, cause);
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    notice(`企业微信没有收下机器人的应答：${error.message}`);
  }
}

function originOf({ world }: AppParts, sender: string): AppOrigin {
  const { corpId, agentId } = world.settings;
  return { corpId, agentId, sender, at: world.now() };
}
