import type { Template, WorkRow } from '../../types.ts';
import { groupBy } from '../definitions/definition.ts';
import { type Composing, findTotal, isSayable, refOf } from './clause.ts';

/** The committee, and who asked to join the party. */
export function composeMembership({ figures }: Composing): Template[][] {
  const committee = figures.find((one) => one.key === 'organisation' && one.label === '支委' && isSayable(one));
  const applications = findTotal(figures, 'applications');
  return [
    [
      ...(committee ? [`支部现有{${committee.subject}}${refOf(committee)}。`] : []),
      ...(applications ? [`本期收到入党申请书${refOf(applications)}。`] : []),
    ],
  ];
}

export function composeRegulations(composing: Composing): Template[][] {
  return [composeFounded(composing, { kind: 'regulation', key: 'regulations', words: '健全制度建设，制定制度' })];
}

export function composeBases(composing: Composing): Template[][] {
  return [composeFounded(composing, { kind: 'base', key: 'bases', words: '推进阵地建设，建立基地' })];
}

/** 制定制度2项：服务登记制度、积分制度。 */
function composeFounded(
  { records, figures, book }: Composing,
  { kind, key, words }: { kind: WorkRow['kind']; key: string; words: string },
): Template[] {
  const figure = findTotal(figures, key);
  if (!figure) return [];
  const names = [...new Set(records.works.filter((row) => row.kind === kind).map((row) => row.item))];
  return [`${words}${refOf(figure)}：${names.map((name) => `{${book.text('item', name)}}`).join('、')}。`];
}

/** Who was honoured by whom as what, the highest first. */
export function composeHonours({ records, figures, book }: Composing): Template[][] {
  const honours = records.works.filter((row) => row.kind === 'honour');
  const total = findTotal(figures, 'honours');
  if (!total) return [];
  const rank = (row: WorkRow) => ['国家', '省', '市', '区县', '基层'].indexOf(row.level ?? '基层');
  const sentences = honours
    .toSorted((a, b) => rank(a) - rank(b) || a.id - b.id)
    .map((row) => {
      const id = book.text('honour', row.item);
      const who = row.receiver === null ? '支部' : `{${book.text('organisation', row.receiver)}}`;
      const by = row.giver === null ? '获评' : `被{${book.text('organisation', row.giver)}}评为`;
      const many = figures.find(
        (one) => one.key === 'honour' && one.rows.some(({ source }) => source === `work:${row.id}`),
      );
      const year =
        row.year === null || isOf(row.year, records.period) ? '' : `{${book.text('period', `${row.year}年`)}}`;
      if (!many || many.value === null) return `${year}${who}${by}“{${id}}”`;
      if (row.unitWord === '年') return `${year}${who}${by}“{${id}}”，连续${refOf(many)}`;
      return `${year}${by}“{${id}}”的${who}有${refOf(many)}`;
    });
  return [[`本期登记荣誉${refOf(total)}：${sentences.join('；')}。`]];
}

function isOf(year: number, { from, to }: { from: string; to: string }): boolean {
  return from.startsWith(`${year}`) && to.startsWith(`${year}`);
}

/** Which media told of what, title by title. */
export function composeMedia({ records, figures, book }: Composing): Template[][] {
  const media = records.works.filter((row) => row.kind === 'media');
  const total = findTotal(figures, 'media');
  if (!total) return [];
  const told = [...groupBy(media, (row) => row.title ?? '').values()].map((rows) => {
    const [first] = rows;
    const names = [...new Set(rows.map((row) => row.item))]
      .map((name) => `{${book.text('medium', printed(name))}}`)
      .join('、');
    const title = first?.title ?? null;
    return title === null ? `${names}对支部工作作了报道` : `${names}报道了{${book.title(title)}}`;
  });
  return [[`${told.join('；')}。`, `本期登记媒体报道${refOf(total)}。`]];
}

/** A newspaper stands in title marks. */
function printed(name: string): string {
  return /(?:报|杂志)$/.test(name) ? `《${name}》` : name;
}
