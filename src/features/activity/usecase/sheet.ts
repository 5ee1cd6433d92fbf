import type { Db } from '../../../database.ts';
import type { Day } from '../../../language/day.ts';
import { projectsOf, tagSubjects } from '../../project/usecase/tag.ts';
import type { Planned, SheetKind, Stored, TransferContext } from '../../transfer/types.ts';
import { chunks } from '../../transfer/usecase/chunks.ts';
import { numberColumn, textColumn, timeColumn } from '../../transfer/usecase/column.ts';
import { defineSheet } from '../../transfer/usecase/define.ts';
import { checkProjects, checkUnit, DAY, PROJECTS, UNIT } from '../../transfer/usecase/shared.ts';
import {
  callOffUnused,
  type DayRow,
  insertDays,
  insertHeads,
  reopen,
  selectDayRows,
  selectDaysBetween,
  selectWithRegistrations,
} from '../store/sheet.ts';
import { checkCapacity, checkPlace, checkTimes, checkTitle, startOf } from './check.ts';

/** One day of an activity. */
interface ActivityLine {
  title: string;
  day: Day;
  startTime: string | null;
  endTime: string | null;
  place: string | null;
  capacity: number | null;
  unit: string | null;
  projects: string[];
}

const COLUMNS = {
  day: DAY,
  title: textColumn({
    head: '活动名称',
    also: ['活动', '名称', '活动主题', '主题', '服务项目', '内容'],
    isRequired: true,
    note: '2 到 40 个字',
    example: '例：护考志愿服务',
  }),
  start: timeColumn({ head: '开始时间', also: ['开始', '时间', '几点'], note: '8:00；整天的空着', example: '08:00' }),
  end: timeColumn({ head: '结束时间', also: ['结束'], note: '12:00；不定就空着', example: '12:00' }),
  place: textColumn({ head: '地点', also: ['活动地点', '地址', '位置'], note: '在哪里', example: '示例中学门口' }),
  capacity: numberColumn({
    head: '名额',
    also: ['人数限制', '招募人数', '计划人数'],
    units: /人|名|个/,
    note: '最多几个人；不限就空着',
    example: 20,
  }),
  unit: UNIT,
  projects: PROJECTS,
};
const AT_ONCE = 500;
const ASK_IN_CHAT = '已经有人报名，请在群里发“修改活动”来改，好通知到人';

/** Activities held, and those to come that people can register for. */
export const activitySheet: SheetKind<ActivityLine> = defineSheet(COLUMNS, {
  key: 'activities',
  name: '活动',
  also: ['活动安排', '活动计划', '活动表', '活动记录'],
  about: '开展过的活动和要开展的活动（以后的可以报名）',
  replaces: 'imported',
  toRecords({ day, title, start, end, place, capacity, unit, projects }, around) {
    const times = checkTimes(start === null ? undefined : end === null ? [start] : [start, end]);
    const line = {
      ...times,
      title: checkTitle(title ?? ''),
      day: day ?? '',
      place: place === null ? null : checkPlace(place),
      capacity: capacity === null ? null : checkCapacity(capacity),
    };
    return [{ ...line, unit: checkUnit(unit, around), projects: checkProjects(projects) }];
  },
  toValues: ({ startTime, endTime, ...line }) => ({ ...line, start: startTime, end: endTime }),
  describe: ({ day, title, startTime, endTime, place, capacity }) =>
    [
      day,
      startTime === null ? '' : `${startTime}${endTime === null ? '' : `-${endTime}`}`,
      title,
      place,
      capacity === null ? '' : `名额${capacity}`,
    ]
      .filter(Boolean)
      .join(' '),
  keysOf: ({ day, title, unit, startTime }) => [JSON.stringify([day, title, unit, startTime])],
  contentOf: ({ day, title, unit, startTime, endTime, place, capacity, projects }) =>
    JSON.stringify([day, title, unit, startTime, endTime, place, capacity, projects]),
  store: {
    table: 'occurrence',
    findLike: async (db, lines) => {
      const days = lines.map(({ day }) => day).sort();
      const [first, last] = [days[0], days.at(-1)];
      return first && last ? toStored(db, await selectDaysBetween(db, first, last)) : [];
    },
    findByIds: async (db, ids) => toStored(db, await selectDayRows(db, [...ids])),
    list: async (db) => toStored(db, await selectDaysBetween(db, '0000', '9999')),
    successors: async () => new Map(),
    check,
    insert,
    async replace(context, changes) {
      const olds = changes.map(({ old }) => old.id);
      for (const some of chunks(olds, AT_ONCE)) await callOffUnused(context.db, some);
      const ids = await insert(
        context,
        changes.map(({ record }) => record),
      );
      return changes.map(({ old }, index) => ({ id: ids[index] ?? 0, before: { id: old.id } }));
    },
    async undo({ db }, made) {
      const gone = new Set<number>();
      for (const some of chunks(made, AT_ONCE)) {
        const ids = await callOffUnused(
          db,
          some.map(({ id }) => id),
        );
        for (const id of ids) gone.add(id);
        await reopen(
          db,
          some.flatMap(({ id, before }) => (gone.has(id) && before ? [Number(before.id)] : [])),
        );
      }
      return made.flatMap(({ id }) => (gone.has(id) ? [] : [id]));
    },
  },
});

