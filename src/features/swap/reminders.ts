import type { FindContext, Recipient, Remindable, ReminderKind } from '../../bot/reminder.ts';
import { standingByIds } from '../registration/usecase/standing.ts';
import { selectExpiring } from './store.ts';
import { nameExchange, nameOf } from './text.ts';
import type { Exchange, Swap, SwapPerson } from './types.ts';

type Told = { swap: Swap; exchange: Exchange };

/** A question about a swap that nobody has answered: the other is asked again, who asked is told in time. */
export const swapReminders: readonly ReminderKind[] = [
  {
    name: 'swap_waiting',
    label: '换班等回话',
    offsets: [{ minutes: -24 * 60 }],
    canOptOut: true,
    find: (context, span) => findUnanswered(context, span, ({ other }) => other, waitingText),
  },
  {
    name: 'swap_unanswered',
    label: '换班没人回',
    offsets: [{ minutes: -180 }],
    find: (context, span) => findUnanswered(context, span, ({ asker }) => asker, unansweredText),
  },
];

async function findUnanswered(
  context: FindContext,
  span: { from: Date; to: Date },
  whom: (swap: Swap) => SwapPerson,
  textOf: (told: Told, today: string, botName: string) => string,
): Promise<Remindable[]> {
  const items: Remindable[] = [];
  for (const swap of await selectExpiring(context.db, span)) {
    const ids = [swap.givenId, ...(swap.takenId === null ? [] : [swap.takenId])];
    const rows = await standingByIds(context, ids);
    const given = rows.find(({ id }) => id === swap.givenId);
    if (!given) continue;
    const exchange = { given, taken: rows.find(({ id }) => id === swap.takenId) };
    const { id, userid } = whom(swap);
    const person: Recipient = { personId: id, userid, since: swap.createdAt };
    items.push({
      subject: `swap:${swap.id}`,
      occurrence: 'once',
      version: swap.expiresAt.toISOString().slice(0, 16),
      at: swap.expiresAt,
      since: swap.createdAt,
      audience: { kind: 'people', people: [person], chatId: swap.chatId },
      content: ({ today }) => ({ kind: 'text', text: textOf({ swap, exchange }, today, context.botName) }),
    });
  }
  return items;
}

function waitingText({ swap, exchange }: Told, today: string, botName: string): string {
  const what = nameExchange(exchange, today, '你的 ');
  return `【换班等回话】${nameOf(swap.other)}：${nameOf(swap.asker)}问你换不换 ${what}。同意请发：@${botName} 同意换班；不换请发：@${botName} 不换`;
}

function unansweredText({ swap, exchange }: Told, today: string, botName: string): string {
  const what = nameExchange({ given: exchange.given }, today, '');
  return `【换班没人回】${nameOf(swap.asker)}：${nameOf(swap.other)}还没有回你，${what} 还是你的班。来不了请发：@${botName} 取消 ${exchange.given.occurrence.activity.title}`;
}
