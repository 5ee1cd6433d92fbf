import type { DonationRow, Records } from '../../types.ts';
import { type Counted, type Definition, groupBy, rowOf } from './definition.ts';

type Direction = DonationRow['direction'];

/** What was given to the association, and what it gave on. */
export const DONATION_FIGURES: readonly Definition[] = [
  {
    key: 'money',
    rule: '本期收到的捐款金额之和，按分相加后换成元。',
    said: /捐款|善款|资金|募集|筹集|募捐/,
    means: /收到捐款|登记捐款|善款|资金|募集|筹集|款项/,
    count: (records) => [countMoney(records, 'received', '捐款')],
  },
  {
    key: 'goods',
    rule: '本期收到的捐赠物资，同一品名、同一单位的数量之和；单位不同的分开计。',
    // Bound to its item instead: the item stands right before it. What came in is not told as handed on.
    said: /^(?!.*(?:发放|分发|派发|拨发|转赠|赠送|[送捐]给|[送捐][到往去]|送出|捐出|献给|[向给为][^，]*捐))/,
    count: (records) => goodsOf(records, 'received').flatMap((rows) => countGoods(rows, '捐赠')),
  },
  {
    key: 'moneyGiven',
    rule: '本期拨发、转赠出去的善款之和，按分相加后换成元。',
    said: /拨发|资助|救助金|送出|转赠/,
    means: /拨发|救助金|资助/,
    count: (records) => [countMoney(records, 'given', '拨发善款')],
  },
  {
    key: 'goodsGiven',
    rule: '本期转赠、送出的物资，同一品名、同一单位的数量之和。',
    said: /^(?!.*(?:收到|接收|接受|募集|募得|收下))/,
    count: (records) => goodsOf(records, 'given').flatMap((rows) => countGoods(rows, '送出')),
  },
];

function countMoney({ donations }: Records, direction: Direction, label: string): Counted {
  const rows = donations.filter((row) => row.kind === 'money' && row.direction === direction);
  return { label, unit: '元', rows: rows.map((row) => rowOf('donation', row, yuanOf(row), row.item)) };
}

function goodsOf({ donations }: Records, direction: Direction): DonationRow[][] {
  const goods = donations.filter((row) => row.kind === 'goods' && row.direction === direction);
  return [...groupBy(goods, (row) => `${row.item}\n${row.unitWord ?? ''}`).values()];
}

function countGoods(rows: DonationRow[], word: string): Counted[] {
  const [first] = rows;
  if (!first) return [];
  return [
    {
      label: `${word}${first.item}`,
      item: first.item,
      unit: first.unitWord ?? '',
      rows: rows.map((row) => rowOf('donation', row, row.quantity, row.item)),
    },
  ];
}

function yuanOf(row: DonationRow): number | null {
  return row.amountFen === null ? null : Number(row.amountFen) / 100;
}
