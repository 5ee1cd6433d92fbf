import type { Database } from '../../database.ts';
import type { Allowance } from '../channel.ts';
import { countUses, deleteUses, holdChannel, insertUses, markBlocked } from './store.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** WeCom counts when a message arrives, which is later than when we do: one is not taken to be over for so much longer. */
const MARGIN_MS = 2_000;

/** What may still be said, counted in the database: several processes, and the next start, share one count. */
export interface Allowances {
  /** 0 and a place of each taken, or for how many milliseconds there is none. */
  take(allowances: readonly Allowance[], now: Date): Promise<number>;
  /** WeCom said it was too often: nothing more by this channel for a minute. */
  block(channel: string, now: Date): Promise<void>;
  /** Forgets what counts no more. */
  prune(now: Date): Promise<void>;
}

export function createAllowances(database: Database): Allowances {
  return {
    take(allowances, now) {
      if (allowances.length === 0) return Promise.resolve(0);
      return database.transaction(async (db) => {
        const channels = [...new Set(allowances.map(({ name }) => channelOf(name)))].sort();
        const blocked = await Promise.all(channels.map((name) => holdChannel(db, name)));
        const names = allowances.map(({ name }) => name);
        const count = async (windowMs: number) =>
          countUses(db, { names, since: new Date(now.getTime() - windowMs), now });
        const waits = [
          ...blocked.map((until) => blockMs(until, now)),
          ...waitsOf(
            await count(MINUTE_MS + MARGIN_MS),
            (name) => limitOf(allowances, name)?.perMinute,
            MINUTE_MS + MARGIN_MS,
            now,
          ),
        ];
        if (allowances.some(({ perHour }) => perHour !== undefined)) {
          waits.push(
            ...waitsOf(
              await count(HOUR_MS + MARGIN_MS),
              (name) => limitOf(allowances, name)?.perHour,
              HOUR_MS + MARGIN_MS,
              now,
            ),
          );
        }
        const waitMs = Math.max(0, ...waits);
        if (waitMs === 0) await insertUses(db, names, now);
        return waitMs;
      });
    },
    block: (channel, now) => markBlocked(database.db, channel, new Date(now.getTime() + MINUTE_MS)),
    prune: (now) => deleteUses(database.db, new Date(now.getTime() - HOUR_MS - MARGIN_MS)),
  };
}

/** `robot:支部群` is a channel of its own; `aibot:CHAT` and `app:USER` count for conversations of one. */
export function channelOf(allowance: string): string {
  const [kind = ''] = allowance.split(':', 1);
  return kind === 'robot' ? allowance : kind;
}

function limitOf(allowances: readonly Allowance[], name: string): Allowance | undefined {
  return allowances.find((allowance) => allowance.name === name);
}

/** A block from before the clock was set back holds no longer than a minute. */
function blockMs(until: Date | null, now: Date): number {
  const leftMs = (until?.getTime() ?? 0) - now.getTime();
  return leftMs > MINUTE_MS ? 0 : Math.max(0, leftMs);
}

function waitsOf(
  uses: readonly { name: string; count: number; first: Date }[],
  limit: (name: string) => number | undefined,
  windowMs: number,
  now: Date,
): number[] {
  return uses.map(({ name, count, first }) => {
    const most = limit(name);
    return most === undefined || count < most ? 0 : first.getTime() + windowMs - now.getTime();
  });
}
