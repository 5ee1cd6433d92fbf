import { findPlace, findPlannedPlace } from '../about/place.ts';
import { scopeOf } from '../about/scope.ts';
import { hasOnlyKin, isSelf, peopleIn, speaksOfMe } from '../about/who.ts';
import { resolvePeriod } from '../date/period.ts';
import { resolveDates } from '../date/resolve.ts';
import { daysFrom } from '../day.ts';
import type { Facts } from '../facts.ts';
import { countPeople } from '../people/companion.ts';
import { phonesByName } from '../people/phone.ts';
import type { CountToken } from '../quantity/count.ts';
import type { Reading } from '../reading.ts';
import {
  type Builder,
  comingDates,
  type Draft,
  meantDates,
  put,
  putDates,
  putKeyword,
  putPeople,
  putTime,
  startDraft,
} from './draft.ts';

/** register, cancel: who goes or does not, to what, when. */
export const buildRegistration: Builder = (input) => {
  const { facts, context, candidate } = input;
  const draft = startDraft(input);
  const scope = scopeOf(facts, candidate.intent === 'cancel' ? 'cancel' : 'register');
  // 周末采茶，周日不行: of the days named before, those refused are not meant.
  const without = facts.dates.filter(({ start }) => !scope.isMeant(start) && !scope.isPossible?.(start));
  putDates(draft, 'dates', comingDates(facts, scope), { today: context.today, direction: 'future', without });
  putTime(draft, facts, scope);
  putKeyword(draft, facts);
  const place = findPlace(facts);
  put(draft, 'place', place?.text, place);
  const people = peopleIn(facts, scope);
  putPeople(draft, facts, scope);
  const self = isSelf(facts, people, scope);
  const isBarePlus =
    people.length === 0 && facts.counts.some(({ kind }) => kind === 'plus') && !speaksOfMe(facts, scope);
  const plus = facts.counts.find(({ kind }) => kind === 'plus');
  const counted = countPeople({
    text: facts.text,
    counts: facts.counts,
    names: people.length,
    isSelf: self,
    plusBehindName: people.some(({ end }) => end === plus?.start),
  });
  const isOnlyOthers =
    counted.count !== undefined && facts.counts.some(({ kind }) => kind === 'minus') && people.length === 0;
  if (!isBarePlus && (!isOnlyOthers || hasOnlyKin(facts))) put(draft, 'self', self);
  put(draft, 'count', counted.count, ...facts.counts);
  put(draft, 'companions', counted.companions);
  put(draft, 'phones', nonEmpty(phonesByName(facts.text, facts.names, facts.phones)));
  return draft;
};

/** Which activities, whose registration, how many places. */
export const buildList: Builder = (input) => {
  const { facts, context } = input;
  const draft = startDraft(input);
  const scope = scopeOf(facts, 'all');
  const tokens = meantDates(facts, scope);
  const month = facts.periods.find(
    ({ part }) => part.kind === 'monthOn' || (part.kind === 'months' && part.first === part.last),
  );
  if (tokens.length === 0 && month)
    put(draft, 'dates', daysFrom(...resolvePeriod(month.part, context.today, 'future')), month);
  else putDates(draft, 'dates', tokens, { today: context.today, direction: 'future' });
  putTime(draft, facts, scope);
  putKeyword(draft, facts);
  putPeople(draft, facts, scope);
  if (
    /我(?:自己|名下|都)?的?(?:所有|全部)?(?:报名|活动|登记)|我(?:都|一共|总共|现在|最近)*(?:报|参加|登记)/.test(
      facts.text,
    )
  )
    put(draft, 'isMine', true);
  if (/名额|空位|满|还(?:缺|差|剩|能报|可以报|要人|收人)|缺人|缺不缺|差多少|差几/.test(facts.text))
    put(draft, 'isPlaces', true);
  return draft;
};

/** create_activity: the plan of an activity. */
export const buildActivity: Builder = (input) => {
  const { facts, context } = input;
  const draft = startDraft(input);
  const scope = scopeOf(facts, 'all');
  putDates(draft, 'dates', comingDates(facts, scope), { today: context.today, direction: 'future' });
  putTime(draft, facts, scope);
  putKeyword(draft, facts);
  const place = findPlannedPlace(facts);
  put(draft, 'place', place?.text, place);
  putPeople(draft, facts, scope);
  putCapacity(draft, facts);
  putDeadline(draft, facts, context.today);
  put(draft, 'phones', nonEmpty(phonesByName(facts.text, facts.names, facts.phones)));
  return draft;
};

function putCapacity(draft: Draft, facts: Facts): void {
  if (/不限(?:人数|名额)?|(?:人数|名额)不限/.test(facts.text)) put(draft, 'isUnlimited', true);
  const places = facts.counts.find(({ kind }) => kind === 'capacity') ?? facts.counts.find(isPeople);
  put(draft, 'capacity', places?.n, places);
  if (places && places.n > 0) put(draft, 'count', places.n);
}

function isPeople({ kind }: CountToken): boolean {
  return kind === 'people' || kind === 'total';
}

function putDeadline(draft: Draft, facts: Facts, today: string): void {
  const [token] = facts.deadlines;
  if (!token) return;
  const first = draft.fields.dates?.[0];
  const day = resolveDates(token.dates, today, 'future').days[0] ?? (token.times.length > 0 ? first : undefined);
  const time = token.times[0]?.clock[0];
  if (day) put(draft, 'deadline', { day, ...(time ? { time } : {}) }, token);
}

export function nonEmpty(phones: Record<string, string>): Reading['phones'] | undefined {
  return Object.keys(phones).length > 0 ? phones : undefined;
}
