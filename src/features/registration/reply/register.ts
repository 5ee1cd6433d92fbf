import type { Choice, Reply } from '../../../bot/reply.ts';
import { type Day, formatDay } from '../../../language/day.ts';
import {
  describeClosed,
  describeOpen,
  describeUnknown,
  nameOccurrence,
  typedName,
} from '../../activity/usecase/describe.ts';
import type { Occurrence, Wanted } from '../../activity/usecase/find.ts';
import { describePerson } from '../../person/usecase.ts';
import type { RegisterChoice } from '../schema.ts';
import type { Enrolment, Entry, Party } from '../types.ts';
import type { RegisterResult } from '../usecase/register.ts';
import { type Around, cardBeside, cardInstead, enrolledNote, type OnCard } from './on-card.ts';

type Of<K extends RegisterResult['kind']> = Extract<RegisterResult, { kind: K }>;

const MOST_CHOICES = 10;

export function registerReply(result: RegisterResult, around: Around, onCard: OnCard): Reply {
  switch (result.kind) {
    case 'enrolled':
      return enrolledReply(result, around, onCard);
    case 'which':
      return whichReply(result, around);
    case 'who':
      return whoReply(result);
    case 'closed':
      return closedReply(result, around, onCard);
    case 'unknown':
      return withNearest(unknownText(result.wanted, around), result, around);
  }
}

function whichReply({ candidates, party }: Of<'which'>, around: Around): Reply {
  const { text, choices = [] } = withChoices('有几个都对得上，要报哪一个？', candidates, party, around);
  const isOneTitle = new Set(candidates.map(({ activity }) => activity.title)).size === 1;
  if (!isOneTitle || candidates.length > MOST_CHOICES) return { text, choices };
  const all = keyOf(
    candidates.map(({ id }) => id),
    party,
  );
  return { text, choices: [...choices, { label: '以上都报', key: all, says: 'all' }] };
}

function enrolledReply(result: Of<'enrolled'>, around: Around, onCard: OnCard): Reply {
  const { enrolments } = result;
  const [first] = enrolments;
  if (!first) return { text: '' };
  const isMade = enrolments.some(({ entries }) => entries.some(({ outcome }) => outcome !== 'already'));
  const lines = enrolledLines(result, first, isMade, around.today);
  const text = lines.join('\n');
  if (!around.message.click) return { text, ...cardBeside(onCard, around) };
  if (onCard.tap?.occurrenceId === undefined) return { text, card: ownCard(enrolments, lines, onCard), isUpdate: true };
  const isSeveral = onCard.days.length > 1;
  return cardInstead(text, { note: enrolledNote(enrolments, isSeveral, around), isForAll: isMade }, onCard, around);
}

function enrolledLines(
  { enrolments, missingDays, isAssumed }: Of<'enrolled'>,
  first: Enrolment,
  isMade: boolean,
  today: Day,
): string[] {
  const lines = enrolments.flatMap((enrolment) => sentences(enrolment, today));
  const { place } = first.occurrence.activity;
  if (place) lines.push(`地点：${place}`);
  if (missingDays.length > 0) {
    lines.push(`${missingDays.map((day) => formatDay(day, today)).join('、')}没有可以报的场次，没有报。`);
  }
  if (isAssumed && isMade) lines.push('你没写是哪个活动，现在只有这一个可以报，就按它报了。');
  lines.push(howToUndo(first, isMade));
  return lines;
}

/** What replaces a question that was answered, or the card on which days were ticked: for the one who did. */
function ownCard(enrolments: readonly Enrolment[], lines: string[], { tap }: OnCard): NonNullable<Reply['card']> {
  const [first, other] = enrolments.map(({ occurrence }) => occurrence);
  const scope = other || tap ? `@${first?.activity.id}` : `${first?.id}`;
  return {
    title: titleOf(enrolments.flatMap(({ entries }) => entries)),
    text: lines.join('\n'),
    buttons: [
      { text: '取消报名', key: `cancel:${scope}` },
      { text: '名单', key: `list:${scope}` },
      ...(tap ? [{ text: '再选几天', key: `open:${scope}` }] : []),
    ],
  };
}

/** The card shows everybody that it is closed, and what can still be done. */
function closedReply(result: Of<'closed'>, around: Around, onCard: OnCard): Reply {
  const text = `${describeClosed(result.occurrence, around)}，没有报上。`;
  if (!onCard.tap) return withNearest(text, result, around);
  const isOneDay = onCard.days.length === 1;
  return cardInstead(text, isOneDay ? { isForAll: true } : { note: text, isForAll: true }, onCard, around);
}

function titleOf(entries: Entry[]): string {
  if (entries.every(({ outcome }) => outcome === 'already')) return '已经报过名了';
  if (entries.every(({ state }) => state === 'waiting')) return '名额已满，已排候补';
  return entries.some(({ state }) => state === 'waiting') ? '报上了，有的排在候补' : '已报名';
}

