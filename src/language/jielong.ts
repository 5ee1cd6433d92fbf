import { findPlace } from './about/place.ts';
import { resolveDates } from './date/resolve.ts';
import { readFacts } from './facts.ts';
import { type Draft, meantDates, put, putKeyword, putTime, warn } from './fields/draft.ts';
import { countCompanions } from './people/companion.ts';
import { isName, nameEnd, wholeNameEnd } from './people/name.ts';
import { rosterSet } from './people/roster.ts';
import { scanCounts } from './quantity/count.ts';
import type { ReadingContext } from './reading.ts';
import { createSheet } from './sheet.ts';

/** One numbered line of a pasted 接龙. */
interface Entry {
  names: string[];
  /** People the entry stands for, itself included. */
  people: number;
  phone?: string;
  /** Of the look of a Chinese name. */
  isUsualName: boolean;
  start: number;
  end: number;
}

const TITLE = /^\s*[#【[]?\s{0,3}接龙\s?(?:报名)?[】\]#]?(?=[\s:：~,，、(（!！.。…·-]|$|[\u4e00-\u9fff\d])/;
/** 1. 1、 1) 1- (1) 1️⃣ ① 一、 and `1 ` before whoever signs up; not 11.7 of a heading. */
const ROW =
  /^\s{0,8}(?:[(（]?\d{1,3}\s?[.、:：)）,，．\]】-]{1,3}(?!\d)\s?|\d{1,3}\u20e3\s?|\d{1,3}\s{1,4}|[\u2460-\u2473]\s?|[一二三四五六七八九十]{1,3}[、.．]\s?)(.*)$/;
const NOT_HEADING = /^\s*(?:格式|例如?|示例|说明|注意?|备注|要求|温馨提示|请)\s?[:：]?/;
const PHONE = /1[3-9]\d[\s-]?(?:\d{4}|[xX*]{4})[\s-]?(?:\d{4}|[xX*]{4})/;

/** A pasted 接龙: its heading read like any plan, its rows one by one. Undefined where the text is none. */
export function readJielong(text: string, context: ReadingContext): Draft | undefined {
  const lines = splitLines(text);
  const first = lines.find(({ line }) => line.trim() !== '');
  const isTitled = first !== undefined && TITLE.test(first.line);
  const entries = lines.flatMap(({ line, start }) => entryOf(line, start, context.roster));
  const headingEnd = entries[0]?.lineStart ?? text.length;
  const named = entries.filter(({ entry }) => entry !== undefined);
  const isPlain =
    named.length >= 2 && named.length === entries.length && named.every(({ entry }) => entry?.isUsualName);
  const isMarked = first !== undefined && /^\s*#\s{0,3}接龙/.test(first.line) && text.trim().length > 8;
  const isHeaded = first !== undefined && first.start < headingEnd;
  if (!(isTitled && named.length > 0) && !isMarked && !(isPlain && isHeaded)) return undefined;
  const draft: Draft = { fields: {}, spans: [] };
  readHeading(draft, headingOf(text, lines, headingEnd), context);
  putRows(
    draft,
    entries.flatMap(({ entry }) => (entry ? [entry] : [])),
  );
  return draft;
}

function readHeading(draft: Draft, heading: string, context: ReadingContext): void {
  const facts = readFacts(heading, context.roster);
  const scope = { isMeant: () => true };
  const tokens = meantDates(facts, scope);
  const { days, warnings } = resolveDates(tokens, context.today, 'future');
  put(draft, 'dates', days, ...tokens);
  warn(draft, warnings);
  putTime(draft, facts, scope);
  putKeyword(draft, facts);
  const place = findPlace(facts);
  put(draft, 'place', place?.text, place);
}

function putRows(draft: Draft, entries: readonly Entry[]): void {
  const people = [...new Set(entries.flatMap(({ names }) => names))];
  put(draft, 'people', people, ...entries);
  const bringsOthers = entries.some(({ people: count, names }) => count > names.length);
  if (bringsOthers)
    put(
      draft,
      'count',
      entries.reduce((sum, entry) => sum + entry.people, 0),
    );
  const phones = entries.flatMap(({ names, phone }) => (names[0] && phone ? [[names[0], phone] as const] : []));
  if (phones.length > 0) put(draft, 'phones', Object.fromEntries(phones));
}

/** The text up to the first row, the title word and lines that only explain blanked. */
function headingOf(text: string, lines: readonly { line: string; start: number }[], end: number): string {
  const kept = lines
    .filter(({ start }) => start < end)
    .map(({ line }) => {
      if (NOT_HEADING.test(line) && !/\d/.test(line)) return ' '.repeat(line.length);
      return line.replace(TITLE, (title) => ' '.repeat(title.length)).replace(/^(\s*)[:：]/, '$1 ');
    });
  return kept.join('\n').slice(0, Math.max(0, Math.min(end, text.length)));
}

/** Empty for a line that is no row; a row without a name has no entry. */
function entryOf(line: string, lineStart: number, roster: readonly string[]): { lineStart: number; entry?: Entry }[] {
  const match = ROW.exec(line);
  if (!match) return [];
  const rest = (match[1] ?? '').trim();
  const phone = PHONE.exec(rest)?.[0].replace(/[\s-]/g, '');
  const body = rest.replace(PHONE, ' ').trim();
  const names = namesOf(body, rosterSet(roster));
  if (names.length === 0) return [{ lineStart }];
  const start = lineStart + line.length - match[0].length + match[0].indexOf(rest);
  const people = Math.max(names.length, namesAndOthers(body, names));
  const isUsualName = isName(names[0] ?? '', 'apt', rosterSet(roster));
  return [
    { lineStart, entry: { names, people, isUsualName, start, end: start + rest.length, ...(phone ? { phone } : {}) } },
  ];
}

function namesOf(body: string, roster: ReadonlySet<string>): string[] {
  const end = wholeNameEnd(body, 0, 'named', roster) ?? nameEnd(body, 0, 'named', roster);
  // Whatever stands first in a row is who it is about, be it no usual name.
  const first = end === undefined ? /^[\u4e00-\u9fffA-Za-z·]{1,12}/.exec(body)?.[0] : body.slice(0, end);
  if (first === undefined) return [];
  const others = /^(?:\s?[、,，/]\s?|和|与)([\u4e00-\u9fff]{2,4})(?=$|[\s、,，/(（+])/.exec(
    body.slice(first.length),
  )?.[1];
  return others !== undefined && isName(others, 'likely', roster) ? [first, others] : [first];
}

/** 梁栋+2 is three, 一家3口 three, (带弟弟) two, 2人 two. */
function namesAndOthers(body: string, names: readonly string[]): number {
  const counts = scanCounts(createSheet(body));
  const total = counts.find(
    ({ kind }) => kind === 'family' || kind === 'total' || kind === 'people' || kind === 'capacity',
  );
  if (total) return total.n;
  const plus = counts.find(({ kind }) => kind === 'plus')?.n ?? 0;
  return names.length + plus + countCompanions(body, counts);
}

function splitLines(text: string): { line: string; start: number }[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const at = start;
    start += line.length + 1;
    return { line, start: at };
  });
}
