import { type Day, daysBetween, isDayIn } from '../../../language/day.ts';
import type { PartOfDay } from '../../../language/reading.ts';
import type { Occurrence, PostHead } from '../types.ts';
import { byPost } from './series/post.ts';

/** What a message says about the activity it means. */
export interface Wanted {
  keyword?: string | undefined;
  dates?: readonly Day[] | undefined;
  /** HH:MM, or start and end. */
  time?: readonly string[] | undefined;
  part?: PartOfDay | undefined;
  place?: string | undefined;
  /** Text of the message that was quoted: often the announcement. */
  quote?: string | undefined;
  /** The words themselves: a post is named or numbered in them. */
  said?: string | undefined;
}

/** What matching looks at. */
export type Matchable = Pick<Occurrence, 'id' | 'day' | 'startTime' | 'endTime'> & {
  activity: Pick<Occurrence['activity'], 'title' | 'place'>;
  post?: Pick<PostHead, 'serial' | 'name'> | null;
};

export type Match<T> =
  /**
   * One activity; several days where the message named several. `missingDays`: named, but not held then.
   * `isAssumed`: the message named nothing and this is the only one.
   */
  | { kind: 'found'; occurrences: T[]; missingDays: Day[]; isAssumed: boolean }
  /** Fits several, soonest first. */
  | { kind: 'several'; candidates: T[] }
  /** Fits none; `nearest` are like it, at most three. */
  | { kind: 'none'; nearest: T[] };

const NEAREST_SHOWN = 3;
/** More days than this are a span to look in (下周), not a list of days. */
const LONGEST_LIST = 6;

/** Which of `candidates` (soonest first) a message means. Pure. */
export function matchOccurrences<T extends Matchable>(candidates: readonly T[], wanted: Wanted): Match<T> {
  const named = filterByWords(candidates, wanted);
  if (named.fits.length === 0) return none(byDay(named.similar, wanted.dates), wanted);
  const onDay = byDay(named.fits, wanted.dates);
  if (onDay.length === 0) return none(named.fits, wanted);
  const atTime = onDay.filter((candidate) => fitsTime(candidate, wanted));
  if (atTime.length === 0) return none(onDay, wanted);
  const left = byPost(byPlace(atTime, wanted.place), wanted);
  if (left.length === 0) return none(atTime, wanted);
  const isOneEach = wanted.dates !== undefined && new Set(left.map(({ day }) => day)).size === left.length;
  if (left.length > 1 && !(isOneEach && isOneTitle(left))) return { kind: 'several', candidates: left };
  return {
    kind: 'found',
    occurrences: left,
    missingDays: missingDays(left, wanted.dates),
    isAssumed: named.isUnnamed && !wanted.dates?.length,
  };
}

function none<T extends Matchable>(pool: readonly T[], { dates }: Wanted): Match<T> {
  const day = dates?.[0];
  const distance = (candidate: T) => (day === undefined ? 0 : Math.abs(daysBetween(day, candidate.day)));
  const nearest = day === undefined ? [...pool] : pool.toSorted((a, b) => distance(a) - distance(b));
  return { kind: 'none', nearest: nearest.slice(0, NEAREST_SHOWN) };
}

interface ByWords<T> {
  fits: T[];
  /** What to offer where none fits: titles like it first. */
  similar: T[];
  isUnnamed: boolean;
}

