import type { CommandContext } from '../../../bot/command.ts';
import { enqueue } from '../../../bot/outbox.ts';
import { formatDay } from '../../../language/day.ts';
import type { Task, TaskPerson } from '../types.ts';

export type News = 'given' | 'handed' | 'deferred' | 'done' | 'dropped' | 'reopened';

const USEFUL_MS = 7 * 24 * 3_600_000;

/** Tells people at once what has become of a task; the sender knows. */
export async function tell(
  context: CommandContext,
  task: Task,
  { to, word }: { to: readonly (TaskPerson | null)[]; word: News },
): Promise<void> {
  const { db, now, sender, messageId } = context;
  const people = new Map(to.flatMap((person) => (person && person.id !== sender.id ? [[person.id, person]] : [])));
  for (const { id, userid } of people.values()) {
    if (userid === null) continue;
    const target = { kind: 'person', userid, ...(task.chatId === null ? {} : { chatId: task.chatId }) } as const;
    const text = textOf(task, word, { context, isOwner: id === task.owner.id });
    await enqueue(
      db,
      {
        key: `task:${task.id}:${word}:${messageId}:p${id}`,
        kind: 'task_changed',
        target,
        content: { kind: 'text', text },
        dueAt: now,
        usefulUntil: new Date(now.getTime() + USEFUL_MS),
      },
      now,
    );
  }
}

/** `6月10日(周二)前`, `不限时间` */
export function formatDue({ dueDay }: Pick<Task, 'dueDay'>, today: string): string {
  return dueDay === null ? '不限时间' : `${formatDay(dueDay, today)}前`;
}

function textOf(task: Task, word: News, { context, isOwner }: { context: CommandContext; isOwner: boolean }): string {
  const { today, sender } = context;
  const who = sender.name ?? sender.userid;
  const what = `任务${task.id}「${task.title}」`;
  const due = formatDue(task, today);
  const finish = `办完请发：完成 ${task.id}；来不及请发：延期 ${task.id} 到…`;
  if (word === 'given') return `【任务】${who}请你${due}办：${task.title}（任务${task.id}）。${finish}`;
  if (word === 'handed')
    return isOwner ? `【任务】${who}转给你：${what}，${due}。${finish}` : `${what}转给了${task.owner.name}。`;
  if (word === 'deferred') return `${what}改到${due}（${who}改的，负责人${task.owner.name}）。`;
  if (word === 'done') return `${what}办完了（${task.owner.name}）${task.result ? `：${task.result}` : '。'}`;
  return word === 'dropped' ? `${what}不用办了（${who}取消的）。` : `${what}重新打开了，${due}。`;
}
