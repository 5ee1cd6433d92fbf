import type { Db } from '../../../database.ts';
import { userError } from '../../../errors.ts';
import type { Day } from '../../../language/day.ts';
import { projectsOf } from '../../project/usecase/tag.ts';
import { createActivityMatcher } from '../../service/usecase/match.ts';
import type { SheetKind, Stored, TransferContext } from '../../transfer/types.ts';
import {
  choiceColumn,
  numberColumn,
  type Quantity,
  quantityColumn,
  textColumn,
} from '../../transfer/usecase/column.ts';
import { defineSheet } from '../../transfer/usecase/define.ts';
import { checkProjects, checkUnit, DAY, PROJECTS, UNIT } from '../../transfer/usecase/shared.ts';
import { keepVersions, liveSuccessors } from '../../transfer/usecase/versions.ts';
import { readDonation } from '../schema.ts';
import {
  type DonationSheetRow,
  findDonationSheetRows,
  findDonationsBetween,
  findDonationVersions,
  insertDonations,
  reinstateDonations,
  retireDonations,
} from '../store.ts';

/** One item of goods, or one sum of money. */
interface DonationLine {
  kind: 'goods' | 'money';
  direction: 'received' | 'given';
  day: Day;
  item: string;
  quantity: number | null;
  unitWord: string | null;
  amountFen: bigint | null;
  donor: string | null;
  receiver: string | null;
  purpose: string | null;
  unit: string | null;
  projects: string[];
}

const MONEY = '善款';
/** 救助金, 慰问金, 现金: a sum, not a thing. */
const MONEY_NAME = /(?:金|款|钱|经费|费用|人民币)$/;

const COLUMNS = {
  day: DAY,
  direction: choiceColumn(
    { head: '收支', also: ['方向', '类别', '类型'], note: '收到、送出；空着算收到，写了接收人算送出', example: '收到' },
    {
      received: ['收到', '收', '收入', '接收', '接受', '捐入', '受赠'],
      given: ['送出', '支', '支出', '发放', '转赠', '捐出', '拨发', '拨付'],
    },
  ),
  item: textColumn({
    head: '物品',
    also: ['物资', '物品名称', '捐赠物品', '捐赠内容', '品名', '名称', '项目名称'],
    most: 30,
    note: '捐了什么；捐钱的空着（或写救助金、慰问金），金额写在后面',
    example: '例：雨衣',
  }),
  quantity: quantityColumn({ head: '数量', also: ['件数', '物品数量'], note: '还不知道就空着，以后补', example: 20 }),
  unitWord: textColumn({ head: '量词', also: ['计量单位', '数量单位'], most: 8, note: '件、套、箱……', example: '件' }),
  amount: numberColumn({
    head: '金额',
    also: ['捐款金额', '捐款', '善款', '钱数', '款项', '人民币'],
    units: /元|圆|块钱?|元整/,
    note: '捐钱的写多少元',
    example: null,
  }),
  donor: textColumn({
    head: '捐赠人',
    also: ['捐赠单位', '捐赠方', '捐款人', '捐赠者', '爱心人士', '姓名', '来源'],
    most: 200,
    note: '谁捐的，几个人用顿号隔开',
    example: '赵示例',
  }),
  receiver: textColumn({
    head: '接收人',
    also: ['受助人', '接收单位', '受赠方', '受赠人', '受助对象', '去向', '发放对象'],
    note: '送出的写送给了谁',
    example: null,
  }),
  purpose: textColumn({
    head: '用途',
    also: ['活动', '活动名称', '事由', '备注用途'],
    note: '用在哪里、哪个活动',
    example: '护考',
  }),
  unit: UNIT,
  projects: PROJECTS,
};

