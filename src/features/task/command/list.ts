import type { Command } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import { findPeople } from '../../person/usecase.ts';
import { showTask, showTasks } from '../reply.ts';
import { knownTask } from '../usecase/change.ts';
import { isOverdue, openTasks } from '../usecase/find.ts';

/** `我的任务`, `任务 李强`, `任务 12`, `全部任务`, `逾期任务`. */
export const listCommand: Command = {
  name: 'tasks',
  pattern:
    /^(?:(?:看|查|查看)?(?:一下)?(?:(?<mine>我(?:还)?有(?:什么|哪些)任务|我的任务|任务|待办|我的待办)|(?<all>全部任务|所有任务|任务清单|任务列表|大家的任务)|(?<late>(?:逾期|过期|超期)(?:的)?任务|任务逾期)|任务[\s:：#]*(?<id>\d{1,9})|任务[\s:：]*(?<name>\p{Script=Han}{2,4})|(?<whose>\p{Script=Han}{2,4})的任务))[?？。]?$/u,
  right: 'everyone',
  help: {
    title: '任务',
    line: '看自己和大家要办的事',
    examples: ['我的任务', '任务 李强', '逾期任务'],
  },
  async run(context, { match }) {
    const { all, late, id, name, whose } = match?.groups ?? {};
    const { today, sender } = context;
    if (id !== undefined) return { reply: showTask(await knownTask(context, Number(id)), today) };
    if (all !== undefined) return { reply: showTasks(await openTasks(context), '大家', { today, hasOwner: true }) };
    if (late !== undefined) {
      const overdue = (await openTasks(context)).filter((task) => isOverdue(task, today));
      return { reply: showTasks(overdue, '大家过期的', { today, hasOwner: true }) };
    }
    const wanted = name ?? whose;
    if (wanted === undefined) {
      return { reply: showTasks(await openTasks(context, sender.id), '你', { today, hasOwner: false }) };
    }
    const people = await findPeople(context.db, wanted);
    if (people.length === 0) throw userError('not_found', `没有叫「${wanted}」的人。看全部任务请发：全部任务`);
    const tasks = [];
    for (const person of people) tasks.push(...(await openTasks(context, person.id)));
    return { reply: showTasks(tasks, wanted, { today, hasOwner: false }) };
  },
  async click(context) {
    const tasks = await openTasks(context, context.sender.id);
    return { reply: showTasks(tasks, '你', { today: context.today, hasOwner: false }) };
  },
};
