import type { DonationRow, Figure, Template } from '../../types.ts';
import { type Composing, findTotal, isSayable, refOf } from './clause.ts';

const MOST_NAMED = 6;

/** What was given to the association and what it gave on, each with what is not recorded. */
export function composeDonations(composing: Composing): Template[][] {
  return [[...composeReceived(composing), ...composeGiven(composing)]];
}

function composeReceived(composing: Composing): Template[] {
  const { figures, book } = composing;
  const money = findTotal(figures, 'money');
  const { known, unknown } = goodsOf(figures, 'goods');
  const received = [
    ...(money ? [`登记捐款${refOf(money)}`] : []),
    ...(known.length > 0 ? [`接收捐赠物资：${known.join('、')}`] : []),
  ];
  const donors = [...new Set(rowsOf(composing, 'received').flatMap((row) => row.donor ?? []))];
  const named = donors.slice(0, MOST_NAMED).map((name) => `{${book.donor(name)}}`);
  return [
    ...(received.length > 0 ? [`期间${received.join('，')}。`] : []),
    ...(unknown.length > 0 ? [`另有${[...new Set(unknown)].join('、')}的捐赠，数量未记录。`] : []),
    ...(isMoneyOpen(composing, 'received') && !money ? ['捐款金额未记录。'] : []),
    ...(named.length > 0 ? [`捐赠来自${named.join('、')}${donors.length > MOST_NAMED ? '等' : ''}。`] : []),
  ];
}

function composeGiven(composing: Composing): Template[] {
  const { figures, book } = composing;
  const money = findTotal(figures, 'moneyGiven');
  const { known, unknown } = goodsOf(figures, 'goodsGiven');
  const given = [
    ...(money ? [`拨发${wordOf(composing)}${refOf(money)}`] : []),
    ...(known.length > 0 ? [`送出${known.join('、')}`] : []),
  ];
  const receivers = [...new Set(rowsOf(composing, 'given').flatMap((row) => row.receiver ?? []))];
  const named = receivers.slice(0, MOST_NAMED).map((name) => `{${book.helped(name)}}`);
  const whom = named.length > 0 ? `向${named.join('、')}${receivers.length > MOST_NAMED ? '等' : ''}` : '';
  return [
    ...(given.length > 0 ? [`${whom}${given.join('，')}。`] : []),
    ...(unknown.length > 0 ? [`另送出${[...new Set(unknown)].join('、')}，数量未记录。`] : []),
    ...(isMoneyOpen(composing, 'given') && !money ? [`${whom}拨发${wordOf(composing)}，金额未记录。`] : []),
  ];
}

function goodsOf(figures: readonly Figure[], key: string): { known: string[]; unknown: string[] } {
  const goods = figures.filter((figure) => figure.key === key);
  return {
    known: goods.filter(isSayable).map((figure) => `{${figure.subject}}${refOf(figure)}`),
    unknown: goods.filter((figure) => figure.status === 'missing').map((figure) => `{${figure.subject}}`),
  };
}

function rowsOf({ records }: Composing, direction: DonationRow['direction']): DonationRow[] {
  return records.donations.filter((row) => row.direction === direction);
}

function isMoneyOpen(composing: Composing, direction: DonationRow['direction']): boolean {
  return rowsOf(composing, direction).some((row) => row.kind === 'money');
}

/** 救助金, where all of it was that. */
function wordOf(composing: Composing): string {
  const items = new Set(
    rowsOf(composing, 'given')
      .filter((row) => row.kind === 'money')
      .map((row) => row.item),
  );
  const [only] = items;
  return items.size === 1 && only === '救助金' ? only : '善款';
}
