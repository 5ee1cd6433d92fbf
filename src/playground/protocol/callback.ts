import { type Content, contentPart } from './content.ts';

/** The chat of each person with the self-built app. */
export const APP_CHAT = 'app';

/** Where something is said: in a group, between one person and the bot, or between one person and the self-built app. */
export type Place = { chat: string } | { chat: null; person: string } | { chat: typeof APP_CHAT; person: string };

/** Where `person` is while in `chat`; null: with the bot alone. */
export function placeOf(chat: string | null, person: string): Place {
  return chat === null || chat === APP_CHAT ? { chat, person } : { chat };
}

export interface Origin {
  botId: string;
  place: Place;
  sender: string;
}

export interface SaidMessage {
  msgid: string;
  content: Content;
  quote?: Content | undefined;
  responseUrl: string | undefined;
  /** Present where callbacks carry `create_time`, which WeCom's own sample leaves out. */
  at?: Date | undefined;
}

/** What a person said or sent: https://developer.work.weixin.qq.com/document/path/100719 */
export function messageCallback(origin: Origin, message: SaidMessage): string {
  return JSON.stringify({
    msgid: message.msgid,
    ...(message.at && { create_time: secondsOf(message.at) }),
    ...head(origin),
    from: { userid: origin.sender },
    response_url: message.responseUrl,
    ...contentPart(message.content),
    ...(message.quote && { quote: contentPart(message.quote) }),
  });
}

/** Asks for the present state of an open stream: https://developer.work.weixin.qq.com/document/path/101031 */
export function refreshCallback(origin: Origin, refresh: { msgid: string; streamId: string }): string {
  return JSON.stringify({
    msgid: refresh.msgid,
    ...head(origin),
    from: { userid: origin.sender },
    msgtype: 'stream',
    stream: { id: refresh.streamId },
  });
}

export interface SelectedItem {
  questionKey: string;
  optionIds: string[];
}

export interface Click {
  msgid: string;
  at: Date;
  responseUrl: string | undefined;
  cardType: string;
  taskId: string;
  key: string;
  /** Empty on a card where nothing can be chosen. */
  selected: SelectedItem[];
}

/** A tapped button, or what was chosen and sent: https://developer.work.weixin.qq.com/document/path/101027 */
export function clickCallback(origin: Origin, click: Click): string {
  const items = click.selected.map(({ questionKey, optionIds }) => ({
    question_key: questionKey,
    option_ids: { option_id: optionIds },
  }));
  const event = {
    ...{ card_type: click.cardType, event_key: click.key, task_id: click.taskId },
    ...(items.length > 0 && { selected_items: { selected_item: items } }),
  };
  return JSON.stringify({
    ...eventHead(origin, click),
    response_url: click.responseUrl,
    event: { eventtype: 'template_card_event', template_card_event: event },
  });
}

/** The first entry of the day into the chat with the bot. */
export function entryCallback(origin: Origin, entry: { msgid: string; at: Date }): string {
  return JSON.stringify({ ...eventHead(origin, entry), event: { eventtype: 'enter_chat' } });
}

/** What no bot knows yet. */
export const UNKNOWN = 'something_new';

/** An event of no chat and no person. */
export function botEventCallback(botId: string, event: { msgid: string; at: Date; eventtype: string }): string {
  return JSON.stringify({
    msgid: event.msgid,
    create_time: secondsOf(event.at),
    aibotid: botId,
    msgtype: 'event',
    event: { eventtype: event.eventtype },
  });
}

function eventHead(origin: Origin, event: { msgid: string; at: Date }): Record<string, unknown> {
  return {
    msgid: event.msgid,
    create_time: secondsOf(event.at),
    ...head(origin),
    from: { corpid: 'wwplayground', userid: origin.sender },
    msgtype: 'event',
  };
}

function head({ botId, place }: Origin): Record<string, unknown> {
  return place.chat === null
    ? { aibotid: botId, chattype: 'single' }
    : { aibotid: botId, chatid: place.chat, chattype: 'group' };
}

function secondsOf(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}
