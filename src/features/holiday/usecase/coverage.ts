import { enqueue, type Item } from '../../../bot/outbox.ts';
import { toInstant, toLocal } from '../../../clock.ts';
import type { Db } from '../../../database.ts';
import { partsOf } from '../../../language/day.ts';
import { hasSetDay } from '../store.ts';
import { COVERED_YEARS } from './calendar.ts';

/**
 * Keeps one warning for each year that begins within a month, or has begun, and whose holidays neither the
 * library nor an administrator knows.
 */
export async function warnOfUncoveredYear(db: Db, { now, zone }: { now: Date; zone: string }): Promise<void> {
  const { year, month } = partsOf(toLocal(now, zone).day);
  const years = month === 12 ? [year, year + 1] : [year];
  for (const candidate of years) {
    const item = await coverageWarning(db, candidate, zone);
    if (item) await enqueue(db, item, now);
  }
}

/** The warning about a year; undefined where its holidays are known. */
export async function coverageWarning(db: Db, year: number, zone: string): Promise<Item | undefined> {
  if (year <= COVERED_YEARS.last || (await hasSetDay(db, `${year}-01-01`, `${year}-12-31`))) return undefined;
  return {
    key: `calendar:${year}`,
    kind: 'calendar_warning',
    target: { kind: 'branch' },
    content: { kind: 'text', text: warningText(year) },
    dueAt: toInstant(`${year - 1}-12-01`, '09:00', zone),
    usefulUntil: toInstant(`${year + 1}-01-01`, '00:00', zone),
  };
}

function warningText(year: number): string {
  return [
    `【请管理员处理】${year}年的放假安排还没有录入`,
    `机器人现在只知道${year}年的法定节日当天，不知道调休和补班，例会可能排错日子。`,
    '请任选一种办法：',
    '1. 升级机器人：运行 npm install chinese-days@latest 后重启；',
    `2. 照国务院办公厅的通知发给我，例如：放假 ${year}年10月1日-10月7日 国庆节，补班 ${year}年10月9日`,
  ].join('\n');
}
