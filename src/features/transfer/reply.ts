import type { ImportResult, Place, SheetKind } from './types.ts';
import type { Undone } from './usecase/undo.ts';

const MOST_PROBLEMS = 20;
const MOST_SHOWN = 10;

/** What came of a file, or would; a line each. `undoLine`: how it is taken back. */
export function sayImport(result: ImportResult, undoLine: string): string {
  if (result.problems.length > 0) return sayProblems(result);
  const { kind, isDryRun, added, changed, same, kept, doubles, examples } = result;
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
