import { userError } from '../../../errors.ts';
import type { PartyStatus } from '../../party/types.ts';
import { partyGroups } from '../../party/usecase/groups.ts';
import { checkName } from '../../person/usecase.ts';
import type { Made, Planned, SheetKind, Stored, TransferContext } from '../../transfer/types.ts';
import { chunks } from '../../transfer/usecase/chunks.ts';
import { choiceColumn, textColumn } from '../../transfer/usecase/column.ts';
import { defineSheet } from '../../transfer/usecase/define.ts';
import { UNIT } from '../../transfer/usecase/shared.ts';
import {
  deleteUnused,
  insertPeople,
  insertUnits,
  type NewPerson,
  type RosterRow,
  selectForRestore,
  selectPeople,
  selectRoster,
  selectTaken,
  updatePerson,
} from '../store.ts';

interface Volunteer {
  name: string;
  /** Lower case. */
  userid: string | null;
  /** As written, where that is not lower case. */
  wecomId: string | null;
  unit: string | null;
  /** Null: not said. */
  status: PartyStatus | null;
  group: string | null;
}

const COLUMNS = {
  name: textColumn({
    head: '姓名',
    also: ['志愿者姓名', '志愿者', '名字', '成员姓名'],
    isRequired: true,
    note: '全名',
    example: '例赵示例',
  }),
  userid: textColumn({
    head: '企业微信账号',
    also: ['账号', '帐号', 'userid', '企业微信帐号', '企微账号'],
    most: 64,
    note: '有就写，同名的人靠它分清；没有就空着',
    example: null,
  }),
  unit: { ...UNIT, note: '哪个服务站的；系统里没有的会新建', example: '例：示例路服务站' },
  status: choiceColumn(
    {
      head: '政治面貌',
      also: ['党员身份', '党内身份', '面貌'],
      note: '党员、预备党员、入党积极分子、入党申请人、群众；空着就不改',
      example: '群众',
    },
    {
      member: ['党员', '中共党员', '正式党员', '是'],
      probationary: ['预备党员', '中共预备党员'],
      activist: ['入党积极分子', '积极分子'],
      applicant: ['入党申请人', '申请人'],
      none: ['群众', '团员', '共青团员', '非党员', '民主党派', '无党派', '无', '否'],
    },
  ),
  group: textColumn({
    head: '党小组',
    also: ['所在党小组', '所属党小组'],
    note: '要先有这个党小组；没有就空着',
    example: null,
  }),
};
const USERID = /^[A-Za-z0-9_.@-]{1,64}$/;
const AT_ONCE = 500;

/** Everybody there is, with station and standing. */
export const rosterSheet: SheetKind<Volunteer> = defineSheet(COLUMNS, {
  key: 'roster',
  name: '志愿者名册',
  also: ['名册', '花名册', '志愿者', '人员', '名单', '通讯录'],
  about: '志愿者的姓名、服务站、政治面貌',
  replaces: 'all',
  hasTwins: true,
  toRecords({ name, userid, unit, status, group }) {
    if (userid !== null && !USERID.test(userid)) {
      throw userError('invalid_input', `企业微信账号“${userid.slice(0, 20)}”只能有字母、数字和 . _ - @`);
    }
    const lower = userid?.toLowerCase() ?? null;
    const account = { userid: lower, wecomId: lower === userid ? null : userid };
    const standing = group !== null && (status === null || status === 'none') ? 'member' : status;
    return [{ name: checkName(name ?? ''), ...account, unit, status: standing, group }];
  },
  toValues: ({ userid, wecomId, ...volunteer }) => ({ ...volunteer, userid: wecomId ?? userid }),
  describe: ({ name, unit, status, userid }) =>
    [name, unit, status === null || status === 'none' ? null : COLUMNS.status.write(status), userid && `账号 ${userid}`]
      .filter(Boolean)
      .join(' '),
  keysOf: ({ name, userid, unit }) => {
    const atHome = `${name}|${unit ?? ''}`;
    if (userid !== null) return [`@${userid}`, `free ${atHome}`, `free ${name}|`];
    return unit === null ? [atHome, `any ${name}`] : [atHome, `${name}|`];
  },
  offersOf: ({ name, userid, unit }) => {
    const atHome = `${name}|${unit ?? ''}`;
    return [userid === null ? `free ${atHome}` : `@${userid}`, atHome, `any ${name}`];
  },
  contentOf: ({ name, userid, unit, status, group }) => JSON.stringify([name, userid, unit, status, group]),
  merge: (old, said) => ({
    name: said.name,
    userid: said.userid ?? old.userid,
    wecomId: said.userid === null ? old.wecomId : said.wecomId,
    unit: said.unit ?? old.unit,
    status: said.status ?? old.status,
    group: said.status === 'none' ? null : (said.group ?? old.group),
  }),
  store: {
    table: 'person',
    findLike: async (db) => (await selectRoster(db)).map(toStored),
    findByIds: async (db, ids) => (await selectPeople(db, [...ids])).map(toStored),
    list: async (db) => (await selectRoster(db)).map(toStored),
    successors: async () => new Map(),
    check,
    notes: ({ units }, volunteers) => {
      const added = newUnits(units, volunteers);
      return added.length > 0 ? [`新的服务站：${added.join('、')}。名字写错了请先改好再导。`] : [];
    },
    async insert(context, volunteers) {
      const ids: number[] = [];
      const people = await toPeople(context, volunteers);
      for (const some of chunks(people, AT_ONCE)) ids.push(...(await insertPeople(context.db, some, context.now)));
      return ids;
    },
    async replace(context, changes) {
      const people = await toPeople(
        context,
        changes.map(({ record }) => record),
      );
      const before = await selectForRestore(
        context.db,
        changes.map(({ old }) => old.id),
      );
      for (const [index, { old }] of changes.entries()) {
        const person = people[index];
        if (person) await updatePerson(context.db, old.id, person);
      }
      return changes.map(({ old, record }): Made => {
        const after = rosterSheet.contentOf(record);
        return { id: old.id, before: { ...before.get(old.id), after } };
      });
    },
    undo,
  },
});

