import type { Choice, Reply } from '../../../bot/reply.ts';
import { addDays, type Day, formatDay } from '../../../language/day.ts';
import { describePerson, type Person } from '../../person/usecase.ts';
import type { Task } from '../types.ts';
import { taskCard } from '../usecase/card.ts';
import { formatDue, formatStanding, nameTask } from '../usecase/text.ts';

const UNDO = '弄错了，10分钟内发：撤销';
const DAYS_ON = [1, 3, 7];

/** Who hears of a change, other than the sender. */
export function toldText(people: readonly (Task['giver'] | undefined)[], senderId: number): string {
  const others = people.filter((person) => person && person.id !== senderId && person.userid !== null);
  const names = [...new Set(others.map((person) => person?.name))];
  return names.length > 0 ? `已经告诉${names.join('、')}。` : '';
}

export function showFinished({ task, told, today }: { task: Task; told: string; today: Day }): Reply {
  const { id, title, owner, result } = task;
  const more = result ? '' : `想补一句怎么办的，发：完成 ${id} 已联系4辆。`;
  const text = `好的，任务${id}办完了：${title}（${owner.name}）${result ? `，${result}` : ''}。${told}${more}${UNDO}`;
  return { text, card: taskCard(task, today) };
}

export function showDeferred({ task, before, told, note, today }: Deferred): Reply {
  const text = [
    `${nameTask(task)}的期限改到${formatDue(task, today)}，原来是${formatDue(before, today)}。${told}`,
    ...(note === undefined ? [] : [note]),
    UNDO,
  ].join('\n');
  return { text, card: taskCard(task, today) };
}

interface Deferred {
  task: Task;
  before: Task;
  told: string;
  note: string | undefined;
  today: Day;
}

export function showHanded({ task, told, today }: { task: Task; told: string; today: Day }): Reply {
  const { owner } = task;
  const unreached = owner.userid === null ? `${owner.name}还没有和我说过话，我通知不到，请当面告诉 TA。` : '';
  const text = `${nameTask(task)}转给了${owner.name}，${formatDue(task, today)}。${told}${unreached}${UNDO}`;
  return { text, card: taskCard(task, today) };
}

export function showDropped({ task, told }: { task: Task; told: string }): Reply {
  return {
    text: `${nameTask(task)}取消了，${task.owner.name}不用办了。${told}要再办，发：重开任务 ${task.id}。${UNDO}`,
  };
}

export function showReopened({ task, told, today }: { task: Task; told: string; today: Day }): Reply {
  const text = `${nameTask(task)}重新打开了，负责人${task.owner.name}，${formatStanding(task, today)}。${told}${UNDO}`;
  return { text, card: taskCard(task, today) };
}

export function showRestored(task: Task, today: Day): string {
  const state = { open: '在办', done: '办完了', dropped: '取消了' }[task.state];
  return `已撤销。${nameTask(task)}：负责人${task.owner.name}，${formatDue(task, today)}，${state}。`;
}

/** Days to choose from, counted from the due day where that lies ahead. */
export function askNewDay(task: Task, { today, key }: { today: Day; key(day: Day | null): string }): Reply {
  const from = task.dueDay !== null && task.dueDay > today ? task.dueDay : today;
  const days = DAYS_ON.map((on) => addDays(from, on));
  return {
    text: `${nameTask(task)}现在是${formatDue(task, today)}。延到哪一天？也可以发：延期 ${task.id} 到6月15日`,
    choices: days.map((day): Choice => ({ label: formatDay(day, today), key: key(day) })),
  };
}

export function askWhom(people: readonly Person[], { said, key }: { said: string; key(id: number): string }): Reply {
  const choices = people.map((person): Choice => ({ label: describePerson(person), key: key(person.id) }));
  return { text: `${said}，转给哪一位？`, choices };
}

/** Several can be meant, or no number was said. */
export function askWhich(tasks: readonly Task[], { text, today, command }: AskingWhich): Reply {
  const choices = tasks.map((task): Choice => {
    return { label: `任务${task.id} ${task.title}，${formatStanding(task, today)}`, key: `${command}:${task.id}` };
  });
  return { text, choices };
}

interface AskingWhich {
  text: string;
  today: Day;
  /** Name of the command whose button each choice is. */
  command: string;
}

/** In answer to a tap on a task's card: the card anew, for everybody where it has changed. */
export function onCard(task: Task, { note, text, today, isForAll }: OnCard): Reply {
  return { text, card: taskCard(task, today, note), isUpdate: true, isOnCard: true, ...(isForAll ? { isForAll } : {}) };
}

interface OnCard {
  note: string;
  text: string;
  today: Day;
  isForAll: boolean;
}
