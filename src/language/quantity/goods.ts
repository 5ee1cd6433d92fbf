import { NUMERAL, parseNumber } from '../number.ts';
import type { Goods } from '../reading.ts';

const UNIT =
  '(?:公斤|千克|公升|平方米|盒|箱|条|件|套|册|本|支|枝|袋|包|桶|瓶|台|个|双|床|斤|吨|克|份|张|把|只|提|罐|副|幅|辆|部|枚|株|棵|盆|车|板|打|捆|筐|束|壶|顶|升|卷|片|对|组|颗|粒|块|架|串|碗|盘|排|扎|批|根|面|口|头)';
const UNKNOWN = '(?:数量待补|数量待定|数量不详|待补|待定|若干|一些)';
const QUANTITY = new RegExp(`(?<![A-Za-z\\d.])(${NUMERAL})\\s?(?:余|多|来)?[大小整]?(${UNIT})(?![半套])`, 'g');
/** 价值500元的文具 */
const VALUED = /价值[^的]{1,12}的([\u4e00-\u9fff]{1,10})/;
/** 衣物 数量待补 */
const VAGUE = new RegExp(`([\\u4e00-\\u9fffA-Za-z0-9（）()·-]{1,16}?)[\\s:：]{0,2}${UNKNOWN}`);
/** Words up to which a stretch before an item is no part of its name. */
const VERBS =
  /^.{0,24}(?:捐赠了?|捐献了?|捐助了?|赞助了?|资助了?|捐出了?|捐来了?|捐了|捐物资?|捐|赠送了?|送来了?|送了|拿来了?|收到了?|接收了?|收了|入账|入库|登记|补录|记录|[:：])/;
const LEADS = /^(?:物资|爱心|社会|一批|以及|还有|另外|另有|和(?!田)|及|与|共计?|合计|计(?!算)|其中|包括|分别是|\s)+/;
/** 熬粥用的, 药学院团委给的, 我这儿有 */
const OWNERS =
  /^.{0,20}(?:[用给送捐买做来献出]的)|^(?:我们?|俺们?|咱们?)?(?:这儿|这里|家里?|单位|手头|手里)?(?:还)?有?/;
const FOR_WHOM = /(?:给|送给|送到|送往|用于|用作|用来|支援|支持|放在|已[放送]|作为|到).*$/;
const NOT_ITEM = /^(?:款|钱|人民币|现金|善款|资金|每人|我|数量|物|物品|各|个人|们|一共|总共|总计|大约|差不多)?$/;
const MONEY = new RegExp(
  `(?:¥|￥|人民币)?\\s?(${NUMERAL})\\s?(?:多|余)?(?:元钱?|圆|块钱|块(?=$|[\\s,，。;；、!！给用到做])|rmb|人民币)|(?:捐款|捐资|捐现金|善款|捐钱|款项|转账了?|转了|捐[了出]|捐)\\s?[:：]?\\s?¥?(${NUMERAL})(?=$|[\\s,，。;；、!！给用])|¥\\s?(${NUMERAL})`,
  'gi',
);
/** 香皂10块 are goods: money has a verb or nothing before it. */
const BEFORE_MONEY = /(?:^|[^\u4e00-\u9fff]|[捐款了钱转给出各共计人是约义资有助赠来送的])$/;

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
    const before = text.slice(0, match.index);
    const isPiece = match[1] !== undefined && match[0].endsWith('块') && !BEFORE_MONEY.test(before);
    if (/(?:价值|市值|总价|折合|约合)\s?$/.test(before)) continue;
    if (value !== undefined && !isPiece) amounts.push(value);
  }
  return amounts;
}

/** 毛巾60条 矿泉水40提, or 60条毛巾40提矿泉水: what stands before the first number tells which. */
function readSegment(segment: string): Goods[] {
  const found = [...segment.matchAll(QUANTITY)];
  if (found.length === 0) return entry((VAGUE.exec(segment) ?? VALUED.exec(segment))?.[1]);
  const goods: Goods[] = [];
  let readUntil = 0;
  for (const [index, { index: start, 0: whole, 1: qty, 2: unit }] of found.entries()) {
    const end = start + whole.length;
    const before = itemOf(segment.slice(readUntil, start));
    readUntil = end;
    if (before !== '') {
      goods.push(...entry(before, qty, unit));
      continue;
    }
    const next = found[index + 1]?.index ?? segment.length;
    goods.push(...entry(itemBehind(segment.slice(end, next)), qty, unit));
    readUntil = next;
  }
  return goods;
}

function itemBehind(text: string): string {
  const words = /^(?:的|装)?\s?([\u4e00-\u9fffA-Za-z0-9]{1,16})/.exec(text)?.[1] ?? '';
  return words.replace(FOR_WHOM, '');
}

function entry(item = '', qty?: string, unit?: string): Goods[] {
  const name = itemOf(item);
  const value = parseNumber(qty ?? '');
  if (name === '') return [];
  return [{ item: name, ...(value === undefined ? {} : { qty: value }), ...(unit ? { unit } : {}) }];
}

function itemOf(text: string): string {
  const name = text
    .trim()
    .replace(VERBS, '')
    .replace(OWNERS, '')
    .replace(LEADS, '')
    .replace(/^给[\u4e00-\u9fff]{1,10}?(?:院|学|校|区|村|队|会|中心|站|所|园)(?=[\u4e00-\u9fff])/, '')
    .replace(/^.*\s(?=[\u4e00-\u9fff])/, '')
    .replace(/^(?:的|了|是|给|为)|[\s:：]*(?:给.*|的|了|共|共计|约|大约|大概|一共)?[\s:：]*$/g, '')
    .trim();
  return NOT_ITEM.test(name) ? '' : name;
}
