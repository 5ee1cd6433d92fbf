import type { CommandContext, Outcome } from '../../../bot/command.ts';
import { tapperName } from '../../person/usecase.ts';
import { onCard, showDropped, showReopened } from '../reply/change.ts';
import { orderPattern, reasonIn } from '../schema/order.ts';
import { optionalWords } from '../schema/words.ts';
import { dropTask, reopenTask } from '../usecase/change.ts';
import { changingCommand, staleOutcome, toldOf, undoOf } from './changing.ts';

const LONGEST_REASON = 100;

/** `取消任务 12 车队自己来`. */
export const dropCommand = changingCommand({
  name: 'task-drop',
  pattern: orderPattern({
    before: '(?:取消|删除|删掉|作废|撤销|撤掉|停办|不办了?)任务',
    behind: '(?:取消|作废|不用?办|不用?做|停办|删除|删掉)(?:了|吧)?',
    bare: '(?:取消任务|任务取消)',
  }),
  which: '要取消哪一个？',
  typed: (context, id, said) => drop(context, id, said),
  async tapped(context, task) {
    return staleOutcome(task, context) ?? drop(context, task.id, '');
  },
});

/** `重开任务 12`, `任务12没办完`. */
export const reopenCommand = changingCommand({
  name: 'task-reopen',
  pattern: orderPattern({
    before: '(?:重开|重新打开|恢复|重启|再开)任务',
    behind: '(?:重开|重新打开|恢复|还?没有?(?:办完|完成|办好|做完|做好)|又要办)(?:了)?',
  }),
  which: '要重开哪一个？',
  typed: async (context, id) => reopen(context, id),
  async tapped(context, task) {
    if (task.state === 'open') {
      const note = '已经重新打开了。';
      return { reply: onCard(task, { note, text: `任务${task.id}${note}`, today: context.today, isForAll: true }) };
    }
    return reopen(context, task.id);
  },
});

async function drop(context: CommandContext, id: number, said: string): Promise<Outcome> {
  const reason = optionalWords(reasonIn(said), { what: '原因', most: LONGEST_REASON });
  const changed = await dropTask(context, id, reason);
  return { reply: showDropped({ task: changed.task, told: toldOf(changed, context) }), undo: undoOf(changed) };
}

async function reopen(context: CommandContext, id: number): Promise<Outcome> {
  const { today, message } = context;
  const changed = await reopenTask(context, id);
  const reply = showReopened({ task: changed.task, told: toldOf(changed, context), today });
  if (!message.click) return { reply, undo: undoOf(changed) };
  const note = `${tapperName(context)}重新打开了。`;
  return { reply: onCard(changed.task, { note, text: reply.text, today, isForAll: true }), undo: undoOf(changed) };
}
