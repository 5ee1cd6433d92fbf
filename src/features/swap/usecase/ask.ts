import type { CommandContext } from '../../../bot/command.ts';
import { enqueue } from '../../../bot/outbox.ts';
import { newTaskId } from '../../../bot/task-id.ts';
import { missingPiece, userError } from '../../../errors.ts';
import { nameOccurrence } from '../../activity/usecase/describe.ts';
import { wantedInWords } from '../../activity/usecase/in-words.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { findPeople, type Person } from '../../person/usecase.ts';
import type { Standing } from '../../registration/types.ts';
import { findStanding, pick, upcoming } from '../../registration/usecase/standing.ts';
import type { SwapWords } from '../schema.ts';
import { insertSwap, selectAsked } from '../store.ts';
import { askCard, askText, nameOf } from '../text.ts';
import type { Exchange, Swap } from '../types.ts';
import { checkFits } from './fit.ts';

export type Asked =
  | { kind: 'asked'; swap: Swap; exchange: Exchange }
  /** The words fit several days. */
  | { kind: 'which'; whose: 'mine' | 'theirs'; other: Person; candidates: Standing[]; given?: Standing };

/** @throws AppError with what is missing or in the way */
export async function askInWords(context: CommandContext, words: SwapWords, botName: string): Promise<Asked> {
  const other = await otherNamed(context, words.name);
  const mine = await daysOf(context, { id: context.sender.id, name: null }, words.mine);
  const [given, ...more] = mine;
  if (!given || more.length > 0) return { kind: 'which', whose: 'mine', other, candidates: mine };
  if (words.theirs === undefined) return ask(context, { given }, { other, botName });
  const theirs = await daysOf(context, other, words.theirs);
  const [taken, ...others] = theirs;
  if (!taken || others.length > 0) return { kind: 'which', whose: 'theirs', other, candidates: theirs, given };
  return ask(context, { given, taken }, { other, botName });
}

/** Keeps the question and puts it to the other. */
export async function ask(
  context: CommandContext,
  exchange: Exchange,
  { other, botName }: { other: Person; botName: string },
): Promise<Asked> {
  const { db, now, sender, message, messageId, today } = context;
  const { given, taken } = exchange;
  if (given.person.id !== sender.id) throw userError('forbidden', '只能换自己的班；别人的班请本人来说。');
  if (other.id === sender.id) throw userError('invalid_input', '不能和自己换班，请写上另一位的姓名。');
  if (other.userid === null) {
    throw userError(
      'conflict',
      `${nameOf(other)}还没有和我说过话，没法问 TA 同不同意。请 TA 先发一句：@${botName} 我是${nameOf(other)}`,
    );
  }
  const people = { asker: { id: sender.id, name: '你' }, other: { id: other.id, name: nameOf(other) } };
  await checkFits(context, exchange, people);
  const [open] = await selectAsked(db, { registrationIds: [given.id, ...(taken ? [taken.id] : [])] }, now);
  if (open) {
    const whom = open.asker.id === sender.id ? `已经在问${nameOf(open.other)}了` : `${nameOf(open.asker)}正在换这一班`;
    throw userError('conflict', `${whom}，还没有回话。要换个人问，先发：撤回换班`);
  }
  const first = Math.min(given.occurrence.startsAt.getTime(), taken?.occurrence.startsAt.getTime() ?? Infinity);
  const swap = await insertSwap(db, {
    ...{ askerId: sender.id, otherId: other.id, givenId: given.id, takenId: taken?.id ?? null },
    chatId: message.chat.kind === 'group' ? message.chat.id : given.occurrence.activity.chatId,
    ...{ expiresAt: new Date(first), messageId, now },
  });
  await recordAudit(context, {
    action: 'ask_swap',
    subject: `swap:${swap.id}`,
    detail: { given: given.id, taken: taken?.id ?? null, other: other.id },
  });
  await enqueue(
    db,
    {
      key: `swap:${swap.id}:asked`,
      kind: 'swap',
      target: { kind: 'person', userid: other.userid, ...(swap.chatId === null ? {} : { chatId: swap.chatId }) },
      content: {
        kind: 'text',
        text: askText(swap, exchange, { today, botName }),
        card: { ...askCard(swap, exchange, today), taskId: newTaskId(messageId) },
      },
      dueAt: now,
      usefulUntil: swap.expiresAt,
    },
    now,
  );
  return { kind: 'asked', swap, exchange };
}

async function otherNamed({ db }: CommandContext, name: string): Promise<Person> {
  const [only, second] = await findPeople(db, name);
  if (only && !second) return only;
  if (second) {
    throw userError('conflict', `叫「${name}」的不止一位，分不清是哪位。请 TA 来说，或者找活动发起人调。`);
  }
  throw userError(
    'not_found',
    `没有叫「${name}」的人。请核对姓名；TA 还没和我说过话的，请先让 TA 发一句「我是${name}」。`,
  );
}

/** The days to come the words may mean, for which the person is registered for certain. */
async function daysOf(
  context: CommandContext,
  { id, name }: { id: number; name: string | null },
  words: string,
): Promise<Standing[]> {
  const who = name ?? '你';
  const coming = upcoming(context, await findStanding(context, { personIds: [id] }));
  const own = coming.filter(({ person }) => person.id === id);
  const meant = pick(own, wantedInWords(words, context.today));
  const sure = meant.filter(({ state }) => state === 'confirmed');
  if (sure.length > 0) return sure;
  const [waiting] = meant;
  if (waiting) {
    throw userError('conflict', `${nameOccurrence(waiting.occurrence, context.today)}，${who}还在候补，没有班可换。`);
  }
  const known = own.filter(({ state }) => state === 'confirmed').slice(0, 3);
  const names = known.map(({ occurrence }) => nameOccurrence(occurrence, context.today)).join('、');
  throw missingPiece(
    `没有找到${who}在「${words.trim()}」的班。${names ? `${who}报了：${names}。` : `${who}现在没有报名。`}`,
  );
}