function toStored({
  id,
  createdAt,
  name,
  userid,
  wecomId,
  unit,
  partyStatus,
  partyGroup,
}: RosterRow): Stored<Volunteer> {
  const shared = { name: name ?? '', userid, wecomId, unit: unit?.name ?? null };
  const record = { ...shared, status: partyStatus, group: partyGroup?.name ?? null };
  return { id, createdAt, isLive: true, record };
}

/** An account is one person's, and a party group is there before people are in it. */
async function check({ db }: TransferContext, rows: readonly Planned<Volunteer>[]): Promise<Map<Volunteer, string>> {
  const problems = new Map<Volunteer, string>();
  const groups = new Set((await partyGroups(db)).map(({ name }) => name));
  const owners = new Map<string, number>();
  const userids = rows.flatMap(({ record }) => record.userid ?? []);
  for (const some of chunks(userids, AT_ONCE)) {
    for (const { userid, id } of await selectTaken(db, some)) if (userid !== null) owners.set(userid, id);
  }
  const seen = new Set<string>();
  for (const { record, old } of rows) {
    const { userid, group } = record;
    const owner = userid === null ? undefined : owners.get(userid);
    if (userid !== null && (seen.has(userid) || (owner !== undefined && owner !== old?.id))) {
      problems.set(record, `企业微信账号“${userid}”已经是别人的了`);
    }
    if (userid !== null) seen.add(userid);
    if (group !== null && !groups.has(group)) problems.set(record, `没有叫“${group}”的党小组`);
  }
  return problems;
}

async function toPeople(context: TransferContext, volunteers: readonly Volunteer[]): Promise<NewPerson[]> {
  const { db } = context;
  const added = newUnits(context.units, volunteers);
  const ids = await insertUnits(
    db,
    added.map((name) => ({ name, kind: 'station' as const })),
  );
  const units = new Map([...context.units, ...added.map((name, index) => [name, ids[index] ?? 0] as const)]);
  context.units = units;
  return volunteers.map(({ name, userid, wecomId, unit, status, group }) => ({
    ...{ name, userid, wecomId, partyStatus: status ?? 'none' },
    unitId: unit === null ? null : (units.get(unit) ?? null),
    partyGroupId: group === null ? null : (units.get(group) ?? null),
  }));
}

function newUnits(units: ReadonlyMap<string, number>, volunteers: readonly Volunteer[]): string[] {
  return [...new Set(volunteers.flatMap(({ unit }) => (unit === null || units.has(unit) ? [] : [unit])))];
}

/** Who was added goes where there is nothing else of theirs; who was changed is as before unless changed since. */
async function undo({ db }: TransferContext, made: readonly Made[]): Promise<number[]> {
  const left: number[] = [];
  const added = made.flatMap(({ id, before }) => (before ? [] : [id]));
  for (const some of chunks(added, AT_ONCE)) left.push(...(await deleteUnused(db, some)));
  for (const { id, before } of made) {
    if (!before) continue;
    const { after, ...was } = before;
    const [now] = await selectPeople(db, [id]);
    if (now && rosterSheet.contentOf(toStored(now).record) === after) await updatePerson(db, id, restored(was));
    else left.push(id);
  }
  return left;
}

function restored(was: Record<string, unknown>) {
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  const number = (value: unknown) => (typeof value === 'number' ? value : null);
  return {
    ...{ name: text(was.name), userid: text(was.userid), wecomId: text(was.wecomId) },
    ...{ unitId: number(was.unitId), partyGroupId: number(was.partyGroupId) },
    partyStatus: statusFrom(was.partyStatus),
  };
}

function statusFrom(value: unknown): PartyStatus {
  const known: readonly PartyStatus[] = ['none', 'applicant', 'activist', 'probationary', 'member'];
  return known.find((status) => status === value) ?? 'none';
}
