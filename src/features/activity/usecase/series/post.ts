import { userError } from '../../../../errors.ts';
import { parseNumber } from '../../../../language/number.ts';
import { normalise } from '../../../../language/text.ts';
import type { ActivityHead, Occurrence, PostHead } from '../../types.ts';

interface AtPost {
  activity: Pick<ActivityHead, 'title' | 'place'>;
  post?: Pick<PostHead, 'serial' | 'name'> | null;
}

const NUMERAL = '(\\d{1,2}|[一二两三四五六七八九十]{1,3})';
const WORD = '(?:路口|点位|岗位|岗亭|站点|站位|卡口|片区|岗|点|站)';
/** 2号路口, 第二个岗, 路口2 */
const NUMBERED = new RegExp(`(?:${NUMERAL}号${WORD}|第${NUMERAL}个?${WORD}|${WORD}${NUMERAL}(?![\\d个]))`);

/**
 * Those at the post the words name or number; all of them where they do neither. Pure.
 * @throws AppError `not_found` where they name a post the activity has not.
 */
export function byPost<T extends AtPost>(candidates: readonly T[], { said, place }: Said): T[] {
  const names = namesOf(candidates);
  if (said === undefined || names.length === 0) return [...candidates];
  const text = normalise(said).text;
  const named = names.filter((name) => isNamed(text, name));
  // Of 东门 and 东门北 both stand in the text; the longer one is meant.
  const meant = named.filter((name) => !named.some((other) => other !== name && other.includes(name)));
  if (meant.length > 0) return candidates.filter(({ post }) => post?.name && meant.includes(post.name));
  const [whole, ...numbers] = NUMBERED.exec(text) ?? [];
  const number = parseNumber(numbers.find((one) => one !== undefined) ?? '');
  const numbered = number === undefined ? undefined : byNumber(names, number);
  if (numbered !== undefined) return candidates.filter(({ post }) => post?.name === numbered);
  const unknown = number === undefined ? unknownPlace(candidates, place) : whole;
  if (unknown === undefined) return [...candidates];
  if (names.length === 1 || !isOneActivity(candidates)) return [];
  throw userError(
    'not_found',
    `「${candidates[0]?.activity.title}」没有「${unknown}」这个岗位，有：${names.join('、')}。请写上其中一个再发一次。`,
  );
}

interface Said {
  said?: string | undefined;
  place?: string | undefined;
}

function byNumber(names: readonly string[], number: number): string | undefined {
  return names.find((name) => /\d+$/.exec(name)?.[0] === `${number}`) ?? names[number - 1];
}

/** A place that is said and is neither a post nor where or what the activity is. */
function unknownPlace(candidates: readonly AtPost[], place: string | undefined): string | undefined {
  if (!place || candidates.some(({ activity }) => isKnownPlace(activity, place))) return undefined;
  return place;
}

function isKnownPlace(activity: AtPost['activity'], said: string): boolean {
  return activity.title.includes(said) || said.includes(activity.title) || (activity.place?.includes(said) ?? false);
}

function isOneActivity(candidates: readonly AtPost[]): boolean {
  return new Set(candidates.map(({ activity }) => activity.title)).size === 1;
}

/** `路口1` is not named by `路口10`. */
function isNamed(text: string, name: string): boolean {
  const at = text.indexOf(name);
  return at >= 0 && !(/\d$/.test(name) && /^\d/.test(text.slice(at + name.length)));
}

function namesOf(candidates: readonly AtPost[]): string[] {
  const posts = candidates.flatMap(({ post }) => (post?.name ? [{ name: post.name, serial: post.serial }] : []));
  return [...new Set(posts.toSorted((a, b) => a.serial - b.serial).map(({ name }) => name))];
}

/** Posts at one time of one day: who names none is put to any of them. */
export function slotOf({ activity, day, startTime, post, id }: Occurrence): string {
  return post ? `${activity.id}:${day}:${startTime ?? ''}` : `${id}`;
}

/** Of posts at one time the one with the most room, in their order. Pure. */
export function withMostRoom(occurrences: readonly Occurrence[]): Occurrence[] {
  const best = new Map<string, Occurrence>();
  for (const occurrence of occurrences) {
    const known = best.get(slotOf(occurrence));
    if (!known || roomOf(occurrence) > roomOf(known)) best.set(slotOf(occurrence), occurrence);
  }
  return [...best.values()];
}

export function roomOf({ placesLeft }: Pick<Occurrence, 'placesLeft'>): number {
  return placesLeft ?? Number.POSITIVE_INFINITY;
}
