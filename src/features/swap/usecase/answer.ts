import type { CommandContext } from '../../../bot/command.ts';
import { enqueue } from '../../../bot/outbox.ts';
import { userError } from '../../../errors.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { handOverAll } from '../../registration/usecase/hand-over.ts';
import { standingByIds } from '../../registration/usecase/standing.ts';
import { selectAsked, selectSwap, settleSwap } from '../store.ts';
import { agreedText, nameExchange, nameOf } from '../text.ts';
import type { Exchange, Swap, SwapPerson } from '../types.ts';
import { checkFits } from './fit.ts';

/** What became of a question: `gone`, the places are no longer what they were. */
export type Answered =
  | { kind: 'agreed' | 'declined' | 'void'; swap: Swap; exchange: Exchange }
  | { kind: 'gone'; swap: Swap };

/** Questions put to the sender, or asked by them, that wait for an answer. */
export function openSwaps({ db, sender, now }: CommandContext, side: 'other' | 'asker'): Promise<Swap[]> {
  return selectAsked(db, side === 'other' ? { otherId: sender.id } : { askerId: sender.id }, now);
}

/** @throws AppError where it is not the sender's to answer, or was answered already */
export async function answer(context: CommandContext, id: number, to: 'agreed' | 'declined'): Promise<Answered> {
  const swap = await openSwap(context, id);
  const { other, asker } = swap;
  if (other.id !== context.sender.id) {
    throw userError('forbidden', `这是${nameOf(asker)}问${nameOf(other)}的，要${nameOf(other)}本人来回。`);
  }
  const exchange = await exchangeOf(context, swap);
  if (!exchange || (to === 'agreed' && !(await isStillSo(context, swap, exchange)))) return dropped(context, swap);
  await settle(context, swap, to);
  if (to === 'agreed') await changeHands(context, swap, exchange);
  const what =
    to === 'agreed'
      ? `同意了。${agreedText(swap, exchange, context.today)}。`
      : `说这次不换。${kept(exchange, context)}`;
  await tell(context, swap, { whom: asker, word: to, text: `${nameOf(asker)}，${nameOf(other)}${what}` });
  return { kind: to, swap, exchange };
}

/** Taken back by who asked. */
export async function takeBack(context: CommandContext, id: number): Promise<Answered> {
  const swap = await openSwap(context, id);
  const exchange = await exchangeOf(context, swap);
  await settle(context, swap, 'void');
  const { asker, other } = swap;
  await tell(context, swap, {
    whom: other,
    word: 'void',
    text: `${nameOf(other)}，${nameOf(asker)}不换班了，你不用回。`,
  });
  return exchange ? { kind: 'void', swap, exchange } : { kind: 'gone', swap };
}

/** Gives the places back, where they are as they were agreed. @returns false where they no longer are */
export async function undoAgreed(context: CommandContext, id: number): Promise<boolean> {
  const swap = await selectSwap(context.db, id);
  const exchange = swap && (await exchangeOf(context, swap));
  if (!swap || !exchange || exchange.given.person.id !== swap.other.id) return false;
  if (!(await settleSwap(context.db, id, { from: 'agreed', to: 'void', now: context.now }))) return false;
  await changeHands(context, { ...swap, asker: swap.other, other: swap.asker }, exchange);
  const { asker, other } = swap;
  const text = `${nameOf(asker)}，${nameOf(other)}把刚才的换班撤销了。${kept(exchange, context)}`;
  await tell(context, swap, { whom: asker, word: 'undone', text });
  return true;
}

function kept({ given }: Exchange, { today }: CommandContext): string {
  return `${nameExchange({ given }, today, '')} 还是你的班；来不了请再找人，或发取消。`;
}

async function openSwap({ db, now, today }: CommandContext, id: number): Promise<Swap> {
  const swap = await selectSwap(db, id);
  if (!swap) throw userError('not_found', '没有找到这次换班，请重新说一遍。');
  if (swap.state === 'agreed') throw userError('conflict', '这次换班已经换好了，没有再动。');
  if (swap.state === 'declined') throw userError('conflict', '这次换班已经回过“不换”了，没有再动。');
  if (swap.state === 'void') throw userError('conflict', '这次换班已经撤回了，没有再动。');
  if (swap.expiresAt <= now) throw userError('conflict', `这一班已经开始了，换不了了（${today}）。`);
  return swap;
}

async function exchangeOf(context: CommandContext, { givenId, takenId }: Swap): Promise<Exchange | undefined> {
  const rows = await standingByIds(context, [givenId, ...(takenId === null ? [] : [takenId])]);
  const given = rows.find(({ id }) => id === givenId);
  const taken = rows.find(({ id }) => id === takenId);
  return given && (takenId === null || taken) ? { given, taken } : undefined;
}

/** Whether both still have what is to change hands, and may have what they get. */
async function isStillSo(context: CommandContext, { asker, other }: Swap, exchange: Exchange): Promise<boolean> {
  const { given, taken } = exchange;
  if (given.person.id !== asker.id || (taken && taken.person.id !== other.id)) return false;
  const people = { asker: { id: asker.id, name: nameOf(asker) }, other: { id: other.id, name: '你' } };
  await checkFits(context, exchange, people);
  return true;
}

/** One of them has called off or changed what was to be swapped. */
async function dropped(context: CommandContext, swap: Swap): Promise<Answered> {
  await settle(context, swap, 'void');
  return { kind: 'gone', swap };
}

async function settle(context: CommandContext, { id }: Swap, to: 'agreed' | 'declined' | 'void'): Promise<void> {
  const { db, now } = context;
  if (!(await settleSwap(db, id, { from: 'asked', to, now }))) {
    throw userError('conflict', '这次换班刚刚已经回过了，没有再动。');
  }
  await recordAudit(context, { action: `swap_${to}`, subject: `swap:${id}`, detail: {} });
}

/** The places change hands, whole or not at all; what else was asked about them is void. */
async function changeHands(
  context: CommandContext,
  { id, asker, other }: Swap,
  { given, taken }: Exchange,
): Promise<void> {
  const moves = [
    { row: given, from: asker.id, to: other.id },
    ...(taken ? [{ row: taken, from: other.id, to: asker.id }] : []),
  ];
  await handOverAll(context, moves, `swap:${id}`);
  const { db, now } = context;
  for (const rest of await selectAsked(db, { registrationIds: moves.map(({ row }) => row.id) }, now)) {
    await settleSwap(db, rest.id, { from: 'asked', to: 'void', now });
  }
}

async function tell(
  { db, now }: CommandContext,
  swap: Swap,
  { whom, word, text }: { whom: SwapPerson; word: string; text: string },
): Promise<void> {
  if (whom.userid === null) return;
  await enqueue(
    db,
    {
      key: `swap:${swap.id}:${word}`,
      kind: 'swap',
      target: { kind: 'person', userid: whom.userid, ...(swap.chatId === null ? {} : { chatId: swap.chatId }) },
      content: { kind: 'text', text },
      dueAt: now,
      usefulUntil: swap.expiresAt,
    },
    now,
  );
}
