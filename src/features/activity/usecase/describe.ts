import { toLocal } from '../../../clock.ts';
import { type Day, formatDay, partsOf } from '../../../language/day.ts';
import type { Occurrence, PostHead } from '../types.ts';
import type { Wanted } from './match.ts';

type Named = Pick<Occurrence, 'day' | 'startTime' | 'endTime'> & {
  activity: { title: string };
  post: Pick<PostHead, 'name'> | null;
};

/** `6月4日(周三)8:00 护考志愿服务`, at a post `6月5日(周五)7:30 交通劝导 东门` */
export function nameOccurrence({ day, startTime, activity, post }: Named, today: Day): string {
  const where = post?.name ? ` ${post.name}` : '';
  return `${formatDay(day, today)}${startTime ? formatTime(startTime) : ''} ${activity.title}${where}`;
}

/** `6月4日护考志愿服务`: as people type it in a command. */
export function typedName({ day, activity, post }: Pick<Named, 'day' | 'activity' | 'post'>): string {
  const { month, date } = partsOf(day);
  return `${month}月${date}日${activity.title}${post?.name ? ` ${post.name}` : ''}`;
}

/** `8:00` */
export function formatTime(time: string): string {
  return time.replace(/^0(?=\d)/, '');
}

/** `8:00-12:00`; undefined where no time is known. */
export function formatTimes({ startTime, endTime }: Pick<Named, 'startTime' | 'endTime'>): string | undefined {
  if (startTime === null) return undefined;
  return endTime === null ? formatTime(startTime) : `${formatTime(startTime)}-${formatTime(endTime)}`;
}

/** `6月3日(周二)18:00` */
export function formatInstant(instant: Date, zone: string, today: Day): string {
  // Midnight at the end of a day is said as 24:00 of that day.
  const { time } = toLocal(instant, zone);
  if (time !== '00:00') return `${formatDay(toLocal(instant, zone).day, today)}${formatTime(time)}`;
  return `${formatDay(toLocal(new Date(instant.getTime() - 1), zone).day, today)}24:00`;
}

/** `还剩 3 个名额` */
export function formatPlaces({ placesLeft }: Pick<Occurrence, 'placesLeft'>): string {
  if (placesLeft === null) return '名额不限';
  return placesLeft > 0 ? `还剩 ${placesLeft} 个名额` : '名额已满，可排候补';
}

/** A line to choose from: day, title, place, and whether there is room. */
export function describeOpen(occurrence: Occurrence, { today, now }: { today: Day; now: Date }): string {
  const { deadlineAt, activity } = occurrence;
  const isClosed = deadlineAt !== null && deadlineAt <= now;
  const place = activity.place ? `（${activity.place}）` : '';
  return `${nameOccurrence(occurrence, today)}${place}，${isClosed ? '报名已截止' : formatPlaces(occurrence)}`;
}

/** Why nobody can register: `6月4日(周四)8:00 护考已经取消了（下雨）`. */
export function describeClosed(
  occurrence: Occurrence,
  { now, today, zone }: { now: Date; today: Day; zone: string },
): string {
  const { state, startsAt, deadlineAt, activity } = occurrence;
  const name = nameOccurrence(occurrence, today);
  if (state === 'cancelled') return `${name}已经取消了${activity.cancelReason ? `（${activity.cancelReason}）` : ''}`;
  if (startsAt <= now) return `${name}已经开始或结束了`;
  return `${name}在 ${deadlineAt ? formatInstant(deadlineAt, zone, today) : ''} 已经截止报名`;
}

/** What was looked for and not found: `6月6日(周六)没有找到「磨刀」`. */
export function describeUnknown({ keyword, dates }: Wanted, today: Day): string {
  const days = dates?.slice(0, 3).map((day) => formatDay(day, today));
  if (days?.length && keyword) return `${days.join('、')}没有找到「${keyword}」`;
  if (days?.length) return `${days.join('、')}没有可以报名的活动`;
  return keyword ? `没有找到「${keyword}」` : '现在没有可以报名的活动';
}
