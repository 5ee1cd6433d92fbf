import { isDeepStrictEqual } from 'node:util';
import { enqueue } from '../../../bot/outbox.ts';
import type { ReminderKind } from '../../../bot/reminder.ts';
import type { Database, Db } from '../../../database.ts';
import {
  hasDueReminder,
  recordSkip,
  saveSeenUntil,
  selectReminderRows,
  selectSeenUntil,
  withdrawRow,
} from '../store/engine.ts';
import type { DueReminder, ReminderRow } from '../types.ts';
import { type ComputeContext, type Found, findRemindables, remindersFrom } from './compute.ts';
import { correctionsFor } from './correct.ts';
import { outOfQuiet } from './quiet.ts';
import { loadRules, type RuleOptions } from './rule.ts';

export interface EngineOptions extends RuleOptions {
  database: Database;
  now(): Date;
  zone: string;
  botName: string;
  /** How far ahead rows are kept; two days where absent. */
  aheadMs?: number;
}

export interface ReminderEngine {
  /**
   * Brings the outbox in line with the records: what is due before long is kept once, what has been moved or
   * called off is withdrawn or corrected, what was missed is made up for while it helps and otherwise recorded as
   * skipped. Again, or in several processes at once: changes nothing.
   */
  refresh(): Promise<void>;
  /** The same if a reminder is about to be sent, so that it is sent as things are now. */
  refreshBeforeSending(): Promise<void>;
}

/** How far ahead rows are kept. */
const AHEAD_MS = 48 * 3_600_000;
/** Clocks of several processes differ, and a clock is set back. */
const OVERLAP_MS = 3_600_000;
const MISSED = '到点时机器人没有运行，现在发已经没有用了';
const SAID = '之前已经提醒过，改动另外通知';
const GONE = '已经改期、取消或办完，不用再提醒';

export function createReminderEngine(options: EngineOptions): ReminderEngine {
  const { database, now } = options;
  async function refresh(): Promise<void> {
    const at = now();
    const seen = (await selectSeenUntil(database.db)) ?? at;
    const since = new Date(Math.min(seen.getTime(), at.getTime()) - OVERLAP_MS);
    // First what is kept, then what there is: what is kept and is no more rests on nothing this has not seen.
    const rows = await selectReminderRows(database.db, kindsOf(options.kinds), since);
    const context = await contextOf(options, database.db, at);
    const span = { from: since, to: new Date(at.getTime() + (options.aheadMs ?? AHEAD_MS)) };
    const found = await findRemindables(context, span);
    const dues = await plan(context, found, { rows, since, until: span.to });
    await keep(database, dues, { rows, at });
    if (seen <= at) await saveSeenUntil(database.db, at);
  }
  return {
    refresh,
    async refreshBeforeSending() {
      if (await hasDueReminder(database.db, now())) await refresh();
    },
  };
}

export async function contextOf(
  options: Omit<EngineOptions, 'database' | 'now'>,
  db: Db,
  now: Date,
): Promise<ComputeContext> {
  const { zone, botName } = options;
  return { db, now, zone, botName, ...(await loadRules(db, options)) };
}

/** Kinds of rows in the outbox: reminders, and what corrects them. */
export function kindsOf(kinds: readonly ReminderKind[]): string[] {
  return kinds.flatMap(({ name }) => [name, `${name}_corrected`]);
}

async function plan(
  context: ComputeContext,
  found: readonly Found[],
  { rows, since, until }: { rows: readonly ReminderRow[]; since: Date; until: Date },
): Promise<DueReminder[]> {
  const reminders = remindersFrom(found, context).filter(
    (due) => isConcerned(due, context.now) && due.dueAt <= until && due.usefulUntil > since,
  );
  for (const due of reminders) due.dueAt = dueNow(due, context);
  for (const due of reminders) if (due.skipped === undefined && wasSaid(due, rows)) due.skipped = SAID;
  return [...reminders, ...(await correctionsFor(context, found, rows))];
}

/** What lies ahead always; what is past only where it was there when it was due. After a clock is set back, it all lies ahead. */
function isConcerned({ dueAt, since }: DueReminder, now: Date): boolean {
  return dueAt > since || dueAt > now;
}

/** What is made up for waits for the morning as well, if it helps then. */
function dueNow({ dueAt, usefulUntil, kind }: DueReminder, { now, quiet, zone, rules }: ComputeContext): Date {
  const isUrgent = rules.some((rule) => rule.kind.name === kind && rule.kind.isUrgent);
  if (dueAt > now || isUrgent) return dueAt;
  const moment = outOfQuiet(now, usefulUntil, { quiet, zone });
  return moment.dueAt > now ? moment.dueAt : dueAt;
}

/** Moved nearer after it was reminded of: the moment gone by is not made up for, they know, and are told of the change. */
function wasSaid(due: DueReminder, rows: readonly ReminderRow[]): boolean {
  return rows.some(
    (row) =>
      row.state === 'sent' &&
      row.key !== due.key &&
      row.kind === due.kind &&
      row.subject === due.about.subject &&
      row.occurrence === due.about.occurrence &&
      row.dueAt >= due.dueAt &&
      isDeepStrictEqual(row.target, due.target),
  );
}

async function keep(
  database: Database,
  dues: readonly DueReminder[],
  { rows, at }: { rows: readonly ReminderRow[]; at: Date },
): Promise<void> {
  const wanted = new Map(dues.map((due) => [due.key, due]));
  const known = new Map(rows.map((row) => [row.key, row]));
  for (const due of wanted.values()) await keepOne(database.db, due, { known: known.get(due.key), at });
  for (const row of rows) {
    if (row.state === 'pending' && !wanted.has(row.key)) await withdrawRow(database.db, row.id, GONE);
  }
}

function isSame(known: ReminderRow, due: DueReminder): boolean {
  return (
    known.state === 'pending' &&
    known.dueAt.getTime() === due.dueAt.getTime() &&
    known.usefulUntil.getTime() === due.usefulUntil.getTime() &&
    isDeepStrictEqual([known.target, known.content], [due.target, due.content])
  );
}

async function keepOne(
  db: Db,
  due: DueReminder,
  { known, at }: { known: ReminderRow | undefined; at: Date },
): Promise<void> {
  const { skipped, since, ...item } = due;
  if (known && known.state !== 'pending' && known.state !== 'skipped') return;
  if (skipped !== undefined) {
    if (known?.state === 'pending' || (!known && due.dueAt <= at)) await recordSkip(db, due, skipped, at);
    return;
  }
  if (due.usefulUntil <= at) {
    if (!known) await recordSkip(db, due, MISSED, at);
    return;
  }
  if (!known || !isSame(known, due)) await enqueue(db, item, at);
}
