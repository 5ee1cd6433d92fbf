import type { CommandContext } from '../../../bot/command.ts';
import { formatTimes, nameOccurrence, typedName } from '../../activity/usecase/describe.ts';
import type { Occurrence } from '../../activity/usecase/find.ts';
import { type Moved, moveDays } from '../../activity/usecase/series/move.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { tellDays } from '../../organising/usecase/notice.ts';

export interface MovedDay {
  before: Occurrence[];
  after: Occurrence[];
  told: number;
}

/** Moves one day of an activity and tells those registered. */
export async function move(context: CommandContext, before: Occurrence[], to: Moved): Promise<MovedDay> {
  const after = await moveDays(context, before, to);
  for (const { id, day } of before) {
    const detail = { from: day, to: to.day };
    await recordAudit(context, { action: 'move_activity', subject: `occurrence:${id}`, detail });
  }
  const text = `活动改期：${movedText({ before, after }, context)}。报名都还在；来不了请发：取消 ${after[0] ? typedName({ ...after[0], post: null }) : ''}`;
  const told = await tellDays(context, after, { kind: 'activity_changed', word: 'moved', text });
  return { before, after, told };
}

/** `6月19日(周五)7:30 交通劝导 改到 6月18日(周四)7:30-8:30` */
export function movedText(
  { before, after }: Pick<MovedDay, 'before' | 'after'>,
  { today }: Pick<CommandContext, 'today'>,
): string {
  const [from] = before;
  const [to] = after;
  if (!from || !to) return '';
  const times = formatTimes(to);
  const when = nameOccurrence({ ...to, post: null }, today).replace(` ${to.activity.title}`, '');
  return `${nameOccurrence({ ...from, post: null }, today)} 改到 ${when}${times?.includes('-') ? `（${times}）` : ''}`;
}
