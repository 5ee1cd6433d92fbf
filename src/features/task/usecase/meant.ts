import type { CommandContext } from '../../../bot/command.ts';
import { toLocal } from '../../../clock.ts';
import { read } from '../../../language/read.ts';
import { SURE } from '../../../language/reading.ts';
import { type Giving, namesSomebody } from '../schema/giving.ts';
import type { Worded } from '../schema/wording.ts';
import { mayGiveToOthers } from './right.ts';

/** What somebody is asked to do with a place of theirs is no task. */
const SIGNING_UP = /^(?:来|去|也|都)?(?:报名|报上|参加|签到|签退|请假|取消|退出|退掉)/;
/** 任务完成, 任务12办完了 */
const OF_A_TASK = /^(?:\d|[#＃]|已|都|全部)?(?:完成|办完|办好|做完|做好|结束|取消|延期|逾期|清单|列表|完)/;

type Asked = Pick<CommandContext, 'now' | 'zone' | 'sender' | 'can'>;

/** Whether a line of such wording gives a task rather than saying something else. */
export function isTask(
  context: Asked,
  { kind, text }: Worded,
  { line, giving, roster }: { line: string; giving: Giving; roster: readonly string[] },
): boolean {
  if (kind === 'own') return true;
  if (OF_A_TASK.test(text.trim()) || SIGNING_UP.test(giving.title)) return false;
  if (kind === 'sure') return true;
  const isNamed = namesSomebody(giving, roster);
  if (!isNamed) return false;
  if (kind === 'apt' && giving.isLimited) return true;
  if (giving.title === '') return false;
  if (kind === 'apt') return !isReadOtherwise(context, line, roster);
  // Said of others by somebody who may not give tasks, it is talk.
  if (!giving.isSelf && !mayGiveToOthers(context)) return false;
  return giving.isLimited || (kind === 'duty' && !giving.isSelf && !isReadOtherwise(context, line, roster));
}

/** The language is sure that it is something else. */
function isReadOtherwise({ now, zone, sender }: Asked, line: string, roster: readonly string[]): boolean {
  const { day, time } = toLocal(now, zone);
  const [best] = read(line, { today: day, time, roster, sender: sender.name ?? sender.userid });
  return best !== undefined && best.intent !== 'none' && best.confidence >= SURE;
}
