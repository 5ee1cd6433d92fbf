import type { Role } from './permission.ts';
import type { Card } from './reply.ts';

/** Where something is sent; wecom/delivery.ts knows the channels that reach it. */
export type Target =
  /** A group chat the bot was spoken to in. */
  | { kind: 'chat'; chatId: string }
  /** The branch's own group: the first group robot. */
  | { kind: 'branch' }
  /** One person; where they are reached no other way, by name in `chatId`. */
  | { kind: 'person'; userid: string; chatId?: string }
  /** Everyone who has at least this role. */
  | { kind: 'role'; role: Role }
  /** A service station: its group, else its people. */
  | { kind: 'unit'; unitId: number }
  /** Everyone registered or waiting on these days of one activity; who is reached no other way, in its group. */
  | { kind: 'registered'; occurrenceIds: number[] };

export type Content =
  /**
   * `mentions`: userids told by name; in markdown, where the text says `<@userid>`. `card`: shown beside the text by
   * the channels that carry its buttons, and where it has none.
   */
  | { kind: 'text'; text: string; mentions?: string[]; card?: Card }
  | { kind: 'markdown'; text: string; mentions?: string[]; card?: Card }
  | { kind: 'file'; fileId: string }
  | { kind: 'image'; fileId: string }
  | { kind: 'news'; articles: Article[] };

/** A link with a title. */
export interface Article {
  title: string;
  description?: string;
  url: string;
  pictureUrl?: string;
}
