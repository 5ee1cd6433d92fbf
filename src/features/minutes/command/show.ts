import type { Command, CommandContext, Outcome } from '../../../bot/command.ts';
import { chatIdOf } from '../../../bot/inbox.ts';
import { userError } from '../../../errors.ts';
import { rosterNames } from '../../person/usecase.ts';
import { listMinutes, showMinutes, whichHeld } from '../reply/text.ts';
import { findStanding, findStandingOf } from '../store/minutes.ts';
import { findTasksOf } from '../store/tasks.ts';
import type { Held } from '../types.ts';
import { attendanceOf } from '../usecase/attendance.ts';
import { readHeading } from '../usecase/heading.ts';
import { coverMinutes } from '../usecase/helped.ts';
import { findLately, findMeant, heldTitles, type Named, requireHeld, sayHeld } from '../usecase/holding.ts';
import { checkReader, mayRead } from '../usecase/right.ts';

const MOST_LISTED = 10;
const MOST_WITHOUT = 3;

/** `看6月1日例会的纪要` */
export const showCommand: Command = {
  name: 'minutes-show',
  pattern:
    /^(?:查看|看看|看一?下|看|查一?下|查|翻一?下)\s?(.{0,30}?)的?(?:会议纪要|会议记录|纪要)\s?[:：]?\s?(.{0,30})$/,
  right: 'register',
  help: {
    title: '看纪要',
    line: '看某次会的纪要：谁到了、决定了什么、派了什么任务；改过的旧版发「纪要记录」；党内会议的请一对一问我',
    examples: ['看纪要 周一例会', '看6月1日例会的纪要', '纪要记录'],
  },
  async run(context, { match }) {
    return show(context, await namedIn(context, match?.[1] || match?.[2] || ''));
  },
  async click(context, value) {
    return showOf(context, await requireHeld(context, Number(value)));
  },
};

export const listCommand: Command = {
  name: 'minutes-list',
  pattern:
    /^(?:查看|看看|看|查)?(?:(?:会议纪要|会议记录|纪要)(?:的)?(?:列表|清单|目录)|(?:所有|全部|历次|以往)的?(?:会议纪要|会议记录|纪要)|(?:有|都有)?哪些(?:会议)?纪要)[?？]?$/,
  right: 'meet',
  async run(context) {
    const lately: Held[] = [];
    for (const held of await findLately(context)) if (await mayRead(context, held)) lately.push(held);
    const standing = await findStandingOf(
      context.db,
      lately.map(({ id }) => id),
    );
    const all = lately.flatMap((held) => {
      const minutes = standing.get(held.id);
      return minutes ? [{ held, minutes }] : [];
    });
    const without = lately.filter(({ id }) => !standing.has(id)).slice(0, MOST_WITHOUT);
    return { reply: listMinutes(all.slice(0, MOST_LISTED), without, context.today) };
  },
};

/** What a line names of a meeting, and nothing else. @throws AppError `invalid_input` for words that name none. */
export async function namedIn(context: CommandContext, words: string): Promise<Named> {
  const named = readHeading(words.trim(), { today: context.today, titles: await heldTitles(context) });
  if (named.body === '') return named;
  // A title nobody knows is told by name.
  return { days: named.days, title: named.title ?? named.body };
}

/** The minutes of the holding that is named, or of the last that has some. */
export async function show(context: CommandContext, named: Named): Promise<Outcome> {
  if (named.days.length === 0 && named.title === undefined) return showOf(context, await lastWithMinutes(context));
  const meant = await findMeant(context, named);
  const [only, other] = named.days.length > 0 ? meant : [await newestOf(context, named, meant)];
  if (only && !other) return showOf(context, only);
  return { reply: whichHeld(meant, context.today, ({ id }) => `minutes-show:${id}`) };
}

/** Of a meeting named without a day: the last of its holdings that has minutes, else the last. */
async function newestOf(context: CommandContext, { title }: Named, meant: readonly Held[]): Promise<Held | undefined> {
  const lately = (await findLately(context)).filter(
    (held) => held.title === meant[0]?.title || (title !== undefined && held.title.includes(title)),
  );
  const standing = await findStandingOf(
    context.db,
    lately.map(({ id }) => id),
  );
  return lately.find(({ id }) => standing.has(id)) ?? meant[0];
}

export async function lastWithMinutes(context: CommandContext): Promise<Held> {
  const lately = await findLately(context);
  const standing = await findStandingOf(
    context.db,
    lately.map(({ id }) => id),
  );
  const last = lately.find(({ id }) => standing.has(id));
  if (last) return last;
  throw userError(
    'not_found',
    '还没有记过纪要。开完会这样记：会议纪要 会议决定购买雨衣20件，由李强负责，6月10日前完成',
  );
}

async function showOf(context: CommandContext, held: Held): Promise<Outcome> {
  const { db, today } = context;
  await checkReader(context, held);
  const minutes = await findStanding(db, held.id);
  if (!minutes) {
    throw userError('not_found', `${sayHeld(held, today)}还没有纪要。要记，把内容写在同一条里：会议纪要 内容…`);
  }
  const whole = { minutes, tasks: await findTasksOf(db, held.id) };
  const shown = chatIdOf(context.message) === null ? whole : coverMinutes(whole, await rosterNames(db));
  const known = { attendance: await attendanceOf(db, held), tasks: shown.tasks };
  return { reply: showMinutes({ held, minutes: shown.minutes, today }, known) };
}
