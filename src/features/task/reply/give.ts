import type { Choice, Reply } from '../../../bot/reply.ts';
import { addDays, type Day, formatDay } from '../../../language/day.ts';
import { describePerson, type Person } from '../../person/usecase.ts';
import type { Draft } from '../schema/choice.ts';
import type { Task } from '../types.ts';
import { taskCard } from '../usecase/card.ts';
import { formatDue, nameTask } from '../usecase/text.ts';

const DECLINE: Choice = { label: '都不是，不记了', key: 'task-give:no', says: 'no' };
/** Offered where no day was said. */
const DAYS_ON = [3, 7, 14];

/** What was understood of an order to do something; `notes`: what is to be known of it. */
export function showGiven(
  tasks: readonly Task[],
  { notes, today, senderId }: { notes: readonly string[]; today: Day; senderId: number },
): Reply {
  const [first, other] = tasks;
  if (!first) return { text: '没有记任务。' };
  const lines = tasks.map((task) => `任务${task.id}：${task.owner.name}，${formatDue(task, today)}，${task.title}`);
  const told = tasks.filter(({ owner }) => owner.userid !== null && owner.id !== senderId);
  const text = [
    other ? `记下了${tasks.length}个任务。` : '记下了。',
    ...lines,
    ...(told.length > 0 ? [`已经通知${told.map(({ owner }) => owner.name).join('、')}。`] : []),
    ...notes,
    `${first.dueDay === null ? '' : '到期前3天、前1天和当天早上会提醒。'}办完发：完成 ${first.id}；改日子发：延期 ${first.id} 到…；弄错了，10分钟内发：撤销`,
  ].join('\n');
  return other ? { text } : { text, card: taskCard(first, today) };
}

/** `mentioned`: a day that stands in the title. */
export function askDay(draft: Draft, { owners, mentioned, today }: AskingDay): Reply {
  const offered = new Set([
    ...(mentioned === undefined ? [] : [mentioned]),
    ...DAYS_ON.map((on) => addDays(today, on)),
  ]);
  const choices = [...offered].sort().map((dueDay): Choice => {
    return { label: formatDay(dueDay, today), key: keyOf({ ...draft, dueDay }) };
  });
  return {
    text: `「${draft.title}」交给${owners.join('、')}。要在哪天前办完？也可以直接发日子，例如：6月10日前`,
    choices: [...choices, { label: '不限', key: keyOf({ ...draft, dueDay: null }) }],
  };
}

interface AskingDay {
  owners: readonly string[];
  mentioned: Day | undefined;
  today: Day;
}

/** Nobody has the name that stands first in the draft. */
export function askUnknown(draft: Draft, name: string, near: readonly Person[]): Reply {
  const names = draft.names.slice(1);
  const text =
    near.length > 0
      ? `没有叫「${name}」的人，是下面哪一位？照新名字记也行，不过我通知不到 TA，请当面告诉。`
      : `没有叫「${name}」的人。照这个名字记也行，不过我通知不到 TA，请当面告诉；TA 发一句「我是${name}」以后就能通知。`;
  return {
    text,
    choices: [
      ...near.map(
        (person): Choice => ({
          label: describePerson(person),
          key: keyOf({ ...draft, ids: [...draft.ids, person.id], names }),
        }),
      ),
      { label: `照「${name}」记，我当面告诉`, key: keyOf({ ...draft, isNew: true }) },
      DECLINE,
    ],
  };
}

export function askNamesake(draft: Draft, name: string, people: readonly Person[]): Reply {
  const names = draft.names.slice(1);
  const choices = people.map((person): Choice => {
    return { label: describePerson(person), key: keyOf({ ...draft, ids: [...draft.ids, person.id], names }) };
  });
  return { text: `有几位${name}，派给哪一位？`, choices };
}

export function askAgain(draft: Draft, same: Task, today: Day): Reply {
  return {
    text: `${same.owner.name}已经有一样的任务了：${nameTask(same)}，${formatDue(same, today)}。再记一个吗？要改日子，发：延期 ${same.id} 到…`,
    choices: [
      { label: '再记一个', key: keyOf({ ...draft, isAgain: true }), says: 'yes' },
      { label: '不用了', key: 'task-give:no', says: 'no' },
    ],
  };
}

function keyOf(draft: Draft): string {
  return `task-give:${JSON.stringify(draft)}`;
}
