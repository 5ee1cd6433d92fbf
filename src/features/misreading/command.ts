import { z } from 'zod';
import type { Command, CommandContext, Outcome } from '../../bot/command.ts';
import { userError } from '../../errors.ts';
import { listReply, markedReply, reopenedText } from './reply.ts';
import { pageOfMisreadings } from './usecase/list.ts';
import { markHandled, unmarkHandled } from './usecase/mark.ts';
import { settleMisreadings } from './usecase/settle.ts';

const undoSchema = z.object({ ids: z.array(z.int().positive()).min(1) });

/** `没听懂的`: what the bot did not read, for those who look after it. `commands`: all there are. */
export function misreadingCommand(commands: readonly Command[]): Command {
  return {
    name: 'misreading',
    pattern:
      /^(?:没听懂|没看懂|听不懂|看不懂)的(?:话)?(?:\s*(?<all>全部|所有))?(?:\s*第?\s*(?<page>\d{1,4})\s*页|[\s:]*(?<ids>\d{1,9}(?:[\s、,，]+\d{1,9}){0,14})[\s号:]*(?<how>已处理|处理好?了|不用管了?)?)?[。!！?？]?$/,
    right: 'manage',
    help: {
      title: '没听懂的',
      line: '看哪些话我没听懂、看错了，处理好的勾掉（管理员）',
      examples: ['没听懂的', '没听懂的 第2页', '没听懂的 3 已处理'],
    },
    async run(context, { match }) {
      const { all, page, ids, how } = match?.groups ?? {};
      if (ids !== undefined) return mark(context, ids, how);
      const settled = await settleMisreadings(context, commands);
      const listed = await pageOfMisreadings(context, { isAll: all !== undefined, page: Number(page ?? 1) });
      return { reply: listReply(listed, { settled, now: context.now, zone: context.zone }) };
    },
    async undo(context, data) {
      return reopenedText(await unmarkHandled(context, undoSchema.parse(data).ids));
    },
  };
}

async function mark(context: CommandContext, numbers: string, how: string | undefined): Promise<Outcome> {
  if (how === undefined) {
    throw userError(
      'invalid_input',
      `第 ${numbers} 号怎么样了？请发：没听懂的 ${numbers} 已处理，或：没听懂的 ${numbers} 不用管`,
    );
  }
  const ids = [...new Set(numbers.split(/\D+/).map(Number))];
  const word = how.startsWith('不用') ? '不用管' : '已处理';
  const marked = await markHandled(context, ids, word);
  const reply = markedReply(marked, word);
  return marked.length > 0 ? { reply, undo: { ids: marked.map(({ id }) => id) } } : { reply };
}
