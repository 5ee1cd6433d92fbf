import type { CommandContext } from '../../../bot/command.ts';
import { isAccepting, type Occurrence } from '../../activity/usecase/find.ts';
import { takePlaces } from '../../activity/usecase/places.ts';
import { roomOf, slotOf } from '../../activity/usecase/series/post.ts';
import { type Change, recordAudit } from '../../audit/usecase.ts';
import { insertRegistration, selectActiveIds, selectByStanding } from '../store.ts';
import type { Promotion, Registration } from '../types.ts';
import { withdrawAll } from './withdraw.ts';

/** Somebody who comes to every day of an activity that repeats. */
export interface StandingOrder {
  id: number;
  personId: number;
  registrarId: number;
  /** Null: any post with room. */
  postId: number | null;
}

export interface ByStanding {
  made: Occurrence[];
  /** Days that had no room. */
  full: Occurrence[];
  /** Days they were registered for already. */
  known: Occurrence[];
}

/**
 * Registers somebody once for each time of these days, at their post or where there is most room; never beyond the
 * capacity, never on a waiting list. `days`: with all posts of each time.
 */
export async function registerByStanding(
  change: Change,
  order: StandingOrder,
  days: readonly Occurrence[],
): Promise<ByStanding> {
  const result: ByStanding = { made: [], full: [], known: [] };
  const open = days.filter((day) => isAccepting(day, change.now));
  for (const slot of new Set(open.map(slotOf))) {
    const posts = open.filter((day) => slotOf(day) === slot);
    const fit = posts.filter(({ post }) => order.postId === null || post?.id === order.postId);
    const [first] = fit;
    if (!first) continue;
    if (await isRegistered(change, posts, order.personId)) result.known.push(first);
    else {
      const taken = await takeRoomiest(change, fit);
      if (taken) await keep(change, order, taken);
      if (taken) result.made.push(taken);
      else result.full.push(first);
    }
  }
  return result;
}

/** Ends what a standing registration has made and is still to come. */
export async function withdrawByStanding(
  context: CommandContext,
  standingId: number,
): Promise<{ cancelled: Registration[]; promoted: Promotion[] }> {
  return withdrawAll(context, await selectByStanding(context.db, standingId, context.now));
}

async function isRegistered({ db }: Change, posts: readonly Occurrence[], personId: number): Promise<boolean> {
  for (const { id } of posts) if ((await selectActiveIds(db, id, [personId])).length > 0) return true;
  return false;
}

async function takeRoomiest({ db }: Change, posts: readonly Occurrence[]): Promise<Occurrence | undefined> {
  for (const post of posts.toSorted((a, b) => roomOf(b) - roomOf(a) || a.id - b.id)) {
    if (await takePlaces(db, post.id, 1)) return post;
  }
  return undefined;
}

async function keep(change: Change, order: StandingOrder, { id, activity }: Occurrence): Promise<void> {
  const registration = await insertRegistration(change.db, {
    ...{ occurrenceId: id, personId: order.personId, registrarId: order.registrarId, standingId: order.id },
    ...{ companions: 0, state: 'confirmed', waitingSerial: null },
    ...{ chatId: activity.chatId, messageId: change.messageId, createdAt: change.now },
  });
  const detail = [{ registration, state: 'confirmed', companions: 0, standing: order.id }];
  await recordAudit(change, { action: 'register', subject: `occurrence:${id}`, detail });
}
