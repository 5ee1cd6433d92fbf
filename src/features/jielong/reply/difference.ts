import type { Day } from '../../../language/day.ts';
import { nameOccurrence } from '../../activity/usecase/describe.ts';
import type { Difference, Known } from '../types.ts';
import { headsOf } from '../usecase/compare.ts';
import { joinFew, personText } from './words.ts';

const MOST_NAMED = 10;

/** One day: what of the list is new, what is known, what is different. */
export function differenceLines(difference: Difference, today: Day): string[] {
  const { occurrence, people, fresh, already, changed, silent, others, full } = difference;
  const lines = [
    ...(fresh.length > 0 ? [`要新报 ${headsOf(fresh)} 人：${fresh.map(personText).join('、')}`] : []),
    ...(already.length > 0 ? [`已经报过 ${headsOf(already)} 人：${knownNames(already)}`] : []),
    ...(changed.length > 0 ? [`人数有变：${changed.map(changeText).join('、')}`] : []),
    ...(silent.length > 0 ? [`已经报过、接龙里没写带人：${silent.map(silentText).join('、')}（不动）`] : []),
    ...placesLine(difference),
    ...(full.length > 0 ? [`名额不够，人数改不了：${full.map(({ name }) => name).join('、')}`] : []),
    ...(others.people > 0 ? [`报过名但接龙里没有 ${others.people} 人：${othersText(others)}（不动）`] : []),
  ];
  return [`${nameOccurrence(occurrence, today)}：接龙里 ${people} 人`, ...lines.map((line) => `· ${line}`)];
}

function placesLine({ occurrence, waiting }: Difference): string[] {
  if (waiting.length === 0) return [];
  const left = Math.max(0, occurrence.placesLeft ?? 0);
  const names = joinFew(
    waiting.map(({ name }) => name),
    MOST_NAMED,
  );
  const heads = headsOf(waiting);
  return [left > 0 ? `名额只剩 ${left} 个，${heads} 人排候补：${names}` : `名额已满，这 ${heads} 人排候补：${names}`];
}

function knownNames(known: readonly Known[]): string {
  return joinFew(
    known.map(({ name, isWaiting }) => `${name}${isWaiting ? '（候补）' : ''}`),
    MOST_NAMED,
  );
}

function changeText({ name, before, companions }: Known): string {
  return `${name} 带 ${before} 人→带 ${companions} 人`;
}

function silentText({ name, before }: Known): string {
  return `${name} 带 ${before} 人`;
}

function othersText({ people, names }: Difference['others']): string {
  return people > names.length && names.length >= MOST_NAMED ? `${names.join('、')} 等` : names.join('、');
}
