import type { Command, CommandContext, Outcome } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import { askWhich, onCard, showRestored, toldText } from '../reply/change.ts';
import { restoringSchema, stepSchema } from '../schema/choice.ts';
import { orderIn } from '../schema/order.ts';
import type { Task } from '../types.ts';
import { type Changed, ownTask, restoreTask, stateOf } from '../usecase/change.ts';
import { openTasksOf } from '../usecase/find.ts';

/** A choice about one task, read back from its key. */
export type Step = ReturnType<typeof stepSchema.parse>;

/** What one order does to one task. */
interface ChangingCommand extends Pick<Command, 'name' | 'help'> {
  pattern: RegExp;
  /** Asked where no number was said: 哪一个办完了？ */
  which: string;
  typed(context: CommandContext, id: number, said: string): Promise<Outcome>;
  /** The card's button; `undefined`: it needs more, which is asked. */
  tapped(context: CommandContext, task: Task): Promise<Outcome>;
  /** A choice asked before. */
  chosen?(context: CommandContext, step: Step): Promise<Outcome>;
}

/** A command about one task by its number, with its button, its choices and its way back. */
export function changingCommand(order: ChangingCommand): Command {
  const { name, pattern, which, typed, tapped, chosen } = order;
  return {
    ...{ name, pattern, right: 'register' },
    ...(order.help ? { help: order.help } : {}),
    async applies(context, match) {
      return orderIn(match).id !== undefined || (await openTasksOf(context, context.sender.id)).length > 0;
    },
    async run(context, { match }) {
      if (!match) throw new Error('a task is changed by a wording');
      const { id, said } = orderIn(match);
      if (id !== undefined) return typed(context, id, said);
      const own = await openTasksOf(context, context.sender.id);
      return { reply: askWhich(own, { text: which, today: context.today, command: name }) };
    },
    async click(context, value) {
      if (/^\d{1,9}$/.test(value)) return tapped(context, await ownTask(context, Number(value)));
      const step = stepSchema.safeParse(jsonIn(value));
      if (!step.success || !chosen) throw userError('invalid_input', '这个按钮认不出来了，请发「我的任务」看看。');
      return chosen(context, step.data);
    },
    async undo(context, data) {
      return showRestored(await restoreTask(context, restoringSchema.parse(data)), context.today);
    },
  };
}

/** Who is told of a change, as the reply names them. */
export function toldOf({ task, before }: Changed, { sender }: CommandContext): string {
  return toldText([task.owner, before.owner, task.giver], sender.id);
}

/** What `撤销` needs. */
export function undoOf({ task, before }: Changed): Record<string, unknown> {
  const former = stateOf(before);
  const { owner, dueDay, state } = task;
  return {
    id: task.id,
    former: { ...former, doneAt: former.doneAt?.toISOString() ?? null },
    after: { ownerId: owner.id, dueDay, state },
  };
}

/** The card of a task that is not open any more was tapped; undefined: it is. */
export function staleOutcome(task: Task, { today }: CommandContext): Outcome | undefined {
  if (task.state === 'open') return undefined;
  const note = task.state === 'done' ? `已经由${task.owner.name}办完了，这一下没有再记。` : '已经取消了，不用办了。';
  return { reply: onCard(task, { note, text: `任务${task.id}${note}`, today, isForAll: true }) };
}

export function keyOf(name: string, step: Step): string {
  return `${name}:${JSON.stringify(step)}`;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
