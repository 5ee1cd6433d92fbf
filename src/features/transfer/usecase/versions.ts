import type { Db } from '../../../database.ts';
import { tagSubjects } from '../../project/usecase/tag.ts';

import type { Made, SheetStore, TransferContext } from '../types.ts';
import { chunks } from './chunks.ts';

/** What a record that is kept in versions needs; `R` names the projects it belongs to. */
export interface Versioned<R> {
  table: string;
  /** Rows of a statement's size; `replaces`: the version before of each. @returns ids in the order given. */
  insert(context: TransferContext, records: readonly { record: R; replaces: number | null }[]): Promise<number[]>;
  /** @returns those that counted until now. */
  revoke(db: Db, ids: number[], at: Date): Promise<number[]>;
  restore(db: Db, ids: number[]): Promise<void>;
}

const AT_ONCE = 500;

/** Adding, changing by a new version, and taking back: the same for everything kept in versions. */
export function keepVersions<R extends { projects: readonly string[] }>({
  table,
  insert,
  revoke,
  restore,
}: Versioned<R>): Pick<SheetStore<R>, 'table' | 'insert' | 'replace' | 'undo'> {
  async function insertAll(context: TransferContext, all: readonly { record: R; replaces: number | null }[]) {
    const ids: number[] = [];
    for (const some of chunks(all, AT_ONCE)) ids.push(...(await insert(context, some)));
    const tagged = all.map(({ record }, index) => ({ subject: `${table}:${ids[index]}`, names: record.projects }));
    await tagSubjects(context, tagged);
    return ids;
  }

  async function each<T>(ids: readonly number[], work: (some: number[]) => Promise<T[]>): Promise<T[]> {
    const results: T[] = [];
    for (const some of chunks(ids, AT_ONCE)) results.push(...(await work(some)));
    return results;
  }

  return {
    table,
    insert: (context, records) =>
      insertAll(
        context,
        records.map((record) => ({ record, replaces: null })),
      ),
    async replace(context, changes) {
      const { db, now } = context;
      await each(
        changes.map(({ old }) => old.id),
        (some) => revoke(db, some, now),
      );
      const ids = await insertAll(
        context,
        changes.map(({ old, record }) => ({ record, replaces: old.id })),
      );
      return changes.map(({ old }, index): Made => ({ id: ids[index] ?? 0, before: { id: old.id } }));
    },
    async undo({ db, now }, made) {
      const gone = new Set(
        await each(
          made.map(({ id }) => id),
          (some) => revoke(db, some, now),
        ),
      );
      const back = made.flatMap(({ id, before }) => (gone.has(id) && before ? [Number(before.id)] : []));
      await each(back, async (some) => {
        await restore(db, some);
        return [];
      });
      return made.flatMap(({ id }) => (gone.has(id) ? [] : [id]));
    },
  };
}

/** For each version that counts no more the one that counts in its place. */
export function liveSuccessors(
  versions: readonly { id: number; replacesId: number | null; isLive: boolean }[],
): ReadonlyMap<number, number> {
  const before = new Map(versions.map(({ id, replacesId }) => [id, replacesId]));
  const successors = new Map<number, number>();
  for (const { id, isLive } of versions) {
    if (!isLive) continue;
    for (let at = before.get(id); at !== undefined && at !== null; at = before.get(at)) successors.set(at, id);
  }
  return successors;
}
