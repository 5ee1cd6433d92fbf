import type { CommandContext, Outcome } from '../../../bot/command.ts';
import type { Day } from '../../../language/day.ts';
import { askNewDay, showDeferred } from '../reply/change.ts';
import { objectionTo } from '../schema/due.ts';
import { orderPattern, readDeferral } from '../schema/order.ts';
import { optionalWords } from '../schema/words.ts';
import type { Task } from '../types.ts';
import { deferTask, ownTask } from '../usecase/change.ts';
import { restDayNote } from '../usecase/rest-day.ts';
import { changingCommand, keyOf, staleOutcome, toldOf, undoOf } from './changing.ts';

const NAME = 'task-defer';
const LONGEST_REASON = 100;
const LATER = '(?:延期|推迟|延后|推后|宽限|顺延)';

/** `延期 12 到6月15日 车还没定`, `任务12推迟三天`. */
export const deferCommand = changingCommand({
  name: NAME,
  pattern: orderPattern({
    before: `(?:申请|我要|我想)?${LATER}`,
    behind: `(?:的?(?:期限|截止|时间|日子))?(?:申请|我|要|想|请|能不能|可以)*(?:${LATER}|改(?=[到为成至])|延(?=到|[\\d一二两三四五六七八九十半]))`,
    bare: '(?:任务(?:延期|推迟)|(?:延期|推迟)任务)',
  }),
  which: '哪一个要延期？',
  help: {
    title: '任务延期',
    line: '来不及就改个日子，派任务的人会知道',
    examples: ['延期 12 到6月15日', '延期 12 到6月15日 车还没定', '任务12推迟三天'],
  },
  async typed(context, id, said) {
    const task = await ownTask(context, id);
    const { day, reason, said: spoken } = readDeferral(said, { today: context.today, dueDay: task.dueDay });
    if (spoken?.problem) throw spoken.problem;
    const why = optionalWords(reason, { what: '原因', most: LONGEST_REASON });
    return day === undefined ? ask(context, task, why) : defer(context, id, { dueDay: day, reason: why });
  },
  async tapped(context, task) {
    return staleOutcome(task, context) ?? ask(context, task, null);
  },
  async chosen(context, { id, dueDay = null, reason = null }) {
    return defer(context, id, { dueDay, reason });
  },
});

async function ask(context: CommandContext, task: Task, reason: string | null): Promise<Outcome> {
  const key = (dueDay: Day | null) => keyOf(NAME, { id: task.id, dueDay, reason });
  return { reply: askNewDay(task, { today: context.today, key }) };
}

async function defer(
  context: CommandContext,
  id: number,
  order: { dueDay: Day | null; reason: string | null },
): Promise<Outcome> {
  const { db, today } = context;
  const objection = order.dueDay === null ? undefined : objectionTo(order.dueDay, today);
  if (objection) throw objection;
  const changed = await deferTask(context, id, order);
  const note = await restDayNote(db, order.dueDay, today);
  const reply = showDeferred({ ...changed, told: toldOf(changed, context), note, today });
  return { reply, undo: undoOf(changed) };
}
