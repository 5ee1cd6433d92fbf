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
  /** A sentence for people. */
  reason: string | null;
  text: string;
}
