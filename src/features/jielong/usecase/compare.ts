import type { CommandContext } from '../../../bot/command.ts';
import type { Accepting } from '../../activity/usecase/accepting.ts';
import type { Occurrence } from '../../activity/usecase/find.ts';
import { displayName } from '../../person/usecase.ts';
import type { Registration } from '../../registration/types.ts';
import { findOnDay } from '../../registration/usecase/standing.ts';
import type { Chosen, Listed, PastedList, Plan } from '../schema.ts';
import type { Comparison, Difference, Item, Known } from '../types.ts';
import { foresee } from './foresee.ts';
import { identify, isOn } from './people.ts';

const OTHERS_SHOWN = 10;

/** How the list differs from what is registered for the days found, and what doing it would mean. Changes nothing. */
export async function compareList(
  context: CommandContext,
  target: Accepting,
  { list, chosen }: { list: PastedList; chosen: Chosen },
): Promise<Comparison> {
  if (target.kind !== 'found') return { ...target, list };
  const { occurrences, missingDays } = target;
  const identified = await identify(context, list.listed, { occurrences, chosen });
  if (identified.kind === 'who') return { ...identified, occurrences, list, chosen };
  const differences: Difference[] = [];
  const plan: Plan = { days: [] };
  for (const occurrence of occurrences) {
    const items = itemsOn(occurrence, list.listed, identified.ids);
    const { todo, ...difference } = await compareDay(context, occurrence, items);
    differences.push(difference);
    const p = todo.map(({ name, companions, personId }) => ({
      n: name,
      c: companions,
      ...(personId === undefined ? {} : { id: personId }),
    }));
    if (p.length > 0) plan.days.push({ o: occurrence.id, p });
  }
  const days = occurrences.map(({ day }) => day);
  const isDated = days.length > 1 && list.listed.some((one) => one.days !== undefined);
  return {
    kind: 'compared',
    list,
    chosen,
    differences,
    plan,
    missingDays,
    elsewhere: list.listed.flatMap(({ name, days: named }) =>
      named && !days.some((day) => isOn({ days: named }, day)) ? [{ name, days: named }] : [],
    ),
    undated: isDated ? list.listed.filter((one) => !one.days).map(({ name }) => name) : [],
  };
}

/** Who of the list is for that day; where several of one name were chosen, the first has the companions. */
function itemsOn({ day }: Occurrence, listed: readonly Listed[], ids: ReadonlyMap<string, readonly number[]>): Item[] {
  return listed
    .filter((one) => isOn(one, day))
    .flatMap(({ name, companions, note }): Item[] => {
      const item = { name, companions, note };
      const [first, ...more] = ids.get(name) ?? [];
      if (first === undefined) return [item];
      return [{ ...item, personId: first }, ...more.map((personId) => ({ name, companions: 0, personId }))];
    });
}

/** `todo`: what is to be done, in the order of the list. */
async function compareDay(
  context: CommandContext,
  occurrence: Occurrence,
  items: Item[],
): Promise<Difference & { todo: (Item | Known)[] }> {
  const personIds = items.flatMap(({ personId }) => personId ?? []);
  const onDay = await findOnDay(context, occurrence.id, { personIds, most: OTHERS_SHOWN });
  const registered = new Map(onDay.known.map((row) => [row.person.id, row]));
  const sorted = items.map((item) => withRegistration(item, registered));
  const known = sorted.filter((item) => 'before' in item);
  const fresh = sorted.filter((item) => !('before' in item));
  const changed = known.filter(({ companions, before }) => companions > 0 && companions !== before);
  const todo = sorted.filter((item) => !('before' in item) || changed.includes(item));
  return {
    occurrence,
    people: headsOf(items),
    fresh,
    changed,
    silent: known.filter(({ companions, before }) => companions === 0 && before > 0),
    already: known.filter(({ companions, before }) => companions === before),
    others: {
      people: onDay.people - onDay.known.reduce((sum, { companions }) => sum + 1 + companions, 0),
      names: onDay.others.map(({ person }) => displayName(person)),
    },
    ...foresee(occurrence.placesLeft, todo),
    todo,
  };
}

function withRegistration(item: Item, registered: ReadonlyMap<number, Registration>): Item | Known {
  const row = item.personId === undefined ? undefined : registered.get(item.personId);
  return row ? { ...item, before: row.companions, isWaiting: row.state === 'waiting' } : item;
}

/** People, with those they bring. */
export function headsOf(items: readonly Pick<Item, 'companions'>[]): number {
  return items.reduce((sum, { companions }) => sum + 1 + companions, 0);
}
