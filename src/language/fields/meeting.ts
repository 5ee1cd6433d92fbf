import { candidates, findKeyword, type Keyword } from '../about/keyword.ts';
import { findPlace } from '../about/place.ts';
import { type Scope, scopeOf } from '../about/scope.ts';
import { isSelf, peopleIn } from '../about/who.ts';
import { resolveDates } from '../date/resolve.ts';
import type { DateToken } from '../date/token.ts';
import { addDays } from '../day.ts';
import type { Facts } from '../facts.ts';
import { isMeeting, MEETING } from '../intent/words.ts';
import { NUMERAL, parseNumber } from '../number.ts';
import {
  type Builder,
  comingDates,
  type Draft,
  meantDates,
  put,
  putDates,
  putTime,
  recurrenceOf,
  startDraft,
  warn,
} from './draft.ts';

const ALL: Scope = { isMeant: () => true };
const MOVE =
  /改(?=周|星期|礼拜|[下本明后]|\d)|改到|改至|改为|改在|改成|改期|改时间|延期|延到|延至|拖到|延后|延迟|推迟|推后|提前|提早|挪|调整|调到|调至|顺延|换到|移到|移至|变更|往后|往前|后移|前移|后延|→|->|=>/;
/** Bodies and festivities. */
const NO_MEETING = /(?:协|委|晚|运动|招聘|庙|灯|理事|工|商|学生|基金|联欢|音乐|机|社|聚|展览)会$/;
/** Up to the last word that names a meeting: 党员大会 of 党员大会临时有事. */
const MEETING_END = new RegExp(`^.*${MEETING}`);
const CALLED_OFF =
  /取消|黄了|泡汤|开不成|不用来|不用去|先不开|别来了|不搞了|不开了|不开|暂停|停开|不召开|不办了|停一次|作罢|不用开|免开|停会/;

/** meeting_create: what meeting, when, where, who leads it. */
export const buildMeeting: Builder = (input) => {
  const { facts, context } = input;
  const draft = startDraft(input);
  const weekly = facts.dates.find(({ part }) => part.kind === 'weekday' && part.isEvery && !part.weeksApart);
  if (weekly?.part.kind === 'weekday') {
    put(draft, 'weekly', weekly.part.weekday, weekly);
    put(draft, 'recurrence', recurrenceOf(facts.dates), weekly);
  } else putDates(draft, 'dates', meantDates(facts, ALL), { today: context.today, direction: 'future' });
  putTime(draft, facts, ALL);
  putMeetingName(draft, facts);
  const place = findPlace(facts);
  put(draft, 'place', place?.text, place);
  putChairAndAgenda(draft, facts);
  return draft;
};

/** meeting_change: from which day to which, or called off. */
export const buildMeetingChange: Builder = (input) => {
  const { facts, context } = input;
  const draft = startDraft(input);
  const tokens = meantDates(facts, ALL);
  putMeetingName(draft, facts);
  const verb = moveOf(facts);
  if (!verb && CALLED_OFF.test(facts.text)) {
    putDates(draft, 'from', tokens, { today: context.today, direction: 'future' });
    return draft;
  }
  const at = verb?.index ?? 0;
  const isFrom = ({ start, end }: DateToken) =>
    start < at ||
    /^(?:那[天场次]|的)?(?:就|先)?(?:不开|取消|停)/.test(facts.text.slice(end)) ||
    /(?:原定|原来|本来|原)$/.test(facts.text.slice(Math.max(0, start - 3), start).trimEnd());
  const from = tokens.filter(isFrom);
  putDates(draft, 'from', from, { today: context.today, direction: 'future' });
  putNewDay(draft, facts, {
    from,
    to: inWeekOf(
      from,
      tokens.filter((token) => !isFrom(token)),
    ),
    at,
    today: context.today,
  });
  const scope: Scope = facts.times.some(({ start }) => start > at) ? { isMeant: (where) => where > at } : ALL;
  if (scope !== ALL || facts.parts.some(({ start }) => start > at))
    putTime(draft, facts, { isMeant: (where) => where > at });
  const place = findPlace(facts);
  put(draft, 'place', place?.text, place);
  return draft;
};

/** The word that moves the meeting: of several the last one that the new day or hour stands behind. */
function moveOf(facts: Facts): RegExpExecArray | undefined {
  const verbs = [...facts.text.matchAll(new RegExp(MOVE, 'g'))];
  const isFollowed = ({ index }: RegExpExecArray) =>
    [...facts.dates, ...facts.times, ...facts.parts].some(({ start }) => start > index);
  return verbs.findLast(isFollowed) ?? verbs[0];
}

/** meeting_leave: who misses which meeting, and why. */
export const buildLeave: Builder = (input) => {
  const { facts, context } = input;
  const draft = startDraft(input);
  const scope = scopeOf(facts, 'all');
  putDates(draft, 'dates', comingDates(facts, scope), { today: context.today, direction: 'future' });
  putTime(draft, facts, scope);
  const name = putMeetingName(draft, facts);
  const people = peopleIn(facts, scope);
  put(
    draft,
    'people',
    people.map((person) => person.name),
    ...people,
  );
  put(draft, 'self', isSelf(facts, people, scope));
  put(draft, 'reason', reasonOf(facts, name));
  return draft;
};

