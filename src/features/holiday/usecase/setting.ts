import type { CommandContext } from '../../../bot/command.ts';
import type { Db } from '../../../database.ts';
import { userError } from '../../../errors.ts';
import type { Day } from '../../../language/day.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { deleteSetDays, findSetDays, saveSetDays } from '../store.ts';
import type { SetDay, SetDays } from '../types.ts';

/** What administrators set from `first` to `last`, both included: what `dayKind` looks at first. */
export function loadSetDays(db: Db, first: Day, last: Day): Promise<SetDays> {
  return findSetDays(db, first, last);
}

/** A day as it was before a change; `kind` null: nothing was set. */
export interface FormerDay {
  day: Day;
  kind: SetDay['kind'] | null;
  name: string | null;
}

/** Sets the days and returns what was set for them before. */
export async function setDays(context: CommandContext, days: readonly Day[], value: SetDay): Promise<FormerDay[]> {
  const { db, messageId, now } = context;
  const former = await formerDays(db, days);
  await saveSetDays(
    db,
    days.map((day) => ({ day, ...value })),
    { messageId, now },
  );
  await leaveTrace(context, `set_${value.kind}`, days);
  return former;
}

/**
 * Takes back what was set for those of the days that are of `kind`; returns them as they were.
 * @throws AppError `not_found` when none of them is.
 */
export async function clearDays(
  context: CommandContext,
  days: readonly Day[],
  kind: SetDay['kind'],
): Promise<FormerDay[]> {
  const former = (await formerDays(context.db, days)).filter((day) => day.kind === kind);
  if (former.length === 0) {
    const word = kind === 'holiday' ? '放假' : '补班';
    throw userError('not_found', `这几天没有登记过${word}，不用取消。国家公布的安排要改，请直接发「放假」或「补班」。`);
  }
  await deleteSetDays(
    context.db,
    former.map(({ day }) => day),
  );
  await leaveTrace(context, `clear_${kind}`, days);
  return former;
}

/** Puts the days back to what they were. */
export async function restoreDays(context: CommandContext, former: readonly FormerDay[]): Promise<void> {
  const { db, messageId, now } = context;
  const unset = former.filter(({ kind }) => kind === null).map(({ day }) => day);
  const set = former.flatMap(({ day, kind, name }) => (kind === null ? [] : [{ day, kind, name }]));
  await deleteSetDays(db, unset);
  await saveSetDays(db, set, { messageId, now });
  await leaveTrace(
    context,
    'restore_days',
    former.map(({ day }) => day),
  );
}

async function formerDays(db: Db, days: readonly Day[]): Promise<FormerDay[]> {
  const sorted = [...days].sort();
  const set = await findSetDays(db, sorted[0] ?? '', sorted.at(-1) ?? '');
  return sorted.map((day) => ({ day, kind: set.get(day)?.kind ?? null, name: set.get(day)?.name ?? null }));
}

async function leaveTrace(context: CommandContext, action: string, days: readonly Day[]): Promise<void> {
  await recordAudit(context, { action, subject: `calendar:${days[0] ?? ''}`, detail: { days: [...days] } });
}
