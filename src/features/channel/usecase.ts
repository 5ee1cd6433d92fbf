import type { ChannelBoard, Outgoing } from '../../bot/channels.ts';
import type { Db } from '../../database.ts';
import { countWaiting, findLastHeard, findWaiting } from './store.ts';
import type { ChannelReport, ChannelState } from './types.ts';

/** Enough to see what is stuck where. */
const MOST_WAITING = 300;

/** Each way in and out of the bot: whether it works, what it may still say, and what waits for it. */
export async function channelReport(
  db: Db,
  { board, now }: { board: ChannelBoard; now: Date },
): Promise<ChannelReport> {
  const waiting = await waitingByWay(db, board, now);
  const lastHeardAt = await findLastHeard(db);
  const outgoing = await board.outgoing(now);
  return {
    incoming: board.incoming.map(({ label, trouble }) => {
      const reason = trouble();
      return reason === undefined ? { label } : { label, trouble: reason };
    }),
    ...(lastHeardAt ? { lastHeardAt } : {}),
    outgoing: outgoing.map((way) => ({ ...way, state: stateOf(way, now), waiting: waiting.get(way.label) ?? 0 })),
    waiting: { total: await countWaiting(db, now), byNone: waiting.get(undefined) ?? 0 },
  };
}

function stateOf({ blockedUntil, lastError, lastSentAt, left }: Outgoing, now: Date): ChannelState {
  if (blockedUntil && blockedUntil > now) return 'blocked';
  if (lastError && (!lastSentAt || lastError.at > lastSentAt)) return 'failing';
  if (left.minute === 0) return 'full';
  return lastSentAt ? 'working' : 'untried';
}

/** How many wait for each way, by its label; undefined: for none. */
async function waitingByWay(db: Db, board: ChannelBoard, now: Date): Promise<Map<string | undefined, number>> {
  const counts = new Map<string | undefined, number>();
  for (const { target, content, channel } of await findWaiting(db, now, MOST_WAITING)) {
    const way = channel ?? (await board.wayFor(target, content));
    counts.set(way, (counts.get(way) ?? 0) + 1);
  }
  return counts;
}
