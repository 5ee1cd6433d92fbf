import { toInstant, toLocal } from '../../clock.ts';
import type { Db } from '../../database.ts';
import { addDays, type Day, partsOf } from '../../language/day.ts';
import { coverageWarning } from '../holiday/usecase/coverage.ts';
import { meetingReminders } from '../meeting/usecase/preview.ts';
import { findPending, findRecords } from './store.ts';
import type { Preview, SendingRecord } from './types.ts';

export interface PreviewOptions {
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
  const computed = [...(await meetingReminders(db, options)), ...(await coverageWarnings(db, options))];
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
export function sendingRecords(db: Db, { day, zone }: { day: Day; zone: string }): Promise<SendingRecord[]> {
  const from = toInstant(day, '00:00', zone);
  const to = toInstant(addDays(day, 1), '00:00', zone);
  return findRecords(db, { from, to, limit: MOST_RECORDS });
}

async function coverageWarnings(db: Db, { from, to, zone }: PreviewOptions) {
  const items = [];
  const lastYear = partsOf(toLocal(to, zone).day).year + 1;
  for (let year = partsOf(toLocal(from, zone).day).year; year <= lastYear; year += 1) {
    const item = await coverageWarning(db, year, zone);
    if (item && item.dueAt >= from && item.dueAt <= to) items.push(item);
  }
  return items;
}
