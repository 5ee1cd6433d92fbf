import type { CommandContext } from '../../../bot/command.ts';
import { chatIdOf } from '../../../bot/inbox.ts';
import { escapeMarkdown } from '../../../bot/markdown.ts';
import { userError } from '../../../errors.ts';
import { type Day, formatDay } from '../../../language/day.ts';
import { bareTitle, squeezeTitle } from '../../meeting/usecase/title.ts';
import { findBegun, findHeld, findOnDays } from '../store/holdings.ts';
import type { Held } from '../types.ts';
import type { Heading } from './heading.ts';

/** More than a year of a weekly meeting. */
const MOST_BEGUN = 80;
const MOST_OFFERED = 6;

export type Named = Pick<Heading, 'days' | 'title'>;

/** Titles of the meetings that people of this chat may have held lately. */
export async function heldTitles(context: CommandContext): Promise<string[]> {
  const begun = await findBegun(context.db, scopeOf(context), context.now, MOST_BEGUN);
  return [...new Set(begun.map(({ title }) => title))];
}

/** 6月1日(周一)19:00 周一例会 */
export function sayHeld(held: Pick<Held, 'day' | 'startTime' | 'title'>, today: Day): string {
  return `${formatDay(held.day, today)}${held.startTime} ${escapeMarkdown(held.title)}`;
}

/**
 * The holdings that are meant, several where it is open which: of those that have begun, the last one where none is named.
 * @throws AppError for one that is still to come, was called off, or does not exist, with what to do.
 */
export async function findMeant(context: CommandContext, named: Named): Promise<Held[]> {
  const { db, now, today } = context;
  const scope = scopeOf(context);
  const all =
    named.days.length > 0 ? await findOnDays(db, scope, named.days) : await findBegun(db, scope, now, MOST_BEGUN);
  const matching = all.filter((held) => held.state !== 'dropped' && isNamed(held, named.title));
  const begun = matching.filter(({ state, startsAt }) => state === 'planned' && startsAt <= now);
  const [last] = begun.toSorted((a, b) => b.startsAt.getTime() - a.startsAt.getTime());
  if (last) return begun.filter(({ day }) => day === last.day || named.days.includes(day)).slice(0, MOST_OFFERED);
  throw nothingMeant(matching, await nearest(context), { named, now, today });
}

/** @throws AppError `not_found` where it is gone. */
export async function requireHeld(context: Pick<CommandContext, 'db'>, id: number): Promise<Held> {
  const held = await findHeld(context.db, id);
  if (!held) throw userError('not_found', '这次会议已经找不到了，请重新发一次。');
  return held;
}

/** Those that have begun, the latest first. */
export async function findLately(context: CommandContext): Promise<Held[]> {
  const begun = await findBegun(context.db, scopeOf(context), context.now, MOST_BEGUN);
  return begun.filter(({ state }) => state === 'planned');
}

function scopeOf({ message }: CommandContext): { chatId: string | null } {
  return { chatId: chatIdOf(message) };
}

/** 例会 is 周一例会; so is the other way round. */
function isNamed({ title }: Held, wanted: string | undefined): boolean {
  if (wanted === undefined) return true;
  const [one, other] = [bareTitle(title), bareTitle(wanted)];
  return squeezeTitle(title) === squeezeTitle(wanted) || one.includes(other) || other.includes(one);
}

async function nearest(context: CommandContext): Promise<Held | undefined> {
  return (await findLately(context))[0];
}

function nothingMeant(
  matching: readonly Held[],
  lately: Held | undefined,
  { named, now, today }: { named: Named; now: Date; today: Day },
): Error {
  const ahead = matching.find(({ state, startsAt }) => state === 'planned' && startsAt > now);
  if (ahead) {
    return userError(
      'conflict',
      `${sayHeld(ahead, today)}还没有开，开会以后再记纪要。提前开了的，请先改时间，例如：例会改到今天19:00`,
    );
  }
  const off = matching.find(({ state }) => state === 'cancelled');
  const last = lately ? `最近开过的是${sayHeld(lately, today)}。` : '';
  if (off) {
    const why = off.movedWhy ?? '取消了';
    return userError(
      'conflict',
      `${sayHeld(off, today)}${why}，没有开，不能记纪要。${last}改在别的日子开的，请写上开会的那天。`,
    );
  }
  if (!lately)
    return userError('not_found', '还没有开过的会议，记不了纪要。先定会议，例如：每周一晚上7点 例会 地点：支部活动室');
  const [day] = named.days;
  const what = `${day === undefined ? '' : formatDay(day, today)}${escapeMarkdown(named.title ?? '')}` || '这次会议';
  return userError(
    'not_found',
    `没有找到开过的${what}。${last}要记它的，第一行写：${formatDay(lately.day, today).replace(/\(.*/, '')}${escapeMarkdown(lately.title)}`,
  );
}
