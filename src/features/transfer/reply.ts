import { escapeMarkdown } from '../../bot/markdown.ts';
import type { Choice } from '../../bot/reply.ts';
import { toLocal } from '../../clock.ts';
import { type Day, formatDay } from '../../language/day.ts';
import type { FileWay } from '../file/usecase.ts';
import type { ImportResult, Place, SheetKind } from './types.ts';
import type { ListedFile } from './usecase/list.ts';
import type { Undone } from './usecase/undo.ts';

export const IMPORT_COMMAND = 'import_table';
export const GONE = '这份表格找不到了，请再发一次。';
export const UNKNOWN_TABLE = '收到表格，看不出是哪一种。是下面的哪一种？都不是就不用回；要照着填，发：表格模板';
const MOST_PROBLEMS = 20;
const MOST_SHOWN = 10;

/** What came of a file, or would; a line each. `undoLine`: how it is taken back. */
export function sayImport(result: ImportResult, undoLine: string): string {
  if (result.problems.length > 0) return sayProblems(result);
  const { kind, isDryRun, added, changed, same, kept, doubles, skipped, examples } = result;
  const [add, change] = isDryRun ? ['会新记', '会改'] : ['新记', '改'];
  const counts = [
    ...(added > 0 ? [`${add}${added}条`] : []),
    ...(changed.length > 0 ? [`${change}${changed.length}条`] : []),
    ...(same > 0 ? [`没有变化${same}条`] : []),
    ...(kept.length > 0 ? [`后来改过、不动的${kept.length}条`] : []),
  ];
  const isNothing = added + changed.length === 0;
  return [
    `${kind.name}：${counts.length > 0 ? counts.join('，') : '没有可记的行'}。`,
    ...result.samples.map((sample) => `  ${sample}`),
    ...changed.slice(0, MOST_SHOWN).map(({ place, from, to }) => `  ${namePlace(place)}：${from} 改为 ${to}`),
    ...(changed.length > MOST_SHOWN ? [`  还有${changed.length - MOST_SHOWN}条改动没有列出`] : []),
    ...(kept.length > 0 ? [`这些行导入以后有人改过，按改过的算：${listPlaces(kept)}`] : []),
    ...(doubles.length > 0 ? [sayDoubles(doubles)] : []),
    ...(skipped.length > 0 ? [`合计、备注行不记：${listPlaces(skipped)}`] : []),
    ...(examples > 0 ? [`模板里的例子有${examples}行，没有记。`] : []),
    ...result.notes,
    ...(result.unusedColumns.length > 0 ? [`没有用到的列：${result.unusedColumns.join('、')}`] : []),
    ...(result.unusedSheets.length > 0 ? [`没有用到的工作表：${result.unusedSheets.join('、')}`] : []),
    ...(isDryRun || isNothing ? [] : [undoLine]),
  ].join('\n');
}

export function sayUndone({ file, kindName, undone, left }: Undone): string {
  const rest = left > 0 ? `；${left}条后来有人改过或用到，没有动` : '';
  return `已撤销导入“${file.name}”（${kindName}）：${undone}条${rest}。`;
}

/** The kinds, a line each, for --help and for who named none. */
export function listKinds(kinds: readonly SheetKind[]): string {
  return kinds.map(({ key, name, about }) => `  ${key.padEnd(13)}${name}：${about}`).join('\n');
}

/** `第5行`, `「2月」第5行` */
export function namePlace({ sheet, row }: Place): string {
  return `${sheet === null ? '' : `「${sheet}」`}第${row}行`;
}

function sayProblems({ problems, kind }: ImportResult): string {
  const lines = problems.slice(0, MOST_PROBLEMS).map(({ text, ...place }) => `${namePlace(place)}：${text}。`);
  const rest = problems.length > MOST_PROBLEMS ? [`还有${problems.length - MOST_PROBLEMS}处没有列出。`] : [];
  return [`有${problems.length}处要先改好，${kind.name}这次一条也没有记：`, ...lines, ...rest].join('\n');
}

