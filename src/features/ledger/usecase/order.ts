import { NUMERAL, parseNumber } from '../../../language/number.ts';
import type { Every, Requirement } from '../types.ts';

const NONE = /^(?:不作?要求|不做要求|没有?要求|不用|不需要|取消|不考核|不计)/;
const DEFAULT = /^(?:恢复|按|照)?(?:默认|规定|原来的?规定)/;
const PERIODS: readonly [RegExp, Every][] = [
  [/季度?/, 'quarter'],
  [/半(?:个)?年/, 'half_year'],
  [/年/, 'year'],
  [/月/, 'month'],
];
const TIMES = new RegExp(`(${NUMERAL})\\s*[次回场堂]`);
const LONGEST_TIMES = 31;
/** 每两个月, 每周: no period of the ledger. */
const UNUSUAL = /每(?:隔)?[两二三四五六七八九十\d]+个?[年月季]|每(?:一|个)?(?:周|星期|礼拜|天|日)|隔月|双月|单月/;

export type RequirementWording =
  | { kind: 'set'; requirement: Requirement | null }
  | { kind: 'default' }
  /** Nothing was said, or nothing that can be counted by. */
  | { kind: 'unread'; isUnusual: boolean };

/** 每季度一次, 一年四次, 不要求, 恢复默认 */
export function readRequirement(text: string): RequirementWording {
  const said = text.trim();
  if (NONE.test(said)) return { kind: 'set', requirement: null };
  if (DEFAULT.test(said)) return { kind: 'default' };
  if (UNUSUAL.test(said)) return { kind: 'unread', isUnusual: true };
  const every = PERIODS.find(([words]) => words.test(said))?.[1];
  const times = parseNumber(TIMES.exec(said)?.[1] ?? '一') ?? 0;
  if (!every || !Number.isInteger(times) || times < 1 || times > LONGEST_TIMES)
    return { kind: 'unread', isUnusual: false };
  return { kind: 'set', requirement: { every, times } };
}
