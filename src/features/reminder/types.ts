import type { Target } from '../../bot/outbox.ts';

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
}
