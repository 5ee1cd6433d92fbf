import { findPlace } from '../about/place.ts';
import { resolveDates } from '../date/resolve.ts';
import { readFacts } from '../facts.ts';
import { type Draft, meantDates, put, putKeyword, putTime, warn } from '../fields/draft.ts';
import { countCompanions } from '../people/companion.ts';
import { isName } from '../people/name.ts';
import { rosterSet } from '../people/roster.ts';
import { scanCounts } from '../quantity/count.ts';
import type { ReadingContext } from '../reading.ts';
import { createSheet } from '../sheet.ts';
import { bareLine, blankMark, isExample, type ListLine, numberedLine } from './line.ts';
import { namesIn, spellRow } from './names.ts';
import type { RowParts } from './row.ts';
import { type Listed, readRows } from './rows.ts';
import { type Line, splitInline, splitLines } from './split.ts';

/** One numbered line of a pasted 接龙. */
interface Entry extends RowParts {
  /** Of the look of a Chinese name. */
  isUsualName: boolean;
  start: number;
  end: number;
}

const TITLE = /^\s*[#【[]?\s{0,3}群?接龙\s?(?:报名)?[】\]#]?(?=[\s:：~,，、(（!！.。…·-]|$|[\u4e00-\u9fff\d])/;
const MARK = /^[^\S\n]{0,8}#\s{0,3}群?接龙/m;
/** 护考报名接龙: by itself no sign of a list (成语接龙), with usual names below it is. */
const TITLE_END = /接龙(?:[\s:：】\])）]*$|[\s,，。:：(（【])/;
const NOT_HEADING = /^\s*(?:格式|例如?|示例|说明|注意?|备注|要求|温馨提示|请)\s?[:：]?/;
const PHONE = /(?<!\d)(?:(?:\+|00)?86[\s-]?)?(1[3-9]\d[\s-]?(?:\d{4}|[xX*]{4})[\s-]?(?:\d{4}|[xX*]{4}))(?!\d)/;

/** A pasted 接龙: its heading read like any plan, its rows one by one. Undefined where the text is none. */
export function readJielong(typed: string, context: ReadingContext): Draft | undefined {
  // A list has several rows, or says that it is one.
  if (!typed.includes('\n') && !typed.includes('接龙')) return undefined;
  const text = blankLead(typed);
  const plain = splitLines(text);
  const first = plain.find(({ line }) => line.trim() !== '');
  const isTitled = first !== undefined && TITLE.test(first.line);
  const lines = isTitled ? plain.flatMap((line) => splitInline(line, rosterSet(context.roster))) : plain;
  const entries = lines.flatMap(({ line, start }) => entryOf(line, start, context.roster));
  const headingEnd = entries[0]?.lineStart ?? text.length;
  const isHeaded = first !== undefined && first.start < headingEnd;
  const isMarked = first !== undefined && MARK.test(first.line) && text.trim().length > 8;
  const isTitledList = isTitled && entries.some(({ entry }) => entry !== undefined);
  if (!isTitledList && !isMarked && !(isHeaded && isPlainList(first.line, entries))) return undefined;
  const draft: Draft = { fields: {}, spans: [] };
  readHeading(draft, headingOf(text, lines, headingEnd), context);
  const listed = lines.filter(({ start }) => start >= headingEnd).map((line) => listedLine(line, context.roster));
  putRows(
    draft,
    listed.flatMap(({ entry }) => (entry ? [entry] : [])),
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

/** Empty for a line that is no row; a row without a name has no entry. */
function entryOf(
  line: string,
  lineStart: number,
  roster: readonly string[],
  split: ListLine | undefined = numberedLine(line, rosterSet(roster)),
): { lineStart: number; parts: RowParts; entry?: Entry }[] {
  if (!split) return [];
  const { number, rest, at } = split;
  const phone = PHONE.exec(rest)?.[1]?.replace(/[\s-]/g, '');
  const body = spellRow(rest.replace(PHONE, ' '));
  const names = namesIn(body, rosterSet(roster));
  const people = Math.max(names.length, namesAndOthers(body, names));
  const parts = { names, people, body, ...(number === undefined ? {} : { number }), ...(phone ? { phone } : {}) };
  if (names.length === 0) return [{ lineStart, parts }];
  const start = lineStart + at;
  const isUsualName = isName(names[0] ?? '', 'apt', rosterSet(roster));
  return [{ lineStart, parts, entry: { ...parts, isUsualName, start, end: start + rest.length } }];
}

/** A line from the first row on. */
function listedLine({ line, start }: Line, roster: readonly string[]): Listed & { entry?: Entry } {
  const known = rosterSet(roster);
  const [found] = entryOf(line, start, roster, numberedLine(line, known) ?? bareLine(line, known));
  return { line, ...found };
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
