import { resolveDates } from '../../../language/date/resolve.ts';
import { scanDates } from '../../../language/date/scan.ts';
import type { DateToken } from '../../../language/date/token.ts';
import type { Day } from '../../../language/day.ts';
import { MEETING } from '../../../language/intent/words.ts';
import { createSheet } from '../../../language/sheet.ts';
import { normalise } from '../../../language/text.ts';
import { bareTitle, squeezeTitle } from '../../meeting/usecase/title.ts';

/** Which holding is named, and what remains to be kept of it. */
export interface Heading {
  /** The days the date may mean, gone by and to come; empty: none is named. */
  days: Day[];
  /** As typed; undefined: no meeting is named. */
  title: string | undefined;
  body: string;
}

const LONGEST_HEAD = 60;
const CLOCK = /^(?:\s?(?:上午|中午|下午|晚上|晚|早上))?(?:\s?\d{1,2}[:点时](?:\d{2}|半)?分?)?(?:\s?的)?\s?/;
const SEPARATOR = /^(?:\s?的?(?:会议)?(?:纪要|记录))?(?:[\s:：,，。;；]+|$)/;
const NAMED = new RegExp(`^[\\u4e00-\\u9fffA-Za-z]{0,10}?${MEETING}`);
/** A line of its own may name a meeting by any words that end like one. */
const LINE = /^[\u4e00-\u9fffA-Za-z]{2,12}(?:会|党课|党日)(?=\s*(?:\n|$))/;

/** Reads `6月1日例会` at the head of what was typed behind 会议纪要; `titles`: of the meetings there are. Pure. */
export function readHeading(typed: string, { today, titles }: { today: Day; titles: readonly string[] }): Heading {
  const { text, offsets } = normalise(typed);
  const start = text.length - text.trimStart().length;
  const head = text.slice(start, start + LONGEST_HEAD);
  const restFrom = (at: number) => typed.slice(offsets[start + at] ?? typed.length).trim();
  const whole = { body: typed.trim() };
  const named = titleAt(head, 0, titles);
  if (named > 0) {
    const end = separatorEnd(head, named);
    return end === undefined
      ? { days: [], title: undefined, ...whole }
      : { days: [], title: head.slice(0, named), body: restFrom(end) };
  }
  const tokens = datesAtHead(head);
  const dated = tokens.at(-1)?.end;
  if (dated === undefined) return { days: [], title: undefined, ...whole };
  const at = dated + (CLOCK.exec(head.slice(dated))?.[0].length ?? 0);
  const title = titleAt(head, at, titles);
  const end = separatorEnd(head, at + title);
  const days = daysOf(tokens, today);
  if (title > 0)
    return { days, title: head.slice(at, at + title), body: end === undefined ? whole.body : restFrom(end) };
  // 6月10日前…: the first word of the minutes, no heading.
  const isAlone = /^\s*(?:$|\n|[:：])/.test(head.slice(at)) || /\n\s*$/.test(head.slice(dated, at));
  return isAlone ? { days, title: undefined, body: restFrom(end ?? at) } : { days: [], title: undefined, ...whole };
}

/** How long the meeting's name is that stands there; 0: none. */
function titleAt(head: string, at: number, titles: readonly string[]): number {
  const rest = head.slice(at);
  const known = titles
    .flatMap((title) => [squeezeTitle(title), bareTitle(title)])
    .filter((title) => title.length > 1 && rest.startsWith(title))
    .sort((a, b) => b.length - a.length)[0];
  return known?.length ?? NAMED.exec(rest)?.[0].length ?? LINE.exec(rest)?.[0].length ?? 0;
}

function separatorEnd(head: string, at: number): number | undefined {
  const found = SEPARATOR.exec(head.slice(at));
  return found ? at + found[0].length : undefined;
}

function datesAtHead(head: string): DateToken[] {
  const tokens = scanDates(createSheet(head));
  const first = tokens.findIndex(({ start }) => start === 0);
  if (first !== 0) return [];
  const end = tokens.findIndex(({ link }, i) => i > 0 && link !== 'restates');
  const run = end < 0 ? tokens : tokens.slice(0, end);
  const last = run.at(-1);
  const closing = last && /^\s?[)】]/.exec(head.slice(last.end))?.[0].length;
  return last && closing ? [...run.slice(0, -1), { ...last, end: last.end + closing }] : run;
}

function daysOf(tokens: readonly DateToken[], today: Day): Day[] {
  const days = (['past', 'future'] as const).flatMap((way) => resolveDates(tokens, today, way).days);
  return [...new Set(days)];
}