async function check(
  { db }: TransferContext,
  rows: readonly Planned<ActivityLine>[],
): Promise<Map<ActivityLine, string>> {
  const problems = new Map<ActivityLine, string>();
  for (const some of chunks(rows, AT_ONCE)) {
    const taken = await selectWithRegistrations(
      db,
      some.flatMap(({ old }) => old?.id ?? []),
    );
    for (const { record, old } of some) if (old && taken.has(old.id)) problems.set(record, ASK_IN_CHAT);
  }
  return problems;
}

/** Days of one title, place, station and projects are one activity. */
async function insert(context: TransferContext, lines: readonly ActivityLine[]): Promise<number[]> {
  const { db, now, zone, sender, messageId, units } = context;
  const headOf = ({ title, place, unit, projects }: ActivityLine) => JSON.stringify([title, place, unit, projects]);
  const heads = new Map(lines.map((line) => [headOf(line), line]));
  const ids = new Map<string, number>();
  for (const some of chunks([...heads], AT_ONCE)) {
    const made = some.map(([, { title, place, unit }]) => {
      const unitId = unit === null ? null : (units.get(unit) ?? null);
      return { title, place, unitId, organiserId: sender.id, messageId };
    });
    const own = await insertHeads(db, made, now);
    for (const [index, [head]] of some.entries()) ids.set(head, own[index] ?? 0);
  }
  const tagged = [...heads].map(([head, { projects }]) => ({ subject: `activity:${ids.get(head)}`, names: projects }));
  await tagSubjects(context, tagged);
  const days: number[] = [];
  for (const some of chunks(lines, AT_ONCE)) {
    const made = some.map((line) => {
      const { day, startTime, endTime, capacity } = line;
      const startsAt = startOf(day, startTime, zone);
      return { activityId: ids.get(headOf(line)) ?? 0, day, startTime, endTime, capacity, startsAt };
    });
    days.push(...(await insertDays(db, made)));
  }
  return days;
}

async function toStored(db: Db, rows: readonly DayRow[]): Promise<Stored<ActivityLine>[]> {
  const projects = await projectsOf(db, 'activity', [...new Set(rows.map(({ activity }) => activity.id))]);
  return rows.map(({ id, state, activity, ...line }) => ({
    ...{ id, createdAt: activity.createdAt, isLive: state === 'open' && activity.state === 'open' },
    record: {
      ...line,
      title: activity.title,
      place: activity.place,
      unit: activity.unit?.name ?? null,
      projects: (projects.get(activity.id) ?? []).toSorted(),
    },
  }));
}
