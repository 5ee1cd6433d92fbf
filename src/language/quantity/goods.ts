import { NUMERAL, parseNumber } from '../number.ts';
import type { Goods } from '../reading.ts';

const UNIT =
  '(?:公斤|千克|公升|平方米|盒|箱|条|件|套|册|本|支|枝|袋|包|桶|瓶|台|个|双|床|斤|吨|克|份|张|把|只|提|罐|副|幅|辆|部|枚|株|棵|盆|车|板|打|捆|筐|束|壶|顶|升|卷|片|对|组|颗|粒|块|架|串|碗|盘|排|扎|批|根|面|口|头)';
const UNKNOWN = '(?:数量待补|数量待定|数量不详|待补|待定|若干|一些)';
const ITEM = '[\\u4e00-\\u9fffA-Za-z0-9（）()·-]{1,16}?';
/** 毛巾60条; 60条毛巾; 衣物 数量待补. */
const GOODS = new RegExp(
  [
    `(?<before>(?![\\d.])${ITEM})(?:共|约|共计|大约|大概)?[\\s:：]{0,2}(?<qty>${NUMERAL})\\s?(?:余|多)?(?<unit>${UNIT})(?!半)`,
    `(?<first>${NUMERAL})\\s?(?:余|多)?(?<of>${UNIT})(?:的|装)?(?<after>[\\u4e00-\\u9fffA-Za-z]{1,12})`,
    `(?<vague>${ITEM})[\\s:：]{0,2}${UNKNOWN}`,
  ].join('|'),
  'g',
);
const LEADING_NUMBER = new RegExp(`^(${NUMERAL})\\s?(?:余|多)?(${UNIT})的?([\\u4e00-\\u9fffA-Za-z]{1,12})$`);
/** Words up to which a stretch before an item is no part of its name. */
const VERBS =
  /^.{0,20}(?:捐赠了?|捐献了?|捐助了?|捐出了?|捐来了?|捐了|捐物资?|捐|赠送了?|送来了?|送了|收到了?|接收了?|收了?|入账|入库|登记|补录|记录?|物资|爱心|社会|一批|以及|还有|另外|另有|和|及|与|计|共|其中|包括|分别是|[:：])/;
const NOT_ITEM = /^(?:款|钱|人民币|现金|善款|资金|每人|我|数量|物|物品|各|个人|们)?$/;
const MONEY = new RegExp(
  `(?:¥|￥|人民币)?\\s?(${NUMERAL})\\s?(?:元钱?|圆|块钱|块(?=$|[\\s,，。;；、!！])|rmb|人民币)|(?:捐款|捐资|捐现金|善款|捐钱|款项|捐)\\s?[:：]?\\s?¥?(${NUMERAL})(?=$|[\\s,，。;；、!！])|¥\\s?(${NUMERAL})`,
  'gi',
);

/** Goods in a donation, as listed. */
export function readGoods(text: string): Goods[] {
  const goods: Goods[] = [];
  for (const segment of text.split(/[,，。;；、!！\n]/)) {
    if (goods.length < 200) goods.push(...readSegment(segment.trim()));
  }
  return goods;
}

/** Money in a donation, yuan, each time it is named. */
export function readMoney(text: string): number[] {
  const amounts: number[] = [];
  for (const match of text.matchAll(MONEY)) {
    const value = parseNumber(match[1] ?? match[2] ?? match[3] ?? '');
    if (value !== undefined) amounts.push(value);
  }
  return amounts;
}

function readSegment(segment: string): Goods[] {
  const tail = segment.replace(VERBS, '').trim();
  const leading = LEADING_NUMBER.exec(tail);
  if (leading) return entry(leading[3], leading[1], leading[2]);
  const goods: Goods[] = [];
  for (const { groups } of segment.matchAll(GOODS)) {
    if (!groups) continue;
    if (groups.vague !== undefined) goods.push(...entry(groups.vague));
    else if (groups.before !== undefined && itemOf(groups.before) !== '')
      goods.push(...entry(groups.before, groups.qty, groups.unit));
    else if (groups.after !== undefined) goods.push(...entry(groups.after, groups.first, groups.of));
  }
  return goods;
}

function entry(item = '', qty?: string, unit?: string): Goods[] {
  const name = itemOf(item);
  const value = parseNumber(qty ?? '');
  if (name === '') return [];
  return [{ item: name, ...(value === undefined ? {} : { qty: value }), ...(unit ? { unit } : {}) }];
}

function itemOf(text: string): string {
  const name = text
    .replace(VERBS, '')
    .replace(/^(?:的|了|是|给|为)|(?:给.*|的|了|共|共计|约|大约|一共)$/g, '')
    .trim();
  return NOT_ITEM.test(name) ? '' : name;
}
