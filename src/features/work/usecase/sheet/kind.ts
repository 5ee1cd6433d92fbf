import type { Db } from '../../../../database.ts';
import type { Day } from '../../../../language/day.ts';
import { projectsOf } from '../../../project/usecase/tag.ts';
import { createActivityMatcher } from '../../../service/usecase/match.ts';
import type { Column, ReadAround, SheetKind, Stored, TransferContext } from '../../../transfer/types.ts';
import { defineSheet, type ValuesOf } from '../../../transfer/usecase/define.ts';
import { checkProjects, checkUnit, daysOf } from '../../../transfer/usecase/shared.ts';
import { keepVersions, liveSuccessors } from '../../../transfer/usecase/versions.ts';
import {
  findWorkSheetRows,
  findWorksBetween,
  findWorkVersions,
  insertWorks,
  restoreWorks,
  retireWorks,
  type WorkSheetRow,
} from '../../store.ts';
import type { WorkItem, WorkKind } from '../../types.ts';
import { entryOf } from '../log.ts';

/** A record of features/work as a row of a table gives it. */
export interface WorkLine extends WorkItem {
  title: string | null;
  day: Day;
  untilDay: Day;
  unit: string | null;
  projects: string[];
}

/** As the cells have it: without a last day where that is the first. */
type Written = Omit<WorkLine, 'untilDay'> & { untilDay: Day | null };

type Told = Pick<WorkLine, 'title'> & {
  day: Day | null;
  untilDay?: Day | null;
  items: WorkItem[];
  unit?: string | null;
  projects?: string[];
};

interface Declared<C> extends Pick<SheetKind, 'key' | 'name' | 'also' | 'about'> {
  kinds: readonly WorkKind[];
  /** What it is called where something is wrong with it; see Form. */
  label: string;
  tell(values: ValuesOf<C>): Told;
  toValues(line: Written): ValuesOf<C>;
}

/** A kind of table whose rows are kept as the work records of some kinds, by the rules of what is told in chat. */
export function workSheet<C extends Record<string, Column>>(columns: C, declared: Declared<C>): SheetKind<WorkLine> {
  const { kinds, label, tell, toValues, ...names } = declared;
  return defineSheet<C, WorkLine>(columns, {
    ...names,
    replaces: 'imported',
    toRecords: (values, around) => toLines(tell(values), label, around),
    toValues: (line) => toValues({ ...line, untilDay: line.untilDay === line.day ? null : line.untilDay }),
    describe: ({ day, title, verb, item, quantity, unitWord, giver, receiver }) =>
      [
        day,
        receiver,
        giver,
        title,
        `${verb ?? ''}${item}`,
        quantity === null ? '（数量待补）' : `${quantity}${unitWord ?? ''}`,
      ]
        .filter(Boolean)
        .join(' '),
    keysOf: (line) => [
      JSON.stringify([
        ...[line.kind, line.day, line.untilDay, line.title, line.verb, line.item, line.giver, line.receiver],
        line.unit,
      ]),
    ],
    contentOf: (line) =>
      JSON.stringify([
        ...[line.kind, line.day, line.untilDay, line.title, line.verb, line.item, line.giver, line.receiver],
        ...[line.unit, line.quantity, line.unitWord, line.level, line.year, line.projects],
      ]),
    store: {
      ...keepVersions<WorkLine>({ table: 'work', insert, revoke: retireWorks, restore: restoreWorks }),
      findLike: async (db, lines) => {
        const days = lines.map(({ day }) => day).sort();
        const [from, to] = [days[0], days.at(-1)];
        return from && to ? toStored(db, await findWorksBetween(db, kinds, { from, to })) : [];
      },
      findByIds: async (db, ids) => toStored(db, await findWorkSheetRows(db, kinds, ids)),
      list: async (db) => toStored(db, await findWorksBetween(db, kinds, { from: '0000', to: '9999' })),
      successors: async (db) => liveSuccessors(await findWorkVersions(db)),
    },
  });
}

function toLines(told: Told, label: string, around: ReadAround): WorkLine[] {
  const days = daysOf(told.day, told.untilDay ?? null);
  const [day = '', untilDay = day] = [days[0], days.at(-1)];
  const said = { text: '', day, untilDay, isDated: true, year: null, warnings: [] };
  const entry = entryOf({ label }, said, { title: told.title, items: told.items }, around);
  const shared = { unit: checkUnit(told.unit ?? null, around), projects: checkProjects(told.projects ?? []) };
  return entry.items.map((item) => ({ ...item, ...shared, title: entry.title, day, untilDay }));
}

async function insert(
  { db, now, sender, messageId, units }: TransferContext,
  lines: readonly { record: WorkLine; replaces: number | null }[],
): Promise<number[]> {
  const match = await createActivityMatcher(
    db,
    lines.map(({ record }) => record.day),
  );
  const rows = lines.map(({ record: { unit, projects: _, ...line }, replaces }) => ({
    ...line,
    activityId: line.title === null ? null : (match(line.title, [line.day])?.id ?? null),
    unitId: unit === null ? null : (units.get(unit) ?? null),
    reporterId: sender.id,
    messageId,
    replacesId: replaces,
  }));
  return insertWorks(db, rows, now);
}

async function toStored(db: Db, rows: readonly WorkSheetRow[]): Promise<Stored<WorkLine>[]> {
  const projects = await projectsOf(
    db,
    'work',
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, createdAt, revokedAt, unit, ...line }) => ({
    ...{ id, createdAt, isLive: revokedAt === null },
    record: { ...line, unit: unit?.name ?? null, projects: (projects.get(id) ?? []).toSorted() },
  }));
}