function sayDoubles(doubles: ImportResult['doubles']): string {
  const shown = doubles.slice(0, MOST_SHOWN).map(({ place, first }) => `${namePlace(place)}同${namePlace(first)}`);
  const rest = doubles.length > MOST_SHOWN ? `等${doubles.length}行` : '';
  return `和前面一行完全一样的只记一次：${shown.join('、')}${rest}`;
}

function listPlaces(places: readonly Place[]): string {
  const rest = places.length > MOST_SHOWN ? `等${places.length}行` : '';
  return `${places.slice(0, MOST_SHOWN).map(namePlace).join('、')}${rest}`;
}

/** What a table that was sent would do, and whether it shall. */
export function askWhether(result: ImportResult, fileId: string): { text: string; choices: Choice[] } {
  const { kind, fileName, problems, added, changed } = result;
  const keyOf = (value: string) => `${IMPORT_COMMAND}:${value}`;
  const other = { label: `不是${kind.name}`, key: keyOf(`which:${fileId}`) };
  const head = `收到表格“${escapeMarkdown(fileName)}”，按“${kind.name}”看了一遍，还没有记。`;
  const told = escapeMarkdown(sayImport(result, ''));
  if (problems.length > 0) return { text: `${head}\n${told}\n改好了再发一次。`, choices: [other] };
  if (added + changed.length === 0) return { text: `${head}\n${told}`, choices: [other] };
  const yes = { label: '是，记进去', key: keyOf(`do:${fileId}:${kind.key}`), says: 'yes' as const };
  const no = { label: '不记', key: keyOf('no'), says: 'no' as const };
  return { text: `${head}\n${told}\n要记进去吗？`, choices: [yes, no, other] };
}

export function askWhichKind(
  text: string,
  fileId: string,
  kinds: readonly SheetKind[],
): { text: string; choices: Choice[] } {
  return {
    text,
    choices: kinds.map(({ key, name }) => ({ label: name, key: `${IMPORT_COMMAND}:try:${fileId}:${key}` })),
  };
}

/** The last imports, each with the line that takes it back. */
export function sayImports(
  files: readonly ListedFile[],
  kinds: readonly SheetKind[],
  { today, zone }: { today: Day; zone: string },
): string {
  const how =
    '要导入，一对一把 Excel 表（.xlsx 或 .csv）直接发给我，我先说会记什么，你回“是”才记。要空表照着填，发：表格模板';
  if (files.length === 0) return `还没有导入过表格。${how}`;
  const lines = files.map(({ id, kind, name, rowCount, createdAt, undoneAt, by }) => {
    const kindName = kinds.find(({ key }) => key === kind)?.name ?? kind;
    const day = formatDay(toLocal(createdAt, zone).day, today);
    const state = undoneAt === null ? `撤销发：撤销导入 ${id}` : '已撤销';
    return `${id}. ${day} ${escapeMarkdown(name)}（${kindName}）${rowCount}条，${escapeMarkdown(by ?? '命令行')}导入；${state}`;
  });
  return ['最近导入的表格：', ...lines, how].join('\n');
}

/** Which kinds there are, where none or another was named. */
export function sayKinds(kinds: readonly SheetKind[], word: string | undefined): string {
  const what = word === undefined ? '有这些表' : `没有“${escapeMarkdown(word)}”这种表，有这些`;
  const lines = kinds.map(({ name, about }) => `- 表格模板 ${name}：${about}`);
  return [`${what}：`, ...lines, '要把记录导出来改，发：导出表格 服务记录'].join('\n');
}

/** The file goes after this answer, and may fail to: the link is there in any case. */
export function sayTable(name: string, { isSent, link }: FileWay, isTemplate: boolean): string {
  const opened = link === undefined ? undefined : `[打开表格](${link})（七天内有效）`;
  const way = isSent
    ? `“${name}”随后发来。${opened ?? ''}`
    : (opened ?? '表格做好了，但送不到这里：请管理员在设置里填上 PUBLIC_URL，再说一遍就能拿到链接。');
  const next = isTemplate ? '填好了一对一发给我。' : '改好了一对一发回给我，靠最后一列“编号”认出是哪一条。';
  return `${way}\n${next}`;
}
