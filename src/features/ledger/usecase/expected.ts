import type { Db } from '../../../database.ts';
import { committeeMembers, partyMembers } from '../../party/usecase/members.ts';
import { partyRoster } from '../../party/usecase/roster.ts';
import type { HoldingRow } from '../store.ts';

/** Ids of those who were to come; null: not known. */
export type Expected = (holding: Pick<HoldingRow, 'kind' | 'unit' | 'hasOwnAttendees'>) => ReadonlySet<number> | null;

/** Whoever the kind of a meeting gives. */
export async function loadExpected(db: Db): Promise<Expected> {
  const ids = (people: readonly { id: number }[]) => new Set(people.map(({ id }) => id));
  const members = ids(await partyMembers(db));
  const committee = ids(await committeeMembers(db));
  const { groups } = await partyRoster(db);
  const inGroup = new Map(
    groups.map(({ group, people }) => [group.id, new Set([...ids(people)].filter((id) => members.has(id)))]),
  );
  return ({ kind, unit, hasOwnAttendees }) => {
    if (hasOwnAttendees) return null;
    if (unit !== null) return inGroup.get(unit.id) ?? null;
    return kind === 'committee' || kind === 'democratic_life' ? committee : members;
  };
}
