/** The characters a numeral may be made of, for use inside a character class of a regular expression. */
export const CN_DIGITS = '零〇一二两俩仨三四五六七八九十百千万廿卅壹贰叁肆伍陆柒捌玖拾佰仟';

/** A numeral: Arabic with an optional decimal part, or Chinese, either with 万/千/百 behind. For use in a pattern. */
export const NUMERAL = `(?:\\d{1,12}(?:\\.\\d{1,3})?[百千万亿]{0,2}|[${CN_DIGITS}亿]{1,12})`;

const DIGITS = new Map<string, number>([
  ...pairs('零〇', 0),
  ...pairs('一壹', 1),
  ...pairs('二两俩贰', 2),
  ...pairs('三仨叁', 3),
  ...pairs('四肆', 4),
  ...pairs('五伍', 5),
  ...pairs('六陆', 6),
  ...pairs('七柒', 7),
  ...pairs('八捌', 8),
  ...pairs('九玖', 9),
]);
const SMALL_UNITS = new Map([...pairs('十拾', 10), ...pairs('百佰', 100), ...pairs('千仟', 1000)]);
const BIG_UNITS = new Map([...pairs('万', 10_000), ...pairs('亿', 100_000_000)]);
const SHORT_FORMS: Record<string, string> = { 廿: '二十', 卅: '三十' };

/** The value of a numeral (`12`, `1.2万`, `二十五`, `两千三`, `二零二七`, `贰佰伍拾`), or undefined. */
export function parseNumber(text: string): number | undefined {
  const mixed = /^(\d{1,12}(?:\.\d{1,3})?)([百千万亿]{0,2})$/.exec(text);
  if (mixed) return tidy(Number(mixed[1]) * unitValue(mixed[2] ?? ''));
  const plain = text.replace(/[廿卅]/g, (char) => SHORT_FORMS[char] ?? char);
  if (plain === '') return undefined;
  return [...plain].every((char) => DIGITS.has(char)) ? parsePositional(plain) : parseUnits(plain);
}

/** `二零二七` digit by digit. A single character is its own value. */
function parsePositional(text: string): number {
  return Number([...text].map((char) => DIGITS.get(char) ?? 0).join(''));
}

function parseUnits(text: string): number | undefined {
  // 万名儿童 says many, not how many.
  if (/^[万亿]/.test(text)) return undefined;
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  let lastUnit = 1;
  for (const char of text) {
    const value = DIGITS.get(char);
    const small = SMALL_UNITS.get(char);
    const big = BIG_UNITS.get(char);
    if (value !== undefined) {
      if (value === 0) lastUnit = 1;
      digit = value;
    } else if (small !== undefined) {
      section += (digit ?? 1) * small;
      digit = undefined;
      lastUnit = small;
    } else if (big !== undefined) {
      total = (total + section + (digit ?? 0)) * big;
      section = 0;
      digit = undefined;
      lastUnit = big;
    } else {
      return undefined;
    }
  }
  // 两千三 is 2300 and 一百二 is 120, but 二十三 is 23 and 一百零二 is 102.
  return total + section + (digit ?? 0) * (lastUnit >= 100 ? lastUnit / 10 : 1);
}

function unitValue(units: string): number {
  return [...units].reduce((value, char) => value * (SMALL_UNITS.get(char) ?? BIG_UNITS.get(char) ?? 1), 1);
}

/** 1.2 × 10000 without the rounding of binary fractions. */
function tidy(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function pairs(chars: string, value: number): [string, number][] {
  return [...chars].map((char) => [char, value]);
}
