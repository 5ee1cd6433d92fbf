import { randomUUID } from 'node:crypto';
import type { Place } from '../protocol/callback.ts';
import type { CardBody } from '../protocol/card.ts';
import { toWallTime } from './wall-time.ts';

export type Body =
  | { kind: 'text'; text: string }
  /** `isTyping`: an open stream. */
  | { kind: 'markdown'; text: string; isTyping?: boolean }
  | CardBody
  | { kind: 'file' | 'video'; text: string; name: string; url: string; size: number }
  | { kind: 'image'; text: string; url: string }
  /** `text` is what was recognised of the speech. */
  | { kind: 'voice'; text: string }
  | { kind: 'mixed'; text: string; items: ({ text: string } | { url: string })[] };

export type Author =
  | { kind: 'person'; userid: string; name: string }
  | { kind: 'bot'; name: string }
  /** A group robot. */
  | { kind: 'robot'; name: string }
  /** The stand-in itself: what went wrong. */
  | { kind: 'notice' };

/** One message as people see it. */
export interface Shown {
  id: string;
  place: Place;
  /** ISO with +08:00, by the bot's clock. */
  at: string;
  author: Author;
  body: Body;
  /** What these people see instead of `body`. */
  personal?: Record<string, Body>;
  /** Whose taps have changed the card. */
  tappedBy?: string[];
  quote?: string;
  /** Present where the bot wants to hear what people think of the message. */
  feedbackId?: string;
  /** False: the bot cannot hear it; `whyUnheard` says why. */
  isDelivered?: boolean;
  whyUnheard?: string;
}

/** `cause`: msgid of the callback that brought it; absent for a push. */
export type Listener = (shown: Shown, cause?: string) => void;

/** All that is shown in all chats, the newest `limit` of it. */
export interface Log {
  /** Differs from one run of the process to the next. */
  id: string;
  add(entry: Omit<Shown, 'id' | 'at'>, cause?: string): Shown;
  /** Shows `body` from now on; `userids`: to these people only. Nothing happens to one already forgotten. */
  replace(id: string, change: { body: Body; userids?: string[]; tappedBy?: string }, cause?: string): void;
  find(id: string): Shown | undefined;
  /** Messages added or changed after `position`, and the position then. */
  since(position: number): { entries: Shown[]; position: number };
  /** Returns how to stop. */
  watch(listener: Listener): () => void;
}

export function createLog(now: () => Date, limit = 2000): Log {
  const entries = new Map<string, { shown: Shown; position: number }>();
  const listeners = new Set<Listener>();
  let position = 0;

  function keep(shown: Shown, cause?: string): void {
    position += 1;
    entries.set(shown.id, { shown, position });
    const [oldest] = entries.keys();
    if (entries.size > limit && oldest !== undefined) entries.delete(oldest);
    for (const listener of listeners) listener(shown, cause);
  }

  return {
    id: randomUUID().slice(0, 8),
    add(entry, cause) {
      const shown = { id: randomUUID(), at: toWallTime(now()), ...entry };
      keep(shown, cause);
      return shown;
    },
    replace(id, { body, userids, tappedBy }, cause) {
      const known = entries.get(id)?.shown;
      if (!known) return;
      const shown = tappedBy === undefined ? known : withTap(known, tappedBy);
      const personal = Object.fromEntries(userids?.map((userid) => [userid, body]) ?? []);
      if (userids) keep({ ...shown, personal: { ...shown.personal, ...personal } }, cause);
      else keep({ ...withoutPersonal(shown), body }, cause);
    },
    find: (id) => entries.get(id)?.shown,
    since: (known) => ({
      entries: [...entries.values()].filter((entry) => entry.position > known).map(({ shown }) => shown),
      position,
    }),
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What `userid` sees of a message. */
export function bodyFor(shown: Shown, userid: string): Body {
  return shown.personal?.[userid] ?? shown.body;
}

/** In a few words, as a quote or a list of chats shows it. */
export function briefOf(body: Body): string {
  switch (body.kind) {
    case 'card':
      return `［卡片］${body.title}`;
    case 'file':
      return `［文件］${body.name}`;
    case 'video':
      return `［视频］${body.name}`;
    case 'voice':
      return `［语音］${body.text}`;
    default:
      return body.text;
  }
}

export function isSamePlace(one: Place, other: Place): boolean {
  return one.chat === other.chat && personIn(one) === personIn(other);
}

function personIn(place: Place): string | undefined {
  return 'person' in place ? place.person : undefined;
}

function withTap(shown: Shown, userid: string): Shown {
  return { ...shown, tappedBy: [...new Set([...(shown.tappedBy ?? []), userid])] };
}

function withoutPersonal({ personal: _, ...shown }: Shown): Shown {
  return shown;
}
