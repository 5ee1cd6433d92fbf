import type { AppError } from '../../../errors.ts';
import type { Day } from '../../../language/day.ts';
import { isName } from '../../../language/people/name.ts';
import { rosterSet } from '../../../language/people/roster.ts';
import { ownersFrom, SELF } from '../../minutes/usecase/find/owners.ts';
import { readDays, type SaidDay } from './due.ts';

/** What somebody types of a task. */
export interface Giving {
  /** As named, in the order said; none: nobody was. */
  names: string[];
  /** 我, 自己 */
  isSelf: boolean;
  title: string;
  /** Undefined: none was said; null: 不限. */
  dueDay: Day | null | undefined;
  /** It says by when, beyond doubt. */
  isLimited: boolean;
  /** A day in the midst of it, perhaps of what it is about. */
  mentioned?: Day;
  warnings: string[];
  /** Why its day cannot be. */
  problem?: AppError;
}

interface Ground {
  today: Day;
  roster: readonly string[];
}

const SELF_AT = /^(?:给|让|由)?(?:我自己|自己|本人|我)(?=$|[\s,，:：]|\p{Script=Han}|\d)/u;
const MENTIONED = /^(?:[@＠][^\s@＠,，、:：]{1,20}[\s,，、]*)+/;
/** A first word by itself where a name is wanted may be somebody nobody knows. */
const FIRST_WORD = /^(\p{Script=Han}{2,4}|\p{Script=Han}{2,5}·\p{Script=Han}{2,6})(?:同志)?(?=[\s,，:：])/u;
const LAST_WORD = /(?:^|[\s,，。;；]|交给|给|由|负责人[:：]?)\s*[@＠]?(\p{Script=Han}{2,4})\s*(?:来?负责)?[。.]?$/u;
const NO_DAY = /(?:^|[\s,，。])(?:不限(?:时间|日期|期限)?|(?:没有?|无)期限|什么时候都行|不急|长期)(?=$|[\s,，。])/;
const DUTY = /^[\s,，:：]*(?:同志)?(?:来|去)?(?:负责|牵头)?(?:[:：]|把(?=\S{2,20}(?:好|完|掉|了)))?\s*/;
const ENDS = /^[\s,，。:：;；、]+|[\s,，。:：;；、]+$/g;

/** `李强 6月10日前 联系出租车`: who, by when, what. Pure. */
export function readGiving(typed: string, ground: Ground): Giving {
  const text = withPlainNames(typed);
  const { names, isSelf, rest } = withoutOwners(text, ground);
  const days = readDays(rest, ground);
  const limits = days.filter(({ isLimit }) => isLimit);
  const [due] = limits.length > 0 ? limits : days.filter((one) => isAtEdge(rest, one));
  const noDay = due ? null : NO_DAY.exec(rest);
  const cuts = [...(due ? [due] : []), ...(noDay ? [{ start: noDay.index, end: noDay.index + noDay[0].length }] : [])];
  const [inner] = days.filter((one) => one !== due);
  return {
    ...{ names, isSelf, title: titleOf(rest, cuts, due?.clock) },
    dueDay: due ? due.day : noDay ? null : undefined,
    isLimited: limits.length > 0,
    ...(due || noDay || !inner || inner.problem ? {} : { mentioned: inner.day }),
    warnings: days.flatMap(({ warning }) => warning ?? []),
    ...(due?.problem ? { problem: due.problem } : {}),
  };
}

/** Whether the line begins with somebody: known, or by a name beyond doubt. */
export function namesSomebody({ names, isSelf }: Giving, roster: readonly string[]): boolean {
  const known = rosterSet(roster);
  return isSelf || (names.length > 0 && names.every((name) => isName(name, 'sure', known)));
}

/** @李强 @王芳: people who are mentioned are listed. */
function withPlainNames(text: string): string {
  const head = text.trim();
  const list = MENTIONED.exec(head)?.[0];
  if (list === undefined) return head;
  const names = list.split(/[@＠\s,，、]+/).filter((name) => name !== '');
  return `${names.join('、')} ${head.slice(list.length)}`;
}

function withoutOwners(text: string, { roster }: Ground): { names: string[]; isSelf: boolean; rest: string } {
  const self = SELF_AT.exec(text);
  if (self) return { names: [], isSelf: true, rest: text.slice(self[0].length).replace(DUTY, '') };
  const known = rosterSet(roster);
  const owners = ownersFrom(text, 0, known);
  const last = owners.at(-1);
  if (last) {
    const names = [...new Set(owners.map(({ name }) => name))];
    const isSelf = names.includes(SELF);
    return { names: names.filter((name) => name !== SELF), isSelf, rest: text.slice(last.end).replace(DUTY, '') };
  }
  const [head, first] = FIRST_WORD.exec(text) ?? [];
  if (head && first && isName(first, 'named', known)) {
    return { names: [first], isSelf: false, rest: text.slice(head.length).replace(DUTY, '') };
  }
  const [tail, name] = LAST_WORD.exec(text) ?? [];
  if (tail && name && isName(name, 'apt', known)) {
    return { names: [name], isSelf: false, rest: text.slice(0, -tail.length) };
  }
  return { names: [], isSelf: false, rest: text };
}

/** 联系6月4日护考的车: of what it is about; 6月10日 联系车: by then. */
function isAtEdge(text: string, { start, end }: SaidDay): boolean {
  return text.slice(0, start).replace(ENDS, '') === '' || text.slice(end).replace(ENDS, '') === '';
}

function titleOf(text: string, cuts: readonly { start: number; end: number }[], clock: string | undefined): string {
  const left = cuts
    .toSorted((a, b) => b.start - a.start)
    .reduce((rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end)}`, text);
  const title = left
    .trim()
    .replace(DUTY, '')
    .replace(ENDS, '')
    .replace(/\s{2,}/g, ' ');
  return title === '' || clock === undefined ? title : `${title}（${clock.replace(/\s/g, '')}）`;
}
