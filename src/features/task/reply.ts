import { type Button, type Reply, textReply } from '../../bot/reply.ts';
import { type Day, formatDay } from '../../language/day.ts';
import type { Task } from './types.ts';
import { isOverdue } from './usecase/find.ts';
import { formatDue } from './usecase/tell.ts';

const MOST_LINES = 20;
const STATES = { open: '在办', done: '办完了', dropped: '取消了' } as const;

/** What was understood of an order to do something; `notes`: what is to be known of it. */
export function showGiven(tasks: readonly Task[], notes: readonly string[], today: Day): Reply {
  const lines = tasks.map((task) => `任务${task.id}：${task.owner.name}，${formatDue(task, today)}，${task.title}`);
  const head = tasks.length === 1 ? '记下了。' : `记下了${tasks.length}个任务。`;
  const [first] = tasks;
  const hint = first ? `办完发：完成 ${first.id}；改日子发：延期 ${first.id} 到…；弄错了发：撤销` : '';
  return withCard(textReply([head, ...lines, ...notes, hint].join('\n')), tasks);
}

export function showTask(task: Task, today: Day): Reply {
  const { id, title, owner, giver, state, result } = task;
  const lines = [
    `任务${id}「${title}」`,
    `负责人：${owner.name}${giver && giver.id !== owner.id ? `，${giver.name}派的` : ''}`,
    `期限：${formatDue(task, today)}${isOverdue(task, today) ? '，已过期' : ''}`,
    `现在：${STATES[state]}${result ? `，${result}` : ''}`,
    ...(state === 'open'
      ? [`办完发：完成 ${id}；改日子发：延期 ${id} 到…；转给别人发：转交 ${id} 给…`]
      : [`要重新办发：重开任务 ${id}`]),
  ];
  return withCard(textReply(lines.join('\n')), [task]);
}

/** Open tasks, first due first; `whose`: 你, 李强, 大家. */
export function showTasks(
  tasks: readonly Task[],
  whose: string,
  { today, hasOwner }: { today: Day; hasOwner: boolean },
): Reply {
  if (tasks.length === 0) return textReply(`${whose}没有要办的任务。派任务请这样发：安排 李强 6月10日前 联系出租车`);
  const late = tasks.filter((task) => isOverdue(task, today)).length;
  const lines = tasks.slice(0, MOST_LINES).map((task) => lineOf(task, today, hasOwner));
  const left = tasks.length - lines.length;
  return textReply(
    [
      `${whose}有${tasks.length}个任务${late > 0 ? `，其中${late}个过期了` : ''}：`,
      ...lines,
      ...(left > 0 ? [`还有${left}个没有列出。看一个人的发：任务 ${tasks.at(-1)?.owner.name ?? '姓名'}`] : []),
      `办完发：完成 ${tasks[0]?.id ?? ''}`,
    ].join('\n'),
  );
}

export function showFinished({ id, title, owner, result }: Task): Reply {
  return textReply(`好的，任务${id}办完了：${title}（${owner.name}）${result ? `，${result}` : ''}。弄错了发：撤销`);
}

export function showDeferred(task: Task, note: string | undefined, today: Day): Reply {
  return textReply(`任务${task.id}「${task.title}」改到${formatDue(task, today)}。${note ?? ''}弄错了发：撤销`);
}

export function showHanded({ id, title, owner }: Task): Reply {
  const reached =
    owner.userid === null ? `${owner.name}还没有和我说过话，我通知不到，请当面告诉 TA。` : `已经告诉${owner.name}。`;
  return textReply(`任务${id}「${title}」转给了${owner.name}。${reached}弄错了发：撤销`);
}

/** Days on which few people work are told, not changed. */
export function restDayNote(day: Day, name: string | undefined, today: Day): string {
  return `${formatDay(day, today)}是${name ?? '休息日'}，按这天记下了。`;
}

function lineOf(task: Task, today: Day, hasOwner: boolean): string {
  const owner = hasOwner ? `${task.owner.name}，` : '';
  return `任务${task.id} ${owner}${formatDue(task, today)}${isOverdue(task, today) ? '（过期）' : ''}：${task.title}`;
}

function withCard(reply: Reply, [task, other]: readonly Task[]): Reply {
  if (!task || other || task.state !== 'open') return reply;
  const buttons: Button[] = [
    { text: '办完了', key: `task-finish:${task.id}`, isPrimary: true },
    { text: '我的任务', key: 'tasks:' },
  ];
  const { text } = reply;
  return { text, card: { title: `任务${task.id}`, description: task.title, buttons } };
}
