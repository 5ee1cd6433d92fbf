import type { ReminderKind } from '../../../bot/reminder.ts';
import type { Db } from '../../../database.ts';
import { selectOptOuts, selectRules } from '../store/engine.ts';
import type { Rule } from '../types.ts';
import { QUIET_HOURS, type QuietHours } from './quiet.ts';

export interface RuleOptions {
  /** Of all features. */
  kinds: readonly ReminderKind[];
  /** Whether people are reached one to one. */
  reachesPeople: boolean;
}

/** What is in force: as declared, or as people have set it. */
export async function loadRules(
  db: Db,
  { kinds, reachesPeople }: RuleOptions,
): Promise<{ rules: Rule[]; quiet: QuietHours; optOuts: ReadonlySet<string>; reachesPeople: boolean }> {
  const stored = new Map((await selectRules(db)).map((rule) => [rule.kind, rule]));
  const rules = kinds.map((kind): Rule => {
    const set = stored.get(kind.name);
    return { kind, isOn: set?.isOn ?? true, offsets: set?.offsets ?? kind.offsets, since: set?.updatedAt ?? null };
  });
  return { rules, quiet: QUIET_HOURS, optOuts: await selectOptOuts(db), reachesPeople };
}
