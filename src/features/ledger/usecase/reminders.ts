import type { DueMoment, FindContext, Remindable, ReminderKind } from '../../../bot/reminder.ts';
import { toInstant, toLocal } from '../../../clock.ts';
import { addDays, type Day, daysBetween, formatDay } from '../../../language/day.ts';
import { findBeginning } from '../store.ts';
import { describeRequirement, nameLine } from './describe.ts';
import { type Lacking, lackingBy } from './due.ts';
import { namePeriod } from './period.ts';

/** Of what is overdue people are told once the day after; later it stands in the ledger. */
const OVERDUE_USEFUL_DAYS = 7;
const MOST_LISTED = 20;

/** Two weeks before something becomes overdue, all that is due by one day in one message. */
export const dueReminder: ReminderKind = {
  name: 'ledger_due',
  label: '三会一课快到期',
  offsets: [{ days: -14, at: '09:00' }],
  find: (context, span) => findAll(context, span, { textOf: dueText, usefulDays: 1 }),
};

/** The day after the last day something could be held on. */
export const overdueReminder: ReminderKind = {
  name: 'ledger_overdue',
  label: '三会一课逾期',
  offsets: [{ days: 1, at: '09:00' }],
  find: (context, span) => findAll(context, span, { textOf: overdueText, usefulDays: OVERDUE_USEFUL_DAYS }),
};

interface Telling {
  textOf(all: readonly Lacking[], day: Day, moment: DueMoment, botName: string): string;
  /** Days behind the last of the period. */
  usefulDays: number;
}

async function findAll(
  { db, zone, now, botName }: FindContext,
  { from, to }: { from: Date; to: Date },
  { textOf, usefulDays }: Telling,
): Promise<Remindable[]> {
  const since = await findBeginning(db);
  if (!since) return [];
  const days = { from: toLocal(from, zone).day, to: toLocal(to, zone).day };
  const lacking = await lackingBy(db, days, { now, today: toLocal(now, zone).day, zone });
  return [...lacking].flatMap(([day, all]): Remindable[] => {
    const at = toInstant(day, '23:59', zone);
    if (at < from || at > to) return [];
    return [
      {
        subject: `ledger:${day}`,
        occurrence: 'once',
        version: versionOf(all),
        at,
        usefulUntil: toInstant(addDays(day, usefulDays), '24:00', zone),
        since,
        audience: { kind: 'role', role: 'committee' },
        content: (moment) => ({ kind: 'markdown', text: textOf(all, day, moment, botName) }),
      },
    ];
  });
}

/** `lecture,party_group.3`: what lacks, and whose it is. */
function versionOf(all: readonly Lacking[]): string {
  return all.map(({ line: { kind, unit } }) => (unit ? `${kind}.${unit.id}` : kind)).join(',');
}

function dueText(all: readonly Lacking[], day: Day, { today }: DueMoment, botName: string): string {
  const left = daysBetween(today, day);
  return [
    `【三会一课提醒】离${formatDay(day, today)}还有 ${left} 天，这些还没开，也没有排定：`,
    ...list(all, today),
    `排定请发：@${botName} ${formatExample(addDays(day, -4))} 19:00 党课。看全部：台账`,
  ].join('\n');
}

function overdueText(all: readonly Lacking[], day: Day, { today }: DueMoment, botName: string): string {
  return [
    `【三会一课逾期】到${formatDay(day, today)}为止，这些没有开：`,
    ...list(all, today),
    `看全部请发：@${botName} 台账`,
  ].join('\n');
}

function list(all: readonly Lacking[], today: Day): string[] {
  const lines = all.slice(0, MOST_LISTED).map(({ line, checked: { period, lacking, times } }) => {
    const short = times > 1 ? `，还差 ${lacking} 次` : '';
    return `- ${nameLine(line)}：${namePeriod(period, today)}，${describeRequirement(line.requirement)}${short}`;
  });
  return all.length > MOST_LISTED ? [...lines, `- 等，共 ${all.length} 项`] : lines;
}

function formatExample(day: Day): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
}
