import { userError } from '../../../errors.ts';
import { addDays, type Day, daysBetween } from '../../../language/day.ts';
import type { ReadAround } from '../types.ts';
import { dayColumn, listColumn, textColumn } from './column.ts';

/** Columns that many kinds have, spelt and explained the same everywhere. */
export const DAY = dayColumn({
  head: '日期',
  also: ['时间', '活动日期', '服务日期', '开始日期', '登记日期', '收到日期', '年月日', '日期时间'],
  isRequired: true,
  note: '写成 2025-06-04、2025/6/4 或 6月4日都行',
  example: '2025-06-04',
});

export const UNTIL = dayColumn({
  head: '结束日期',
  also: ['截止日期', '至', '到'],
  note: '做了好几天的写最后一天，只有一天的空着',
  example: null,
});

export const UNIT = textColumn({
  head: '单位',
  also: ['服务站', '站点', '所属服务站', '所属单位', '所在单位', '所属站', '站', '组织', '支部'],
  note: '服务站的名字，要和系统里的一样；全协会的空着',
  example: null,
});

export const PROJECTS = listColumn({
  head: '项目',
  also: ['品牌项目', '所属项目', '专项'],
  note: '属于哪个项目或行动，例如：春雨行动；没有就空着',
  example: null,
});

const PROJECT = /^[\u4e00-\u9fffA-Za-z0-9·]{2,20}$/;

/** @throws AppError `invalid_input` where there is no such station. */
export function checkUnit(unit: string | null, { units }: ReadAround): string | null {
  if (unit === null || units.has(unit)) return unit;
  throw userError('invalid_input', `没有叫“${unit}”的单位，请核对名字，或先导入服务站名单`);
}

/** Without the signs of a tag, in order. @throws AppError `invalid_input` */
export function checkProjects(names: readonly string[]): string[] {
  const projects = names.map((name) => name.replace(/[#＃“”"「」]/g, '').trim());
  const wrong = projects.find((name) => !PROJECT.test(name));
  if (wrong !== undefined) throw userError('invalid_input', `项目“${wrong.slice(0, 20)}”请写2到20个汉字、字母或数字`);
  return [...new Set(projects)].sort();
}

/** First to last, in order; at most a year. @throws AppError `invalid_input` */
export function daysOf(day: Day | null, untilDay: Day | null): Day[] {
  if (day === null) throw userError('invalid_input', '没有写日期');
  const count = daysBetween(day, untilDay ?? day);
  if (count < 0) throw userError('invalid_input', '结束日期比开始日期还早');
  if (count > 366) throw userError('invalid_input', '开始到结束超过一年，请核对日期');
  return Array.from({ length: count + 1 }, (_, index) => addDays(day, index));
}
