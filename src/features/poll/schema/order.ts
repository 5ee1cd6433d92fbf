import { escapeMarkdown } from '../../../bot/markdown.ts';
import { toInstant } from '../../../clock.ts';
import { missingPiece, userError } from '../../../errors.ts';
import { type DeadlineToken, scanDeadlines } from '../../../language/date/deadline.ts';
import { resolveDates } from '../../../language/date/resolve.ts';
import { scanDates } from '../../../language/date/scan.ts';
import { addDays, type Day } from '../../../language/day.ts';
import { createSheet } from '../../../language/sheet.ts';
import type { NewOption, NewPoll } from '../types.ts';
import { dayOptions, joinTexts, joinTimes, leftover, partLabels, splitPieces } from './pieces.ts';

export interface Around {
  now: Date;
  today: Day;
  zone: string;
}

const EXAMPLE = '投票 主题党日哪天好 6月5日 6月6日 6月7日';
const SINGLE = /[(（]?(?:单选|只能?选一个|每人一票|限选一[个项])[)）]?/g;
const MULTIPLE = /[(（]?(?:可以?多选|多选|不限票数)[)）]?/g;
const LONGEST = 1000;
const MOST_OPTIONS = 20;
const LONGEST_TITLE = 40;
const LONGEST_OPTION = 30;
const FARTHEST_DAYS = 190;

/**
 * Takes the words behind `投票` apart: the title, what to choose from, one or several, until when.
 * @throws AppError `invalid_input` for what cannot be, `incomplete` where the options are missing.
 */
export function parsePoll(said: string, around: Around): NewPoll {
  if (said.length > LONGEST) throw userError('invalid_input', `这条太长了，请写短一点，例如：${EXAMPLE}`);
  const sheet = createSheet(said);
  const [deadline] = scanDeadlines(sheet);
  const dates = scanDates(sheet);
  const text = blankOut(said, deadline).replace(SINGLE, blank).replace(MULTIPLE, blank);
  const pieces = joinTimes(splitPieces(text, dates));
  const isMultiple = !new RegExp(SINGLE).test(said);
  const closesAt = deadline ? closingOf(deadline, around) : null;
  // A day in the very title (端午去哪儿, 五一 去哪儿) is no option.
  const [head, ...others] = pieces;
  const isAlone = others.length > 1 && others.every((piece) => piece.dates.length === 0);
  const from = head && (leftover(head) !== '' || isAlone) ? 1 : 0;
  const firstDay = pieces.findIndex(({ dates: found }, i) => i >= from && found.length > 0);
  const read = firstDay < 0 ? partLabels(pieces) : withDays(pieces, firstDay, around.today);
  return { ...checkParts(read), isMultiple, closesAt };
}

function withDays(
  pieces: ReturnType<typeof joinTimes>,
  firstDay: number,
  today: Day,
): { title: string; options: NewOption[] } {
  const { options, warnings } = dayOptions(pieces.slice(firstDay), today);
  if (warnings.length > 0) {
    throw userError('invalid_input', `${warnings.join('；')}。请核对日期后再发一次，投票还没有发起。`);
  }
  return { title: joinTexts(pieces.slice(0, firstDay)) || '哪天合适', options };
}

function checkParts({
  title: typed,
  options,
}: {
  title: string;
  options: NewOption[];
}): Pick<NewPoll, 'title' | 'options'> {
  const title = escapeMarkdown(typed);
  const safe = options.map(({ text, day }) => ({ text: escapeMarkdown(text), day })).filter(({ text }) => text !== '');
  const different = [...new Map(safe.map((option) => [option.text, option])).values()];
  if (title === '' || different.length < 2) {
    throw missingPiece(`投票要有题目，和至少两个可以选的，例如：${EXAMPLE}，或：投票 去哪儿 A植物园 B纪念馆`);
  }
  if (different.length > MOST_OPTIONS) {
    throw userError('invalid_input', `最多 ${MOST_OPTIONS} 个可以选的，你写了 ${different.length} 个，请减少一些。`);
  }
  if ([...title].length > LONGEST_TITLE) {
    throw userError('invalid_input', `题目太长了，请写在 ${LONGEST_TITLE} 个字以内，例如：${EXAMPLE}`);
  }
  const long = different.find(({ text }) => [...text].length > LONGEST_OPTION);
  if (long) throw userError('invalid_input', `「${long.text}」太长了，每一项请写在 ${LONGEST_OPTION} 个字以内。`);
  return { title, options: different };
}

/** `截止6月3日` ends with that day. */
function closingOf({ dates, times }: DeadlineToken, { now, today, zone }: Around): Date {
  const { days, warnings } = resolveDates(dates, today, 'future');
  if (warnings.length > 0) throw userError('invalid_input', `${warnings.join('；')}。请核对截止日期后再发一次。`);
  const day = days[0] ?? today;
  const time = times[0]?.clock[0];
  const closesAt = time === undefined ? toInstant(addDays(day, 1), '00:00', zone) : toInstant(day, time, zone);
  if (closesAt <= now || day > addDays(today, FARTHEST_DAYS)) {
    throw userError('invalid_input', '截止的时间要在今后半年以内，请改好再发一次，例如：截止6月3日18点');
  }
  return closesAt;
}

function blankOut(text: string, stretch: DeadlineToken | undefined): string {
  return stretch
    ? `${text.slice(0, stretch.start)}${blank(text.slice(stretch.start, stretch.end))}${text.slice(stretch.end)}`
    : text;
}

/** Offsets stay. */
function blank(text: string): string {
  return ' '.repeat(text.length);
}
