import { type Resolved, resolveDates } from '../../../language/date/resolve.ts';
import type { DateToken } from '../../../language/date/token.ts';
import { type Day, formatDay } from '../../../language/day.ts';
import type { NewOption } from '../types.ts';

/** A stretch of the line between separators. */
export interface Piece {
  text: string;
  start: number;
  dates: DateToken[];
}

/** A colon or a stroke within a number is part of it: 19:00, 6/5. */
const SEPARATOR = /[\s,，、;；。?？]+|(?<!\d)[:：]|[:：](?!\d)|(?<!\d)\/|\/(?!\d)/g;
const JOIN = '(?:[-~至到和与及或]|还是)*';
const ENDS = new RegExp(`^${JOIN}|${JOIN}$`, 'g');
/** 19:00, 上午, 晚上7点: belongs to the day before it. */
const TIME_ONLY =
  /^(?:上午|下午|晚上|中午|早上|傍晚)?(?:\d{1,2}[:：]\d{2}(?:[-~至到]\d{1,2}[:：]\d{2})?|\d{1,2}点半?)?$/;
/** A., B、, 1. before an option. */
const LABEL = /^([A-Ia-i]|\d{1,2}(?=[.)）]))[.)）]?/;

/** Where the line has three lines or more each is a piece; else what stands between separators. */
export function splitPieces(text: string, dates: readonly DateToken[]): Piece[] {
  const isByLine = text.split('\n').filter((line) => line.trim() !== '').length > 2;
  const spans: Piece[] = [];
  let start = 0;
  const ends = isByLine ? text.matchAll(/\n+/g) : text.matchAll(SEPARATOR);
  for (const { index, 0: separator } of [...ends, { index: text.length, 0: '' }]) {
    const raw = text.slice(start, index);
    const at = start + raw.length - raw.trimStart().length;
    if (raw.trim() !== '') spans.push({ text: raw.trim(), start: at, dates: [] });
    start = index + separator.length;
  }
  return spans.flatMap((piece) => partTitle({ ...piece, dates: datesIn(piece, dates) }));
}

/** 主题党日哪天好6月5日: the day goes on where the title ends. */
function partTitle(piece: Piece): Piece[] {
  const [first] = piece.dates;
  if (!first || leftover(piece) === '') return [piece];
  const before = piece.text.slice(0, first.start - piece.start);
  const rest = { ...piece, text: piece.text.slice(before.length), start: first.start };
  return before.length > 3 && leftover(rest) === '' ? [{ ...piece, text: before, dates: [] }, rest] : [piece];
}

function datesIn({ text, start }: Piece, dates: readonly DateToken[]): DateToken[] {
  return dates.filter((date) => date.start >= start && date.start < start + text.length);
}

/** What a piece says besides its days. */
export function leftover({ text, start, dates }: Piece): string {
  let rest = text;
  for (const date of dates.toReversed()) {
    rest = `${rest.slice(0, Math.max(0, date.start - start))} ${rest.slice(date.end - start)}`;
  }
  const words = rest.replace(/\s+/g, '').replace(/\(\)|（）/g, '');
  return words.replace(ENDS, '');
}

/** `6月5日 19:00` is one option. */
export function joinTimes(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last && last.dates.length > 0 && piece.dates.length === 0 && TIME_ONLY.test(piece.text)) {
      joined[joined.length - 1] = { ...last, text: `${last.text}${piece.text}` };
    } else joined.push(piece);
  }
  return joined;
}

/** The options of pieces that name days; `6月5日-7日` is three. */
export function dayOptions(pieces: readonly Piece[], today: Day): { options: NewOption[]; warnings: string[] } {
  const isDaysOnly = pieces.every((piece) => leftover(piece) === '');
  const groups = isDaysOnly ? [{ dates: pieces.flatMap(({ dates }) => dates), rest: '' }] : pieces.map(asGroup);
  const warnings: string[] = [];
  const options = groups.flatMap(({ dates, rest }): NewOption[] => {
    const { days, warnings: wrong }: Resolved = resolveDates(dates, today, 'future');
    warnings.push(...wrong);
    if (dates.length === 0) return [{ text: rest, day: null }];
    return days.map((day) => ({ text: `${formatDay(day, today)}${rest}`, day }));
  });
  return { options, warnings };
}

/** By itself a piece's first day goes on from nothing. */
function asGroup(piece: Piece): { dates: DateToken[]; rest: string } {
  const [first, ...others] = piece.dates;
  if (!first) return { dates: [], rest: piece.text };
  const { link: _, ...alone } = first;
  return { dates: [alone, ...others], rest: leftover(piece) };
}

/** `A植物园 B纪念馆`: where the options are lettered or numbered, what comes before is the title. */
export function partLabels(pieces: readonly Piece[]): { title: string; options: NewOption[] } {
  const first = pieces.findIndex((_, i) => isRun(pieces.slice(i)));
  const at = first < 0 ? 1 : first;
  const bare = ({ text }: Piece) => (first < 0 ? text : text.replace(LABEL, '').trim());
  return {
    title: joinTexts(pieces.slice(0, at)),
    options: pieces.slice(at).map((piece) => ({ text: bare(piece), day: null })),
  };
}

function isRun(pieces: readonly Piece[]): boolean {
  const labels = pieces.map(({ text }) => LABEL.exec(text)?.[1]?.toUpperCase());
  const isLettered = labels.every((label, i) => label === String.fromCharCode(65 + i));
  return labels.length > 1 && (isLettered || labels.every((label, i) => label === `${i + 1}`));
}

export function joinTexts(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join(' ');
}
