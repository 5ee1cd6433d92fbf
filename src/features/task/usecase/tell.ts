import type { CommandContext } from '../../../bot/command.ts';
import { enqueue } from '../../../bot/outbox.ts';
import { newTaskId } from '../../../bot/task-id.ts';
import type { Task, TaskPerson, TaskWord } from '../types.ts';
import { taskCard } from './card.ts';
import { formatDue, nameTask } from './text.ts';

const USEFUL_MS = 7 * 24 * 3_600_000;

export interface News {
  word: TaskWord;
  reason?: string | null;
  /** As it was. */
  before?: Task;
}

/**
 * Tells at once what has become of a task those whom it concerns: its owner, who had it before and who gave it. The
 * sender knows.
 */
export async function tell(context: CommandContext, task: Task, news: News): Promise<void> {
  const { db, now, sender, messageId, today } = context;
  const { word, before } = news;
  const concerned = [task.owner, before?.owner, ...(word === 'given' ? [] : [task.giver])];
  const people = new Map(
    concerned.flatMap((person) => (person && person.id !== sender.id ? [[person.id, person]] : [])),
  );
  for (const person of people.values()) {
    const { id, userid } = person;
    if (userid === null) continue;
    const target = { kind: 'person', userid, ...(task.chatId === null ? {} : { chatId: task.chatId }) } as const;
    const text = `${person.name}，${textFor(person, task, news, context)}`;
    // Who is to do something gets what to tap.
    const isToDo = id === task.owner.id && task.state === 'open';
    const card = isToDo ? { card: { ...taskCard(task, today), taskId: newTaskId(messageId) } } : {};
    await enqueue(
      db,
      {
        key: `task:${task.id}:${word}:m${messageId}:p${id}`,
        kind: word === 'given' ? 'task_given' : 'task_changed',
        target,
        content: { kind: 'text', text, ...card },
        dueAt: now,
        usefulUntil: new Date(now.getTime() + USEFUL_MS),
      },
      now,
    );
  }
}

function textFor(person: TaskPerson, task: Task, news: News, { sender, today }: CommandContext): string {
  const { word, reason, before } = news;
  const who = sender.name ?? sender.userid;
  const what = nameTask(task);
  const due = formatDue(task, today);
  const isOwner = person.id === task.owner.id;
  const why = reason ? `，原因：${reason}` : '';
  const finish = `办完请发：完成 ${task.id}；来不及请发：延期 ${task.id} 到…`;
  switch (word) {
    case 'given':
      return `${who}请你办一件事：${task.title}，${due}（任务${task.id}）。${finish}`;
    case 'handed':
      if (isOwner) return `${who}把${what}转给你，${due}${why}。${finish}`;
      return `${what}由${who}转给了${task.owner.name}${why}。${person.id === before?.owner.id ? '你不用办了。' : ''}`;
    case 'deferred':
      return `${what}的期限改到${due}，原来是${before ? formatDue(before, today) : '别的日子'}（${who}改的）${why}。`;
    case 'done':
    case 'result':
      return `${what}办完了（${task.owner.name}）${task.result ? `：${task.result}` : ''}。`;
    case 'dropped':
      return `${what}不用办了（${who}取消的）${why}。`;
    case 'reopened':
      return `${what}又要办了（${who}重开的），负责人${task.owner.name}，${due}。`;
    case 'restored':
      return `刚才的改动撤销了：${what}，负责人${task.owner.name}，${due}${task.state === 'done' ? '，办完了' : ''}。`;
  }
}