function howToUndo({ occurrence, entries }: Enrolment, isMade: boolean): string {
  const [only] = entries;
  const name = only && entries.length === 1 && !only.isSelf ? `${only.name} ` : '';
  const cancel = `取消 ${name}${typedName(occurrence)}`;
  return isMade ? `要取消，发：${cancel}（刚报错的，10 分钟内发「撤销」也行）` : `要取消，发：${cancel}`;
}

function sentences({ occurrence, entries }: Enrolment, today: string): string[] {
  const name = nameOccurrence(occurrence, today);
  const made = entries.filter(({ outcome }) => outcome === 'made');
  const confirmed = made.filter(({ state }) => state === 'confirmed');
  const waiting = made.filter(({ state }) => state === 'waiting');
  return [
    ...(confirmed.length > 0 ? [`已为${namesOf(confirmed)}报名：${name}，${positionsOf(confirmed)}`] : []),
    ...(waiting.length > 0 ? [waitingSentence(waiting, name)] : []),
    ...entries.filter(({ outcome }) => outcome !== 'made').map((entry) => knownSentence(entry, name)),
  ];
}

function namesOf(entries: Entry[]): string {
  return entries.map((entry) => `${whoOf(entry)}${withCompanions(entry)}`).join('、');
}

function whoOf({ isSelf, name }: Entry): string {
  return isSelf ? '你' : name;
}

function withCompanions({ companions }: Entry): string {
  return companions > 0 ? `（带 ${companions} 人）` : '';
}

function positionsOf(entries: Entry[]): string {
  const first = Math.min(...entries.map(({ position }) => position));
  const places = entries.reduce((sum, { companions }) => sum + 1 + companions, 0);
  return places === 1 ? `第 ${first} 位` : `第 ${first} 至 ${first + places - 1} 位`;
}

function waitingSentence(waiting: Entry[], name: string): string {
  const isParty = waiting.some(({ companions }) => companions > 0);
  const where = waiting
    .map((entry) => `${whoOf(entry)}${withCompanions(entry)}在候补第 ${entry.position} 位`)
    .join('，');
  return `${isParty ? '名额不够了' : '名额已满'}，${where}：${name}。有人取消会马上通知。`;
}

function knownSentence(entry: Entry, name: string): string {
  const { state, position, companions, before, outcome } = entry;
  const who = whoOf(entry);
  if (outcome === 'changed') return `已改好：${name}，${who}带 ${companions} 人（原来带 ${before} 人）`;
  if (outcome === 'full') return `名额不够，同来的人没有加上：${name}，${who}还是带 ${companions} 人`;
  if (state === 'waiting') return `${who}已经在候补了，现在第 ${position} 位：${name}`;
  return `${who}${withCompanions(entry)}已经报过名了：${name}，没有重复报`;
}

function whoReply({ name, people, occurrences, party }: Of<'who'>): Reply {
  const ids = occurrences.map(({ id }) => id);
  const names = party.names.filter((other) => other !== name);
  const choices = people.map((person) => ({
    label: describePerson(person),
    key: keyOf(ids, { ...party, names, personIds: [...party.personIds, person.id] }),
  }));
  return { text: `有几位叫「${name}」的，要报哪一位？`, choices: choices.slice(0, MOST_CHOICES) };
}

function unknownText(wanted: Wanted, { today }: Around): string {
  const isNamed = wanted.keyword || wanted.dates?.length;
  return `${describeUnknown(wanted, today)}${isNamed ? '，没有报上' : ''}。`;
}

function withNearest(text: string, { nearest, party }: { nearest: Occurrence[]; party: Party }, around: Around): Reply {
  if (nearest.length === 0) return { text: `${text}发「活动列表」可以看现在有什么活动。` };
  return withChoices(`${text}\n最近可以报的有，要报就选：`, nearest, party, around);
}

function withChoices(text: string, occurrences: Occurrence[], party: Party, around: Around): Reply {
  const choices: Choice[] = occurrences.slice(0, MOST_CHOICES).map((occurrence) => ({
    label: describeOpen(occurrence, around),
    key: keyOf([occurrence.id], party),
  }));
  return { text, choices };
}

function keyOf(ids: number[], { isSelf, names, personIds, companions }: Party): string {
  const [only] = ids;
  const choice: RegisterChoice = {
    o: only !== undefined && ids.length === 1 ? only : ids,
    ...(names.length > 0 ? { n: names } : {}),
    ...(personIds.length > 0 ? { p: personIds } : {}),
    ...(companions > 0 ? { c: companions } : {}),
    s: isSelf,
  };
  return `register:${JSON.stringify(choice)}`;
}
