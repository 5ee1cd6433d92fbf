import { createHash } from 'node:crypto';
import type { Attachment, Message } from '../../bot/message.ts';
import { senderOf, storable } from '../aibot/decode.ts';
import { type Callback, callbackSchema, kindSchema } from './schema.ts';

/** Where a picture or film of the app's chat is fetched; see `mediaIdOf`. */
const MEDIA_SCHEME = 'wecom-app-media:';

export type Decoded =
  /** `userid` as WeCom spelled it. */
  | { kind: 'message'; message: Message; userid: string }
  /** Speech, which WeCom does not put into words for an app. */
  | { kind: 'speech'; userid: string };

export interface DecodeOptions {
  agentId: number;
  receivedAt: Date;
  /** On the association's calendar. */
  today: string;
  /** Takes the mention of the bot out of what was typed. */
  stripMention(text: string): string;
}

/** A decrypted callback body; undefined for kinds and events nothing is done about, and for another app's. */
export function decode(body: unknown, options: DecodeOptions): Decoded | undefined {
  const parsed = callbackSchema.safeParse(body);
  if (!parsed.success) return undefined;
  const callback = parsed.data;
  if (callback.AgentID !== undefined && callback.AgentID !== String(options.agentId)) return undefined;
  const userid = callback.FromUserName;
  if (callback.MsgType === 'voice') return { kind: 'speech', userid };
  const bot = botName(options.agentId);
  const message: Message = {
    id: `${bot}:${idOf(callback, options.today)}`,
    bot,
    chat: { kind: 'single' },
    ...senderOf(userid),
    text: options.stripMention(storable(typedText(callback))),
    attachments: attachmentsOf(callback),
    receivedAt: options.receivedAt,
    ...happeningOf(callback),
  };
  return { kind: 'message', message, userid };
}

/** What the app is called among the bots. */
export function botName(agentId: number): string {
  return `app${agentId}`;
}

/** Whether an attachment's address is one of the app's: its media_id. */
export function mediaIdOf(url: string): string | undefined {
  return url.startsWith(MEDIA_SCHEME) ? url.slice(MEDIA_SCHEME.length) : undefined;
}

/** `event:LOCATION`: names a body for the log without telling what is in it. */
export function describeKind(body: unknown): string {
  const { MsgType = '无 MsgType', Event } = kindSchema.safeParse(body).data ?? {};
  return Event ? `${MsgType}:${Event}` : MsgType;
}

/**
 * The same for every delivery (https://developer.work.weixin.qq.com/document/path/90238). Who opens the app is greeted
 * once a day, however often they open it.
 */
function idOf(callback: Exclude<Callback, { MsgType: 'voice' }>, today: string): string {
  if (callback.MsgType !== 'event') return callback.MsgId;
  const who = callback.FromUserName.toLowerCase();
  if (callback.Event === 'enter_agent' || callback.Event === 'subscribe') return `enter-${today}-${who}`;
  // The time is in whole seconds: what was ticked tells two votes within one from one delivered twice.
  const card =
    'TaskId' in callback ? [callback.TaskId, ...(callback.SelectedItems ? [callback.SelectedItems] : [])] : [''];
  const what = JSON.stringify([who, callback.CreateTime, callback.Event, callback.EventKey, ...card]);
  return `event-${createHash('sha256').update(what).digest('hex').slice(0, 32)}`;
}

/** The key of an entry of the app's menu is the line it stands for: `我的报名`. */
function typedText(callback: Callback): string {
  if (callback.MsgType === 'text') return callback.Content;
  return callback.MsgType === 'event' && callback.Event === 'click' ? callback.EventKey : '';
}

function attachmentsOf(callback: Callback): Attachment[] {
  if (callback.MsgType !== 'image' && callback.MsgType !== 'video') return [];
  return [{ kind: callback.MsgType, url: `${MEDIA_SCHEME}${callback.MediaId}` }];
}

function happeningOf(callback: Callback): Pick<Message, 'click' | 'isEntering'> {
  if (callback.MsgType !== 'event' || callback.Event === 'click') return {};
  if (!('TaskId' in callback)) return { isEntering: true };
  const { TaskId: taskId, EventKey: key, SelectedItems } = callback;
  const selected = (SelectedItems?.SelectedItem ?? []).map(
    (item) => [item.QuestionKey, item.OptionIds.OptionId] as const,
  );
  return { click: { taskId, key, ...(selected.length > 0 ? { selected: Object.fromEntries(selected) } : {}) } };
}
