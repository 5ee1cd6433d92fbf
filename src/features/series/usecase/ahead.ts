import { enqueue } from '../../../bot/outbox.ts';
import { toLocal } from '../../../clock.ts';
import type { Database } from '../../../database.ts';
import { type Day, formatDay } from '../../../language/day.ts';
import { typedName } from '../../activity/usecase/describe.ts';
import { findByIds, type Occurrence } from '../../activity/usecase/find.ts';
import { findSeries, openSeries } from '../../activity/usecase/series/find.ts';
import { makeAhead, missingDays } from '../../activity/usecase/series/make.ts';
import { lockSeries } from '../../activity/usecase/series/state.ts';
import type { Change } from '../../audit/usecase.ts';
import { displayName } from '../../person/usecase.ts';
import { registerByStanding } from '../../registration/usecase/by-standing.ts';
import { selectStanding } from '../store/standing.ts';
import type { Standing } from '../types.ts';

type Making = Change & { today: Day; zone: string };

/** Makes the days of the coming weeks of all that repeat. Again, or in several processes at once: makes nothing twice. */
export async function keepAhead(database: Database, { now, zone }: { now: Date; zone: string }): Promise<void> {
  const { today } = { today: toLocal(now, zone).day };
  for (const series of await openSeries(database)) {
    if ((await missingDays(database.db, series, { now, zone })).length === 0) continue;
    await database.transaction((db) =>
      makeSeriesAhead({ db, now, zone, today, sender: { id: null }, messageId: null }, series.id),
    );
  }
}

/** Makes the missing days of one that repeats, and registers those who come every time. To be called in a transaction. */
export async function makeSeriesAhead(context: Making, seriesId: number): Promise<Occurrence[]> {
  const { db } = context;
  await lockSeries(db, seriesId);
  const series = await findSeries(context, seriesId);
  if (!series) return [];
  const made = await makeAhead(db, series, context);
  if (made.length === 0) return [];
  const ids = made.map(({ id }) => id);
  for (const standing of await selectStanding(db, { activityId: seriesId })) {
    const days = (await findByIds(context, ids)).filter(({ day }) => day >= standing.fromDay);
    const { full } = await registerByStanding(context, { ...standing, personId: standing.person.id }, days);
    if (full.length > 0) await tellFull(context, standing, full);
  }
  return findByIds(context, ids);
}

/** Comes every time, but all places were taken by others who do. */
async function tellFull({ db, now, today }: Making, standing: Standing, full: readonly Occurrence[]): Promise<void> {
  const [first] = full;
  const last = full.at(-1);
  if (!first || !last) return;
  const { chatId, title } = first.activity;
  const { userid } = standing.person;
  if (userid === null && chatId === null) return;
  const days = full.map(({ day }) => formatDay(day, today)).join('、');
  const where = standing.postName ? ` ${standing.postName}` : '';
  await enqueue(
    db,
    {
      key: `standing:${standing.id}:full:${first.day}`,
      kind: 'standing_full',
      target:
        userid !== null
          ? { kind: 'person', userid, ...(chatId === null ? {} : { chatId }) }
          : { kind: 'chat', chatId: chatId ?? '' },
      content: {
        kind: 'text',
        text: `${displayName(standing.person)}，你长期报名的 ${title}${where}，${days}的名额已经满了，没有排上。要候补，发：报名 ${typedName(first)}`,
        ...(userid === null ? {} : { mentions: [userid] }),
      },
      dueAt: now,
      usefulUntil: last.startsAt,
    },
    now,
  );
}
