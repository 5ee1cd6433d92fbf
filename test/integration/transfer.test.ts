import { readXlsx } from 'hucre/xlsx';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Cell } from '../../src/documents/sheet.ts';
import { readTableFile } from '../../src/documents/table/file.ts';
import { renderXlsx } from '../../src/documents/workbook.ts';
import { SHEET_KINDS } from '../../src/features/sheets.ts';
import type { ImportResult } from '../../src/features/transfer/types.ts';
import { exportSheet, templateSheets } from '../../src/features/transfer/usecase/export.ts';
import { importFile } from '../../src/features/transfer/usecase/import.ts';
import { findKind } from '../../src/features/transfer/usecase/kind.ts';
import { originsOf } from '../../src/features/transfer/usecase/origin.ts';
import { undoImport } from '../../src/features/transfer/usecase/undo.ts';
import { describeOnDatabases, type TestDatabase } from '../support/database.ts';

const NOW = new Date('2026-06-20T10:00:00+08:00');
const AROUND = { now: NOW, today: '2026-06-20', zone: 'Asia/Shanghai', sender: { id: null }, messageId: null };

/** Of each kind a file as people write it. */
const FILES: Record<string, string> = {
  stations: '服务站,类型\n城区站,\n西城站,服务站\n协会党支部,党支部\n',
  roster:
    '姓名,账号,所属服务站,政治面貌\n赵示例,ZhaoShili,城区站,中共党员\n钱示例,,西城站,群众\n钱示例,,西城站,群众\n孙示例,,,\n',
  activities:
    '活动安排表,,,,,\n日期,活动名称,开始时间,结束时间,地点,名额,单位,项目\n2026-06-04,护考志愿服务,8:00,12:00,一中门口,20人,城区站,春雨行动\n2026/7/1,义诊,９点,,,,,\n',
  services:
    '日期,活动,姓名,人数,时长,受益人数,单位,项目,依据\n2026-06-04,护考志愿服务,赵示例、李示例,20,3小时,300,城区站,#春雨行动,打卡\n6月5日,植树,,三十,,,,,\n合计,,,50,,,,,\n填表人：赵示例,,,,,,,,\n',
  donations:
    '日期,收支,物品,数量,金额,捐赠人,接收人,用途\n2026-06-01,收到,雨衣,20件,,德馨药房,,护考\n2026-06-02,,,,"1,050.50",张示例,,\n2026-06-03,送出,救助金,,5万元,,利某,救助\n2026-06-03,,衣物,待补,,,,\n',
  results:
    '日期,活动,类别,做法,名称,数量,量词\n2026-05-20,文明养犬,,发放,倡议书,80,份\n2026-06-04,护考志愿服务,投入,,雷锋出租车,4辆,\n2026-06-04,护考志愿服务,受益,,群众,300,\n2026-06-04,护考志愿服务,成果,发放,环保袋,,套\n',
  honours:
    '日期,荣誉,获奖单位,授予单位,年度,数量\n2026-03-01,“优秀基层党组织”,,区委,2025年,\n2026-03-02,优秀志愿服务组织,服务站,市文明委,,4个\n',
  media: '报道日期,媒体名称,标题,级别\n2026-06-05,济宁日报,爱心护考,市级\n2026-06-06,区融媒体中心,文明养犬,\n'.replace(
    '报道日期',
    '日期',
  ),
  needs: '日期,需求单位,需求内容\n2026-05-01,民政局,法律援助、家电维修\n',
  applications: '日期,结束日期,份数\n2026-05-20,2026-05-26,3份\n',
  bases: '日期,名称\n2026-05-01,志愿者培训基地\n',
  regulations: '日期,制度\n2026-05-01,《积分制度》\n',
  organisation: '截至日期,项目,数量\n2026-06-01,志愿者,8775名\n2026-06-01,服务站,29\n',
};

