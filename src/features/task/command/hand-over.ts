import type { CommandContext, Outcome } from '../../../bot/command.ts';
import { missingPiece, userError } from '../../../errors.ts';
import { checkName, findPeople, rosterNames } from '../../person/usecase.ts';
import { askWhom, onCard, showHanded } from '../reply/change.ts';
import { orderPattern, readTaker } from '../schema/order.ts';
import { optionalWords } from '../schema/words.ts';
import { handOver, ownTask } from '../usecase/change.ts';
import { nearPeople } from '../usecase/near.ts';
import { changingCommand, keyOf, staleOutcome, toldOf, undoOf } from './changing.ts';

const NAME = 'task-hand';
const LONGEST_REASON = 100;

/** `转交 12 给王芳`, `任务12转给王芳`. */
export const handOverCommand = changingCommand({
  name: NAME,
  pattern: orderPattern({
    before: '(?:转交|转给|移交|转派|转)',
    behind: '(?:转交给|移交给|转派给|转给|交给|派给|换给|转交|改由|转|换成|换)',
    bare: '(?:转交任务|任务转交)',
  }),
  which: '要转交哪一个？',
  help: {
    title: '转交任务',
    line: '自己办不了，转给别人，两边都会知道',
    examples: ['转交 12 给王芳', '任务12转给王芳', '转交 12 给王芳 我要出差'],
  },
  async typed(context, id, said) {
    await ownTask(context, id);
    const text = said.replace(/^(?:转?交?给|由|让|到)\s*/, '');
    if (text === '') throw missingPiece(`请写上转给谁，例如：转交 ${id} 给王芳`);
    const { name, reason } = readTaker(text, await rosterNames(context.db));
    const why = optionalWords(reason, { what: '原因', most: LONGEST_REASON });
    const people = await findPeople(context.db, name);
    const [only, other] = people;
    if (only && !other) return handTo(context, id, { ownerId: only.id, reason: why });
    const meant = other ? people : await nearPeople(context.db, name);
    const known = checkName(name);
    if (meant.length === 0) {
      throw userError(
        'not_found',
        `没有叫「${known}」的人，没有转。请核对姓名；TA 还没和我说过话，请先让 TA 发一句「我是${known}」。`,
      );
    }
    const key = (ownerId: number) => keyOf(NAME, { id, ownerId, reason: why });
    return { reply: askWhom(meant, { said: other ? `有几位${known}` : `没有叫「${known}」的人`, key }) };
  },
  async tapped(context, task) {
    const stale = staleOutcome(task, context);
    if (stale) return stale;
    const text = `要转给谁，请发：转交 ${task.id} 给王芳（换成 TA 的姓名）`;
    return { reply: onCard(task, { note: text, text, today: context.today, isForAll: false }) };
  },
  async chosen(context, { id, ownerId, reason = null }) {
    if (ownerId === undefined) throw userError('invalid_input', `请写上转给谁，例如：转交 ${id} 给王芳`);
    return handTo(context, id, { ownerId, reason });
  },
});

async function handTo(
  context: CommandContext,
  id: number,
  order: { ownerId: number; reason: string | null },
): Promise<Outcome> {
  const changed = await handOver(context, id, order);
  const told = toldOf(changed, context);
  return { reply: showHanded({ task: changed.task, told, today: context.today }), undo: undoOf(changed) };
}
