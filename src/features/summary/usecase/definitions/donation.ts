import type { DonationRow } from '../../types.ts';
import { type Counted, type Definition, groupBy, rowOf } from './definition.ts';

/** What was given. */
export const DONATION_FIGURES: readonly Definition[] = [
  {
    key: 'money',
    rule: '本期捐款金额之和，按分相加后换成元。',
    said: /捐款|善款|资金|募集|筹集/,
    means: /捐款|善款|资金|募集|筹集|款项/,
    count: ({ donations }) => {
      const rows = donations.filter((row) => row.kind === 'money');
      return [{ label: '捐款', unit: '元', rows: rows.map((row) => rowOf('donation', row, yuanOf(row), row.item)) }];
    },
  },
  {
    key: 'goods',
    rule: '本期捐赠物资，同一品名、同一单位的数量之和；单位不同的分开计。',
    // Bound to its item instead: the item stands right before it.
    said: /^/,
    count: ({ donations }) => {
      const goods = donations.filter((row) => row.kind === 'goods');
      return [...groupBy(goods, (row) => `${row.item}\n${row.unitWord ?? ''}`).values()].flatMap(countGoods);
    },
  },
];

function countGoods(rows: DonationRow[]): Counted[] {
  const [first] = rows;
  if (!first) return [];
  return [
    {
      label: `捐赠${first.item}`,
      item: first.item,
      unit: first.unitWord ?? '',
      rows: rows.map((row) => rowOf('donation', row, row.quantity, row.item)),
    },
  ];
}

function yuanOf(row: DonationRow): number | null {
  return row.amountFen === null ? null : Number(row.amountFen) / 100;
}