describeOnDatabases('tables read in and written out', (database) => {
  beforeEach(() => empty(database));

  it('takes each kind as people write it, and the same again changes nothing', async () => {
    for (const [key, text] of Object.entries(FILES)) {
      const first = await read(database, key, text);
      expect(first.problems, key).toEqual([]);
      expect(first.unusedColumns, key).toEqual([]);
      expect(first.added, key).toBeGreaterThan(0);
      const again = await read(database, key, text, { fileName: '改名.csv' });
      expect(again, key).toMatchObject({ added: 0, changed: [], same: first.added, importId: null, kept: [] });
    }
    expect((await read(database, 'services', FILES.services)).skipped.map(({ row }) => row)).toEqual([4, 5]);
    const { db } = database.get();
    expect(
      await db.serviceRecord.findMany({ orderBy: { id: 'asc' }, include: { person: true, unit: true } }),
    ).toMatchObject([
      {
        day: '2026-06-04',
        headcount: 1,
        minutes: 180,
        beneficiaries: 300,
        person: { name: '赵示例' },
        unit: { name: '城区站' },
      },
      { headcount: 1, beneficiaries: 0, person: { name: '李示例' } },
      { headcount: 18, beneficiaries: 0, person: null },
      { day: '2026-06-05', title: '植树', headcount: 30, minutes: null, beneficiaries: null, unitId: null },
    ]);
    const [activity] = await db.activity.findMany({ where: { title: '护考志愿服务' } });
    expect(await db.serviceRecord.count({ where: { activityId: activity?.id ?? 0 } })).toBe(3);
    expect(await db.donation.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
      { kind: 'goods', item: '雨衣', quantity: 20, unitWord: '件', direction: 'received', activityId: null },
      { kind: 'money', amountFen: 105_050n, donor: '张示例' },
      { kind: 'money', amountFen: 5_000_000n, direction: 'given', item: '救助金', receiver: '利某' },
      { kind: 'goods', item: '衣物', quantity: null },
    ]);
    expect(
      await db.workRecord.findMany({ where: { kind: { in: ['honour', 'media'] } }, orderBy: { id: 'asc' } }),
    ).toMatchObject([
      { item: '优秀基层党组织', giver: '区委', level: '区县', year: 2025, quantity: 1 },
      { item: '优秀志愿服务组织', receiver: '服务站', level: '市', year: 2026, quantity: 4, unitWord: '个' },
      { item: '济宁日报', title: '爱心护考', level: '市' },
      { item: '区融媒体中心', level: '区县' },
    ]);
    expect(await db.person.findMany({ where: { name: '赵示例' }, include: { unit: true } })).toMatchObject([
      { userid: 'zhaoshili', wecomId: 'ZhaoShili', partyStatus: 'member', unit: { name: '城区站' } },
    ]);
  });

  it('writes out what it reads in: nothing changes here, and an empty database gets the same', async () => {
    for (const [key, text] of Object.entries(FILES)) await read(database, key, text);
    const out = new Map<string, Uint8Array>();
    const rows = new Map<string, readonly (readonly Cell[])[]>();
    for (const kind of SHEET_KINDS) {
      const sheet = await exportSheet(database.get(), kind);
      rows.set(kind.key, sheet.rows);
      out.set(kind.key, await renderXlsx([sheet]));
      expect(await read(database, kind.key, out.get(kind.key)), kind.key).toMatchObject({
        ...{ added: 0, changed: [], problems: [], kept: [], doubles: [] },
        same: sheet.rows.length,
      });
    }
    // As the chat keeps one whose year nobody said: what the table cannot show is no change.
    await database.get().db.workRecord.updateMany({ where: { item: '优秀志愿服务组织' }, data: { year: null } });
    const honours = await renderXlsx([await exportSheet(database.get(), kindOf('honours'))]);
    expect(await read(database, 'honours', honours)).toMatchObject({ added: 0, changed: [], same: 2 });
    await empty(database);
    for (const key of Object.keys(FILES)) {
      const again = await read(database, key, out.get(key));
      expect(again, key).toMatchObject({ problems: [], changed: [] });
      const kind = kindOf(key);
      const cells = (all: readonly (readonly Cell[])[] = []) => all.map((row) => row.slice(0, kind.columns.length));
      expect(cells((await exportSheet(database.get(), kind)).rows), key).toEqual(cells(rows.get(key)));
    }
  });

  it('gives a template whose example is not read in', async () => {
    for (const kind of SHEET_KINDS) {
      const template = await renderXlsx(templateSheets(kind));
      const [table, notes] = (await readXlsx(template)).sheets;
      expect(table?.rows[0]).toEqual(kind.columns.map(({ head }) => head));
      expect(notes?.name).toBe('填写说明');
      expect(await read(database, kind.key, template)).toMatchObject({
        ...{ added: 0, examples: 1, problems: [], unusedSheets: [], unusedColumns: [] },
      });
    }
  });

  it('keeps a changed row as a new version, tells what it was, and takes both back', async () => {
    await read(database, 'donations', '日期,物品,数量,捐赠人\n2026-06-01,雨衣,20件,德馨药房\n');
    const changed = await read(database, 'donations', '日期,物品,数量,捐赠人\n2026-06-01,雨衣,25件,德馨药房\n');
    expect(changed.changed).toEqual([
      { place: { sheet: null, row: 2 }, from: '2026-06-01 雨衣20件 德馨药房', to: '2026-06-01 雨衣25件 德馨药房' },
    ]);
    const { db } = database.get();
    const [first, second] = await db.donation.findMany({ orderBy: { id: 'asc' } });
    expect(first).toMatchObject({ quantity: 20, revokedAt: NOW });
    expect(second).toMatchObject({ quantity: 25, revokedAt: null, replacesId: first?.id });
    expect(await undo(database)).toMatchObject({ undone: 1, left: 0 });
    expect(await db.donation.findMany({ where: { revokedAt: null } })).toMatchObject([{ quantity: 20 }]);
    expect(await undo(database)).toMatchObject({ undone: 1, left: 0 });
    expect(await db.donation.count({ where: { revokedAt: null } })).toBe(0);
    await expect(undo(database)).rejects.toThrow('没有可以撤销的导入');
    expect(await read(database, 'donations', FILES.donations ?? '')).toMatchObject({ added: 4 });
  });

  it('leaves what people corrected after it was read in, and what they told in chat is not told twice', async () => {
    const { db } = database.get();
    const file = '日期,物品,数量,捐赠人\n2026-06-01,雨衣,20件,德馨药房\n2026-06-02,大米,5袋,德馨药房\n';
    const common = { kind: 'goods' as const, donor: '德馨药房', createdAt: NOW };
    await db.donation.create({ data: { ...common, day: '2026-06-02', item: '大米', quantity: 5, unitWord: '袋' } });
    expect(await read(database, 'donations', file)).toMatchObject({ added: 1, same: 1 });
    const [imported] = await db.donation.findMany({ where: { item: '雨衣' } });
    await db.donation.updateMany({ where: { item: '雨衣' }, data: { revokedAt: NOW } });
    const corrected = { ...common, day: '2026-06-01', item: '雨衣', quantity: 18, unitWord: '件' };
    await db.donation.create({ data: { ...corrected, replacesId: imported?.id ?? null } });
    expect(await read(database, 'donations', file)).toMatchObject({ added: 0, same: 1, kept: [{ row: 2 }] });
    expect(await undo(database)).toMatchObject({ undone: 0, left: 1 });
    expect(await db.donation.findMany({ where: { item: '雨衣', revokedAt: null } })).toMatchObject([{ quantity: 18 }]);
  });

  it('takes an edited export for corrections, whatever it came from, once', async () => {
    const { db } = database.get();
    const rain = { kind: 'goods' as const, day: '2026-06-01', item: '雨衣', quantity: 20, unitWord: '件' };
    await db.donation.create({ data: { ...rain, createdAt: NOW } });
    const sheet = await exportSheet(database.get(), kindOf('donations'));
    const rows = sheet.rows.map((row) =>
      row.map((cell) => (cell === 20 ? 30 : cell === '2026-06-01' ? '2026-05-31' : cell)),
    );
    const edited = await renderXlsx([{ ...sheet, rows }]);
    expect(await read(database, 'donations', edited)).toMatchObject({ added: 0, changed: [{ place: { row: 2 } }] });
    expect(await read(database, 'donations', edited)).toMatchObject({ added: 0, changed: [], same: 1 });
    expect(await db.donation.findMany({ where: { revokedAt: null } })).toMatchObject([
      { day: '2026-05-31', quantity: 30 },
    ]);
    const stale = await renderXlsx([
      { ...sheet, rows: sheet.rows.map((row) => row.map((cell) => (cell === 20 ? 40 : cell))) },
    ]);
    expect((await read(database, 'donations', stale)).problems).toMatchObject([
      { row: 2, text: expect.stringContaining('导出之后又改过') },
    ]);
  });

  it('writes nothing where a row is wrong, and says each by its number', async () => {
    const result = await read(
      database,
      'services',
      '六月,,,,\n日期,活动,姓名,时长,单位,手机号\n2026-06-31,护考,赵示例,3,,1\n2026-06-04,护考,赵1,30,,\n2027-01-01,护考,赵示例,3,,\n2026-06-04,护考,,约3,火星站,\n2026-06-04,护考,钱示例,3,,\n',
    );
    expect(result.problems).toEqual([
      { sheet: null, row: 3, text: '日期“2026-06-31”没有这一天' },
      { sheet: null, row: 4, text: '姓名里只能有汉字或字母，不能有数字和符号' },
      { sheet: null, row: 5, text: '2027年1月1日(周五)还没到，补录只记已经做过的服务' },
      { sheet: null, row: 6, text: '时长“约3”不是准数，请写准数，还不知道就空着' },
    ]);
    expect(result.unusedColumns).toEqual(['手机号']);
    expect(await database.get().db.serviceRecord.count()).toBe(0);
    expect(await database.get().db.person.count()).toBe(0);
    expect(await database.get().db.importFile.count()).toBe(0);
  });

  it('says which heads it needs where the table is another one', async () => {
    await expect(read(database, 'services', '活动,人数\n义诊,5\n')).rejects.toThrow('表头缺少“日期”');
    await expect(read(database, 'services', '一,二\n1,2\n')).rejects.toThrow(
      '没找到“服务记录”的表头。表头要有这些列：日期、服务内容。',
    );
  });

  it('looks without writing', async () => {
    const result = await read(database, 'roster', FILES.roster ?? '', { isDryRun: true });
    expect(result).toMatchObject({
      added: 4,
      importId: null,
      notes: ['新的服务站：城区站、西城站。名字写错了请先改好再导。'],
    });
    expect(await database.get().db.person.count()).toBe(0);
    expect(await database.get().db.unit.count()).toBe(0);
  });

  it('reads all sheets of a year and says on which a row is', async () => {
    const columns = ['日期', '服务内容', '人数'].map((head) => ({ head }));
    const months = ['1月', '2月'].map((name, i) => ({
      name,
      columns,
      rows: [[`2026-0${i + 1}-05`, '义诊', i === 0 ? '5' : '几个']],
    }));
    const other = { name: '封面', columns: [{ head: '说明' }], rows: [['仅供内部使用']] };
    const result = await read(database, 'services', await renderXlsx([other, ...months]));
    expect(result).toMatchObject({
      problems: [{ sheet: '2月', row: 2, text: '人数“几个”不是数' }],
      unusedSheets: ['封面'],
    });
  });

  it('tells namesakes apart by their station, and asks where it cannot', async () => {
    await read(database, 'stations', '名称\n城区站\n西城站\n');
    await read(database, 'roster', '姓名,服务站\n张示例,城区站\n张示例,西城站\n');
    const named = await read(database, 'services', '日期,活动,姓名,单位\n2026-06-04,义诊,张示例,西城站\n');
    expect(named.problems).toEqual([]);
    expect(
      await database.get().db.serviceRecord.findMany({ include: { person: { include: { unit: true } } } }),
    ).toMatchObject([{ person: { unit: { name: '西城站' } } }]);
    expect((await read(database, 'services', '日期,活动,姓名\n2026-06-05,义诊,张示例\n')).problems).toMatchObject([
      { row: 2, text: '有2位张示例，请在“单位”写清是哪个服务站的' },
    ]);
  });

  describe('the roster', () => {
    it('leaves what a row leaves out, fills in what it says, and is taken back but for those who use the bot', async () => {
      const { db } = database.get();
      await db.person.create({ data: { name: '孙示例', userid: 'sun', partyStatus: 'member', createdAt: NOW } });
      const result = await read(
        database,
        'roster',
        '姓名,服务站,账号\n孙示例,城区站,\n李示例,城区站,\n周示例,城区站,\n',
      );
      expect(result).toMatchObject({ added: 2, changed: [{ to: '孙示例 城区站 党员 账号 sun' }] });
      expect(await db.person.findFirst({ where: { userid: 'sun' }, include: { unit: true } })).toMatchObject({
        ...{ partyStatus: 'member', unit: { name: '城区站' } },
      });
      const li = await db.person.findFirstOrThrow({ where: { name: '李示例' } });
      await db.serviceRecord.create({
        data: { title: '义诊', day: '2026-06-01', untilDay: '2026-06-01', personId: li.id, createdAt: NOW },
      });
      expect(await undo(database)).toMatchObject({ undone: 2, left: 1 });
      expect(
        (await db.person.findMany({ orderBy: { id: 'asc' } })).map(({ name, unitId }) => [name, unitId !== null]),
      ).toEqual([
        ['孙示例', false],
        ['李示例', true],
      ]);
    });

    it('gives no account to two', async () => {
      const result = await read(database, 'roster', '姓名,账号\n李示例,li\n周示例,LI\n吴示例,li si\n');
      expect(result.problems.map(({ row }) => row)).toEqual([3, 4]);
      expect((await read(database, 'roster', '姓名,账号\n李示例,li\n周示例,LI\n')).problems).toEqual([
        { sheet: null, row: 3, text: '企业微信账号“li”已经是别人的了' },
      ]);
    });
  });

  it('does not change an activity people have registered for', async () => {
    const { db } = database.get();
    await read(database, 'activities', '日期,活动名称,地点\n2026-07-01,义诊,广场\n2026-07-02,义诊,广场\n');
    const [first] = await db.occurrence.findMany({ orderBy: { day: 'asc' } });
    const person = await db.person.create({ data: { name: '李示例', createdAt: NOW } });
    const who = { personId: person.id, registrarId: person.id, state: 'confirmed' as const, createdAt: NOW };
    await db.registration.create({ data: { ...who, occurrenceId: first?.id ?? 0, activeKey: '1:1' } });
    const moved = '日期,活动名称,地点\n2026-07-01,义诊,公园\n2026-07-02,义诊,公园\n';
    expect((await read(database, 'activities', moved)).problems).toMatchObject([
      { row: 2, text: expect.stringContaining('已经有人报名') },
    ]);
    expect(await read(database, 'activities', moved.replace('07-01,义诊,公园', '07-01,义诊,广场'))).toMatchObject({
      same: 1,
      changed: [{ place: { row: 3 } }],
    });
    expect(await undo(database)).toMatchObject({ undone: 1 });
    expect(await undo(database)).toMatchObject({ undone: 1, left: 1 });
    expect(await db.occurrence.findMany({ where: { state: 'open' } })).toMatchObject([{ day: '2026-07-01' }]);
  });

  it('knows which row of which file a record came from', async () => {
    await read(database, 'services', '六月,,\n日期,活动,人数\n2026-06-04,义诊,5\n', { fileName: '六月.csv' });
    const { id } = await database.get().db.serviceRecord.findFirstOrThrow();
    const origins = await originsOf(database.get().db, [`service:${id}`, 'service:999999']);
    expect([...origins]).toEqual([[`service:${id}`, '“六月.csv”第3行']]);
  });
});

function kindOf(key: string) {
  const kind = findKind(SHEET_KINDS, key);
  if (!kind) throw new Error(`no kind ${key}`);
  return kind;
}

async function read(
  database: TestDatabase,
  key: string,
  content: string | Uint8Array | undefined,
  over: { isDryRun?: boolean; fileName?: string } = {},
): Promise<ImportResult> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : (content ?? new Uint8Array());
  const file = await readTableFile(bytes);
  return importFile(database.get(), kindOf(key), { ...AROUND, file, fileName: '表.csv', isDryRun: false, ...over });
}

function undo(database: TestDatabase) {
  return database.get().transaction((db) => undoImport(SHEET_KINDS, { ...AROUND, db }, {}));
}

async function empty(database: TestDatabase): Promise<void> {
  const { db } = database.get();
  await db.importRow.deleteMany();
  await db.importFile.deleteMany();
  await db.tagging.deleteMany();
  await db.project.deleteMany();
  await db.serviceRecord.deleteMany();
  await db.donation.deleteMany();
  await db.workRecord.deleteMany();
  await db.registration.deleteMany();
  await db.occurrence.deleteMany();
  await db.activity.deleteMany();
  await db.person.deleteMany();
  await db.unit.deleteMany();
}
