import type { Attachment, Chat, Message } from '../../bot/message.ts';
import { callbackSchema, kindSchema, type Media, type MessageCallback, type Quote } from './schema.ts';

export type Decoded =
  /** `userid` as WeCom spelled it: encrypted ids tell upper from lower case. */
  { kind: 'message'; message: Message; userid: string } | { kind: 'refresh'; streamId: string };

export interface DecodeOptions {
  receivedAt: Date;
  /** Takes the mention of the bot out of what was typed. */
  stripMention(text: string): string;
  /** Whether a text that mentions the bot only speaks of it. */
  isSpokenOf?(text: string): boolean;
}

/** A decrypted callback body; undefined for kinds and events nothing is done about. */
export function decode(body: unknown, options: DecodeOptions): Decoded | undefined {
  const parsed = callbackSchema.safeParse(body);
  if (!parsed.success) return undefined;
  const callback = parsed.data;
  if (callback.msgtype === 'stream') return { kind: 'refresh', streamId: callback.stream.id };
  const chat = chatOf(callback);
  if (!chat) return undefined;
  const { userid } = callback.from;
  const typed = storable(typedText(callback));
  const quoted = callback.quote ? quotedText(callback.quote) : '';
  const message: Message = {
    id: `${callback.aibotid}:${callback.msgid}`,
    bot: callback.aibotid,
    chat,
    ...senderOf(userid),
    text: options.stripMention(typed),
    attachments: attachmentsOf(callback),
    receivedAt: options.receivedAt,
    ...(quoted === '' ? {} : { quote: { text: quoted } }),
    ...(callback.response_url === undefined ? {} : { responseUrl: callback.response_url }),
    ...(chat.kind === 'group' && options.isSpokenOf?.(typed) ? { isAside: true } : {}),
    ...happeningOf(callback),
  };
  return { kind: 'message', message, userid };
}

/** `event:feedback_event`: names a body for the log without telling what is in it. */
export function describeKind(body: unknown): string {
  const parsed = kindSchema.safeParse(body);
  const { msgtype = '无 msgtype', event } = parsed.data ?? {};
  return event ? `${msgtype}:${event.eventtype}` : msgtype;
}

function chatOf({ chattype, chatid }: MessageCallback): Chat | undefined {
  if (chattype === 'single') return { kind: 'single' };
  return chatid === undefined ? undefined : { kind: 'group', id: chatid };
}

function typedText(callback: MessageCallback): string {
  if (callback.msgtype === 'text') return callback.text.content;
  if (callback.msgtype === 'voice') return callback.voice.content;
  if (callback.msgtype === 'mixed') return joinTexts(callback.mixed.msg_item);
  return '';
}

function quotedText(quote: Quote): string {
  const text = quote.text?.content ?? quote.voice?.content ?? joinTexts(quote.mixed?.msg_item ?? []);
  return storable(text).trim();
}

function joinTexts(items: readonly { text?: { content: string } | undefined }[]): string {
  return items.flatMap((item) => (item.text ? [item.text.content] : [])).join('\n');
}

function attachmentsOf(callback: MessageCallback): Attachment[] {
  if (callback.msgtype === 'image') return [attachment('image', callback.image)];
  if (callback.msgtype === 'file') return [attachment('file', callback.file)];
  if (callback.msgtype === 'video') return [attachment('video', callback.video)];
  if (callback.msgtype !== 'mixed') return [];
  return callback.mixed.msg_item.flatMap(({ image }) => (image ? [attachment('image', image)] : []));
}

function attachment(kind: Attachment['kind'], { url, aeskey }: Media): Attachment {
  return aeskey === undefined ? { kind, url } : { kind, url, key: aeskey };
}

function happeningOf(callback: MessageCallback): Pick<Message, 'click' | 'isEntering'> {
  if (callback.msgtype !== 'event') return {};
  if (callback.event.eventtype === 'enter_chat') return { isEntering: true };
  const { task_id, event_key, selected_items } = callback.event.template_card_event;
  const selected = (selected_items?.selected_item ?? []).flatMap((item) =>
    item ? [[item.question_key, item.option_ids.option_id] as const] : [],
  );
  const click = { taskId: task_id, key: event_key };
  return { click: selected.length > 0 ? { ...click, selected: Object.fromEntries(selected) } : click };
}

/** Userids are compared without case, but encrypted ones tell upper from lower. */
export function senderOf(userid: string): Pick<Message, 'sender' | 'wecomId'> {
  const sender = userid.toLowerCase();
  return sender === userid ? { sender } : { sender, wecomId: userid };
}

/** PostgreSQL takes no NUL in a text, and no half of a surrogate pair in JSON. */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '');
}
