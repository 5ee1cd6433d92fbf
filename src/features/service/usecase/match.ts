import type { Db } from '../../../database.ts';
import type { Day } from '../../../language/day.ts';
import { findActivitiesOn } from '../store.ts';

const LIKE_ENOUGH = 0.6;

/** The activity on one of `days` whose title is, contains, is contained in, or is much like `title`. */
export async function matchActivity(
  db: Db,
  title: string,
  days: Day[],
): Promise<{ id: number; title: string } | undefined> {
  const found = (await findActivitiesOn(db, days)).map((row) => ({ row, likeness: likenessOf(title, row.title) }));
  const best = found.sort((a, b) => b.likeness - a.likeness)[0];
  return best && best.likeness >= LIKE_ENOUGH ? best.row : undefined;
}

/** 1 same, 0 nothing in common; containment counts 0.9, otherwise the share of common pairs of characters. */
export function likenessOf(left: string, right: string): number {
  const [a, b] = [bareTitle(left), bareTitle(right)];
  if (a.length < 2 || b.length < 2) return 0;
  if (a === b) return 1;
  if (a.includes(b) || b.includes(a)) return 0.9;
  const pairsOf = (text: string) => new Set([...text].slice(1).map((_, index) => text.slice(index, index + 2)));
  const [first, second] = [pairsOf(a), pairsOf(b)];
  const common = [...first].filter((pair) => second.has(pair)).length;
  return (2 * common) / (first.size + second.size);
}

function bareTitle(title: string): string {
  return title.replace(/[^\p{L}\p{N}]/gu, '').replace(/志愿服务|志愿者|志愿|活动/g, '');
}
