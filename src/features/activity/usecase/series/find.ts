import type { CommandContext } from '../../../../bot/command.ts';
import type { Day } from '../../../../language/day.ts';
import { selectPostDays, selectRepeating, selectSeries } from '../../store/series.ts';
import type { Occurrence, Post, Series } from '../../types.ts';
import { type Match, matchOccurrences, type Wanted } from '../match.ts';
import { slotOf } from './post.ts';

export type { Post, Series, SeriesRule } from '../../types.ts';

type Reader = Pick<CommandContext, 'db'>;

/** The posts at the time of this one, itself among them. */
export async function findSiblings({ db }: Reader, occurrence: Occurrence): Promise<Occurrence[]> {
  const { day, activity } = occurrence;
  const all = await selectPostDays(db, { activityIds: [activity.id], from: day, until: day });
  return all.filter((one) => slotOf(one) === slotOf(occurrence));
}

export function findSeries({ db }: Reader, id: number): Promise<Series | undefined> {
  return selectSeries(db, id);
}

/** All that repeat and go on. */
export function openSeries({ db }: Reader): Promise<Series[]> {
  return selectRepeating(db, { state: 'open' });
}

/** Days at posts, called off or not; of some activities or of all. */
export function findPostDays(
  { db }: Reader,
  span: { activityIds?: number[] | undefined; from: Day; until: Day },
): Promise<Occurrence[]> {
  return selectPostDays(db, span);
}

/** Which activity that repeats is meant: of this chat, or, where none of its own fits, of another. */
export async function findWantedSeries(
  { db, message }: Pick<CommandContext, 'db' | 'message'>,
  wanted: Pick<Wanted, 'keyword' | 'said'>,
  state: Series['state'],
): Promise<Match<SeriesMatch>> {
  const chatId = message.chat.kind === 'group' ? message.chat.id : undefined;
  const own = matchOccurrences(candidatesOf(await selectRepeating(db, { chatId, state })), wanted);
  if (own.kind !== 'none' || chatId === undefined || !wanted.keyword) return own;
  const elsewhere = matchOccurrences(candidatesOf(await selectRepeating(db, { state })), wanted);
  return elsewhere.kind === 'none' ? own : elsewhere;
}

/** A series at one of its posts, as matching looks at it. */
export interface SeriesMatch {
  id: number;
  day: Day;
  startTime: null;
  endTime: null;
  activity: { title: string; place: string | null };
  post: Post;
  series: Series;
}

function candidatesOf(all: readonly Series[]): SeriesMatch[] {
  return all.flatMap((series) =>
    series.posts.map((post) => ({
      ...{ id: post.id, day: series.rule?.from ?? '', startTime: null, endTime: null },
      activity: { title: series.title, place: series.place },
      ...{ post, series },
    })),
  );
}
