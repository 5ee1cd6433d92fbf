import type { Db } from '../database.ts';

/** Whether somebody has said something to the bot in this group. */
export async function isSpokenToIn(db: Db, chatId: string): Promise<boolean> {
  const said = await db.message.findFirst({ where: { chatId, text: { not: '' } }, select: { id: true } });
  return said !== null;
}

/** Of these people, who has said something to the bot one to one; userids as WeCom spells them, by the lower-case one. */
export async function spokenToBy(db: Db, userids: readonly string[]): Promise<Map<string, string>> {
  const people = await db.person.findMany({
    where: { userid: { in: [...userids] }, messages: { some: { chatId: null, text: { not: '' } } } },
    select: { userid: true, wecomId: true },
  });
  return new Map(people.flatMap(({ userid, wecomId }) => (userid ? [[userid, wecomId ?? userid] as const] : [])));
}
