import { escapeMarkdown } from '../../../bot/markdown.ts';
import { type AppError, userError } from '../../../errors.ts';
import { addDays, type Day, daysBetween, formatDay, makeDay, partsOf } from '../../../language/day.ts';
import { rosterSet } from '../../../language/people/roster.ts';
import type { Stretch } from '../../../language/sheet.ts';
import { type Due, findDues } from '../../minutes/usecase/find/due.ts';

/** A day a task is due, as said, and where it stands in the text. */
export interface SaidDay extends Stretch {
  day: Day;
  /** Said as a limit (6月10日前), not perhaps as the day of what the task is about. */
  isLimit: boolean;
  warning?: string;
  /** 下午3点前, which no day holds. */
  clock?: string;
  /** Why it cannot be the day of a task, for whoever said it. */
  problem?: AppError;
}

const FARTHEST_DAYS = 400;
/** Said without a year, a day so little gone by is meant as gone by. */
const JUST_GONE_DAYS = 180;
const CLOCK =
  /(?:(?:早上|上午|中午|下午|傍晚|晚上|晚)?\s?(?:\d{1,2}|[一二两三四五六七八九十]{1,3})(?:[:点时](?:\d{2}|半)?分?)|(?<=[日号天一二三四五六日末)]\s?)(?:下班|中午|上午|下午|晚上))\s?(?:之前|以前|前|截止)?/;
const YEAR = /\d{4}|[今明后]年/;
const MONTH_DAY = /(?<!\d)(\d{1,2})\s?[月./-]\s?(\d{1,2})/;
/** 6月10日(周三)前, as the bot itself writes it. */
const IN_BRACKETS = /[(（]((?:周|星期|礼拜)[一二三四五六日天])[)）]/g;
const AGAIN = /每(?:个?(?:周|星期|礼拜|月)|天|日|年)|隔周/;
/** 6月10日前往一中: no limit. */
const GOING = /^[往去来台]/;
const ONCE = '任务一次只记一个日子。每周、每月都要办的，请分次记，或发「提醒大家 …」定个提醒。';
const EXAMPLE = '例如：6月10日前、下周五前';

/** Every day that is named, in order, also those that cannot be one of a task's. */
export function readDays(text: string, { today, roster }: { today: Day; roster: readonly string[] }): SaidDay[] {
  const isAgain = AGAIN.test(text);
  // As long as it was: what is found stands where it is typed.
  const plain = text.replace(IN_BRACKETS, ' $1 ');
  return findDues(plain, { day: today, roster: rosterSet(roster) }).map((due): SaidDay => {
    const said = toSaid(text, due, today);
    return isAgain ? { ...said, problem: userError('invalid_input', ONCE) } : said;
  });
}

/** Undefined: the day can be a task's. */
export function objectionTo(day: Day, today: Day): AppError | undefined {
  if (day < today) return gone(day, today);
  if (day <= addDays(today, FARTHEST_DAYS)) return undefined;
  return userError('invalid_input', `${formatDay(day, today)}太远了，请写一年以内的日子，${EXAMPLE}。`);
}

function toSaid(text: string, { day, start, end, isLimit, warning }: Due, today: Day): SaidDay {
  const said = text.slice(start, end);
  const isGoing = said.endsWith('前') && GOING.test(text.slice(end));
  const [clock] = CLOCK.exec(said) ?? [];
  const problem = problemWith(said, { day, warning }, today);
  return {
    ...{ day: day ?? today, start, end: isGoing ? end - 1 : end, isLimit: isLimit && !isGoing },
    ...(warning === undefined ? {} : { warning }),
    ...(clock === undefined ? {} : { clock }),
    ...(problem === undefined ? {} : { problem }),
  };
}

function problemWith(
  said: string,
  { day, warning }: { day: Day | null; warning: string | undefined },
  today: Day,
): AppError | undefined {
  if (day === null) {
    return userError('invalid_input', `${warning ?? `没看懂「${escapeMarkdown(said)}」`}，请核对日期后再发一次。`);
  }
  const before = justGone(said, day, today);
  return before === undefined ? objectionTo(day, today) : gone(before, today);
}

/** 6月10日 said on 20 June is not next year's. */
function justGone(said: string, day: Day, today: Day): Day | undefined {
  if (YEAR.test(said) || !MONTH_DAY.test(said)) return undefined;
  const { year, month, date } = partsOf(day);
  const before = makeDay(year - 1, month, date);
  return before !== undefined && before < today && daysBetween(before, today) <= JUST_GONE_DAYS ? before : undefined;
}

function gone(day: Day, today: Day): AppError {
  return userError('invalid_input', `${formatDay(day, today)}已经过了，没有办。请换一个日子，${EXAMPLE}。`);
}
