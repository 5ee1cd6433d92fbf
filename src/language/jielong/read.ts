import { findPlace } from '../about/place.ts';
import { resolveDates } from '../date/resolve.ts';
import { readFacts } from '../facts.ts';
import { type Draft, meantDates, put, putKeyword, putTime, warn } from '../fields/draft.ts';
import { rosterSet } from '../people/roster.ts';
import type { ReadingContext } from '../reading.ts';
import { type Entry, rowIn } from './entry.ts';
import { bareLine, blankMark, isExample, numberedLine } from './line.ts';
import { type Listed, readRows } from './rows.ts';
import { type Line, splitInline, splitLines } from './split.ts';

const TITLE = /^\s*[#【[]?\s{0,3}群?接龙\s?(?:报名)?[】\]#]?(?=[\s:：~,，、(（!！.。…·-]|$|[\u4e00-\u9fff\d])/;
const MARK = /^[^\S\n]{0,8}#\s{0,3}群?接龙/m;
/** 护考报名接龙: by itself no sign of a list (成语接龙), with usual names below it is. */
const TITLE_END = /接龙(?:[\s:：】\])）]*$|[\s,，。:：(（【])/;
const NOT_HEADING = /^\s*(?:格式|例如?|示例|说明|注意?|备注|要求|温馨提示|请)\s?[:：]?/;

/** A pasted 接龙: its heading read like any plan, its rows one by one. Undefined where the text is none. */
export function readJielong(typed: string, context: ReadingContext): Draft | undefined {
  // A list has several rows, or says that it is one.
  if (!typed.includes('\n') && !typed.includes('接龙')) return undefined;
  const known = rosterSet(context.roster);
  const text = blankLead(typed);
  const plain = splitLines(text);
  const first = plain.find(({ line }) => line.trim() !== '');
  const isTitled = first !== undefined && TITLE.test(first.line);
  const lines = isTitled ? plain.flatMap((line) => splitInline(line, known)) : plain;
  const numbered = new Map(lines.map((line) => [line, rowIn(line, numberedLine(line.line, known), known)]));
  const entries = [...numbered.values()].filter((found) => found !== undefined);
  const headingEnd = entries[0]?.lineStart ?? text.length;
  const isHeaded = first !== undefined && first.start < headingEnd;
  const isMarked = first !== undefined && MARK.test(first.line) && text.trim().length > 8;
  const isTitledList = isTitled && entries.some(({ entry }) => entry !== undefined);
  if (!isTitledList && !isMarked && !(isHeaded && isPlainList(first.line, entries))) return undefined;
  const draft: Draft = { fields: {}, spans: [] };
  readHeading(draft, headingOf(text, lines, headingEnd), context);
  const listed = lines
    .filter(({ start }) => start >= headingEnd)
    .map((line): Listed & { entry?: Entry } => ({
      line: line.line,
      ...(numbered.get(line) ?? rowIn(line, bareLine(line.line, known), known)),
    }));
  putRows(
    draft,
    listed.map(({ entry }) => entry).filter((entry) => entry !== undefined),
  );
  const lead = lines.findLast(({ line, start }) => start < headingEnd && line.trim() !== '')?.line ?? '';
  const { rows, faults, days, isParted } = readRows(listed, { heading: draft.fields.dates ?? [], lead, context });
  if (rows.length > 0) Object.assign(draft.fields, { rows, faults });
  if (isParted) delete draft.fields.part;
  if (days.length > 0) draft.fields.dates = [...new Set([...(draft.fields.dates ?? []), ...days])];
  return draft;
}

/** Without the title word: nothing but usual names; beneath 护考报名接龙, mostly. */
function isPlainList(first: string, entries: readonly { entry?: Entry }[]): boolean {
  const named = entries.filter(({ entry }) => entry !== undefined);
  const usual = named.filter(({ entry }) => entry?.isUsualName);
  if (usual.length < 2) return false;
  return usual.length === entries.length || (TITLE_END.test(first) && usual.length * 2 > named.length);
}

/** `按这个报上` above the list is said to the bot; it is no part of the heading. */
function blankLead(text: string): string {
  const at = MARK.exec(text)?.index ?? 0;
  return text.slice(0, at).replace(/[^\n]/g, ' ') + text.slice(at);
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
function headingOf(text: string, lines: readonly Line[], end: number): string {
  const kept = lines
    .filter(({ start }) => start < end)
    .map(({ line }) => {
      if ((NOT_HEADING.test(line) && !/\d/.test(line)) || isExample(line)) return ' '.repeat(line.length);
      return blankMark(line)
        .replace(TITLE, (title) => ' '.repeat(title.length))
        .replace(/^(\s*)[:：]/, '$1 ');
    });
  return kept.join('\n').slice(0, Math.max(0, Math.min(end, text.length)));
}
