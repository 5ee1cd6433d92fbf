import type { Remindable } from '../../../bot/reminder.ts';
import type { DueReminder, ReminderRow } from '../types.ts';
import type { ComputeContext, Found } from './compute.ts';

/** So far ahead something may have been moved. */
const FARTHEST_MS = 400 * 86_400_000;

/**
 * What tells those who were reminded of something that it is not so any more; known by the row it corrects, so that
 * the same change is told once, and the next one again.
 */
export async function correctionsFor(
  context: ComputeContext,
  found: readonly Found[],
  rows: readonly ReminderRow[],
): Promise<DueReminder[]> {
  const corrections: DueReminder[] = [];
  for (const { rule, items } of found) {
    const own = rows.filter((row) => row.kind === rule.kind.name || row.kind === `${rule.kind.name}_corrected`);
    const told = lastToldOf(own, context.now);
    if (told.length === 0) continue;
    const known = new Map(items.map((item) => [nameOf(item), item]));
    if (told.some((row) => !known.has(nameOf(row)))) {
      const span = { from: context.now, to: new Date(context.now.getTime() + FARTHEST_MS) };
      for (const item of await rule.kind.find(context, span)) known.set(nameOf(item), item);
    }
    corrections.push(...told.flatMap((row) => correctionOf(row, known.get(nameOf(row)), context.now) ?? []));
  }
  return withoutDoubles(corrections);
}

function correctionOf(row: ReminderRow, item: Remindable | undefined, now: Date): DueReminder | undefined {
  if (!item?.correction) return undefined;
  const version = item.isOff ? 'off' : item.version;
  if (version === row.version) return undefined;
  const { subject, occurrence } = item;
  return {
    key: `${subject}:${occurrence}:corrected@${version}:after${row.id}`,
    kind: row.kind.endsWith('_corrected') ? row.kind : `${row.kind}_corrected`,
    about: { subject, occurrence, version },
    target: row.target,
    content: { kind: 'text', text: item.correction },
    dueAt: now,
    since: row.dueAt,
    usefulUntil: later(row.usefulUntil, item.usefulUntil ?? item.at),
  };
}

/** The last that each was told of each thing that still lies ahead. */
function lastToldOf(rows: readonly ReminderRow[], now: Date): ReminderRow[] {
  const last = new Map<string, ReminderRow>();
  for (const row of rows) {
    if (row.state === 'sent' && row.usefulUntil > now) last.set(`${nameOf(row)} ${JSON.stringify(row.target)}`, row);
  }
  return [...last.values()];
}

/** Who was reminded by several kinds is told once. */
function withoutDoubles(corrections: readonly DueReminder[]): DueReminder[] {
  const first = new Map<string, DueReminder>();
  for (const correction of corrections) {
    const name = `${nameOf(correction.about)} ${correction.about.version} ${JSON.stringify(correction.target)}`;
    if (!first.has(name)) first.set(name, correction);
  }
  return [...first.values()];
}

function nameOf({ subject, occurrence }: { subject: string; occurrence: string }): string {
  return `${subject} ${occurrence}`;
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}
