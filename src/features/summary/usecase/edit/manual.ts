import { NUMERAL, parseNumber } from '../../../../language/number.ts';
import { MEASURE_WORD } from '../../../../language/quantity/measure-word.ts';
import type { Figure, Manual, Paragraph } from '../../types.ts';

/** A number with what is counted, as typed: 20人次, 2.5万册, 三百人. Dates and ordinals are none. */
const COUNTED = new RegExp(
  `(?<![第\\d.\\-/年月])(${NUMERAL})\\s?(?:余|多)?\\s?(${MEASURE_WORD}|[\\u4e00-\\u9fff%％]?)`,
  'g',
);
const NO_AMOUNT = /^(?:月|日|号|年|时|点|分|届|、|是|些|起|致|同|线|心|定|切|直|般|体|步|次性|方面|系列)/;
const PERCENT = /百分之|%|％|倍|翻番|成/;

/** What somebody typed, with the figures its numbers are, and the numbers that are none. */
export function manualParagraph(text: string, by: string | null, figures: readonly Figure[]): Paragraph {
  const proved = new Set<string>();
  const unproved = new Set<string>();
  for (const { 0: whole, 1: numeral = '', 2: after = '' } of text.matchAll(COUNTED)) {
    if (NO_AMOUNT.test(after)) continue;
    const value = parseNumber(numeral);
    // A single Chinese numeral is mostly no amount: 统一, 一起.
    if (value === undefined || (numeral.length === 1 && !/\d/.test(numeral) && !/^[个名人位次场项家件]/.test(after)))
      continue;
    const figure = PERCENT.test(after) ? undefined : figures.find((one) => isStated(one, value, after));
    if (figure) proved.add(figure.id);
    else unproved.add(whole.trim());
  }
  const manual: Manual = { by, unproved: [...unproved] };
  return { text, figures: [...proved], facts: [], manual };
}

function isStated({ value, unit, status }: Figure, said: number, after: string): boolean {
  return value === said && status !== 'missing' && (unit === '' || after.startsWith(unit));
}
