import { escapeMarkdown } from '../../../bot/markdown.ts';
import { type Reply, textReply } from '../../../bot/reply.ts';
import { type Day, formatDay } from '../../../language/day.ts';
import type { TaskOfHolding } from '../store/tasks.ts';
import type { Attendance, Held, Minutes, ProposedTask } from '../types.ts';
import { sayHeld } from '../usecase/holding.ts';

/** Of the text as it is shown in chat; the Word file has all. */
const MOST_SHOWN = 1500;
const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
const UNDO = '弄错了可在十分钟内发：撤销';

export interface Shown {
  held: Held;
  minutes: Minutes;
  today: Day;
}

/** What was kept; what was found in it follows. */
export function keptText(
  { held, minutes, today }: Shown,
  { before, isAddition }: { before: Minutes | undefined; isAddition: boolean },
): string {
  const { version, text } = minutes;
  const head = `${isAddition && before ? '已补进纪要' : '已记下纪要'}：${sayHeld(held, today)}，第${version}版，共${text.length}字。`;
  const replaced = before && !isAddition ? [`原来的第${before.version}版还留着。要接在后面，请用：补充纪要 …`] : [];
  return [head, ...replaced, UNDO].join('\n');
}

export function whichHeld(held: readonly Held[], today: Day, keyOf: (one: Held) => string): Reply {
  return {
    text: '是哪一次会议的纪要？',
    choices: held.map((one) => ({ label: sayHeld(one, today), key: keyOf(one) })),
  };
}

/** `纪要 6月1日例会` */
export function showMinutes(
  { held, minutes, today }: Shown,
  { attendance, tasks }: { attendance: Attendance; tasks: readonly TaskOfHolding[] },
): Reply {
  const { version, recorder, text } = minutes;
  return textReply(
    [
      `**${sayHeld(held, today)} 会议纪要**（第${version}版${recorder === null ? '' : `，${escapeMarkdown(recorder)}记`}）`,
      ...attendanceLines(attendance),
      ...bodyLines(text),
      ...decisionLines(minutes.decisions),
      ...(tasks.length > 0 ? ['**任务：**', ...tasks.map((task, i) => `${i + 1}. ${sayTask(task, today)}`)] : []),
      '要 Word 文件，发：导出纪要',
    ].join('\n'),
  );
}

/** What was said, as far as a chat takes it. */
export function bodyLines(text: string): string[] {
  const more = text.length - MOST_SHOWN;
  return [linesOf(text.slice(0, MOST_SHOWN)), ...(more > 0 ? [`…后面还有${more}字，全文发：导出纪要`] : [])];
}

/** `纪要列表` */
export function listMinutes(
  all: readonly Pick<Shown, 'held' | 'minutes'>[],
  without: readonly Held[],
  today: Day,
): Reply {
  if (all.length === 0 && without.length === 0) return textReply('还没有开过的会议，也就没有纪要。');
  const lines = all.map(
    ({ held, minutes }, i) =>
      `${i + 1}. ${sayHeld(held, today)}：第${minutes.version}版，${minutes.text.length}字，决定${minutes.decisions.length}条`,
  );
  return textReply(
    [
      ...(lines.length > 0 ? ['会议纪要：', ...lines] : ['还没有记过纪要。']),
      ...(without.length > 0 ? [`还没有纪要的：${without.map((held) => sayHeld(held, today)).join('、')}`] : []),
      ...(lines.length > 0 ? ['看某一次，发：纪要 6月1日例会'] : ['记纪要，发：会议纪要 …（内容写在同一条里）']),
    ].join('\n'),
  );
}

export function withdrawnText(minutes: Minutes, standing: Minutes | undefined): string {
  const rest = standing ? `，现在是第${standing.version}版` : '，这次会议没有纪要了';
  return `已撤销，第${minutes.version}版纪要撤掉了${rest}。`;
}

export function decisionLines(decisions: readonly string[]): string[] {
  if (decisions.length === 0) return [];
  return ['**决定：**', ...decisions.map((text, i) => `${numeral(i)}、${escapeMarkdown(text)}`)];
}

/** 李强：联系出租车，6月10日(周三)前 */
export function sayProposed({ title, owners, due, warning, isGuess }: ProposedTask, today: Day): string {
  const known = owners.filter(({ id }) => id !== null).map(({ name }) => escapeMarkdown(name));
  const unknown = owners.filter(({ id }) => id === null).map(({ name }) => escapeMarkdown(name));
  const who = `${known.join('、')}${unknown.length > 0 ? `（不认识的人：${unknown.join('、')}）` : ''}`;
  const until =
    due === null ? `，${warning === undefined ? '没说哪天' : escapeMarkdown(warning)}` : `，${formatDay(due, today)}前`;
  return `${who}：${escapeMarkdown(title)}${until}${isGuess ? '（大模型找到的，请核对）' : ''}`;
}

export function attendanceLines({ expected, present, late, leave, absent }: Attendance): string[] {
  const list = (names: readonly string[]) => names.map(escapeMarkdown).join('、');
  return [
    ...(expected.length > 0 ? [`应到${expected.length}人`] : []),
    ...(present.length > 0 ? [`到会${present.length}人：${list(present)}`] : []),
    ...(late.length > 0 ? [`迟到${late.length}人：${list(late)}`] : []),
    ...(leave.length > 0 ? [`请假${leave.length}人：${list(leave.map(({ name }) => name))}`] : []),
    ...(absent.length > 0 ? [`缺席${absent.length}人：${list(absent)}`] : []),
  ];
}

function sayTask({ title, owner, dueDay, state }: TaskOfHolding, today: Day): string {
  const until = dueDay === null ? '' : `，${formatDay(dueDay, today)}前`;
  const end = state === 'done' ? '（已办好）' : state === 'dropped' ? '（不办了）' : '';
  return `${escapeMarkdown(owner)}：${escapeMarkdown(title)}${until}${end}`;
}

/** Each line by itself, so that none can begin as markup. */
function linesOf(text: string): string {
  return text
    .split('\n')
    .map((line) => escapeMarkdown(line))
    .filter((line) => line !== '')
    .join('\n');
}

function numeral(index: number): string {
  return NUMERALS[index] ?? `${index + 1}`;
}
