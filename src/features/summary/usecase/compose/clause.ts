import type { Figure, Records, Template } from '../../types.ts';
import type { FactBook } from '../facts.ts';

/** What the parts of the composer share. */
export interface Composing {
  records: Records;
  figures: readonly Figure[];
  book: FactBook;
  /** Figures of the same days a year before; absent: not compared. */
  before?: readonly Figure[];
  /** What stands under the heading is told at length. */
  isDetailed?: boolean;
}

/** The period's own figure of a definition, where it is known and more than nothing. */
export function findTotal(figures: readonly Figure[], key: string): Figure | undefined {
  return figures.find((figure) => figure.key === key && figure.subject === undefined && isSayable(figure));
}

export function isSayable(figure: Figure): boolean {
  return figure.value !== null && figure.value > 0;
}

export function refOf(figure: Figure): string {
  return `{${figure.id}}`;
}

/** Clauses into one sentence; none: no sentence. */
export function sentence(clauses: readonly string[]): Template[] {
  return clauses.length === 0 ? [] : [`${clauses.join('，')}。`];
}

const GRADES = [
  ['hours_clocked', '签到签退'],
  ['hours_confirmed', '站长确认'],
  ['hours_reported', '本人上报'],
] as const;

/** 按站长确认计{F8}、按本人上报计{F9}: the grades side by side, never added up. */
export function hoursClause(find: (key: string) => Figure | undefined): string[] {
  const parts = GRADES.flatMap(([key, words]) => {
    const figure = find(key);
    return figure ? [`按${words}计${refOf(figure)}`] : [];
  });
  return parts.length === 0 ? [] : [`服务时长${parts.join('、')}`];
}