function filterByWords<T extends Matchable>(candidates: readonly T[], { keyword, quote }: Wanted): ByWords<T> {
  const wanted = keyword === undefined ? '' : core(keyword);
  if (wanted === '') {
    const quoted = quote === undefined ? [] : filterByQuote(candidates, quote);
    if (quoted.length > 0) return { fits: quoted, similar: [], isUnnamed: false };
    return { fits: [...candidates], similar: [...candidates], isUnnamed: true };
  }
  const scored = candidates.map((candidate) => ({
    candidate,
    score: scoreOf(wanted, candidate),
  }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  const fits = best < FITS ? [] : scored.filter(({ score }) => score === best);
  const similar = scored.toSorted((a, b) => b.score - a.score);
  return { fits: fits.map(only), similar: similar.map(only), isUnnamed: false };
}

/** The activity may be named, or one of its posts, or both. */
function scoreOf(wanted: string, { activity, post }: Matchable): number {
  const title = likeness(wanted, core(activity.title));
  if (!post?.name) return title;
  const isPost = core(post.name) === wanted;
  return Math.max(title, likeness(wanted, core(`${activity.title}${post.name}`)), isPost ? AS_POST : 0);
}

function only<T>({ candidate }: { candidate: T }): T {
  return candidate;
}

/** The announcement or a reply about it was quoted: its title stands in the text, and mostly its day. */
function filterByQuote<T extends Matchable>(candidates: readonly T[], quote: string): T[] {
  const titled = candidates.filter(({ activity }) => quote.includes(activity.title));
  const dated = titled.filter(({ day }) => isDayIn(quote, day));
  const pool = dated.length > 0 ? dated : titled;
  // Of 护考 and 护考送水 both stand in the text; the longer one is meant.
  return pool.filter(({ activity }) => !pool.some((other) => isLongerTitle(other.activity.title, activity.title)));
}

function isLongerTitle(other: string, title: string): boolean {
  return other !== title && other.includes(title);
}

const GENERIC = /志愿服务|志愿者|志愿|服务|活动|招募|的/g;
const PUNCTUATION = /[\p{P}\p{S}\p{Z}\s]/gu;

/** What is left of a name without the words any activity has. */
function core(text: string): string {
  return text.toLowerCase().replace(PUNCTUATION, '').replace(GENERIC, '');
}

const FITS = 0.6;
const AS_POST = 0.95;

/** 1 the same, 0 nothing in common; from FITS on it is taken for the same activity. */
function likeness(wanted: string, title: string): number {
  if (wanted === title) return 1;
  if (title.includes(wanted)) return 0.9;
  if (title !== '' && wanted.includes(title) && title.length * 2 >= wanted.length) return 0.8;
  if (wanted.length >= 3 && isSubsequence(wanted, title)) return 0.7;
  const pairs = pairsOf(wanted);
  const shared = pairs.filter((pair) => title.includes(pair)).length / Math.max(1, pairs.length);
  return shared >= 0.75 ? FITS : shared / 2;
}

function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const char of whole) if (char === part[at]) at += 1;
  return at >= part.length;
}

function pairsOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2));
}

function byDay<T extends Matchable>(candidates: readonly T[], dates: readonly Day[] | undefined): T[] {
  return dates?.length ? candidates.filter(({ day }) => dates.includes(day)) : [...candidates];
}

function missingDays(found: readonly Matchable[], dates: readonly Day[] | undefined): Day[] {
  if (!dates || dates.length > LONGEST_LIST) return [];
  return dates.filter((date) => !found.some(({ day }) => day === date));
}

const PARTS: Record<PartOfDay, [string, string]> = {
  morning: ['00:00', '12:00'],
  noon: ['10:30', '14:30'],
  afternoon: ['12:00', '18:30'],
  evening: ['17:00', '24:00'],
};
/** People say when they come, not always when it begins. */
const EARLY_MINUTES = 120;

function fitsTime({ startTime, endTime }: Matchable, { time, part }: Wanted): boolean {
  if (startTime === null) return true;
  const said = time?.[0];
  if (said !== undefined) {
    const start = minutesOf(startTime);
    const end = endTime === null ? start + EARLY_MINUTES : minutesOf(endTime);
    return minutesOf(said) >= start - EARLY_MINUTES && minutesOf(said) <= end;
  }
  if (part === undefined) return true;
  const [from, until] = PARTS[part];
  return startTime >= from && startTime < until;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

function byPlace<T extends Matchable>(candidates: T[], place: string | undefined): T[] {
  if (!place || candidates.length < 2) return candidates;
  const there = candidates.filter(({ activity }) => activity.place?.includes(place) || activity.title.includes(place));
  return there.length > 0 ? there : candidates;
}

function isOneTitle(found: readonly Matchable[]): boolean {
  return new Set(found.map(({ activity }) => core(activity.title))).size === 1;
}
