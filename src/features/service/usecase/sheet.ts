import type { Db } from '../../../database.ts';
import { type Day, daysFrom } from '../../../language/day.ts';
import { addPeople, checkName, type Person, peopleByName } from '../../person/usecase.ts';
import { projectsOf } from '../../project/usecase/tag.ts';
import type { Planned, SheetKind, Stored, TransferContext } from '../../transfer/types.ts';
import { choiceColumn, listColumn, numberColumn, textColumn } from '../../transfer/usecase/column.ts';
import { defineSheet } from '../../transfer/usecase/define.ts';
import { checkProjects, checkUnit, DAY, daysOf, PROJECTS, UNIT, UNTIL } from '../../transfer/usecase/shared.ts';
import { keepVersions, liveSuccessors } from '../../transfer/usecase/versions.ts';
import { readService } from '../schema.ts';
import {
  findServicesBetween,
  findServiceVersions,
  findSheetRows,
  type Grade,
  insertVersions,
  reinstateServices,
  retireServices,
  type SheetRow,
} from '../store.ts';
import { createActivityMatcher } from './match.ts';
import { placesOf } from './merge.ts';

/** One person's service, or that of a group without names. */
interface ServiceLine {
  title: string;
  day: Day;
  untilDay: Day;
  person: string | null;
  headcount: number | null;
  minutes: number | null;
  beneficiaries: number | null;
  grade: Grade;
  unit: string | null;
  projects: string[];
}

const COLUMNS = {
  day: DAY,
  untilDay: UNTIL,
  title: textColumn({
    head: '服务内容',
    also: ['活动', '活动名称', '服务项目', '内容', '服务名称', '志愿服务内容', '活动内容', '名称'],
    isRequired: true,
    note: '做了什么',
    example: '例：社区义诊',
  }),
  names: listColumn({
    head: '姓名',
    also: ['志愿者', '志愿者姓名', '参加人', '参加人员', '人员', '名单'],
    note: '有名单的写姓名，几个人用顿号隔开；没有名单的空着，写人数',
    example: '赵示例、钱示例',
  }),
  headcount: numberColumn({
    head: '人数',
    also: ['人次', '参加人数', '参与人数', '服务人数', '总人数'],
    units: /人次|人|名|位/,
    note: '一共几个人（连写了姓名的在内）；不知道就空着',
    example: 2,
  }),
  hours: numberColumn({
    head: '时长',
    also: ['小时', '服务时长', '小时数', '工时', '时数', '服务小时'],
    units: /个?小时|h/,
    note: '每人几小时；不知道就空着',
    example: 2.5,
  }),
  beneficiaries: numberColumn({
    head: '受益人数',
    also: ['受益', '服务对象人数', '受助人数', '惠及人数'],
    units: /人次|人|名|位/,
    note: '帮到了多少人；不知道就空着',
    example: 30,
  }),
  grade: choiceColumn(
    {
      head: '依据',
      also: ['时长依据', '来源', '认定方式'],
      note: '填报（本人或别人说的）、确认（负责人核过）、签到（打过卡）；空着算填报',
      example: null,
    },
    { reported: ['填报', '自报'], confirmed: ['确认', '核实'], clocked: ['签到', '打卡'] },
  ),
  unit: UNIT,
  projects: PROJECTS,
};

