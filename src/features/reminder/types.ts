import type { Content, Item, Target } from '../../bot/outbox.ts';
import type { Offset, ReminderKind } from '../../bot/reminder.ts';

/** Something that would be sent. */
export interface Preview {
  at: Date;
  kind: string;
  target: Target;
  text: string;
}

/** What became of something to send. */
export interface SendingRecord {
  dueAt: Date;
  sentAt: Date | null;
  state: 'pending' | 'sending' | 'sent' | 'failed' | 'skipped';
  /** Why it was not sent, or what is to be known though it was; a sentence for people. */
  reason: string | null;
  /** Which way it went or was tried last, as people name it. */
  channel: string | null;
  text: string;
  /** Userids of those it is for one to one: several that get the same are one record; none: it is for a place or a role. */
  userids: string[];
}

/** What people have set of a kind. */
export interface Rule {
  kind: ReminderKind;
  isOn: boolean;
  offsets: readonly Offset[];
  /** Nothing due before is made up for by it; null: as declared, from the beginning. */
  since: Date | null;
}

/** What a row of a reminder is about. */
export interface About {
  subject: string;
  occurrence: string;
  version: string;
}

/** A reminder with its moment: a row of the outbox, or a skip to be recorded. */
export interface DueReminder extends Item {
  about: About;
  /** Nothing due before is made up for: what it reminds of, or whom, was not there yet. */
  since: Date;
  /** Why it is not sent; a sentence for people. */
  skipped?: string;
}

/** A row the engine has made before. */
export interface ReminderRow extends About {
  id: number;
  key: string;
  kind: string;
  state: SendingRecord['state'];
  target: Target;
  content: Content;
  dueAt: Date;
  usefulUntil: Date;
}
