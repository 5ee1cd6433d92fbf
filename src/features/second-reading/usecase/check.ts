import { type Day, daysBetween } from '../../../language/day.ts';
import { isName } from '../../../language/people/name.ts';
import { rosterSet } from '../../../language/people/roster.ts';
import type { Fields, Goods, Reading } from '../../../language/reading.ts';
import type { Proposal } from '../schema.ts';
import type { Ground } from '../types.ts';
import { readSaid, type Said } from './said.ts';

/** Farther off, nobody plans or logs anything. */
const MOST_DAYS_OFF = 2 * 366;
/** A guess: it is always asked back. */
const CONFIDENCE = 0.5;

/**
 * The reading that a model proposes, where everything in it stands in the message or is of an open activity; undefined
 * where anything else does, and for `none`. Pure.
 */
export function checkProposal(proposal: Proposal, ground: Ground): Reading | undefined {
  if (proposal.intent === 'none') return undefined;
  const said = readSaid(ground);
  const isFounded =
    areDaysFounded([...proposal.dates, ...proposal.period], ground, said) &&
    proposal.time.every((time) => said.hasTime(time) || ground.activities.some((one) => one.time.includes(time))) &&
    isKeywordFounded(proposal.keyword, ground, said) &&
    [proposal.place, proposal.reason].every((words) => words === null || said.holds(words)) &&
    arePeopleFounded(proposal, ground, said) &&
    areNumbersFounded(proposal, said) &&
    proposal.items.every((item) => isItemFounded(item, said));
  return isFounded ? { intent: proposal.intent, confidence: CONFIDENCE, spans: [], ...fieldsOf(proposal) } : undefined;
}

function areDaysFounded(days: readonly Day[], { today, activities }: Ground, said: Said): boolean {
  return days.every(
    (day) =>
      Math.abs(daysBetween(today, day)) <= MOST_DAYS_OFF &&
      (said.hasDay || activities.some((activity) => activity.day === day)),
  );
}

function isKeywordFounded(keyword: string | null, { activities }: Ground, said: Said): boolean {
  return keyword === null || said.holds(keyword) || activities.some(({ title }) => title.includes(keyword));
}

function arePeopleFounded({ people, intent }: Proposal, { roster }: Ground, said: Said): boolean {
  const known = rosterSet(roster);
  // Shops and schools give too; everything else is done by people.
  const isNamed = (name: string) => intent === 'log_donation' || isName(name, 'sure', known);
  return people.every((name) => [...name].length >= 2 && said.names(name) && isNamed(name));
}

function areNumbersFounded({ count, hours, amount, people, self }: Proposal, said: Said): boolean {
  const named = people.length + (self ? 1 : 0);
  // 我带2个家属 are three.
  const isCountSaid = count === null || count === named || said.hasNumber(count) || said.hasNumber(count - named);
  return isCountSaid && (hours === null || said.hasHours(hours)) && (amount === null || said.hasNumber(amount));
}

function isItemFounded({ item, qty, unit }: Proposal['items'][number], said: Said): boolean {
  return said.holds(item) && (qty === null || said.hasNumber(qty)) && (unit === null || said.holds(unit));
}

/** Only what is said. */
function fieldsOf(proposal: Proposal): Fields {
  const { keyword, place, self, count, hours, amount, reason } = proposal;
  const [from, to] = proposal.period.toSorted();
  const dates = [...new Set(proposal.dates)].toSorted();
  return {
    ...(dates.length > 0 ? { dates } : {}),
    ...(proposal.time.length > 0 ? { time: proposal.time } : {}),
    ...(from !== undefined && to !== undefined ? { period: [from, to] } : {}),
    ...(keyword === null ? {} : { keyword: keyword.trim() }),
    ...(place === null ? {} : { place: place.trim() }),
    ...(proposal.people.length > 0 ? { people: [...new Set(proposal.people)] } : {}),
    ...(self === null ? {} : { self }),
    ...(count === null ? {} : { count }),
    ...(hours === null ? {} : { hours }),
    ...(proposal.items.length > 0 ? { items: proposal.items.map(goodsOf) } : {}),
    ...(amount === null ? {} : { amount }),
    ...(reason === null ? {} : { reason: reason.trim() }),
  };
}

function goodsOf({ item, qty, unit }: Proposal['items'][number]): Goods {
  return { item: item.trim(), ...(qty === null ? {} : { qty }), ...(unit === null ? {} : { unit }) };
}
