import type { FindContext, Recipient, Remindable, ReminderKind } from '../../../bot/reminder.ts';
import { toInstant, toLocal } from '../../../clock.ts';
import { addDays, type Day, daysBetween } from '../../../language/day.ts';
import { findTasks } from '../store.ts';
import type { Task } from '../types.ts';
import { cardId, taskCard } from './card.ts';
import { formatStanding, nameTask } from './text.ts';

const MORNING = '09:00';
/** By when on its day something is expected to be done; the day itself counts until midnight. */
const EVENING = '18:00';
const WEEK = 7;
const FIRST_DAY = '0001-01-01';

/** Before it is due, and on the day. */
const taskDue: ReminderKind = {
  name: 'task_due',
  label: '任务到期',
  offsets: [
    { days: -3, at: MORNING },
    { days: -1, at: MORNING },
    { days: 0, at: MORNING },
  ],
  canOptOut: true,
  async find(context, { from, to }) {
    const { db, zone } = context;
    const due = { from: toLocal(from, zone).day, until: toLocal(to, zone).day };
    const tasks = await findTasks(db, { due });
    const items = tasks.flatMap((task) => (task.dueDay === null ? [] : [dueItem(task, task.dueDay, context)]));
    return items.filter(({ at }) => at >= from && at <= to);
  },
};

/** The day after, and then every week for as long as it is open. */
const taskOverdue: ReminderKind = {
  name: 'task_overdue',
  label: '任务逾期',
  offsets: [{ days: 1, at: MORNING }],
  async find(context, { from, to }) {
    const { db, zone } = context;
    const [first, last] = [toLocal(from, zone).day, toLocal(to, zone).day];
    const tasks = await findTasks(db, { due: { from: FIRST_DAY, until: last } });
    const items = tasks.flatMap((task) => weeksOf(task, first, last).map((day) => overdueItem(task, day, context)));
    return items.filter(({ at }) => at >= from && at <= to);
  },
};

export const taskReminders: readonly ReminderKind[] = [taskDue, taskOverdue];

type Around = Pick<FindContext, 'zone' | 'botName'>;

function dueItem(task: Task, day: Day, { zone, botName }: Around): Remindable {
  return {
    ...about(task, day),
    at: toInstant(day, EVENING, zone),
    usefulUntil: toInstant(day, '24:00', zone),
    audience: { kind: 'people', people: recipientsOf(task, [task.owner]), chatId: task.chatId },
    content: ({ today }) => ({
      kind: 'text',
      text: dueText(task, today, botName),
      card: { ...taskCard(task, today), taskId: cardId(task, `due-${today}-${task.dueDay}-${task.owner.id}`) },
    }),
  };
}

/** `day`: the due day, or so many weeks on. */
function overdueItem(task: Task, day: Day, { zone, botName }: Around): Remindable {
  return {
    ...about(task, day),
    at: toInstant(day, EVENING, zone),
    // From then on the next one tells it.
    usefulUntil: toInstant(addDays(day, WEEK), '24:00', zone),
    audience: { kind: 'people', people: recipientsOf(task, [task.owner, task.giver]), chatId: task.chatId },
    content: ({ today }) => ({
      kind: 'text',
      text: overdueText(task, today, botName),
      card: { ...taskCard(task, today), taskId: cardId(task, `overdue-${day}-${task.owner.id}`) },
    }),
  };
}

function about(task: Task, occurrence: Day): Pick<Remindable, 'subject' | 'occurrence' | 'version' | 'since'> {
  const { id, owner, dueDay, updatedAt } = task;
  return { subject: `task:${id}`, occurrence, version: `${dueDay ?? ''}-p${owner.id}`, since: updatedAt };
}

/** For an owner nobody can write to, who gave it answers. */
function recipientsOf({ owner, giver, updatedAt }: Task, people: readonly Task['giver'][]): Recipient[] {
  const told = owner.userid === null ? [giver ?? owner] : people;
  const recipients = told.flatMap((person) => (person ? [[person.id, person] as const] : []));
  return [...new Map(recipients).values()].map(({ id, userid }) => ({ personId: id, userid, since: updatedAt }));
}

/** The due day and every seventh day from then on, within the span. */
function weeksOf({ dueDay }: Task, first: Day, last: Day): Day[] {
  if (dueDay === null) return [];
  const weeks = Math.max(0, Math.ceil(daysBetween(dueDay, first) / WEEK));
  const days: Day[] = [];
  for (let day = addDays(dueDay, weeks * WEEK); day <= last; day = addDays(day, WEEK)) days.push(day);
  return days;
}

function dueText(task: Task, today: Day, botName: string): string {
  const call = mention(task, botName);
  return `【任务到期】${task.owner.name}：${nameTask(task)}，${formatStanding(task, today)}。办完请发：${call}完成 ${task.id}；来不及请发：${call}延期 ${task.id} 到…`;
}

function overdueText(task: Task, today: Day, botName: string): string {
  const call = mention(task, botName);
  return `【任务逾期】${task.owner.name}：${nameTask(task)}，${formatStanding(task, today)}。办完请发：${call}完成 ${task.id}；改日子请发：${call}延期 ${task.id} 到…；不用办了，请派任务的人发：${call}取消任务 ${task.id}`;
}

/** In a group nothing is heard without it. */
function mention({ chatId }: Task, botName: string): string {
  return chatId === null ? '' : `@${botName} `;
}
