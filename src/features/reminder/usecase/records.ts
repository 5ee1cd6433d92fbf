import { toInstant } from '../../../clock.ts';
import type { Db } from '../../../database.ts';
import { addDays, type Day } from '../../../language/day.ts';
import { findPending, findRecords } from '../store/outbox.ts';
import type { Preview, SendingRecord } from '../types.ts';
import { findRemindables, remindersFrom } from './compute.ts';
import { contextOf } from './engine.ts';
import type { RuleOptions } from './rule.ts';

export interface PreviewOptions extends RuleOptions {
  /** Both ends belong to the span. */
  from: Date;
  to: Date;
  zone: string;
  now: Date;
  botName: string;
}

const MOST_RECORDS = 1000;

/** What would be sent in a span, however far away: computed from the rules, and what already waits in the outbox. */
export async function previewReminders(db: Db, options: PreviewOptions): Promise<Preview[]> {
  const { from, to, now } = options;
  const context = await contextOf(options, db, now);
  const computed = remindersFrom(await findRemindables(context, { from, to }), context).filter(
    ({ dueAt, skipped }) => skipped === undefined && dueAt >= from && dueAt <= to,
  );
  const keys = new Set(computed.map(({ key }) => key));
  const previews = computed.map(
    ({ dueAt, kind, target, content }): Preview => ({
      at: dueAt,
      kind,
      target,
      text: 'text' in content ? content.text : '',
    }),
  );
  for (const { key, nextTryAt, ...item } of await findPending(db, to)) {
    const at = new Date(Math.max(nextTryAt.getTime(), now.getTime()));
    if (!keys.has(key) && at >= from && at <= to) previews.push({ at, ...item });
  }
  return previews.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** What was to be sent on a day of the association's calendar, and what became of it. */
export async function sendingRecords(db: Db, { day, zone }: { day: Day; zone: string }): Promise<SendingRecord[]> {
  const from = toInstant(day, '00:00', zone);
  const to = toInstant(addDays(day, 1), '00:00', zone);
  return joinAlike(await findRecords(db, { from, to, limit: MOST_RECORDS }));
}

/** What several people got alike at one time, with the same end, is one record. */
function joinAlike(records: readonly SendingRecord[]): SendingRecord[] {
  const joined = new Map<string, SendingRecord>();
  for (const [n, record] of records.entries()) {
    const { dueAt, state, reason, channel, text, userids } = record;
    const name = userids.length > 0 ? JSON.stringify([dueAt, state, reason, channel, text]) : String(n);
    const known = joined.get(name);
    if (known) known.userids.push(...userids);
    else joined.set(name, { ...record, userids: [...userids] });
  }
  return [...joined.values()];
}
