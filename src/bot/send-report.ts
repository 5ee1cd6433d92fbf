import { createHash } from 'node:crypto';
import type { Db } from '../database.ts';
import { type DueItem, enqueue, type Target } from './outbox.ts';

const REPORT = 'send_failed';
const MOST_NAMED = 20;
const USEFUL_MS = 24 * 3_600_000;

/**
 * Tells the branch and the secretary that something could not be sent and what to do, once a day for each target.
 * What it was is not repeated: it was meant for others.
 */
export async function reportFailed(
  db: Db,
  { item, reason, now, to }: { item: DueItem; reason: string; now: Date; to: readonly Target[] },
): Promise<void> {
  if (item.kind === REPORT) return;
  const content = { kind: 'text', text: `有一条消息没有发出去：${reason}\n发「提醒记录」可以看是哪一条。` } as const;
  const key = `${REPORT}:${now.toISOString().slice(0, 10)}:${JSON.stringify(item.target)}`;
  const usefulUntil = new Date(now.getTime() + USEFUL_MS);
  const common = { kind: REPORT, content, dueAt: now, usefulUntil };
  for (const target of to.filter(({ kind }) => kind !== item.target.kind)) {
    await enqueue(db, { ...common, key: target.kind === 'branch' ? key : `${key}:${target.kind}`, target }, now);
  }
}

/**
 * Tells the secretary, where one can be told, and else the branch, whom a message that reached others did not reach,
 * once a day for the same people.
 */
export async function reportMissed(db: Db, { item, missed, names, reason, now, to }: Missed): Promise<void> {
  const target = to.find(({ kind }) => kind === 'role') ?? to[0];
  if (item.kind === REPORT || !target) return;
  const shown = names.slice(0, MOST_NAMED).join('、');
  const who = names.length > MOST_NAMED ? `${shown}等 ${names.length} 人` : shown;
  const why = reason.replace(/。$/, '');
  const text = `有一条消息没有发到每个人，没收到的是：${who}。\n${why}。\n请当面或打电话告诉他们；发「提醒记录」可以看是哪一条。`;
  const people = createHash('sha256').update(JSON.stringify(missed.toSorted())).digest('hex').slice(0, 16);
  const key = `${REPORT}:${now.toISOString().slice(0, 10)}:missed:${people}`;
  const usefulUntil = new Date(now.getTime() + USEFUL_MS);
  await enqueue(db, { key, kind: REPORT, target, content: { kind: 'text', text }, dueAt: now, usefulUntil }, now);
}

interface Missed {
  item: DueItem;
  /** Userids. */
  missed: readonly string[];
  /** What they are called. */
  names: readonly string[];
  reason: string;
  now: Date;
  to: readonly Target[];
}
