import { userError } from '../../errors.ts';
import type { Fields, Reading } from '../../language/reading.ts';
import type { CommandContext } from '../command.ts';
import { findUndoable, markUndone, type Undoable } from '../inbox.ts';
import { type CommandBook, type Order, type RunOrder, runCommand } from './order.ts';
import type { Kept } from './question.ts';
import { takeBack } from './take-back.ts';

const CORRECTION_MS = 10 * 60_000;
/** 不对，是29号; 写错了，应该是陈静; 更正：8点. What follows says what is right. */
const CORRECTION =
  /^(?:(?:哎呀?|啊|呃|抱歉|对不起|不好意思)[,，\s]*)?(?:不对|不是(?=[,，\s])|错了|(?:我?(?:说|写|打|发|输|搞|弄|记|看)错(?:了|啦)?)|更正(?:一下)?|纠正(?:一下)?|改正|我?说的是|应该是|我是说)[,，:：。!！\s]*(?:(?:应该|其实)?(?:是|改成|改为|换成)(?!不|没))?\s*(?<right>[\s\S]*)$/;
const HOW = '哪里不对，请在后面写上对的，例如：不对，是29号。整件事都不要了，发「撤销」。';
const NOTHING = '最近十分钟里，你在这里没有可以改的事。请把要办的事重新发一次，例如：报名 6月4日护考';

export interface CorrectionOptions {
  book: CommandBook;
  readPiece(context: CommandContext, text: string, kept: Kept & { reading: Reading }): Promise<Fields>;
  amend(reading: Reading, piece: Fields): Reading;
}

/** What `text` says is right, where it corrects what was said before. */
export function correctionIn(text: string): string | undefined {
  return CORRECTION.exec(text)?.groups?.right?.trim();
}

/**
 * `不对，是29号`: takes the sender's last effect back and carries the order out again with what is right, both or neither.
 * @throws AppError where there is nothing to correct or the piece says nothing.
 */
export async function correct(
  context: CommandContext,
  right: string,
  { book, readPiece, amend }: CorrectionOptions,
): Promise<Order> {
  const since = new Date(context.now.getTime() - CORRECTION_MS);
  const last = await findUndoable(context.db, { personId: context.sender.id, message: context.message, since });
  const reading = last?.reading;
  const command = reading && book.byIntent(reading.intent);
  if (!last || !reading || !command) throw userError('not_found', last ? whole(last) : NOTHING);
  if (right === '') throw userError('invalid_input', HOW);
  const kept = { text: last.text, at: last.receivedAt.toISOString(), reading };
  const piece = await readPiece(context, right, kept);
  if (Object.keys(piece).length === 0) throw userError('invalid_input', `没看懂「${right}」要改什么。${HOW}`);
  const amended = amend(reading, piece);
  const again = runCommand(command, { reading: amended }, { ...kept, text: `${last.text} ${right}`, reading: amended });
  return { ...again, mistaken: last.text, run: (inside) => replace(inside, { last, again, book }) };
}

async function replace(
  context: CommandContext,
  { last, again, book }: { last: Undoable; again: RunOrder; book: CommandBook },
): ReturnType<RunOrder['run']> {
  await takeBack(book, context, last);
  await markUndone(context.db, last.messageId, context.now);
  const outcome = await again.run(context);
  if (!outcome.undo) throw userError('conflict', `没有改成，原来的没有动。${outcome.reply.text}`);
  return { ...outcome, reply: { ...outcome.reply, text: `按你说的改了，原来那次不算。\n${outcome.reply.text}` } };
}

function whole({ text }: Undoable): string {
  const line = text === '' ? '上一件事' : `「${text.slice(0, 30)}」`;
  return `${line}不能只改一处，请先发「撤销」，再重新发一次。`;
}
