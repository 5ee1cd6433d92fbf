import type { Recipient, Remindable, ReminderKind } from '../../../bot/reminder.ts';
import { toInstant, toLocal } from '../../../clock.ts';
import { addDays, type Day, daysBetween, formatDay } from '../../../language/day.ts';
import { findOpenTasks } from '../store.ts';
import type { Task, TaskPerson } from '../types.ts';

const MORNING = '09:00';
const WEEK = 7;

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
  async find({ db, zone }, { from, to }) {
    const due = { from: toLocal(from, zone).day, until: toLocal(to, zone).day };
    const tasks = await findOpenTasks(db, { due });
    return tasks.flatMap((task) => {
      if (task.dueDay === null) return [];
      const at = toInstant(task.dueDay, '24:00', zone);
      // Counted from the due day itself, not from the midnight that ends it.
      const start = toInstant(task.dueDay, '12:00', zone);
      return [{ ...base(task, task.dueDay, [task.owner]), at: start, usefulUntil: at, content: dueContent(task) }];
    });
  },
};

/** The day after, and every week while it is not done. */
const taskOverdue: ReminderKind = {
  name: 'task_overdue',
  label: '任务逾期',
  offsets: [{ days: 0, at: MORNING }],
  async find({ db, zone }, { from, to }) {
    const first = toLocal(from, zone).day;
    const last = toLocal(to, zone).day;
    const tasks = await findOpenTasks(db, { due: { from: '0001-01-01', until: addDays(last, -1) } });
    return tasks.flatMap((task) => overdueDays(task, first, last).map((day) => overdueItem(task, day, zone)));
  },
};

export const taskReminders: readonly ReminderKind[] = [taskDue, taskOverdue];

function base(task: Task, occurrence: Day, people: readonly (TaskPerson | null)[]): Omit<Remindable, 'at' | 'content'> {
  const recipients = new Map<number, Recipient>();
  for (const person of people) {
    if (person) recipients.set(person.id, { personId: person.id, userid: person.userid, since: task.createdAt });
  }
  return {
    subject: `task:${task.id}`,
    occurrence,
    version: `${task.dueDay ?? ''}-${task.owner.id}`,
    since: task.createdAt,
    audience: { kind: 'people', people: [...recipients.values()], chatId: task.chatId },
  };
}

/** The day after it was due, and every seventh day from then on, within the span. */
function overdueDays({ dueDay }: Task, first: Day, last: Day): Day[] {
  if (dueDay === null) return [];
  const start = addDays(dueDay, 1);
  const weeks = Math.max(0, Math.ceil(daysBetween(start, first) / WEEK));
  const days: Day[] = [];
  for (let day = addDays(start, weeks * WEEK); day <= last; day = addDays(day, WEEK)) days.push(day);
  return days;
}

function overdueItem(task: Task, day: Day, zone: string): Remindable {
  return {
    ...base(task, day, [task.owner, task.giver]),
    at: toInstant(day, '12:00', zone),
    usefulUntil: toInstant(addDays(day, 1), '12:00', zone),
    content: ({ today }) => ({ kind: 'text', text: overdueText(task, today) }),
  };
}

function dueContent(task: Task): Remindable['content'] {
  return ({ today }) => ({ kind: 'text', text: dueText(task, today) });
}

function dueText({ id, title, owner, dueDay }: Task, today: Day): string {
  const left = dueDay === null ? 0 : daysBetween(today, dueDay);
  const when = left === 0 ? '今天到期' : left === 1 ? '明天到期' : `还有${left}天到期`;
  const due = dueDay === null ? '' : `，${formatDay(dueDay, today)}`;
  return `【任务】${owner.name}：${title}，${when}（任务${id}${due}）。办完发：完成 ${id}；来不及发：延期 ${id} 到…`;
}

function overdueText({ id, title, owner, dueDay }: Task, today: Day): string {
  const over = dueDay === null ? 0 : daysBetween(dueDay, today);
  return `【任务逾期】${owner.name}：${title}，已过期${over}天（任务${id}）。办完发：完成 ${id}；改日子发：延期 ${id} 到…；不用办了请派任务的人发：取消任务 ${id}`;
}
