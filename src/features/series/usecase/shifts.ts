import type { CommandContext } from '../../../bot/command.ts';
import { resolveDates } from '../../../language/date/resolve.ts';
import { scanDates } from '../../../language/date/scan.ts';
import { addDays, type Day } from '../../../language/day.ts';
import { createSheet } from '../../../language/sheet.ts';
import { normalise } from '../../../language/text.ts';
import { findWanted, type Occurrence } from '../../activity/usecase/find.ts';
import { findPostDays, type Series } from '../../activity/usecase/series/find.ts';
import { type Mine, mine } from '../../registration/usecase/roster.ts';
import { selectOnShift } from '../store/shift.ts';
import { selectStanding } from '../store/standing.ts';
import type { OnShift, Standing } from '../types.ts';
import { findMeant } from './meant.ts';

const WEEK = 7;
/** Days of one activity that are shown together. */
const MOST_DAYS = 4;
const FAR = 60;

export interface ShiftDay {
  occurrence: Occurrence;
  people: OnShift[];
}

export interface ShiftPlan {
  /** Of one activity that repeats; undefined: of whatever has shifts. */
  series: Series | undefined;
  days: ShiftDay[];
}

/** Who stands where: of what the words name its next days, else of all in the coming week, in a group of its own. */
export async function findShifts(context: CommandContext, words: string): Promise<ShiftPlan | undefined> {
  const { dates, rest } = readDays(words, context.today);
  const meant = rest === '' ? undefined : await findMeant(context, words);
  const activityId = meant?.series.id ?? (await activityNamed(context, rest));
  if (rest !== '' && activityId === undefined) return undefined;
  const ids = activityId === undefined ? {} : { activityIds: [activityId] };
  const span = spanOf(dates, { today: context.today, isOne: activityId !== undefined });
  const all = await findPostDays(context, { ...ids, ...span });
  const wanted = all.filter(({ day, state }) => state === 'open' && (dates.length === 0 || dates.includes(day)));
  const here = activityId === undefined ? wanted.filter((one) => isHere(context, one)) : wanted;
  const first = [...new Set(here.map(({ day }) => day))].slice(0, activityId === undefined ? WEEK : MOST_DAYS);
  return {
    series: meant?.series,
    days: await withPeople(
      context,
      here.filter(({ day }) => first.includes(day)),
    ),
  };
}

/** What the sender does in the coming weeks, and where they come every time. */
export async function findMine(context: CommandContext): Promise<Mine & { standing: Standing[] }> {
  return { ...(await mine(context)), standing: await selectStanding(context.db, { personId: context.sender.id }) };
}

async function activityNamed(context: CommandContext, keyword: string): Promise<number | undefined> {
  if (keyword === '') return undefined;
  const match = await findWanted(context, { keyword });
  if (match.kind === 'none') return undefined;
  const [first] = (match.kind === 'found' ? match.occurrences : match.candidates).filter(({ post }) => post !== null);
  return first?.activity.id;
}

async function withPeople({ db }: CommandContext, days: readonly Occurrence[]): Promise<ShiftDay[]> {
  const people = await selectOnShift(
    db,
    days.map(({ id }) => id),
  );
  return days.map((occurrence) => ({
    occurrence,
    people: people.filter(({ occurrenceId }) => occurrenceId === occurrence.id),
  }));
}

function isHere({ message: { chat } }: CommandContext, { activity }: Occurrence): boolean {
  return chat.kind !== 'group' || activity.chatId === null || activity.chatId === chat.id;
}

function spanOf(dates: readonly Day[], { today, isOne }: { today: Day; isOne: boolean }): { from: Day; until: Day } {
  const sorted = dates.toSorted();
  return { from: sorted[0] ?? today, until: sorted.at(-1) ?? addDays(today, isOne ? FAR : WEEK - 1) };
}

function readDays(words: string, today: Day): { dates: Day[]; rest: string } {
  const said = normalise(words).text;
  const tokens = scanDates(createSheet(said)).filter(({ part }) => !(part.kind === 'weekday' && part.isEvery));
  let rest = said;
  for (const { start, end } of tokens.toReversed()) rest = `${rest.slice(0, start)} ${rest.slice(end)}`;
  const { days } = resolveDates(tokens, today, 'future');
  return { dates: days, rest: rest.replace(/[\s,，。?？的]+/g, ' ').trim() };
}
