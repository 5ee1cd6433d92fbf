import type { CommandContext } from '../../../bot/command.ts';
import type { Offset, ReminderKind } from '../../../bot/reminder.ts';
import { userError } from '../../../errors.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { type RuleSetting, saveRule, selectRule } from '../store/setting.ts';
import { findRemindables, remindersFrom } from './compute.ts';
import { contextOf } from './engine.ts';
import type { RuleOptions } from './rule.ts';

export const MOST_MOMENTS = 5;
const WEEK_MS = 7 * 86_400_000;

/** The kind people mean; by its whole name first. @throws AppError `not_found` with the names there are. */
export function kindNamed(kinds: readonly ReminderKind[], words: string): ReminderKind {
  const wanted = words.replace(/提醒$/, '').replace(/[\s「」]/g, '');
  const known = kinds.find(({ label }) => label === wanted);
  const near = kinds.filter(({ label }) => wanted !== '' && (label.includes(wanted) || wanted.includes(label)));
  const found = known ?? (near.length === 1 ? near[0] : undefined);
  if (found) return found;
  const names = (near.length > 1 ? near : kinds).map(({ label }) => label).join('、');
  throw userError('not_found', `没有找到「${wanted}」这种提醒，请写明是哪一种：${names}。`);
}

/** Sets when a kind is reminded of, and whether at all; gives what was set before (null: nothing). */
export async function setRule(
  context: CommandContext,
  kind: ReminderKind,
  setting: RuleSetting,
): Promise<RuleSetting | null> {
  const { db, messageId, now } = context;
  const former = (await selectRule(db, kind.name)) ?? null;
  await saveRule(db, kind.name, { setting, messageId, now });
  await recordAudit(context, {
    action: 'set_reminder_rule',
    subject: `reminder_rule:${kind.name}`,
    detail: { from: former && plain(former), to: plain(setting) },
  });
  return former;
}

/** How many messages a kind would send in the coming week by these moments. */
export async function countWeek(
  context: CommandContext,
  { kind, offsets, botName }: { kind: ReminderKind; offsets: readonly Offset[]; botName: string },
  options: Omit<RuleOptions, 'kinds'>,
): Promise<number> {
  const { db, now, zone } = context;
  const until = new Date(now.getTime() + WEEK_MS);
  const made = await contextOf({ ...options, kinds: [kind], zone, botName }, db, now);
  const computing = { ...made, rules: [{ kind, isOn: true, offsets, since: now }] };
  const found = await findRemindables(computing, { from: now, to: until });
  return remindersFrom(found, computing).filter(
    ({ dueAt, skipped }) => skipped === undefined && dueAt > now && dueAt <= until,
  ).length;
}

function plain({ isOn, offsets }: RuleSetting) {
  return { isOn, offsets: offsets?.map((offset) => ({ ...offset })) ?? null };
}
