import type { Command } from '../../../bot/command.ts';
import { askWhich } from '../reply/change.ts';
import { openTasksOf } from '../usecase/find.ts';
import { matchTasks } from '../usecase/match.ts';
import { nameTask } from '../usecase/text.ts';

/** 出租车的事办好了, 通讯稿写完了 */
const SAID =
  /^(?:我|那个|这个)?(?<words>[^\s,，。!！?？]{2,30}?)(?:的?(?:事情?|任务|活儿?))?(?:我)?(?:已经|都|也|全)*(?:\p{Script=Han}?(?:好|完|妥|到位)|完成|搞定|落实|解决)(?:了|啦)[。.!！]*$/u;

/** Something is done, said in one's own words: asked back before it counts. */
export const byWordsCommand: Command = {
  name: 'task-said',
  pattern: SAID,
  right: 'register',
  async applies(context, match) {
    const own = await openTasksOf(context, context.sender.id);
    return own.length > 0 && matchTasks(match.groups?.words ?? '', own).length > 0;
  },
  async run(context, { match }) {
    const meant = matchTasks(match?.groups?.words ?? '', await openTasksOf(context, context.sender.id));
    const [only, other] = meant;
    if (!only || other) {
      return { reply: askWhich(meant, { text: '是哪一个办完了？', today: context.today, command: 'task-finish' }) };
    }
    const choices = [
      { label: '是，办完了', key: `task-finish:${only.id}`, says: 'yes' as const },
      { label: '不是', key: 'task-said:no', says: 'no' as const },
    ];
    return { reply: { text: `是${nameTask(only)}办完了吗？`, choices } };
  },
  async click() {
    return { reply: { text: '好的，没有动。看自己的任务，发：我的任务' } };
  },
};
