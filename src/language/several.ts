import { readPiece } from './amend.ts';
import { resolveDates } from './date/resolve.ts';
import { type Facts, readFacts } from './facts.ts';
import { read } from './read.ts';
import { type Fields, type Intent, type Reading, type ReadingContext, SURE } from './reading.ts';
import { pattern } from './sheet.ts';
import { normalise } from './text.ts';

const LONGEST = 200;
/** Orders that people join in one line; a plan or a summary is one order however long. */
const JOINED: ReadonlySet<Intent> = new Set(['register', 'cancel', 'meeting_leave', 'log_service', 'log_donation']);
const BREAK = /[,，;；。!！\n]+|(?:顺便|另外|同时|然后)(?:再|也|还)?/;
/** Looked for first: most messages give one order. */
const MAY_BE_SEVERAL = /[,，;；。!！\n]|顺便|另外|同时|然后|[换換改挪调調让讓转轉顶頂替代由叫]/;
const NAMES = '{N}(?:[\\s、,和与跟]{1,2}{N}){0,5}';
/** 换陈静去, 名额让给陈静: who comes instead. */
const INSTEAD = pattern(
  `(?:换成?|换上|改成|改由|让给|转给|让|叫|由)\\s?@?(${NAMES})(?:去|来|上|顶|替|接|参加|$|[\\s,])`,
);
/** 陈静替我去. */
const IN_PLACE_OF = pattern(`(${NAMES})(?:顶替|代替|接替|替换|替|顶|代)(?:我|[他她])(?!报名|签|请)`);
/** 4号的改成5号: from one day to another. */
const MOVED = pattern('({D})[^\\n]{0,20}?(?:改|换|挪|调)(?:到|成|为|报)?\\s?({D})');
const GIVING_UP = /取消|退|不[去来能]|[去来到]不[了成]|有事|没空|换|让给|转给|顶|替|代/;

/**
 * The orders of a message that gives several, in the order said: 我取消,换陈静 · 4号的改成5号 · 帮王芳报名护考,给陈静请假.
 * Empty where it gives one, or where they cannot be told apart for sure.
 */
export function readSeveral(text: string, context: ReadingContext): Reading[] {
  if (text.length > LONGEST || !MAY_BE_SEVERAL.test(text)) return [];
  // A pasted list is one order, however many of its rows say 报名 or 来不了.
  if (read(text, context)[0]?.intent === 'jielong') return [];
  const facts = readFacts(normalise(text).text, context.roster);
  return replaced(text, facts, context) ?? moved(text, facts, context) ?? joined(text, context) ?? [];
}

function replaced(text: string, facts: Facts, context: ReadingContext): Reading[] | undefined {
  const compact = facts.whole.text;
  const match = INSTEAD.exec(compact) ?? IN_PLACE_OF.exec(compact);
  if (!match || !GIVING_UP.test(facts.text)) return undefined;
  const from = match.index + match[0].indexOf(match[1] ?? '');
  const [start = 0, end = 0] = [facts.whole.origin[from], facts.whole.origin[from + (match[1] ?? '').length]];
  const comers = facts.names.filter((name) => name.start >= start && name.end <= end).map(({ name }) => name);
  const leavers = facts.names.filter((name) => name.start < start).map(({ name }) => name);
  const isSelf = leavers.length === 0;
  if (comers.length === 0 || (isSelf && !/我/.test(facts.text) && !isCancel(text, context))) return undefined;
  const about = aboutOf(readPiece('cancel', text, context));
  return [
    order('cancel', { ...about, self: isSelf, ...(isSelf ? {} : { people: leavers }) }),
    order('register', { ...about, self: false, people: comers }),
  ];
}

function moved(text: string, facts: Facts, context: ReadingContext): Reading[] | undefined {
  const match = MOVED.exec(facts.whole.text);
  if (!match || facts.dates.length !== 2 || !/我|报|去不了|来不了|取消|退/.test(facts.text)) return undefined;
  const [first] = read(text, context);
  if (!first || !['register', 'cancel', 'none'].includes(first.intent)) return undefined;
  const { people, self, ...rest } = readPiece('register', text, context);
  const [before, after, third] = resolveDates(facts.dates, context.today, 'future').days;
  if (before === undefined || after === undefined || third !== undefined) return undefined;
  const whose = people ? { people, self: self ?? false } : { self: true };
  const about = aboutOf(rest);
  return [
    order('cancel', { ...about, ...whose, dates: [before] }),
    order('register', { ...about, ...whose, dates: [after] }),
  ];
}

function joined(text: string, context: ReadingContext): Reading[] | undefined {
  const pieces = text.split(BREAK).filter((piece) => piece.trim() !== '');
  if (pieces.length < 2) return undefined;
  const orders: Reading[] = [];
  for (const piece of pieces) {
    const [reading] = read(piece, context);
    if (!reading || !JOINED.has(reading.intent) || reading.confidence < SURE) {
      // What is no order may be courtesy, but not half of one.
      if (readFacts(normalise(piece).text, context.roster).dates.length > 0) return undefined;
      continue;
    }
    const before = orders.at(-1);
    const hasOwn = reading.dates !== undefined || reading.keyword !== undefined;
    if (before && isSameDeed(before, reading) && !hasOwn) continue;
    orders.push(
      before && !hasOwn && isSignUp(before) && isSignUp(reading) ? { ...aboutOf(before), ...reading } : reading,
    );
  }
  return orders.length > 1 ? orders : undefined;
}

function isSameDeed(one: Reading, other: Reading): boolean {
  return one.intent === other.intent && one.self === other.self && String(one.people) === String(other.people);
}

function isSignUp({ intent }: Reading): boolean {
  return intent === 'register' || intent === 'cancel';
}

function isCancel(text: string, context: ReadingContext): boolean {
  return read(text, context)[0]?.intent === 'cancel';
}

/** What is meant, without who. */
function aboutOf({ dates, time, part, keyword, place }: Fields): Fields {
  return {
    ...(dates ? { dates } : {}),
    ...(time ? { time } : {}),
    ...(part ? { part } : {}),
    ...(keyword ? { keyword } : {}),
    ...(place ? { place } : {}),
  };
}

function order(intent: Intent, fields: Fields): Reading {
  return { intent, confidence: 0.9, spans: [], ...fields };
}
