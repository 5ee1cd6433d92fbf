import type { Content, Target } from '../../../bot/content.ts';
import type { Audience, FindContext, Offset, Recipient, Remindable } from '../../../bot/reminder.ts';
import { toLocal } from '../../../clock.ts';
import type { DueReminder, Rule } from '../types.ts';
import { momentOf, offsetKey, reachOf } from './offset.ts';
import { outOfQuiet, type QuietHours } from './quiet.ts';

export interface ComputeContext extends FindContext {
  rules: readonly Rule[];
  quiet: QuietHours;
  /** Who asked not to get a kind: "kind:personId". */
  optOuts: ReadonlySet<string>;
  /** Whether people are reached one to one; otherwise by name in the group. */
  reachesPeople: boolean;
}

/** What is for one person or place at one moment. */
interface Addressed {
  target: Target;
  /** Behind the key where there are several. */
  suffix: string;
  since: Date;
  mentions: string[];
  skipped?: string;
}

const IN_QUIET = '正好在不打扰的时段，前一晚已经提醒过';
const OPTED_OUT = '本人不要这类提醒';
/** A reminder as near before one that was brought forward says the same. */
const NEAR_MS = 4 * 3_600_000;

/** What there is to remind of around a span, by rule. */
export interface Found {
  rule: Rule;
  items: Remindable[];
}

/** Everything whose moments may lie in the span, both ends included. */
export async function findRemindables(context: ComputeContext, span: { from: Date; to: Date }): Promise<Found[]> {
  const found: Found[] = [];
  for (const rule of context.rules) {
    const { beforeMs, afterMs } = reachOf(rule.offsets);
    // Quiet hours put off by a night at most, or bring forward by one.
    const around = {
      from: new Date(span.from.getTime() - afterMs - NIGHT_MS),
      to: new Date(span.to.getTime() + beforeMs + NIGHT_MS),
    };
    found.push({ rule, items: await rule.kind.find(context, around) });
  }
  return found;
}

const NIGHT_MS = 24 * 3_600_000;

/** The reminders of what was found, whenever they are due. Pure. */
export function remindersFrom(found: readonly Found[], context: Omit<ComputeContext, 'db'>): DueReminder[] {
  const made = found
    .filter(({ rule }) => rule.isOn)
    .flatMap(({ rule, items }) => items.filter(({ isOff }) => !isOff).flatMap((item) => ofItem(rule, item, context)));
  const dues = made.map(({ due }) => due);
  for (const { due, isEarlier } of made) {
    if (isEarlier && dues.some((other) => says(other, due))) due.skipped = IN_QUIET;
  }
  return dues;
}

interface Made {
  due: DueReminder;
  /** Quiet hours brought it forward. */
  isEarlier: boolean;
}

function ofItem(rule: Rule, item: Remindable, context: Omit<ComputeContext, 'db'>): Made[] {
  const { kind, offsets } = rule;
  const usefulUntil = item.usefulUntil ?? item.at;
  return offsets.flatMap((offset) => {
    const said = momentOf(item.at, offset, context.zone);
    const moment = kind.isUrgent ? { dueAt: said, isEarlier: false } : outOfQuiet(said, usefulUntil, context);
    if (moment.dueAt >= usefulUntil) return [];
    const content = item.content({ offset, dueAt: moment.dueAt, today: toLocal(moment.dueAt, context.zone).day });
    const since = new Date(Math.max(item.since.getTime(), rule.since?.getTime() ?? 0));
    return addressesOf(rule, item.audience, context).map(
      ({ target, suffix, mentions, skipped, since: concernedSince }): Made => ({
        isEarlier: moment.isEarlier,
        due: {
          key: `${keyOf(rule, item, offset)}${suffix}`,
          kind: kind.name,
          about: { subject: item.subject, occurrence: item.occurrence, version: item.version },
          target,
          content: mentions.length > 0 ? mentioning(content, mentions) : content,
          dueAt: moment.dueAt,
          usefulUntil,
          since: concernedSince > since ? concernedSince : since,
          ...(skipped === undefined ? {} : { skipped }),
        },
      }),
    );
  });
}

/** `meeting:1:2026-06-01:eve@2026-06-01T19:00`; with several moments, which of them. */
function keyOf({ kind, offsets }: Rule, { subject, occurrence, version }: Remindable, offset: Offset): string {
  const which = offsets.length > 1 ? `:${offsetKey(offset)}` : '';
  return `${subject}:${occurrence}:${kind.keyWord ?? kind.name}${which}@${version}`;
}

function addressesOf({ kind }: Rule, audience: Audience, context: Omit<ComputeContext, 'db'>): Addressed[] {
  if (audience.kind !== 'people') return [{ target: audience, suffix: '', since: new Date(0), mentions: [] }];
  const { people, chatId } = audience;
  const isOut = ({ personId }: Recipient) => context.optOuts.has(`${kind.name}:${personId}`);
  if (context.reachesPeople || chatId === null) {
    return people.flatMap((recipient) => {
      const { personId, userid, since } = recipient;
      if (userid === null) return [];
      const target: Target = { kind: 'person', userid, ...(chatId === null ? {} : { chatId }) };
      const skipped = isOut(recipient) ? { skipped: OPTED_OUT } : {};
      return [{ target, suffix: `:p${personId}`, since, mentions: [], ...skipped }];
    });
  }
  const told = people.filter((recipient) => !isOut(recipient));
  if (told.length === 0) return [];
  const since = new Date(Math.min(...told.map((recipient) => recipient.since.getTime())));
  const mentions = told.flatMap(({ userid }) => userid ?? []);
  return [{ target: { kind: 'chat', chatId }, suffix: '', since, mentions }];
}

function mentioning(content: Content, mentions: string[]): Content {
  return content.kind === 'text' ? { ...content, mentions } : content;
}

/** Whether `other` tells the same people of the same thing shortly before. */
function says(other: DueReminder, due: DueReminder): boolean {
  if (other === due || other.skipped !== undefined) return false;
  const apart = due.dueAt.getTime() - other.dueAt.getTime();
  return (
    apart >= 0 &&
    apart <= NEAR_MS &&
    other.about.subject === due.about.subject &&
    other.about.occurrence === due.about.occurrence &&
    JSON.stringify(other.target) === JSON.stringify(due.target)
  );
}
