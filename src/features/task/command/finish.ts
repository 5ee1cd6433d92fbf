import type { CommandContext } from '../../../bot/command.ts';
import type { Reply } from '../../../bot/reply.ts';
import { tapperName } from '../../person/usecase.ts';
import { onCard, showFinished } from '../reply/change.ts';
import { orderPattern } from '../schema/order.ts';
import { optionalWords } from '../schema/words.ts';
import { type Changed, finishTask } from '../usecase/change.ts';
import { changingCommand, staleOutcome, toldOf, undoOf } from './changing.ts';

const LONGEST_RESULT = 200;
const DONE = '(?:完成|办完|办好|办妥|做完|做好|弄完|弄好|搞定|落实|完工|结束|处理完|处理好)';

/** `完成 12 已联系4辆`, `任务12办完了`. */
export const finishCommand = changingCommand({
  name: 'task-finish',
  pattern: orderPattern({
    before: `(?:我|已经?)*${DONE}了?`,
    behind: `(?:我|已经?|都|也|全部?)*${DONE}(?:了|啦)?`,
    bare: '(?:我|已经?)*(?:完成|办完|做完)了?任务了?',
  }),
  which: '哪一个办完了？',
  help: {
    title: '完成任务',
    line: '办完了说一声，可以写上结果',
    examples: ['完成 12', '完成 12 已联系4辆车', '任务12办好了'],
  },
  async typed(context, id, said) {
    const result = optionalWords(said.replace(/^结果(?:是|[:：])?/, ''), { what: '完成情况', most: LONGEST_RESULT });
    const changed = await finishTask(context, id, result);
    return { reply: replyTo(changed, context), undo: undoOf(changed) };
  },
  async tapped(context, task) {
    const { id } = task;
    const stale = staleOutcome(task, context);
    if (stale) return stale;
    const changed = await finishTask(context, id, null);
    const note = `${tapperName(context)}办完了。想补一句怎么办的，发：完成 ${id} 已联系4辆`;
    const { text } = replyTo(changed, context);
    const reply = onCard(changed.task, { note, text, today: context.today, isForAll: true });
    return { reply, undo: undoOf(changed) };
  },
});

function replyTo(changed: Changed, context: CommandContext): Reply {
  return showFinished({ task: changed.task, told: toldOf(changed, context), today: context.today });
}