/** Goods and money that came in and went out. */
export const donationSheet: SheetKind<DonationLine> = defineSheet(COLUMNS, {
  key: 'donations',
  name: '捐赠',
  also: ['捐款', '捐赠记录', '物资', '善款'],
  about: '收到和送出的物品、钱',
  replaces: 'imported',
  toRecords(values, around) {
    const { day, item, amount, donor, receiver, purpose } = values;
    if (item === null && amount === null) throw userError('invalid_input', '没有写物品，也没有写金额');
    const isMoney = item === null || MONEY_NAME.test(item);
    if (isMoney && amount === null) throw userError('invalid_input', '捐钱的要写金额');
    const reading = {
      dates: day === null ? [] : [day],
      ...(isMoney || item === null ? {} : { items: [goodsOf(item, values)] }),
      ...(amount === null ? {} : { amount }),
    };
    const entry = readDonation({ intent: 'log_donation', confidence: 1, spans: [], ...reading }, around.today, '');
    const direction = values.direction ?? (receiver === null ? 'received' : 'given');
    if (direction === 'received' && receiver !== null) {
      throw userError('invalid_input', '写了接收人，收支却是“收到”，请核对是收到还是送出');
    }
    const about = { direction, day: entry.day, donor, receiver, purpose, unit: checkUnit(values.unit, around) };
    const shared = { ...about, projects: checkProjects(values.projects) };
    const goods = entry.goods.map((one) => ({ ...shared, ...one, kind: 'goods' as const, amountFen: null }));
    if (entry.amountFen === null) return goods;
    const money = { item: moneyNameOf(item), quantity: null, unitWord: null, amountFen: entry.amountFen };
    return [...goods, { ...shared, ...money, kind: 'money' }];
  },
  toValues: ({ kind, item, quantity, amountFen, ...line }) => ({
    ...line,
    item: kind === 'money' && item === MONEY ? null : item,
    quantity: { value: quantity, unitWord: null },
    amount: amountFen === null ? null : Number(amountFen) / 100,
  }),
  describe: ({ day, direction, item, quantity, unitWord, amountFen, donor, receiver }) =>
    [
      day,
      direction === 'given' ? `送给${receiver ?? '（没写）'}` : '',
      `${item}${amountFen === null ? (quantity === null ? '（数量待补）' : `${quantity}${unitWord ?? ''}`) : `${Number(amountFen) / 100}元`}`,
      donor ?? '',
    ]
      .filter(Boolean)
      .join(' '),
  keysOf: ({ kind, direction, day, item, donor, receiver, purpose, unit }) => [
    JSON.stringify([kind, direction, day, item, donor, receiver, purpose, unit]),
  ],
  contentOf: ({ amountFen, ...line }) =>
    JSON.stringify([
      ...[line.kind, line.direction, line.day, line.item, line.donor, line.receiver, line.purpose, line.unit],
      ...[line.quantity, line.unitWord, String(amountFen), line.projects],
    ]),
  store: {
    ...keepVersions<DonationLine>({
      table: 'donation',
      insert,
      revoke: retireDonations,
      restore: reinstateDonations,
    }),
    findLike: async (db, lines) => {
      const days = lines.map(({ day }) => day).sort();
      const [first, last] = [days[0], days.at(-1)];
      return first && last ? toStored(db, await findDonationsBetween(db, first, last)) : [];
    },
    findByIds: async (db, ids) => toStored(db, await findDonationSheetRows(db, [...ids])),
    list: async (db) => toStored(db, await findDonationsBetween(db, '0000', '9999')),
    successors: async (db) => liveSuccessors(await findDonationVersions(db)),
  },
});

function moneyNameOf(item: string | null): string {
  return item === null || !MONEY_NAME.test(item) || /^(?:现金|钱|捐款|人民币|资金)$/.test(item) ? MONEY : item;
}

function goodsOf(item: string, { quantity, unitWord }: { quantity: Quantity; unitWord: string | null }) {
  const unit = unitWord ?? quantity.unitWord;
  return { item, ...(quantity.value === null ? {} : { qty: quantity.value }), ...(unit === null ? {} : { unit }) };
}

async function insert(
  { db, now, sender, messageId, units }: TransferContext,
  lines: readonly { record: DonationLine; replaces: number | null }[],
): Promise<number[]> {
  const match = await createActivityMatcher(
    db,
    lines.map(({ record }) => record.day),
  );
  const rows = lines.map(({ record: { unit, projects: _, ...line }, replaces }) => ({
    ...line,
    activityId: line.purpose === null ? null : (match(line.purpose, [line.day])?.id ?? null),
    unitId: unit === null ? null : (units.get(unit) ?? null),
    reporterId: sender.id,
    messageId,
    replacesId: replaces,
  }));
  return insertDonations(db, rows, now);
}

async function toStored(db: Db, rows: readonly DonationSheetRow[]): Promise<Stored<DonationLine>[]> {
  const projects = await projectsOf(
    db,
    'donation',
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, createdAt, revokedAt, unit, ...line }) => ({
    ...{ id, createdAt, isLive: revokedAt === null },
    record: { ...line, unit: unit?.name ?? null, projects: (projects.get(id) ?? []).toSorted() },
  }));
}
