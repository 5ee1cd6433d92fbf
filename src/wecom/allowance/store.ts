import type { Db } from '../../database.ts';

/** A channel's name and its row; made where there is none. Until the transaction ends no other counts beside this one. */
export async function holdChannel(db: Db, name: string): Promise<Date | null> {
  await db.$executeRaw`
    INSERT INTO channel (name) VALUES (${name}) ON CONFLICT (name) DO UPDATE SET name = excluded.name`;
  const row = await db.channel.findUniqueOrThrow({ where: { name }, select: { blockedUntil: true } });
  return row.blockedUntil;
}

/** Of these allowances, how often each was used after `since` up to `now`, and when first. Unused ones are left out. */
export async function countUses(
  db: Db,
  { names, since, now }: { names: readonly string[]; since: Date; now: Date },
): Promise<{ name: string; count: number; first: Date }[]> {
  const rows = await db.channelUse.groupBy({
    by: ['allowance'],
    where: { allowance: { in: [...names] }, at: { gt: since, lte: now } },
    _count: { _all: true },
    _min: { at: true },
  });
  return rows.map(({ allowance, _count, _min }) => ({ name: allowance, count: _count._all, first: _min.at ?? now }));
}

export async function insertUses(db: Db, names: readonly string[], at: Date): Promise<void> {
  await db.channelUse.createMany({ data: names.map((allowance) => ({ allowance, at })) });
}

export async function deleteUses(db: Db, before: Date): Promise<void> {
  await db.channelUse.deleteMany({ where: { at: { lt: before } } });
}

export async function markBlocked(db: Db, name: string, blockedUntil: Date): Promise<void> {
  await db.channel.upsert({ where: { name }, create: { name, blockedUntil }, update: { blockedUntil } });
}

export async function markSent(db: Db, name: string, lastSentAt: Date): Promise<void> {
  await db.channel.upsert({ where: { name }, create: { name, lastSentAt }, update: { lastSentAt } });
}

export async function markError(db: Db, name: string, error: { lastError: string; lastErrorAt: Date }): Promise<void> {
  await db.channel.upsert({ where: { name }, create: { name, ...error }, update: error });
}

export interface ChannelRow {
  name: string;
  blockedUntil: Date | null;
  lastSentAt: Date | null;
  lastError: string | null;
  lastErrorAt: Date | null;
}

export function findChannels(db: Db): Promise<ChannelRow[]> {
  return db.channel.findMany({ orderBy: { name: 'asc' } });
}

/** How often the busiest allowance of a channel (its own, or one of `name:…`) was used after `since` up to `now`. */
export async function countBusiest(db: Db, name: string, { since, now }: { since: Date; now: Date }): Promise<number> {
  const [busiest] = await db.channelUse.groupBy({
    by: ['allowance'],
    where: { OR: [{ allowance: name }, { allowance: { startsWith: `${name}:` } }], at: { gt: since, lte: now } },
    _count: { _all: true },
    orderBy: { _count: { allowance: 'desc' } },
    take: 1,
  });
  return busiest?._count._all ?? 0;
}
