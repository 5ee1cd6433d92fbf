import type { Button, Card } from '../../../bot/reply.ts';
import type { Day } from '../../../language/day.ts';
import type { Task } from '../types.ts';
import { formatStanding } from './text.ts';

type CardContent = Omit<Card, 'taskId'>;

const STATES: Readonly<Record<Task['state'], string>> = { open: '', done: '，办完了', dropped: '，取消了' };

/** What there is to know of a task, and what its owner can do; `note`: what has just happened. Pure. */
export function taskCard(task: Task, today: Day, note?: string): CardContent {
  const { id, title, owner, state, result } = task;
  return {
    title,
    description: `任务${id}${STATES[state]}`,
    facts: [
      { label: '负责人', value: owner.name },
      { label: '期限', value: formatStanding(task, today) },
      ...(result ? [{ label: '结果', value: result }] : []),
    ],
    ...(note ? { text: note } : {}),
    buttons: buttonsOf(task),
  };
}

/** The number of a card that is sent of itself, the same each time it is made; letters and digits as WeCom takes them. */
export function cardId({ id, createdAt }: Task, moment: string): string {
  // Another database may have a task of this number too.
  return `task-${id}-${moment.replace(/[^\w-]/g, '')}-${createdAt.getTime().toString(36)}`;
}

function buttonsOf({ id, state }: Task): Button[] {
  const mine = { text: '我的任务', key: 'tasks:' };
  if (state !== 'open') return [{ text: '重开', key: `task-reopen:${id}` }, mine];
  return [
    { text: '完成', key: `task-finish:${id}`, isPrimary: true },
    { text: '延期', key: `task-defer:${id}` },
    { text: '转交', key: `task-hand:${id}` },
    mine,
  ];
}
