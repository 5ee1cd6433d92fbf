import type { Remindable, ReminderKind } from '../../../bot/reminder.ts';
import { toInstant, toLocal } from '../../../clock.ts';
import type { Db } from '../../../database.ts';
import { partsOf } from '../../../language/day.ts';
import { hasSetDay } from '../store.ts';
import { COVERED_YEARS } from './calendar.ts';

/** Warns a month ahead of each year whose holidays neither the library nor an administrator knows. */
export const coverageWarning: ReminderKind = {
  name: 'calendar_warning',
  label: '放假安排没有录入',
  offsets: [{ minutes: 0 }],
  async find({ db, zone }, { from, to }) {
    const found: Remindable[] = [];
    const last = partsOf(toLocal(to, zone).day).year + 1;
    for (let year = partsOf(toLocal(from, zone).day).year; year <= last; year += 1) {
      const at = toInstant(`${year - 1}-12-01`, '09:00', zone);
      if (at < from || at > to || !(await isUncovered(db, year))) continue;
      found.push(warningOf(year, at, zone));
    }
    return found;
  },
};

async function isUncovered(db: Db, year: number): Promise<boolean> {
  return year > COVERED_YEARS.last && !(await hasSetDay(db, `${year}-01-01`, `${year}-12-31`));
}

function warningOf(year: number, at: Date, zone: string): Remindable {
  return {
    subject: 'calendar',
    occurrence: String(year),
    version: 'uncovered',
    at,
    usefulUntil: toInstant(`${year + 1}-01-01`, '00:00', zone),
    since: new Date(0),
    audience: { kind: 'branch' },
    content: () => ({ kind: 'text', text: warningText(year) }),
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