/** meeting_minutes: the day is that of the heading; later ones are what was agreed on. */
export const buildMinutes: Builder = (input) => {
  const { facts, context } = input;
  const draft = startDraft(input);
  const tokens = meantDates(facts, ALL);
  const next = tokens.findIndex((token, index) => index > 0 && !token.link);
  putDates(draft, 'dates', next < 0 ? tokens : tokens.slice(0, next), { today: context.today, direction: 'past' });
  putMeetingName(draft, facts);
  const label = /到会|参会|出席|与会|参加人员?/.exec(facts.text);
  const people = peopleIn(facts, ALL).filter(
    ({ start }) => !/(?:缺席|请假|未到)[^,，;；。\n]{0,30}$/.test(facts.text.slice(0, start)),
  );
  const end = label ? stopAfter(facts.text, label.index) : facts.text.length;
  const present = label ? people.filter(({ start }) => start >= label.index && start < end) : people;
  put(
    draft,
    'people',
    present.map(({ name }) => name),
    ...present,
  );
  return draft;
};

function putMeetingName(draft: Draft, facts: Facts): Keyword | undefined {
  const named = candidates(facts).filter(({ text }) => isMeeting(text));
  const name =
    named.find(({ text }) => text !== '会议') ??
    named[0] ??
    candidates(facts).find(({ text }) => /..会$/.test(text) && !NO_MEETING.test(text)) ??
    findKeyword(facts);
  const lead = name && /^(?:.{0,10}?召?开(?![放展幕学])[一两]?个?|[一两]?[个次场])(?=.{2})/.exec(name.text)?.[0].length;
  const end = name && MEETING_END.exec(name.text)?.[0].length;
  if (!name || (lead === undefined && end === undefined)) {
    put(draft, 'keyword', name?.text, name);
    return name;
  }
  const [from, to] = [lead ?? 0, end ?? name.text.length];
  const exact = { text: name.text.slice(from, to), start: name.start + from, end: name.start + to };
  put(draft, 'keyword', exact.text, exact);
  return exact;
}

function putChairAndAgenda(draft: Draft, facts: Facts): void {
  const label = /主持(?:人)?\s?[:：]?\s?/.exec(facts.text);
  const chair = label && facts.names.find(({ start }) => start === label.index + label[0].length);
  put(draft, 'chair', chair?.name, chair ?? undefined);
  const agenda = /议程\s?[:：]?\s?([^\n。]{2,300})/.exec(facts.text);
  if (!agenda?.[1]) return;
  const items = agenda[1].split(/[、,，;；]/).map((item) => item.trim());
  const end = agenda.index + agenda[0].length;
  put(
    draft,
    'agenda',
    items.filter((item) => item !== ''),
    { start: end - agenda[1].length, end },
  );
}

interface Move {
  from: readonly DateToken[];
  to: readonly DateToken[];
  at: number;
  today: string;
}

/** The day said behind the verb; else the old day moved by as much as said; else the same day at another hour. */
function putNewDay(draft: Draft, facts: Facts, { from, to, at, today }: Move): void {
  if (to.length > 0) {
    const first = resolveDates(from, today, 'future').days[0];
    putDates(draft, 'dates', to, { today, direction: 'future', base: first });
    return;
  }
  const old = resolveDates(from, today, 'future');
  warn(draft, old.warnings);
  const shift = new RegExp(`(${NUMERAL})\\s?(天|周|个?星期|个?礼拜)`).exec(facts.text.slice(at));
  if (shift) {
    const days = (parseNumber(shift[1] ?? '') ?? 0) * (shift[2] === '天' ? 1 : 7);
    const sign = /提前|提早|往前|前移/.test(facts.text) ? -1 : 1;
    put(
      draft,
      'dates',
      old.days.map((day) => addDays(day, sign * days)),
    );
  } else if (facts.times.some(({ start }) => start > at) || /改在|改成|改为|改到/.test(facts.text)) {
    put(draft, 'dates', old.days);
  }
}

/** 从下周一挪到周三: the new weekday is of the week just named. */
function inWeekOf(from: readonly DateToken[], to: readonly DateToken[]): DateToken[] {
  const [old] = from;
  const weeksOn = old?.part.kind === 'weekday' ? old.part.weeksOn : undefined;
  if (old?.part.kind === 'weekday' && weeksOn === undefined) return to.map((token) => laterInWeek(old, token));
  return to.map((token) =>
    weeksOn !== undefined && token.part.kind === 'weekday' && token.part.weeksOn === undefined
      ? { ...token, part: { ...token.part, weeksOn } }
      : token,
  );
}

/** 周一改到周三, said on a Tuesday: both are of the week that comes. */
function laterInWeek(old: DateToken, token: DateToken): DateToken {
  if (old.part.kind !== 'weekday' || token.part.kind !== 'weekday' || token.part.weeksOn !== undefined) return token;
  const later = token.part.weekday - old.part.weekday;
  return later > 0 ? { ...token, part: { kind: 'daysAfter', days: later } } : token;
}

/** What is said besides the order, the day, the people and the meeting. */
function reasonOf(facts: Facts, name: Keyword | undefined): string | undefined {
  const because = /(?:因为?|由于)([^,，。;；]{2,30}?)(?:[,，。;；]|请|无法|不能|$)/.exec(facts.text)?.[1];
  if (because) return because.trim();
  const parts = facts.skeleton.split(/[\s,，。;；:：!！]/);
  let at = 0;
  const reasons: string[] = [];
  for (const part of parts) {
    const [start, end] = [at, at + part.length];
    at = end + 1;
    const isElse =
      /[\uE000-\uE00F]|假|我|[去来到]不[了成]|参加/.test(part) || (name && start < name.end && end > name.start);
    if (!isElse && part.length >= 2 && !/^(?:抱歉|不好意思|对不起|麻烦|谢谢|大家|各位|领导)/.test(part))
      reasons.push(facts.text.slice(start, end));
  }
  return reasons.length > 0 ? reasons.join('，') : undefined;
}

function stopAfter(text: string, at: number): number {
  const stop = text.slice(at).search(/[;；。\n]/);
  return stop < 0 ? text.length : at + stop;
}
