import type { Day } from '../../../language/day.ts';
import type { StoredHolding } from '../types.ts';
import type { AgendaPlace, CarriedOver } from '../usecase/agenda.ts';
import { formatStart } from '../usecase/text.ts';

export function showProposed(
  { id, text, place }: { id: number; text: string; place: AgendaPlace },
  today: Day,
): string {
  return [
    `已记下议题：「${text}」，上${nameOf(place, today)}。`,
    `要撤回，发：撤回议题 ${id}；要上别的会，先撤回，再发：议题 会名 ${text}`,
  ].join('\n');
}

/** `议题`: what is on the agenda of what comes next. */
export function showAgendas(holdings: readonly StoredHolding[], today: Day): string {
  if (holdings.length === 0) return '最近两周没有安排会议。';
  const parts = holdings.map((holding) => {
    const { meeting, points, overdue = [] } = holding;
    return [
      `${formatStart(holding, today)} ${meeting.title}`,
      ...(meeting.agenda.length > 0 ? [`固定议程：${meeting.agenda.join('、')}`] : []),
      ...points.map(({ id, text, proposer }) => `${id}号议题：${text}${proposer === null ? '' : `（${proposer}提）`}`),
      ...(points.length === 0 ? ['还没有人提议题'] : []),
      ...overdue.map((line) => `没办完的：${line}`),
    ].join('\n');
  });
  return [...parts, '要提，发：议题 要议的事'].join('\n\n');
}

export function showCarried({ from, to, points }: CarriedOver, today: Day): string {
  const where = to ? `${formatStart(to, today)}的${to.meeting.title}` : `下一次${from.meeting.title}`;
  return [
    `已把${formatStart(from, today)} ${from.meeting.title}的${points.length}条议题顺延到${where}：`,
    ...points.map(({ id, text }) => `${id}号：${text}`),
    '弄错了可在十分钟内发：撤销',
  ].join('\n');
}

function nameOf({ meeting, holding }: AgendaPlace, today: Day): string {
  return holding ? `${formatStart(holding, today)}的${meeting.title}` : `下一次${meeting.title}`;
}
