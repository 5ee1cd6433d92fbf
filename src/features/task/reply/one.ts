import type { Reply } from '../../../bot/reply.ts';
import { toLocal } from '../../../clock.ts';
import { type Day, formatDay } from '../../../language/day.ts';
import type { Task, TaskEvent } from '../types.ts';
import { taskCard } from '../usecase/card.ts';
import { formatDue, formatStanding } from '../usecase/text.ts';

const STATES = { open: '在办', done: '办完了', dropped: '取消了' } as const;
const MOST_EVENTS = 12;

export interface AroundTask {
  history: readonly TaskEvent[];
  source: { day: Day; title: string } | undefined;
  today: Day;
  zone: string;
}

/** One task, whole: what it is, where it comes from and what has become of it. */
export function showTask(task: Task, { history, source, today, zone }: AroundTask): Reply {
  const { id, title, owner, giver, state, result } = task;
  const shown = history.slice(-MOST_EVENTS).map((event) => `· ${eventText(event, { today, zone })}`);
  const text = [
    `任务${id}：${title}`,
    `负责人：${owner.name}${giver && giver.id !== owner.id ? `，${giver.name}派的` : ''}`,
    `期限：${formatStanding(task, today)}`,
    `现在：${STATES[state]}${result ? `，${result}` : ''}`,
    ...(source ? [`来自：${formatDay(source.day, today)}${source.title}`] : []),
    ...(shown.length > 1 ? ['经过：', ...shown] : []),
    state === 'open'
      ? `办完发：完成 ${id}；改日子发：延期 ${id} 到…；转给别人发：转交 ${id} 给…`
      : `要重新办，发：重开任务 ${id}`,
  ].join('\n');
  return { text, card: taskCard(task, today) };
}

function eventText(event: TaskEvent, { today, zone }: { today: Day; zone: string }): string {
  const { at, actor, word, to, from, owner, reason } = event;
  const { day, time } = toLocal(at, zone);
  const due = formatDue({ dueDay: to.dueDay ?? null }, today);
  const words: Record<TaskEvent['word'], string> = {
    given: `派给${owner ?? '负责人'}，${due}`,
    done: '办完了',
    result: '补了完成情况',
    deferred: `期限改到${due}，原来是${formatDue({ dueDay: from.dueDay ?? null }, today)}`,
    handed: `转给了${owner ?? '别人'}`,
    dropped: '取消了',
    reopened: '重新打开了',
    restored: '撤销了上一次改动',
  };
  return `${formatDay(day, today)}${time} ${actor ?? '有人'}${words[word]}${reason ? `（${reason}）` : ''}`;
}
