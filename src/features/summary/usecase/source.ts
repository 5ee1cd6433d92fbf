import type { Figure } from '../types.ts';

export const STATUS_NAMES: Record<Figure['status'], string> = {
  recorded: '已记录',
  zero: '记录为零',
  partial: '部分记录',
  missing: '未记录',
};

const TABLE_NAMES: Record<string, string> = {
  occurrence: '活动场次',
  registration: '报名',
  service: '服务记录',
  donation: '捐赠',
  meeting: '会议',
  leave: '请假',
  work: '工作记录',
  attendance: '签到',
  tagging: '项目归属',
};
const MOST_STRETCHES = 60;

/** `service:12` as people read it: 服务记录12 */
export function nameSource(source: string): string {
  const { name, id } = takeApart(source);
  return `${name}${id}`;
}

/** `服务记录 29至34、 45， 报名 7`; too many end with 等. The blanks let a narrow cell break between figures, not in them. */
export function nameSources(sources: readonly string[]): string {
  const ids = new Map<string, Set<number>>();
  for (const { name, id } of sources.map(takeApart)) ids.set(name, (ids.get(name) ?? new Set()).add(id));
  return [...ids].map(([name, all]) => `${name} ${stretchesOf([...all])}`).join('， ');
}

function stretchesOf(ids: number[]): string {
  const stretches: { first: number; last: number }[] = [];
  for (const id of ids.toSorted((a, b) => a - b)) {
    const open = stretches.at(-1);
    if (open && open.last + 1 === id) open.last = id;
    else stretches.push({ first: id, last: id });
  }
  const texts = stretches.map(({ first, last }) => (first === last ? `${first}` : `${first}至${last}`));
  return `${texts.slice(0, MOST_STRETCHES).join('、 ')}${texts.length > MOST_STRETCHES ? '等' : ''}`;
}

function takeApart(source: string): { name: string; id: number } {
  const [table = '', id = ''] = source.split(':');
  return { name: TABLE_NAMES[table] ?? '记录', id: Number(id) };
}