/** Hours served, from a list or a time sheet. */
export const serviceSheet: SheetKind<ServiceLine> = defineSheet(COLUMNS, {
  key: 'services',
  name: '服务记录',
  also: ['服务', '补录', '服务时长', '志愿服务', '工时'],
  about: '谁在哪天做了什么服务、几小时',
  replaces: 'imported',
  toRecords({ day, untilDay, title, names, headcount, hours, beneficiaries, grade, unit, projects }, around) {
    const reading = {
      keyword: title ?? '',
      dates: daysOf(day, untilDay),
      people: names.map(checkName),
      ...(headcount === null ? {} : { count: headcount }),
      ...(hours === null ? {} : { hours }),
      ...(beneficiaries === null ? {} : { beneficiaries }),
    };
    const entry = readService({ intent: 'log_service', confidence: 1, spans: [], ...reading }, around.today);
    const people = entry.names.map((name, id) => ({ id, name }));
    const total = people.length === 0 ? entry.headcount : Math.max(entry.headcount ?? 0, people.length);
    const shared = {
      title: entry.title,
      minutes: entry.minutes,
      grade: grade ?? 'reported',
      unit: checkUnit(unit, around),
    };
    const tagged = { ...shared, projects: checkProjects(projects) };
    return placesOf({ ...entry, headcount: total }, people).map(({ personId, ...place }, index) => ({
      ...tagged,
      ...place,
      person: personId === null ? null : (entry.names[personId] ?? null),
      // On the first, so that the sum is right; see NewServiceRow.
      beneficiaries: index > 0 && entry.beneficiaries !== null ? 0 : entry.beneficiaries,
    }));
  },
  toValues: ({ person, minutes, untilDay, ...line }) => ({
    ...line,
    untilDay: untilDay === line.day ? null : untilDay,
    names: person === null ? [] : [person],
    hours: minutes === null ? null : minutes / 60,
  }),
  describe: ({ day, title, person, headcount, minutes }) =>
    [
      day,
      title,
      person ?? (headcount === null ? '' : `${headcount}人`),
      minutes === null ? '' : `${Number((minutes / 60).toFixed(2))}小时`,
    ]
      .filter(Boolean)
      .join(' '),
  keysOf: ({ day, untilDay, title, person, unit }) => [JSON.stringify([day, untilDay, title, person, unit])],
  contentOf: ({ day, untilDay, title, person, headcount, minutes, beneficiaries, grade, unit, projects }) =>
    JSON.stringify([day, untilDay, title, person, headcount, minutes, beneficiaries, grade, unit, projects]),
  store: {
    ...keepVersions<ServiceLine>({
      table: 'service',
      insert,
      revoke: retireServices,
      restore: reinstateServices,
    }),
    findLike: async (db, lines) => {
      const days = lines.map(({ day }) => day).sort();
      const [first, last] = [days[0], days.at(-1)];
      return first && last ? toStored(db, await findServicesBetween(db, first, last)) : [];
    },
    findByIds: async (db, ids) => toStored(db, await findSheetRows(db, [...ids])),
    list: async (db) => toStored(db, await findServicesBetween(db, '0000', '9999')),
    successors: async (db) => liveSuccessors(await findServiceVersions(db)),
    check,
  },
});

async function toStored(db: Db, rows: readonly SheetRow[]): Promise<Stored<ServiceLine>[]> {
  const projects = await projectsOf(
    db,
    'service',
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, createdAt, revokedAt, person, unit, ...line }) => ({
    ...{ id, createdAt, isLive: revokedAt === null },
    record: {
      ...line,
      person: person?.name ?? null,
      unit: unit?.name ?? null,
      projects: (projects.get(id) ?? []).toSorted(),
    },
  }));
}

/** Of several people of one name nobody can tell whose hours these are. */
async function check(
  { db }: TransferContext,
  rows: readonly Planned<ServiceLine>[],
): Promise<Map<ServiceLine, string>> {
  const lines = rows.map(({ record }) => record);
  const people = await peopleByName(db, namesIn(lines));
  const problems = new Map<ServiceLine, string>();
  for (const line of lines) {
    const found = line.person === null ? [] : (people.get(line.person) ?? []);
    if (found.length > 1 && !meant(found, line)) {
      problems.set(line, `有${found.length}位${line.person}，请在“单位”写清是哪个服务站的`);
    }
  }
  return problems;
}

async function insert(
  context: TransferContext,
  lines: readonly { record: ServiceLine; replaces: number | null }[],
): Promise<number[]> {
  const { db, now, sender, messageId, units } = context;
  const records = lines.map(({ record }) => record);
  const people = await peopleByName(db, namesIn(records));
  const added = await addPeople(
    db,
    [...namesIn(records)].filter((name) => !people.has(name)),
    now,
  );
  const match = await createActivityMatcher(
    db,
    records.flatMap(({ day, untilDay }) => daysFrom(day, untilDay)),
  );
  const rows = lines.map(({ record: { person, unit, projects: _, ...line }, replaces }) => ({
    ...line,
    personId: person === null ? null : (meant(people.get(person) ?? [], { unit })?.id ?? added.get(person) ?? null),
    activityId: match(line.title, daysFrom(line.day, line.untilDay))?.id ?? null,
    unitId: unit === null ? null : (units.get(unit) ?? null),
    reporterId: sender.id,
    messageId,
    replacesId: replaces,
  }));
  return insertVersions(db, rows, now);
}

/** The only one, or the only one of the station. */
function meant(people: readonly Person[], { unit }: Pick<ServiceLine, 'unit'>): Person | undefined {
  if (people.length === 1) return people[0];
  const [own, ...others] = people.filter((person) => unit !== null && person.unit === unit);
  return others.length === 0 ? own : undefined;
}

function namesIn(lines: readonly Pick<ServiceLine, 'person'>[]): Set<string> {
  return new Set(lines.flatMap(({ person }) => person ?? []));
}
