import type { Reply } from '../../bot/reply.ts';
import { type Day, formatDay, partsOf } from '../../language/day.ts';
import type { Gifts, GivenGoods, GivenLogged, GivenRepeated } from './types.ts';

export function sayGiven(logged: GivenLogged, today: Day): Reply {
  const { entry } = logged;
  const open = entry.goods.filter((goods) => goods.quantity === null);
  const lines = [
    `${headOf(logged)}：${formatDay(entry.day, today)} ${sayGifts(entry)}`,
    ...sayWho(logged),
    ...(entry.purpose === null ? [] : [`用途：${entry.purpose}`]),
    ...(logged.activity === null ? [] : [`归入活动：${logged.activity}`]),
    ...(logged.unit === null ? [] : [`记在：${logged.unit}`]),
    ...(open.length > 0 ? [sayOpen(logged, open, today)] : []),
    '记错了？10分钟内发“撤销”即可。',
  ];
  return { text: lines.join('\n') };
}

function headOf({ outcome, entry }: GivenLogged): string {
  if (outcome === 'completed') return '已补上';
  return entry.receiver === undefined ? '已登记捐赠' : '已登记送出';
}

/** Who gave it, or to whom it went on. */
function sayWho({ entry, donor }: GivenLogged): string[] {
  if (entry.receiver === undefined) return [donor === null ? '捐赠人：没有写，先记在你名下' : `捐赠人：${donor}`];
  return [entry.receiver === null ? '送给谁：没有写' : `送给：${entry.receiver}`];
}

export function sayGivenTwice(repeated: GivenRepeated, today: Day, key: (value: string) => string): Reply {
  const { entry, earlierMessageId } = repeated;
  return {
    text: `${formatDay(entry.day, today)} ${sayGifts(entry)}，一样的捐赠你已经记过一次了，这次还没有记。要再记一次吗？`,
    choices: [
      { label: '仍要记录', key: key(`again:${earlierMessageId}`) },
      { label: '不记录', key: key('no') },
    ],
  };
}

export function sayGivenAgain(gifts: Gifts | undefined, today: Day): Reply {
  return { text: `已再记一次：${sayDated(gifts, today)}\n记错了？10分钟内发“撤销”即可。` };
}

export function sayTakenBack({ gone, back }: { gone: Gifts | undefined; back: Gifts | undefined }, today: Day): string {
  if (!gone) return '这条捐赠记录之前已经撤销过了。';
  return back ? `已撤销，改回：${sayDated(back, today)}` : `已撤销，不再计入：${sayDated(gone, today)}`;
}

/** 1050 fen → `10.5元` */
export function formatFen(fen: bigint): string {
  const rest = fen % 100n;
  const yuan = String(fen / 100n);
  if (rest === 0n) return `${yuan}元`;
  return `${yuan}.${String(rest).padStart(2, '0').replace(/0$/, '')}元`;
}

function sayDated(gifts: Gifts | undefined, today: Day): string {
  return gifts ? `${formatDay(gifts.day, today)} ${sayGifts(gifts)}` : '';
}

function sayGifts(entry: Gifts): string {
  const money = entry.amountFen === null ? [] : [`善款${formatFen(entry.amountFen)}`];
  return [...entry.goods.map(sayGoods), ...money].join('、');
}

function sayGoods({ item, quantity, unitWord }: GivenGoods): string {
  return quantity === null ? `${item}（数量待补）` : `${item}${quantity}${unitWord ?? ''}`;
}

/** The line that fills in what is open: the same donor, day and purpose. */
function sayOpen({ entry }: GivenLogged, open: GivenGoods[], today: Day): string {
  const { year, month, date } = partsOf(entry.day);
  const day = `${year === partsOf(today).year ? '' : `${year}年`}${month}月${date}日`;
  const [first] = open;
  const who = [...(entry.isSelf ? ['我'] : []), ...entry.donors].join('、');
  const what = `${who}捐赠 ${first?.item ?? ''} 几${first?.unitWord ?? '件'}`;
  const names = open.map((goods) => goods.item).join('、');
  return `${names}的数量待补，可发：${day} ${what}${entry.purpose === null ? '' : ` 用于${entry.purpose}`}（“几”换成数字）`;
}
