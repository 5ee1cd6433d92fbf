import { type Reply, textReply } from '../../../bot/reply.ts';
import { toLocal } from '../../../clock.ts';
import { type Day, formatDay } from '../../../language/day.ts';
import type { Task } from '../types.ts';
import { formatStanding, isOverdue } from '../usecase/text.ts';

const MOST_LINES = 30;

/** Open tasks of one person; `whose`: 你, 李强. */
export function showTasks(
  tasks: readonly Task[],
  { whose, today, givenCount = 0 }: { whose: string; today: Day; givenCount?: number },
): Reply {
  const given = givenCount > 0 ? [`你派给别人、还没办完的有${givenCount}个，要看发：我派的任务`] : [];
  const [first] = tasks;
  if (!first) return textReply([`${whose}没有要办的任务。`, ...(given.length > 0 ? given : [HOW])].join('\n'));
  return textReply(
    [
      `${whose}有${countText(tasks, today)}：`,
      ...withRest(tasks.map((task) => lineOf(task, today))),
      `办完发：完成 ${first.id}；改日子发：延期 ${first.id} 到…；看详细发：任务${first.id}`,
      ...given,
    ].join('\n'),
  );
}

const HOW = '要记一个，发：记任务 6月10日前 交材料；派给别人，发：安排 李强 6月10日前 联系出租车';

/** Open tasks of several, owner by owner, who is most overdue first. */
export function showByOwner(tasks: readonly Task[], { title, today }: { title: string; today: Day }): Reply {
  if (tasks.length === 0) return textReply(`${title}没有。`);
  const owners = new Map<number, Task[]>();
  for (const task of tasks) owners.set(task.owner.id, [...(owners.get(task.owner.id) ?? []), task]);
  const lines = [...owners.values()].flatMap((own) => [
    `${own[0]?.owner.name ?? ''}（${countText(own, today)}）`,
    ...own.map((task) => `· ${lineOf(task, today)}`),
  ]);
  return textReply([`${title}${countText(tasks, today)}：`, ...withRest(lines)].join('\n'));
}

export function showDone(tasks: readonly Task[], { today, zone }: { today: Day; zone: string }): Reply {
  if (tasks.length === 0) return textReply('还没有办完的任务。看要办的，发：我的任务');
  const lines = tasks.map(({ id, title, doneAt, result }) => {
    const when = doneAt ? `，${formatDay(toLocal(doneAt, zone).day, today)}办完` : '';
    return `任务${id} ${title}${when}${result ? `：${result}` : ''}`;
  });
  return textReply([`你办完了${tasks.length}个任务：`, ...withRest(lines)].join('\n'));
}

function countText(tasks: readonly Task[], today: Day): string {
  const late = tasks.filter((task) => isOverdue(task, today)).length;
  return `${tasks.length}个任务${late > 0 ? `，${late}个逾期` : ''}`;
}

function lineOf(task: Task, today: Day): string {
  return `${isOverdue(task, today) ? '【逾期】' : ''}任务${task.id} ${task.title}，${formatStanding(task, today)}`;
}

function withRest(lines: readonly string[]): string[] {
  const left = lines.length - MOST_LINES;
  return left > 0 ? [...lines.slice(0, MOST_LINES), `还有${left}行没有列出，看一个人的发：任务 姓名`] : [...lines];
}
