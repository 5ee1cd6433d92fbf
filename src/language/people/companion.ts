import { parseNumber } from '../number.ts';
import { type CountToken, KIN } from '../quantity/count.ts';

const ONE_KIN = new RegExp(
  `(?:带着?了?|带上|和|跟|与|还有|加上?|以及|领着?|、)(?:我|自己|[她他咱俺])?(?:们)?(?:家)?(?:的)?(?!老人|家长|孩子们|小朋友们)(${KIN}|孩儿他[爸妈])`,
  'g',
);
/** 我一个，我徒弟李静一个. */
const EACH_ONE = /(?<![\d加再第另])[\u4e00-\u9fff]一个(?=$|[\s,，。!！])/g;
const PAIR = /爸妈|父母|爷爷奶奶|公婆|岳父母|夫妻/;

/** 爸妈 of 爸妈和我都去. */
const KIN_AND_ME = new RegExp(`(${KIN})(?:和|跟|与)我`, 'g');

/** Who comes along without a name. */
export function countCompanions(text: string, counts: readonly CountToken[]): number {
  const brought = counts.filter(({ kind }) => kind === 'brought').reduce((sum, { n }) => sum + n, 0);
  if (brought > 0) return brought;
  let companions = 0;
  for (const match of [...text.matchAll(ONE_KIN), ...text.matchAll(KIN_AND_ME)])
    companions += PAIR.test(match[1] ?? '') ? 2 : 1;
  return companions;
}

/**
 * How many people an order is about, where a number was said or someone without a name comes along: a total as said, else the named
 * and the sender and those brought.
 */
export function countPeople(said: {
  text: string;
  counts: readonly CountToken[];
  names: number;
  isSelf: boolean | undefined;
  /** 李强+2: he and two more. */
  plusBehindName?: boolean;
}): { count?: number; companions?: number } {
  const { text, counts, names } = said;
  const minus = counts.find(({ kind }) => kind === 'minus');
  const ones = text.match(EACH_ONE)?.length ?? 0;
  if (ones > 1) return { count: ones };
  const total = counts.find(({ kind }) => kind === 'total') ?? (minus ? undefined : lastPlain(counts));
  const companions = countCompanions(text, counts);
  const extra = companions > 0 ? { companions } : {};
  if (total) return { count: total.n, ...extra };
  if (minus) return { count: minus.n, ...extra };
  const plus = counts.find(({ kind }) => kind === 'plus');
  if (plus) return { count: plus.n + (said.plusBehindName ? names : 0), ...extra };
  if (companions > 0) return { count: companions + names + (said.isSelf ? 1 : 0), ...extra };
  const bare = /(?:我们?|咱们?)\s?([俩仨两三])(?:个)?/.exec(text)?.[1];
  const value = bare === undefined ? undefined : parseNumber(bare);
  return value === undefined ? {} : { count: value };
}

/** 登记2人 stands behind 带一个小孩: the last number of people said is the total. */
function lastPlain(counts: readonly CountToken[]): CountToken | undefined {
  return counts.findLast(({ kind }) => kind === 'family' || kind === 'people' || kind === 'capacity');
}
