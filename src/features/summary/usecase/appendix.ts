import type { AppendixTable } from '../../../documents/word.ts';
import { type Day, partsOf } from '../../../language/day.ts';
import type { Figure, Row, SummaryDraft } from '../types.ts';
import { groupBy } from './definitions/definition.ts';
import { formatFigure, formatNumber } from './render.ts';
import { nameSource, nameSources, STATUS_NAMES } from './source.ts';

/** Rows listed one by one; the others are a `出处` away. */
const MOST_ROWS = 50;
const MOST_DAYS = 3;

/** Where each figure comes from: all figures, then the rows of each, those of one activity or meeting in one line. */
export function tablesOf({ figures, period }: SummaryDraft): AppendixTable[] {
  if (figures.every((figure) => figure.rows.length === 0)) return [];
  const goods = figures.filter((figure) => figure.key === 'goods');
  const overall = figures.filter((figure) => figure.subject === undefined);
  const spell = speller(period);
  const opened = overall.flatMap((figure) => {
    const rows = figure.rows.filter((row) => row.value !== 0);
    if (rows.length === 0 || figure.value === null || figure.value === 0) return [];
    const own = figures.filter((one) => one.key === figure.key && one.subject !== undefined);
    const isCount = rows.every((row) => row.value === 1);
    const caption = `${figure.id}　${figure.label}：${formatFigure(figure)}`;
    return own.length > 0 || isCount
      ? [groupedTable(rows, { caption, own, spell })]
      : [listedTable(rows, { caption, figure, spell })];
  });
  return [overviewOf([...overall, ...goods]), ...opened, ...(goods.length > 0 ? [goodsTable(goods, spell)] : [])];
}

type Spell = (day: Day) => string;

function overviewOf(figures: Figure[]): AppendixTable {
  const known = figures.filter((figure) => figure.value !== null);
  const unknown = figures.filter((figure) => figure.value === null).map((figure) => `${figure.label}（${figure.id}）`);
  return {
    caption: '数据一览',
    header: ['编号', '项目', '数值', '状态', '统计口径'],
    widths: [8, 24, 16, 12, 40],
    rows: known.map((figure, index) => [
      figure.id,
      figure.label,
      formatFigure(figure),
      STATUS_NAMES[figure.status],
      figure.rule === known[index - 1]?.rule ? '同上' : figure.rule,
    ]),
    ...(unknown.length > 0 ? { note: `本期未记录：${unknown.join('、')}。` } : {}),
  };
}

/** One line a title, with its own figure where it has one. */
function groupedTable(rows: Row[], { caption, own, spell }: { caption: string; own: Figure[]; spell: Spell }) {
  const hasValues = own.length > 0;
  const groups = [...groupBy(rows, titleOf)].flatMap(([title, group]) => {
    const figure = own.find((one) => one.rows.some((row) => titleOf(row) === title));
    // Nothing is known of it: it stands among what is to be filled in.
    if (hasValues && !figure) return [];
    const value = figure ? [`${formatFigure(figure)}（${figure.id}）`] : [];
    return [[title, spellDays(group, spell), ...value, nameSources(group.map((row) => row.source))]];
  });
  return {
    caption,
    header: ['内容', '日期', ...(hasValues ? ['数值'] : []), '记录编号'],
    widths: hasValues ? [27, 26, 21, 26] : [32, 26, 42],
    rows: groups,
  };
}

function listedTable(rows: Row[], { caption, figure, spell }: { caption: string; figure: Figure; spell: Spell }) {
  return {
    caption,
    header: ['日期', '内容', `数值（${figure.unit}）`, '记录编号'],
    widths: [20, 38, 20, 22],
    rows: rows
      .slice(0, MOST_ROWS)
      .map((row) => [
        row.day === null ? '' : spell(row.day),
        row.text,
        row.value === null ? '未记录' : formatNumber(row.value),
        nameSource(row.source),
      ]),
    ...(rows.length > MOST_ROWS ? { note: `其余记录在群里回复“出处 ${figure.id}”可以看到。` } : {}),
  };
}

function goodsTable(goods: Figure[], spell: Spell): AppendixTable {
  return {
    caption: '捐赠物资',
    header: ['编号', '物资', '日期', '数值', '记录编号'],
    widths: [8, 24, 27, 16, 25],
    rows: goods.map((figure) => [
      figure.id,
      figure.label,
      spellDays(figure.rows, spell),
      formatFigure(figure),
      nameSources(figure.rows.map((row) => row.source)),
    ]),
  };
}

function titleOf({ title, text }: Row): string {
  return title ?? text;
}

/** 6月7日、6月8日; more than a few: from the first to the last. */
function spellDays(rows: readonly Row[], spell: Spell): string {
  const days = [...new Set(rows.flatMap((row) => row.day ?? []))].toSorted();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return '';
  return days.length > MOST_DAYS ? `${spell(first)}至${spell(last)}` : days.map(spell).join('、');
}

function speller({ from, to }: SummaryDraft['period']): Spell {
  const isOneYear = from.slice(0, 4) === to.slice(0, 4);
  return (day) => {
    const { year, month, date } = partsOf(day);
    return `${isOneYear ? '' : `${year}年`}${month}月${date}日`;
  };
}
