import { resolveDates } from '../../../language/date/resolve.ts';
import type { Day } from '../../../language/day.ts';
import { type Facts, readFacts } from '../../../language/facts.ts';

/** What somebody types of a task. */
export interface TaskWords {
  /** In the order said; empty: nobody was named. */
  owners: string[];
  /** 我, 自己 */
  isSelf: boolean;
  /** Undefined: none was said; null: 不限. */
  dueDay: Day | null | undefined;
  title: string;
  /** Sentences about days that cannot be. */
  warnings: string[];
}

const JOINING = /^[\s、,，和与及跟]*(?:给|让|请|由|叫)?\s*$/;
const SELF = /^(?:给|让|由)?(?:我自己|自己|我)(?=$|[\s,，:：]|\p{Script=Han})/u;
/** A first word by itself may be the name of somebody nobody knows. */
const FIRST_WORD = /^(\p{Script=Han}{2,4})(?:同志)?(?=[\s,，:：])/u;
const NO_DAY = /(?:不限(?:时间|日期|期限)?|没有期限|什么时候都行|长期)/;
const BY = /^\s*(?:日|号)?\s*(?:之前|以前|前|截止|为止)?(?:完成|办好|办完|做完|交)?/;
const DUTY = /^[\s,，:：]*(?:来)?(?:负责|牵头|去)?\s*/;
const ENDS = /^[\s,，。:：;；、]+|[\s,，。:：;；、]+$/g;

/** `李强 6月10日前 联系出租车`: who, by when, what. Pure. */
export function readTask(text: string, { roster, today }: { roster: readonly string[]; today: Day }): TaskWords {
  const facts = readFacts(text, roster);
  const isSelf = SELF.test(text);
  const head = isSelf ? selfHead(text) : headOf(facts);
  const { day, cuts, warnings } = dueOf(facts, today);
  const noDay = NO_DAY.exec(text);
  const dueDay = day ?? (noDay ? null : undefined);
  const all = [...cuts, ...(noDay && day === undefined ? [spanOf(noDay)] : []), { start: 0, end: head.end }];
  const rest = cut(text, all)
    .replace(DUTY, '')
    .replace(ENDS, '')
    .replace(/\s{2,}/g, ' ');
  return { owners: head.owners, isSelf, dueDay, title: rest, warnings };
}

interface Span {
  start: number;
  end: number;
}

function selfHead(text: string): { owners: string[]; end: number } {
  return { owners: [], end: SELF.exec(text)?.[0].length ?? 0 };
}

/** The names a line begins with. */
function headOf({ text, names }: Facts): { owners: string[]; end: number } {
  const owners: string[] = [];
  let end = 0;
  for (const { name, start, end: stop } of names) {
    if (start < end || !JOINING.test(text.slice(end, start))) break;
    owners.push(name);
    end = stop;
  }
  if (owners.length > 0) return { owners, end };
  const [, word] = FIRST_WORD.exec(text) ?? [];
  return word === undefined ? { owners, end } : { owners: [word], end: word.length };
}

/** The day it is due: one said with 前 or 截止 first. */
function dueOf({ text, dates, deadlines, times }: Facts, today: Day) {
  const [deadline] = deadlines;
  const tokens = deadline && deadline.dates.length > 0 ? deadline.dates : dates;
  const { days, warnings } = resolveDates(tokens, today, 'future');
  const said: Span[] = deadline ? [deadline] : [...dates, ...times];
  const cuts = said.map(({ start, end }) => ({ start, end: end + (BY.exec(text.slice(end))?.[0].length ?? 0) }));
  return { day: days.at(-1), cuts, warnings };
}

function cut(text: string, spans: readonly Span[]): string {
  const sorted = spans.toSorted((a, b) => b.start - a.start);
  return sorted.reduce((left, { start, end }) => `${left.slice(0, start)} ${left.slice(end)}`, text).trim();
}

function spanOf(match: RegExpExecArray): Span {
  return { start: match.index, end: match.index + match[0].length };
}
