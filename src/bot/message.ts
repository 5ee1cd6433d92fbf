import type { Card, Reply } from './reply.ts';

/** A group, or one person talking to the bot alone. */
export type Chat = { kind: 'group'; id: string } | { kind: 'single' };

export interface Attachment {
  kind: 'image' | 'file' | 'voice' | 'video';
  /** Valid for five minutes, encrypted. */
  url: string;
  /** What decrypts it, base64, where each address has its own; else the key of the callback. */
  key?: string;
}

/** A message that came in, whatever channel brought it. */
export interface Message {
  /** `bot:` and the channel's own id; unique for ever: a redelivery carries the same. */
  id: string;
  bot: string;
  chat: Chat;
  /** Userid in lower case. */
  sender: string;
  /** The userid as WeCom spells it, where that is not lower case. */
  wecomId?: string;
  /** As typed, the mention of the bot taken out. Empty for a click or an event. */
  text: string;
  quote?: { text: string };
  /** The bot is mentioned within a sentence, or behind somebody else: perhaps spoken of, not to. */
  isAside?: boolean;
  attachments: Attachment[];
  /** A button or the submit of a card; `selected`: ids of the options chosen, by the question's key. */
  click?: { taskId: string; key: string; selected?: Record<string, string[]> };
  /** The person opened the chat with the bot for the first time today. */
  isEntering?: boolean;
  receivedAt: Date;
  /** Its channel brings it no second time, so its answer is owed until it has been shown. */
  isBroughtOnce?: true;
  /** Takes one late answer within the hour, where the channel gives it. */
  responseUrl?: string;
}

/** What a stream shows right now. */
export interface StreamState {
  id: string;
  text: string;
  isFinished: boolean;
  /** Buttons shown with it; given until it is delivered, since a message takes one card. */
  card?: Card;
}

/** What a channel hands its messages to. */
export interface Receiver {
  /** Answers a message; a redelivery gets the same answer. Never throws for what a person may have done. */
  receive(message: Message): Promise<Reply>;
  /** The present state of a stream; undefined for one that is not known. Reading it confirms nothing. */
  refresh(streamId: string): Promise<StreamState | undefined>;
  /** Says that the finished state has reached WeCom, where WeCom asks for it by itself. */
  delivered(streamId: string): Promise<void>;
  /**
   * For a channel that pushes: shows the finished state by `show`, which no other process does meanwhile; where that
   * is false, the answer goes by another way at once. Nothing is done for one unfinished or delivered already.
   */
  deliver(streamId: string, show: (state: StreamState) => Promise<boolean>): Promise<void>;
}

/** A receiver that is made later: the ways in are made before what answers, for the features ask how they fare. */
export function deferReceiver(receiver: () => Receiver): Receiver {
  return {
    receive: (message) => receiver().receive(message),
    refresh: (streamId) => receiver().refresh(streamId),
    delivered: (streamId) => receiver().delivered(streamId),
    deliver: (streamId, show) => receiver().deliver(streamId, show),
  };
}
