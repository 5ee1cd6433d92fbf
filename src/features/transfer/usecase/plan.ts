import type { Db } from '../../../database.ts';
import { findEarlierRows } from '../store.ts';
import type { Place, ReadAround, RowProblem, SheetKind, Stored } from '../types.ts';
import { chunks } from './chunks.ts';
import { RowProblems } from './define.ts';
import { codeOf, contentDigest, idIn, keyDigest } from './digest.ts';
import type { ReadRow } from './rows.ts';

/** What is to be done with each row. */
export interface Plan<R> {
  fresh: ReadRow<R>[];
  changed: (ReadRow<R> & { old: Stored<R> })[];
  same: ReadRow<R>[];
  /** People have changed it since the same row was read in. */
  kept: ReadRow<R>[];
  doubles: { place: Place; first: Place }[];
  problems: RowProblem[];
}

const AT_ONCE = 500;

/**
 * Finds for each row the record it is, if there is one: by its number where it was written out of this database, as
 * one that is alike in everything, or as the record an earlier file made of a row of the same key.
 */
export async function planRows<R extends object>(
  kind: SheetKind<R>,
  rows: readonly ReadRow<R>[],
  around: ReadAround & { db: Db },
): Promise<Plan<R>> {
  const plan: Plan<R> = { fresh: [], changed: [], same: [], kept: [], doubles: [], problems: [] };
  const known = await loadKnown(kind, rows, around);
  const once = kind.hasTwins ? rows : withoutDoubles(kind, rows, plan);
  const uncoded = once.filter((row) => !planCoded(kind, row, known, plan));
  const unlike = uncoded.filter((row) => {
    const twin = known.take(known.alike(row.record));
    if (twin) plan.same.push(row);
    return !twin;
  });
  for (const row of unlike) planKeyed(kind, row, known, plan);
  return plan;
}

type Known<R extends object> = Awaited<ReturnType<typeof loadKnown<R>>>;

async function loadKnown<R extends object>(
  kind: SheetKind<R>,
  rows: readonly ReadRow<R>[],
  around: ReadAround & { db: Db },
) {
  const { store } = kind;
  const { db } = around;
  const records = rows.map(({ record }) => record);
  const live = new Map((await store.findLike(db, records)).map((one) => [one.id, one]));
  const successors = await store.successors(db);
  const lastOf = (id: number): number => successors.get(id) ?? id;
  const findAll = async (ids: readonly number[]): Promise<Stored<R>[]> => {
    const found: Stored<R>[] = [];
    for (const some of chunks([...new Set(ids)], AT_ONCE)) found.push(...(await store.findByIds(db, some)));
    return found;
  };
  const coded = new Map<number, Stored<R>>();
  const ids = rows.flatMap(({ code }) => idIn(code) ?? []);
  for (const one of await findAll(ids)) coded.set(one.id, one);
  const earlier = await findEarlierRows(
    db,
    records.map((record) => keyDigest(kind, record)),
  );
  const wanted = [...ids, ...earlier.map(({ subject }) => idOf(subject))].map(lastOf).filter((id) => !live.has(id));
  for (const one of await findAll(wanted)) if (one.isLive) live.set(one.id, one);
  const byContent = groupBy([...live.values()], ({ record }) => [kind.contentOf(record)]);
  const byKey = groupBy([...live.values()], ({ record }) => (kind.offersOf ?? kind.keysOf)(record));
  const byEarlier = groupBy(earlier, ({ key }) => [key]);
  const taken = new Set<number>();
  return {
    around,
    coded,
    lastOf,
    live,
    alike: (record: R) => byContent.get(kind.contentOf(record)) ?? [],
    keyed: (key: string) => byKey.get(key) ?? [],
    earlier: (record: R) => byEarlier.get(keyDigest(kind, record)) ?? [],
    /** The first that no row has been given yet. */
    take(some: readonly Stored<R>[]): Stored<R> | undefined {
      const found = some.find((one) => !taken.has(one.id));
      if (found) taken.add(found.id);
      return found;
    },
  };
}

function withoutDoubles<R extends object>(kind: SheetKind<R>, rows: readonly ReadRow<R>[], plan: Plan<R>) {
  const first = new Map<string, Place>();
  return rows.filter((row) => {
    const content = `${row.code ?? ''}\n${kind.contentOf(row.record)}`;
    const before = first.get(content);
    if (before) plan.doubles.push({ place: row.place, first: before });
    else first.set(content, row.place);
    return before === undefined;
  });
}

/** False: the row has no number, or not one of this database. */
function planCoded<R extends object>(kind: SheetKind<R>, row: ReadRow<R>, known: Known<R>, plan: Plan<R>): boolean {
  const id = idIn(row.code);
  const coded = id === undefined ? undefined : known.coded.get(id);
  if (!coded || codeOf(kind.store.table, coded) !== row.code) return false;
  const last = known.live.get(known.lastOf(coded.id));
  const isAlike = (one: Stored<R>) => isSame(kind, one.record, row.record) || isAsWritten(kind, one, row, known.around);
  const text = last ? '这条记录导出之后又改过，请重新导出一份再改' : '这条记录已经撤销了，要重新记请把“编号”那一格清空';
  if (!last || (last.id !== coded.id && !isAlike(last) && !isAlike(coded))) plan.problems.push({ ...row.place, text });
  else if (!known.take([last])) plan.problems.push({ ...row.place, text: '编号和前面一行相同' });
  else if (isAlike(last)) plan.same.push(row);
  else if (last.id !== coded.id) plan.kept.push(row);
  else plan.changed.push({ ...row, old: last });
  return true;
}

function planKeyed<R extends object>(kind: SheetKind<R>, row: ReadRow<R>, known: Known<R>, plan: Plan<R>): void {
  const content = contentDigest(kind, row.record);
  const earlier = known.earlier(row.record);
  const liveOf = (some: typeof earlier) =>
    some.flatMap(({ subject }) => known.live.get(known.lastOf(idOf(subject))) ?? []);
  const untouched = known.take(liveOf(earlier.filter((one) => one.content === content)));
  if (untouched) {
    plan[isSame(kind, untouched.record, row.record) ? 'same' : 'kept'].push(row);
    return;
  }
  const keys = kind.replaces === 'all' ? kind.keysOf(row.record) : [];
  const old = known.take([...liveOf(earlier), ...keys.flatMap(known.keyed)]);
  if (!old) plan.fresh.push(row);
  else if (isSame(kind, old.record, row.record)) plan.same.push(row);
  else plan.changed.push({ ...row, old });
}

/** Written out as it is, a record may say less than it holds: an empty cell is not a change. */
function isAsWritten<R extends object>(
  kind: SheetKind<R>,
  { record }: Stored<R>,
  row: ReadRow<R>,
  around: ReadAround,
): boolean {
  try {
    const [written, ...others] = kind.read(kind.cellsOf(record), around);
    return written !== undefined && others.length === 0 && kind.contentOf(written) === kind.contentOf(row.record);
  } catch (error) {
    if (error instanceof RowProblems) return false;
    throw error;
  }
}

/** What a row leaves out stays as it is where the kind says so. */
function isSame<R extends object>(kind: SheetKind<R>, old: R, record: R): boolean {
  return kind.contentOf(kind.merge?.(old, record) ?? record) === kind.contentOf(old);
}

function idOf(subject: string): number {
  return Number(subject.slice(subject.indexOf(':') + 1));
}

function groupBy<T>(all: readonly T[], keysOf: (one: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    for (const key of keysOf(one)) {
      const group = groups.get(key);
      if (group) group.push(one);
      else groups.set(key, [one]);
    }
  }
  return groups;
}
