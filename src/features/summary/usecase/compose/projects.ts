import type { Template } from '../../types.ts';
import type { Composing } from './clause.ts';

const MOST_NAMED = 8;

/** Projects that records of the period belong to, those with the most titles first. */
export function composeProjects({ records, book }: Composing): Template[][] {
  const projects = records.projects.toSorted((a, b) => b.titles.length - a.titles.length);
  if (projects.length === 0) return [];
  const named = projects.slice(0, MOST_NAMED).map(({ name }) => `“{${book.text('project', name)}}”`);
  return [[`本期实施${named.join('')}${projects.length > MOST_NAMED ? '等' : ''}项目。`]];
}
