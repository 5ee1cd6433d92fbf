import type { CommandContext } from '../../../bot/command.ts';
import { countOfChat, countOfPerson, holdRequests, insertRequest } from '../store.ts';

export { addTokens } from '../store.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Whoever is not understood tries other words twice; more in a minute is play. */
const MOST_A_MINUTE = 3;
/** Many times what one person has to say in a day, and little money even where somebody spends it all. */
const MOST_A_DAY = 20;
/** A busy group of a few hundred; it also bounds what many people together can spend. */
const MOST_A_DAY_IN_CHAT = 100;

export type Allowance = { isAllowed: true; requestId: number } | { isAllowed: false; reason: string };

/** Counts one request of the sender's to the model, or says why there is to be none. Exact, however many ask at once. */
export async function takeRequest({ db, sender, message, now }: CommandContext): Promise<Allowance> {
  await holdRequests(db);
  const [minuteAgo, dayAgo] = [new Date(now.getTime() - MINUTE_MS), new Date(now.getTime() - DAY_MS)];
  if ((await countOfPerson(db, sender.id, minuteAgo)) >= MOST_A_MINUTE) return refused('这个人一分钟内问得太多');
  if ((await countOfPerson(db, sender.id, dayAgo)) >= MOST_A_DAY) return refused('这个人一天的次数用完了');
  const chatId = message.chat.kind === 'group' ? message.chat.id : null;
  // One to one, the person's own allowance is the chat's.
  if (chatId !== null && (await countOfChat(db, chatId, dayAgo)) >= MOST_A_DAY_IN_CHAT) {
    return refused('这个群一天的次数用完了');
  }
  return { isAllowed: true, requestId: await insertRequest(db, { personId: sender.id, chatId, at: now }) };
}

function refused(reason: string): Allowance {
  return { isAllowed: false, reason };
}
