import { findKeyword } from '../../about/keyword.ts';
import type { Facts } from '../../facts.ts';
import type { Candidate } from '../rule.ts';
import { wordAt } from './words.ts';

/** What a feature is: `c` characters, `k` characters around the activity's name, `w` classes of words, `p` two classes, `f` a fact. */
export type Channel = 'c' | 'k' | 'w' | 'p' | 'f';

/** Is told each feature, some more than once: characters `from` … `to` of `text`, which stand at `start` … `end` of the message. */
export type Visitor = (channel: Channel, text: string, from: number, to: number, start: number, end: number) => void;

const LONGEST = 4;
const KEYWORD_SIGN = '\uE00F';
const GAP = '·';
const NO_CLASS = new Set([GAP, '|', '^', '$']);
/** Classes further apart in a clause are no pair. */
const FARTHEST = 12;

/** A text and where in the message each of its characters stands; one more at the end. */
interface Line {
  text: string;
  origin: readonly number[];
}

export function visitFeatures(facts: Facts, candidates: readonly Candidate[], visit: Visitor): void {
  const plain = spell(facts.whole);
  grams('c', plain, 1, visit);
  grams('k', spell(withoutKeyword(facts)), 2, visit, KEYWORD_SIGN);
  const classes = classify(plain);
  grams('w', classes, 1, visit);
  pairs(classes, visit);
  for (const name of factNames(facts, candidates)) visit('f', name, 0, name.length, 0, 0);
}

function grams(channel: Channel, { text, origin }: Line, least: number, visit: Visitor, having?: string): void {
  for (let from = 0; from < text.length; from++) {
    const start = origin[from] ?? 0;
    const needed = having === undefined ? from : text.indexOf(having, from);
    if (needed < 0) return;
    for (let to = Math.max(from + least, needed + 1); to <= Math.min(from + LONGEST, text.length); to++) {
      visit(channel, text, from, to, start, origin[to] ?? start);
    }
  }
}

/** Each two classes of a clause in their order, whatever stands between. */
function pairs({ text, origin }: Line, visit: Visitor): void {
  for (let first = 0; first < text.length; first++) {
    const before = text.charAt(first);
    if (NO_CLASS.has(before)) continue;
    for (let second = first + 1; second < Math.min(text.length, first + FARTHEST); second++) {
      const sign = text.charAt(second);
      if (sign === '|' || sign === '?') break;
      if (sign !== GAP) visit('p', before + sign, 0, 2, origin[first] ?? 0, origin[second + 1] ?? 0);
    }
  }
}

/** One sign for all that parts clauses, one for any figure; the beginning and the end are signs too. */
function spell({ text, origin }: Line): Line {
  let out = '^';
  let last = '^';
  const places = [origin[0] ?? 0];
  for (let at = 0; at < text.length; at++) {
    const sign = spellSign(text.charAt(at));
    const isRepeated = sign === last && (sign === '|' || sign === '0');
    if (sign === '' || isRepeated || (sign === '|' && last === '^')) continue;
    out += sign;
    last = sign;
    places.push(origin[at] ?? 0);
  }
  const end = origin.at(-1) ?? 0;
  if (last === '|') out = out.slice(0, -1);
  places.length = out.length;
  return { text: `${out}$`, origin: [...places, end, end] };
}

const spellings = new Map<string, string>();

function spellSign(char: string): string {
  const known = spellings.get(char);
  if (known !== undefined) return known;
  const sign = makeSign(char);
  spellings.set(char, sign);
  return sign;
}

function makeSign(char: string): string {
  if (/[\u4e00-\u9fff\uE000-\uE00F]/.test(char)) return char;
  if (/[,，。;；!！\s、~～…]/.test(char)) return '|';
  if (/[?？]/.test(char)) return '?';
  if (/\d/.test(char)) return '0';
  if (/[a-zA-Z]/.test(char)) return char.toLowerCase();
  return /[:+#@【】()「」\-/]/.test(char) ? char : '';
}

function classify({ text, origin }: Line): Line {
  let out = '';
  let last = '';
  const places: number[] = [];
  for (let at = 0; at < text.length; ) {
    const word = wordAt(text, at);
    const sign = word?.sign ?? (isLetter(text.charCodeAt(at)) ? GAP : text.charAt(at));
    if (sign !== GAP || last !== GAP) {
      out += sign;
      places.push(origin[at] ?? 0);
    }
    last = sign;
    at += word?.text.length ?? 1;
  }
  return { text: out, origin: [...places, origin.at(-1) ?? 0] };
}

function isLetter(code: number): boolean {
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x61 && code <= 0x7a);
}

function withoutKeyword(facts: Facts): Line {
  const keyword = findKeyword(facts);
  if (!keyword) return facts.whole;
  let text = '';
  const origin: number[] = [];
  for (let at = 0; at < facts.whole.text.length; at++) {
    const place = facts.whole.origin[at] ?? 0;
    const isInside = place >= keyword.start && place < keyword.end;
    if (isInside && text.endsWith(KEYWORD_SIGN)) continue;
    text += isInside ? KEYWORD_SIGN : facts.whole.text.charAt(at);
    origin.push(place);
  }
  return { text, origin: [...origin, facts.whole.origin.at(-1) ?? 0] };
}

/** The tokens that facts hold, and how it is told that there are none, or several. */
const TOKENS = (
  ['dates', 'periods', 'times', 'parts', 'durations', 'counts', 'names', 'phones', 'places', 'deadlines'] as const
).map((name) => ({ name, none: `no ${name}`, several: `${name}+` }));
const LENGTHS = [4, 8, 12, 16, 24, 32, 48, 64, 96];

function factNames(facts: Facts, candidates: readonly Candidate[]): string[] {
  const length = facts.whole.text.length;
  const names = ['always', `length ${LENGTHS.filter((limit) => length > limit).length}`];
  const lines = facts.text.trim().split('\n').length;
  if (lines > 1) names.push('lines');
  if (lines > 3) names.push('lines+');
  if (/[?？]/.test(facts.text)) names.push('asks');
  for (const { name, none, several } of TOKENS) {
    const count = facts[name].length;
    names.push(count === 0 ? none : name);
    if (count > 1) names.push(several);
  }
  for (const { kind } of facts.counts) names.push(`count ${kind}`);
  for (const { part } of facts.dates) {
    const tense = tenseOf(part);
    if (tense !== undefined) names.push(tense);
  }
  for (const { intent } of candidates) names.push(`rule ${intent}`);
  const [best] = candidates;
  names.push(best ? `best ${best.intent} ${Math.floor(best.weight * 20)}` : 'no rule');
  if (findKeyword(facts)) names.push('keyword');
  return names;
}

function tenseOf(part: Facts['dates'][number]['part']): string | undefined {
  switch (part.kind) {
    case 'daysOn':
      return part.days === 0 ? 'today' : part.days < 0 ? 'past' : 'coming';
    case 'weekday':
    case 'weekend':
    case 'week':
      if ('isEvery' in part && part.isEvery) return 'every';
      return part.weeksOn === undefined
        ? 'weekday'
        : part.weeksOn < 0
          ? 'past'
          : part.weeksOn > 0
            ? 'coming'
            : 'weekday';
    case 'monthless':
      return part.monthsOn === undefined
        ? 'monthless'
        : part.monthsOn < 0
          ? 'past'
          : part.monthsOn > 0
            ? 'coming'
            : undefined;
    default:
      return part.kind;
  }
}
