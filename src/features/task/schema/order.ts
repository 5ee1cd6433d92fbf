import { addDays, type Day } from '../../../language/day.ts';
import { NUMERAL, parseNumber } from '../../../language/number.ts';
import { rosterSet } from '../../../language/people/roster.ts';
import { ownersFrom } from '../../minutes/usecase/find/owners.ts';
import { readDays, type SaidDay } from './due.ts';

/** A number that counts nothing: 完成2小时, 延期3天. */
const BARE = '(?!\\d|\\s*(?:小时|个|人|天|次|场|套|件|户|周|月|年|日|点|分|[hH%.:]))';
const NUMBER = '(?:任务)?\\s*[#＃]?\\s*';
const OF_TASK = '(?:把|将)?(?:我的)?任务\\s*[#＃]?\\s*';
const GAP = '[\\s,，:：。!！、]*';
const SAID = '[\\s\\S]{0,300}';
const EDGES = /^[\s,，。:：;；]+|[\s,，。:：;；]+$/g;

interface Verbs {
  /** Before the number: 完成 12. */
  before: string;
  /** Behind it: 任务12办完了. */
  behind: string;
  /** Without one: 完成任务; which is asked. */
  bare?: string;
}

/** The wordings of an order about one task. */
export function orderPattern({ before, behind, bare }: Verbs): RegExp {
  return new RegExp(
    [
      `^(?:${before})${NUMBER}(?<first>\\d{1,9})${BARE}(?:号?任务)?(?:了|啦)?(?=$|[^\\d])${GAP}(?<firstSaid>${SAID})$`,
      `^(?:${OF_TASK}(?<second>\\d{1,9})|[#＃]?(?<third>\\d{1,9})号任务)${GAP}(?:${behind})${GAP}(?<secondSaid>${SAID})$`,
      ...(bare === undefined ? [] : [`^(?<bare>${bare})[。.!！]?$`]),
    ].join('|'),
    'u',
  );
}

/** What a match of such a wording says; `id` undefined: no number. */
export function orderIn({ groups = {} }: RegExpExecArray): { id: number | undefined; said: string } {
  const { first, second, third, firstSaid, secondSaid } = groups;
  const id = first ?? second ?? third;
  return { id: id === undefined ? undefined : Number(id), said: (firstSaid ?? secondSaid ?? '').trim() };
}

export interface Deferral {
  /** Undefined: none said; null: no day any more. */
  day: Day | null | undefined;
  reason: string;
  said?: SaidDay;
}

const NO_DAY = /^(?:期限)?(?:不限(?:时间|日期|期限)?|不定期|没有期限)/;
const LONGER = new RegExp(`^(${NUMERAL}|半)\\s*(天|个?(?:周|星期|礼拜)|个月)(?![内后底初])`);
const WHY = /^(?:因为|由于|原因是?|理由是?)[:：]?/;
/** 到6月15日, 改到. */
const TO = /^(?:申请)?(?:延期|推迟|延)?(?:改)?(?:到|至|为|成)?\s*/;

/** `到6月15日 车还没定`, `三天`: until when, and why. */
export function readDeferral(text: string, { today, dueDay }: { today: Day; dueDay: Day | null }): Deferral {
  const rest = text.replace(TO, '');
  const none = NO_DAY.exec(rest);
  if (none) return { day: null, reason: reasonIn(rest.slice(none[0].length)) };
  const longer = LONGER.exec(rest);
  if (longer) {
    const [whole, count = '', unit = ''] = longer;
    const from = dueDay !== null && dueDay > today ? dueDay : today;
    return { day: addDays(from, daysOf(count, unit)), reason: reasonIn(rest.slice(whole.length)) };
  }
  const [said] = readDays(rest, { today, roster: [] });
  if (!said) return { day: undefined, reason: reasonIn(rest) };
  return { day: said.day, said, reason: reasonIn(`${rest.slice(0, said.start)} ${rest.slice(said.end)}`) };
}

/** `王芳 她离得近`: to whom, and why. */
export function readTaker(text: string, roster: readonly string[]): { name: string; reason: string } {
  const plain = text.replace(/^[@＠]/, '');
  const [owner] = ownersFrom(plain, 0, rosterSet(roster));
  const [word = ''] = /^[^\s,，。:：;；]{1,20}/.exec(plain) ?? [];
  const name = owner?.name ?? word;
  const rest = plain.slice(owner?.end ?? word.length);
  return { name, reason: reasonIn(rest.replace(/^(?:同志)?(?:来|去)?(?:办|做|负责|处理|跟进)/, '')) };
}

/** Why, without the word for it. */
export function reasonIn(text: string): string {
  return text
    .replace(EDGES, '')
    .replace(WHY, '')
    .replace(EDGES, '')
    .replace(/^[(（](.*)[)）]$/, '$1');
}

function daysOf(count: string, unit: string): number {
  const length = unit === '个月' ? 30 : unit === '天' ? 1 : 7;
  const size = count === '半' ? 0.5 : (parseNumber(count) ?? 0);
  return Math.max(1, Math.round(Math.min(size, 1000) * length));
}
