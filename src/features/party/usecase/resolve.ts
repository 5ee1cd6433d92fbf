import type { Db } from '../../../database.ts';
import { checkName, findOrCreatePerson, findPeople, type Person } from '../../person/usecase.ts';
import type { Order } from '../types.ts';

export type Resolved =
  | { kind: 'all'; ids: number[] }
  /** Of several with that name one has to be chosen. */
  | { kind: 'which'; name: string; people: Person[] }
  /** Nobody goes by these names: made after a yes. */
  | { kind: 'unknown'; names: string[] };

/**
 * Who is meant. Nobody is made before all questions are answered.
 * @throws AppError `invalid_input` for what is no name.
 */
export async function resolvePeople(db: Db, order: Pick<Order, 'people' | 'isSure'>, now: Date): Promise<Resolved> {
  const unknown: string[] = [];
  for (const named of order.people) {
    if (typeof named === 'number') continue;
    const name = checkName(named);
    const people = await findPeople(db, name);
    if (people.length > 1) return { kind: 'which', name, people };
    if (people.length === 0) unknown.push(name);
  }
  if (unknown.length > 0 && !order.isSure) return { kind: 'unknown', names: unknown };
  const ids: number[] = [];
  for (const named of order.people) ids.push(typeof named === 'number' ? named : await idOf(db, named, now));
  return { kind: 'all', ids: [...new Set(ids)] };
}

async function idOf(db: Db, name: string, now: Date): Promise<number> {
  const found = await findOrCreatePerson(db, name, now);
  return found.kind === 'one' ? found.person.id : (found.people[0]?.id ?? 0);
}
