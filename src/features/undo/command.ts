import type { Command } from '../../bot/command.ts';
import { createCommandBook } from '../../bot/dialogue/order.ts';
import { takeBack } from '../../bot/dialogue/take-back.ts';
import { findUndoable, markUndone } from '../../bot/inbox.ts';
import { textReply } from '../../bot/reply.ts';
import { userError } from '../../errors.ts';

const UNDO_MS = 10 * 60_000;

/** `撤销`: takes back the sender's last effect in this chat, by the `undo` of the command that made it. */
export function undoCommand(commands: readonly Command[]): Command {
  const book = createCommandBook(commands);
  return {
    name: 'undo',
    pattern: /^(?:撤销|撤回|撤消|撤销上一条|撤销上一步|刚才发错了|发错了)[。!！]?$/,
    right: 'everyone',
    help: { title: '撤销', line: '撤回十分钟内自己办的上一件事', examples: ['撤销', '撤回', '发错了'] },
    async run(context) {
      const { db, now, message, sender } = context;
      const since = new Date(now.getTime() - UNDO_MS);
      const last = await findUndoable(db, { personId: sender.id, message, since });
      const text = last && (await takeBack(book, context, last));
      if (!last || text === undefined)
        throw userError('not_found', '最近十分钟里，你在这里没有可以撤销的事。报名请用「取消」，例如：取消 6月4日护考');
      await markUndone(db, last.messageId, now);
      return { reply: textReply(text) };
    },
  };
}
