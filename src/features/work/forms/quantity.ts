import { NUMERAL, parseNumber } from '../../../language/number.ts';
import { MEASURE_WORD } from '../../../language/quantity/measure-word.ts';

export const UNKNOWN = '(?:数量|人数|金额)?(?:待补|待定|不详|未统计|没统计|待统计)|若干|一批|一些|多少不清楚';

/** Number and measure word; `rough`: 余, 多 or 约 make it no exact number. */
const QUANTITY = `(?<rough1>约|大约|近|将近|超过|逾)?\\s?(?<n>${NUMERAL})\\s?(?<rough2>余|多|来|左右)?\\s?(?<u>${MEASURE_WORD})(?<rough3>左右|以上|上下)?`;

const AMOUNT_ALONE = new RegExp(`^(?:共计?|合计|约)?${QUANTITY}$`);

export interface Counted {
  item: string;
  quantity: number | null;
  unitWord: string | null;
}

export interface Countings {
  counted: Counted[];
  /** 80余份 */
  rough?: string;
  /** Stretches that are neither. */
  rest: string[];
}

const LIST = /[,，、;；。]|\s+|(?:和|以及|及|与)(?=[\u4e00-\u9fff]+\s?(?:\d|[一二两三四五六七八九十百千万]))/;
const AHEAD = new RegExp(`^(?<item>[^\\d]{0,24}?)\\s?(?:共计?|合计|总计|数量|:|：)?\\s?${QUANTITY}$`);
const BEHIND = new RegExp(`^${QUANTITY}(?:的)?(?<item>[\\u4e00-\\u9fffA-Za-z0-9（）()《》“”"·-]{1,24})$`);
const OPEN = new RegExp(`^(?<item>[\\u4e00-\\u9fffA-Za-z、（）()《》“”"·-]{1,24}?)\\s?(?:${UNKNOWN})$`);
const OPEN_ALONE = new RegExp(`^(?:${UNKNOWN})$`);

/** `倡议书80份、环保袋50套`, `80份倡议书`, `环保袋 数量待补`. */
export function readCountings(text: string): Countings {
  const counted: Counted[] = [];
  const rest: string[] = [];
  let rough: string | undefined;
  for (const piece of joined(text.split(LIST).map((one) => one.trim()))) {
    const found = AHEAD.exec(piece) ?? BEHIND.exec(piece);
    const open = OPEN.exec(piece);
    if (found?.groups) {
      const { item = '', n = '', u = null, rough1, rough2, rough3 } = found.groups;
      const quantity = parseNumber(n);
      if (quantity === undefined) rest.push(piece);
      else counted.push({ item: item.trim(), quantity, unitWord: u });
      if (rough1 ?? rough2 ?? rough3) rough = piece;
    } else if (open?.groups) {
      counted.push({ item: (open.groups.item ?? '').trim(), quantity: null, unitWord: null });
    } else if (piece !== '') {
      rest.push(piece);
    }
  }
  return { counted, rest, ...(rough === undefined ? {} : { rough }) };
}

/** `倡议书 80份` and `衣物 数量待补` are each one thing; `小铲子、环保袋50套` is one of several names. */
function joined(pieces: readonly string[]): string[] {
  const out: string[] = [];
  let names: string[] = [];
  for (const piece of pieces) {
    if (piece === '') continue;
    const isAmount = AMOUNT_ALONE.test(piece) || OPEN_ALONE.test(piece);
    if (isAmount && names.length > 0) out.push(`${names.join('、')}${piece}`);
    else if (!isAmount && names.length > 0 && (AHEAD.test(piece) || OPEN.test(piece)))
      out.push([...names, piece].join('、'));
    else if (/^[^\d]+$/.test(piece) && !AHEAD.test(piece) && !OPEN.test(piece) && !isAmount && !BEHIND.test(piece)) {
      names.push(piece);
      continue;
    } else out.push(...names, piece);
    names = [];
  }
  return [...out, ...names];
}
