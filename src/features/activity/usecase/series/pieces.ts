import { userError } from '../../../../errors.ts';
import { parseNumber } from '../../../../language/number.ts';
import { createSheet } from '../../../../language/sheet.ts';
import { scanTimes } from '../../../../language/time/moment.ts';

export interface Place {
  name: string;
  /** Of its own; absent: what is said for each. */
  capacity?: number;
}

export interface Shift {
  name?: string;
  /** HH:MM: start and end. */
  clock: string[];
  capacity?: number;
}

const POST = '(?:路口|点位|岗位|站点|站位|岗亭|卡口|片区|岗|点|站)';
const NUMBER = '(\\d{1,3}|[一二两三四五六七八九十]{1,3})';
const COUNTED = new RegExp(`${NUMBER}个(${POST})`);
const NAMED = new RegExp(
  `(?:${POST}|地点)(?:分别)?(?:有|是|在|:)\\s*:?([^\\s、,，;；。]+(?:[、,，][^\\s、,，;；。]+)+)`,
);
/** 东门、西门 每个2人 */
const LISTED = /(?:在)?(?<=\s)([^\s、,，:\d]{2,12}(?:、[^\s、,，:\d]{2,12})+)(?=\s*每[个处岗点])/;
const PEOPLE = '\\s*(?:个)?[人名位]';
const MANNED_PLACE = `(?!每|共|名额|限|需|要)[^\\s、,，;；:：\\d]{2,12}?\\s*${NUMBER}${PEOPLE}`;
/** 中心路口3人、东门路口2人 */
const MANNED = new RegExp(`(?<=^|[\\s,，:：])${MANNED_PLACE}(?:[、,，;；和]\\s*${MANNED_PLACE})+`);
/** Of 每个路口3人 only how many. */
const EACH = new RegExp(`每[个处岗班]?${POST}?(?=(?:安排|要|需要?)?\\s*[\\d一二两三四五六七八九十]+\\s*个?[人名位])`);
/** What may stand between two shifts: how many of the one, the name of the other. */
const BETWEEN_SHIFTS = new RegExp(
  `^\\s*(?:要|需要?|名额)?(?:${NUMBER}${PEOPLE})?[\\s、,，;；和及与/]*([\\u4e00-\\u9fff]{1,6}班)?[\\s:：]*$`,
);
const SHIFT_NAME = /([\u4e00-\u9fff]{1,6}班)[\s:：]*$/;
/** 上午班 8:00: the part of the day belongs to the hour. */
const SHIFT_WITHIN = /^[\u4e00-\u9fff]{1,4}班/;
const SHIFT_PEOPLE = new RegExp(`^\\s*(?:要|需要?|名额)?${NUMBER}${PEOPLE}`);
const TIMES = /(?:一?共|总共|连续)(?:办|举办)?\s*(\d{1,3}|[一二两三四五六七八九十]{1,3})\s*[次场期](?!\s*\d*[人名位])/;
const MOST_TIMES = 200;
const LONGEST_NAME = 12;
const MOST_PLACES = 30;

/** @throws AppError `invalid_input` for names too long or twice */
export function cutPlaces(text: string): { rest: string; places: Place[] } {
  const manned = MANNED.exec(text);
  const named = manned ? undefined : (NAMED.exec(text) ?? LISTED.exec(text));
  const whole = manned ?? named;
  if (!whole) return cutCounted(text);
  const pieces = (manned?.[0] ?? named?.[1] ?? '').split(/[、,，;；]|(?<=[人名位])和/).filter((piece) => piece !== '');
  const places = pieces.map((piece) => (manned ? mannedPlace(piece) : { name: piece.trim() }));
  checkNames(places.map(({ name }) => name));
  return { rest: text.replace(whole[0], ' ').replace(COUNTED, ' '), places };
}

function mannedPlace(piece: string): Place {
  const [whole = '', said = ''] = new RegExp(`${NUMBER}${PEOPLE}$`).exec(piece) ?? [];
  return { name: piece.slice(0, piece.length - whole.length).trim(), capacity: parseNumber(said) ?? 0 };
}

function checkNames(names: readonly string[]): void {
  const long = names.find((name) => [...name].length > LONGEST_NAME);
  if (long) throw userError('invalid_input', `岗位名称「${long}」太长了，最多 ${LONGEST_NAME} 个字，请改短再发一次。`);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice) throw userError('invalid_input', `有两个岗位都叫「${twice}」，请改成不一样的名称再发一次，这次没有发布。`);
}

/** 4个路口 */
function cutCounted(text: string): { rest: string; places: Place[] } {
  const [whole, said = '', word = ''] = COUNTED.exec(text) ?? [];
  if (whole === undefined) return { rest: text, places: [] };
  const count = parseNumber(said) ?? 0;
  if (count < 1 || count > MOST_PLACES) {
    throw userError('invalid_input', `${word}数要是 1 到 ${MOST_PLACES}，你写的是 ${said} 个，请改好再发一次。`);
  }
  const places = Array.from({ length: count }, (_, i) => ({ name: `${word}${i + 1}` }));
  return { rest: text.replace(whole, ' '), places };
}

/** 每个路口3人 as 每次3人, which the language knows. */
export function eachTime(text: string): string {
  return text.replace(EACH, '每次');
}

/** 共10次. @throws AppError `invalid_input` */
export function cutTimes(text: string): { rest: string; times: number | undefined } {
  const [whole, said = ''] = TIMES.exec(text) ?? [];
  if (whole === undefined) return { rest: text, times: undefined };
  const times = parseNumber(said) ?? 0;
  if (times < 1 || times > MOST_TIMES) {
    throw userError('invalid_input', `次数要是 1 到 ${MOST_TIMES}，你写的是 ${said} 次，请改好再发一次。`);
  }
  return { rest: text.replace(whole, ' '), times };
}

/** Several stretches of the day, one behind the other, each with its name and how many where they are said. */
export function cutShifts(text: string): { rest: string; shifts: Shift[] } {
  const ranges = scanTimes(createSheet(text)).filter(({ clock }) => clock.length === 2);
  const run = ranges.slice(0, 1);
  for (const range of ranges.slice(1)) {
    const before = run.at(-1);
    if (before && BETWEEN_SHIFTS.test(text.slice(before.end, range.start))) run.push(range);
  }
  const [first] = run;
  const last = run.at(-1);
  if (!first || !last || run.length < 2) return { rest: text, shifts: [] };
  const shifts = run.map(({ start, end, clock }) => {
    const name = SHIFT_NAME.exec(text.slice(0, start))?.[1] ?? SHIFT_WITHIN.exec(text.slice(start, end))?.[0];
    const said = SHIFT_PEOPLE.exec(text.slice(end))?.[1];
    return {
      clock,
      ...(name === undefined ? {} : { name }),
      ...(said === undefined ? {} : { capacity: parseNumber(said) ?? 0 }),
    };
  });
  const start = first.start - (SHIFT_NAME.exec(text.slice(0, first.start))?.[0].length ?? 0);
  // How many comes behind the last one only: it is for each.
  const isForAll = shifts.slice(0, -1).every(({ capacity }) => capacity === undefined);
  const end = last.end + (isForAll ? 0 : (SHIFT_PEOPLE.exec(text.slice(last.end))?.[0].length ?? 0));
  const own = isForAll ? shifts.map(({ capacity: _, ...shift }) => shift) : shifts;
  return { rest: `${text.slice(0, start)} ${text.slice(end)}`, shifts: own };
}
