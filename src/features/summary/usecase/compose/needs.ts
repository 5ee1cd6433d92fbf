import type { Template } from '../../types.ts';
import { type Composing, findTotal, refOf } from './clause.ts';

const MOST_NAMED = 8;

/** Who asked for what. */
export function composeNeeds({ records, figures, book }: Composing): Template[][] {
  const total = findTotal(figures, 'needs');
  if (!total) return [];
  const needs = records.works.filter((row) => row.kind === 'need');
  const givers = [...new Set(needs.flatMap((row) => row.giver ?? []))];
  const named = givers.slice(0, MOST_NAMED).map((name) => `{${book.text('organisation', name)}}`);
  const units = findTotal(figures, 'needUnits');
  const who =
    named.length === 0
      ? ''
      : `${named.join('、')}${givers.length > MOST_NAMED ? '等' : ''}${units ? `共${refOf(units)}单位` : ''}提出的`;
  const items = [...new Set(needs.map((row) => row.item))];
  const what = items.slice(0, MOST_NAMED).map((item) => `{${book.text('item', item)}}`);
  return [
    [`征集服务需求，收到${who}需求${refOf(total)}，内容为${what.join('、')}${items.length > MOST_NAMED ? '等' : ''}。`],
  ];
}
