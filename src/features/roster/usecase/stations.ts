import { userError } from '../../../errors.ts';
import type { SheetKind, Stored } from '../../transfer/types.ts';
import { choiceColumn, textColumn } from '../../transfer/usecase/column.ts';
import { defineSheet } from '../../transfer/usecase/define.ts';
import { deleteUnusedUnits, insertUnits, selectUnits, type UnitKind, type UnitRow, updateUnitKind } from '../store.ts';

interface Station {
  name: string;
  kind: UnitKind;
}

const COLUMNS = {
  name: textColumn({
    head: '名称',
    also: ['服务站', '站点', '服务站名称', '站名', '单位', '单位名称'],
    isRequired: true,
    most: 50,
    note: '全名，别处写单位就写这个名字',
    example: '例：示例路服务站',
  }),
  kind: choiceColumn(
    { head: '类别', also: ['类型'], note: '服务站、支部、党小组；空着算服务站', example: '服务站' },
    { station: ['服务站', '站', '工作站'], branch: ['支部', '党支部'], party_group: ['党小组', '小组'] },
  ),
};
const SHORTEST = 2;

/** The stations records belong to. */
export const stationSheet: SheetKind<Station> = defineSheet(COLUMNS, {
  key: 'stations',
  name: '服务站',
  also: ['站点', '服务站名单', '单位'],
  about: '有哪些服务站（别的表里写“单位”要用这些名字）',
  replaces: 'all',
  toRecords({ name, kind }) {
    const plain = (name ?? '').replace(/\s/g, '');
    if ([...plain].length < SHORTEST) throw userError('invalid_input', `名称“${plain}”太短了`);
    return [{ name: plain, kind: kind ?? 'station' }];
  },
  toValues: (station) => station,
  describe: ({ name, kind }) => (kind === 'station' ? name : `${name}（${COLUMNS.kind.write(kind)}）`),
  keysOf: ({ name }) => [name],
  contentOf: ({ name, kind }) => JSON.stringify([name, kind]),
  store: {
    table: 'unit',
    findLike: async (db) => (await selectUnits(db)).map(toStored),
    findByIds: async (db, ids) => (await selectUnits(db)).filter(({ id }) => ids.includes(id)).map(toStored),
    list: async (db) => (await selectUnits(db)).map(toStored),
    successors: async () => new Map(),
    insert: ({ db }, stations) => insertUnits(db, [...stations]),
    async replace({ db }, changes) {
      for (const { old, record } of changes) await updateUnitKind(db, old.id, record.kind);
      return changes.map(({ old }) => ({ id: old.id, before: { kind: old.record.kind } }));
    },
    async undo({ db }, made) {
      for (const { id, before } of made) if (before) await updateUnitKind(db, id, kindFrom(before.kind));
      return deleteUnusedUnits(
        db,
        made.flatMap(({ id, before }) => (before ? [] : [id])),
      );
    },
  },
});

/** Rows of units have no time of their making; one of a name is there once. */
const MADE_AT = new Date(0);

function toStored({ id, name, kind }: UnitRow): Stored<Station> {
  return { id, createdAt: MADE_AT, isLive: true, record: { name, kind } };
}

function kindFrom(value: unknown): UnitKind {
  return value === 'branch' || value === 'party_group' ? value : 'station';
}
