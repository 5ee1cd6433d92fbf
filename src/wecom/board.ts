import type { Outgoing } from '../bot/channels.ts';
import type { Database } from '../database.ts';
import { type ChannelRow, countBusiest, findChannels } from './allowance/store.ts';
import type { Channel } from './channel.ts';

export interface BoardOptions {
  database: Database;
  channels: readonly Channel[];
  /** Names of the group robots. */
  robots: readonly string[];
}

interface Kind {
  label: string;
  perMinute: number;
  perHour?: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** A robot has one conversation; the others count each: https://developer.work.weixin.qq.com/document/path/101463. */
const KINDS: Record<Channel['name'], Kind> = {
  robot: { label: '群机器人', perMinute: 20 },
  aibot: { label: '智能机器人', perMinute: 30, perHour: 1000 },
  app: { label: '自建应用', perMinute: 30, perHour: 1000 },
};

/** How each way out fares, as counted and noted in the database by all processes. */
export function outgoingOf({ database: { db }, channels, robots }: BoardOptions): (now: Date) => Promise<Outgoing[]> {
  const ways = channels.flatMap(({ name }) => {
    if (name !== 'robot') return [{ name: name as string, kind: KINDS[name], label: KINDS[name].label }];
    return robots.map((robot) => ({
      name: `robot:${robot}`,
      kind: KINDS.robot,
      label: `${KINDS.robot.label}「${robot}」`,
    }));
  });
  return async (now) => {
    const rows = new Map((await findChannels(db)).map((row) => [row.name, row]));
    return Promise.all(
      ways.map(async ({ name, kind, label }) => stateOf(label, await leftOf(name, kind, now), rows.get(name))),
    );
  };

  async function leftOf(name: string, { perMinute, perHour }: Kind, now: Date): Promise<Outgoing['left']> {
    const used = (windowMs: number) => countBusiest(db, name, { since: new Date(now.getTime() - windowMs), now });
    const minute = Math.max(0, perMinute - (await used(MINUTE_MS)));
    if (perHour === undefined) return { minute, isEach: false };
    const hour = Math.max(0, perHour - (await used(HOUR_MS)));
    return { minute: Math.min(minute, hour), hour, isEach: true };
  }
}

function stateOf(label: string, left: Outgoing['left'], row: ChannelRow | undefined): Outgoing {
  const { blockedUntil, lastSentAt, lastError, lastErrorAt } = row ?? {};
  return {
    label,
    left,
    ...(blockedUntil ? { blockedUntil } : {}),
    ...(lastSentAt ? { lastSentAt } : {}),
    ...(lastError && lastErrorAt ? { lastError: { reason: lastError, at: lastErrorAt } } : {}),
  };
}
