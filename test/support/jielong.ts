import type { Reply } from '../../src/bot/reply.ts';
import { toLocal } from '../../src/clock.ts';
import type { Database } from '../../src/database.ts';
import { read } from '../../src/language/read.ts';
import { NOW } from './activities.ts';
import type { Conversation } from './conversation.ts';

/** Pastes a 接龙 as the language reads it on the day of NOW. */
export function paste(talk: Conversation, sender: string, text: string, now = NOW): Promise<Reply> {
  const { day, time } = toLocal(new Date(now), 'Asia/Shanghai');
  return talk.say(sender, text, read(text, { today: day, time, roster: [], sender })[0]);
}

/** Taps the first button of a reply, `照这个报上`, or the one at `index`. */
export function tap(talk: Conversation, sender: string, { card }: Reply, index = 0): Promise<Reply> {
  return talk.click(sender, card?.buttons[index]?.key ?? 'no button');
}

/** Who is in or waits, in order: `陈静+1`. */
export async function standingNames({ db }: Database, state: 'confirmed' | 'waiting'): Promise<string[]> {
  const rows = await db.registration.findMany({
    where: { state },
    include: { person: true },
    orderBy: state === 'waiting' ? { waitingSerial: 'asc' } : { id: 'asc' },
  });
  return rows.map(({ person, companions }) => `${person.name ?? person.userid}${companions ? `+${companions}` : ''}`);
}
