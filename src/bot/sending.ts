import type { Database } from '../database.ts';
import type { Logger } from '../logger.ts';
import { bundle, contentOf } from './bundle.ts';
import {
  type Claim,
  claimItems,
  type Deliver,
  type Delivery,
  type DueItem,
  FAULT,
  findDue,
  keepProgress,
  type Progress,
  releaseStale,
  settleItems,
  type Target,
} from './outbox.ts';
import { reportFailed, reportMissed } from './send-report.ts';

/** Longer than any channel's time-out: a claim this old belongs to a process that died. */
const STALE_MS = 60_000;
const BATCH = 200;
const MISSED = '机器人当时没有运行，现在发已经没有用了';
const TRIED = '一直没有发成，现在发已经没有用了';

export interface SendingOptions {
  database: Database;
  deliver: Deliver;
  /** Who is told of what could not be sent. */
  reportTo: readonly Target[];
  /** What people of these userids are called, in order; absent: by the userid. */
  namesOf?(userids: readonly string[]): Promise<readonly string[]>;
  logger: Logger;
  now(): Date;
  /** Aborted: nothing more is begun. */
  signal?: AbortSignal;
}

/**
 * Sends what is due in the outbox, one after the other for each target, targets side by side; where a target is out
 * of reach for now, its other items wait for the next round. Returns how many items it has dealt with.
 */
export async function sendDue(options: SendingOptions): Promise<number> {
  const { database, logger } = options;
  const now = options.now();
  const released = await releaseStale(database.db, STALE_MS, now);
  if (released > 0) logger.warn({ count: released }, '有消息上次发到一半，现在再发一次');
  const lanes = new Map<string, DueItem[]>();
  for (const item of await findDue(database.db, now, BATCH)) {
    const lane = JSON.stringify(item.target);
    lanes.set(lane, [...(lanes.get(lane) ?? []), item]);
  }
  const counts = await Promise.all([...lanes.values()].map((items) => sendInOrder(options, items)));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function sendInOrder(options: SendingOptions, items: DueItem[]): Promise<number> {
  let count = 0;
  for (const together of bundle(items)) {
    if (options.signal?.aborted) break;
    const end = await sendTogether(options, together);
    if (end !== undefined) count += together.length;
    // Another process has this one, and goes on with those behind it.
    if (end === 'later' || end === undefined) break;
  }
  return count;
}

/** Sends these in one message. Undefined: another process has the first of them. */
async function sendTogether(
  options: SendingOptions,
  items: readonly DueItem[],
): Promise<'sent' | 'skipped' | 'failed' | 'later' | undefined> {
  const { database, now } = options;
  const claimedAt = now();
  const claimed = await claimItems(
    database.db,
    items.map(({ id }) => id),
    claimedAt,
  );
  const own = items.filter(({ id }) => claimed.includes(id));
  const outdated = own.filter(({ usefulUntil }) => usefulUntil <= claimedAt);
  for (const { id, tries } of outdated) {
    await settleItems(database.db, { ids: [id], claimedAt }, { state: 'skipped', reason: tries > 0 ? TRIED : MISSED });
  }
  const useful = own.filter(({ usefulUntil }) => usefulUntil > claimedAt);
  const [first] = useful;
  if (!first) return outdated.length > 0 ? 'skipped' : undefined;
  const claim = { ids: useful.map(({ id }) => id), claimedAt };
  // Of another text, what was said of the whole counts for nothing.
  const progress = outdated.length > 0 ? {} : first.progress;
  const delivery = await tryToDeliver(options, { items: useful, progress, claim });
  return delivery && settle(options, first, { claim, delivery });
}

/** Writes what came of it, and tells of it. */
async function settle(
  options: SendingOptions,
  item: DueItem,
  { claim, delivery }: { claim: Claim; delivery: Delivery },
): Promise<'sent' | 'failed' | 'later'> {
  const { database, logger, now, reportTo } = options;
  const { db } = database;
  const by = delivery.channel === undefined ? {} : { channel: delivery.channel };
  if (delivery.outcome === 'sent') {
    const { reason = null, missed = [] } = delivery;
    const end = { state: 'sent', sentAt: now(), reason, ...by } as const;
    if (missed.length === 0) await settleItems(db, claim, end);
    else {
      const names = (await options.namesOf?.(missed)) ?? missed;
      await database.transaction(async (tx) => {
        await settleItems(tx, claim, end);
        await reportMissed(tx, { item, missed, names, reason: reason ?? '', now: now(), to: reportTo });
      });
    }
    if (delivery.reason) logger.warn({ item: item.key, reason: delivery.reason }, '一条消息发出去了，但有要注意的');
    return 'sent';
  }
  const line = { item: item.key, kind: item.kind, reason: delivery.reason };
  if (delivery.outcome === 'failed') {
    logger.error(line, '一条消息发不出去，不会再试；请按原因处理');
    await database.transaction(async (tx) => {
      await settleItems(tx, claim, { state: 'failed', reason: delivery.reason, ...by });
      await reportFailed(tx, { item, reason: delivery.reason, now: now(), to: reportTo });
    });
    return 'failed';
  }
  logger.warn(line, '一条消息暂时没有发出去，稍后再试');
  const nextTryAt = new Date(now().getTime() + delivery.afterMs);
  await settleItems(db, claim, { state: 'pending', reason: delivery.reason, nextTryAt, ...by });
  return 'later';
}

/** A channel that throws is a fault of the program; the message is not lost for it. Undefined: another has taken over. */
async function tryToDeliver(
  { database, deliver, logger, now }: SendingOptions,
  { items, progress, claim }: { items: readonly DueItem[]; progress: Progress; claim: Claim },
): Promise<Delivery | undefined> {
  const [first] = items;
  const content = contentOf(items);
  if (!first || !content) return undefined;
  const { target } = first;
  const lost = new Error('another process has taken the item over');
  try {
    return await deliver({
      target,
      content,
      progress,
      async keep(made) {
        if (!(await keepProgress(database.db, claim, made, now()))) throw lost;
      },
    });
  } catch (error) {
    if (error === lost) return undefined;
    logger.error({ err: error, item: first.key }, '发一条消息时程序出错；请把这一行报告给维护者');
    return { outcome: 'later', reason: FAULT, afterMs: Math.min(2 ** first.tries * 5_000, 600_000) };
  }
}
