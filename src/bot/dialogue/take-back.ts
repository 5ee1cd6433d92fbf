import { z } from 'zod';
import type { CommandContext, Outcome } from '../command.ts';
import type { CommandBook, RunOrder } from './order.ts';

/** Name under which the effect of several orders in one message is kept. */
const SEVERAL = 'several';
const stepsSchema = z.object({
  steps: z.array(z.object({ command: z.string(), data: z.record(z.string(), z.unknown()) })),
});

/**
 * Takes an effect back by the `undo` of the command that had it; of several orders in one message all, the last first. Says what it did;
 * undefined where the command knows no way back.
 */
export async function takeBack(
  book: Pick<CommandBook, 'byName'>,
  context: CommandContext,
  effect: { command: string; data: Record<string, unknown> },
): Promise<string | undefined> {
  if (effect.command !== SEVERAL) return book.byName(effect.command)?.undo?.(context, effect.data);
  const { steps } = stepsSchema.parse(effect.data);
  const done: string[] = [];
  for (const step of steps.toReversed()) {
    const text = await takeBack(book, context, step);
    if (text !== undefined) done.push(text);
  }
  return done.join('\n');
}

/**
 * Several orders of one message as one: done together, or, where one of them has no effect of its own, not at all.
 * @param refuse what to throw with the reply of the order that could not be carried out.
 */
export function joinOrders(orders: readonly RunOrder[], refuse: (outcome: Outcome) => Error): RunOrder {
  const [first] = orders;
  if (!first) throw new Error('at least one order is joined');
  return {
    kind: 'run',
    name: SEVERAL,
    rights: [...new Set(orders.flatMap(({ rights }) => rights))],
    kept: first.kept,
    async run(context) {
      const texts: string[] = [];
      const steps: { command: string; data: Record<string, unknown> }[] = [];
      for (const order of orders) {
        const outcome = await order.run(context);
        if (!outcome.undo) throw refuse(outcome);
        texts.push(outcome.reply.text);
        steps.push({ command: order.name, data: outcome.undo });
      }
      return { reply: { text: texts.join('\n\n') }, undo: { steps } };
    },
  };
}
