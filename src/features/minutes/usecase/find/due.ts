import { resolvePeriod, scanPeriods } from '../../../../language/date/period.ts';
import { resolveDates } from '../../../../language/date/resolve.ts';
import { scanDates } from '../../../../language/date/scan.ts';
import type { DateToken } from '../../../../language/date/token.ts';
import { addDays, type Day, weekdayOf } from '../../../../language/day.ts';
import { scanMasks } from '../../../../language/mask.ts';
import { NUMERAL, parseNumber } from '../../../../language/number.ts';
import { scanDatedNames } from '../../../../language/people/find.ts';
import { createSheet, type Stretch } from '../../../../language/sheet.ts';

/** Until when something is to be done, with the words around it that only say so. */
export interface Due extends Stretch {
  /** Null: said, but no such day (6月31日). */
  day: Day | null;
  /** Said as a limit: 6月10日前, 截止6月10日, 三天内; else it may be the day of what it is about. */
  isLimit: boolean;
  warning?: string;
}

export interface Ground {
  /** The day of the meeting. */
  day: Day;
  roster: ReadonlySet<string>;
}

const CLOCK =
  '(?:\\s?(?:早上|上午|中午|下午|傍晚|晚上|晚)?\\s?(?:\\d{1,2}|[一二两三四五六七八九十]{1,3})(?:[:点时](?:\\d{2}|半)?分?))?(?:\\s?(?:下班|中午|晚上|上午|下午))?';
const DONE =
  '(?:务必|必须|一定|全部|都|要|需|须|得)?(?:完成|办完|办好|办结|做完|做好|弄好|搞定|落实到位|落实好|到位|定下来|整改到位|整改完)';
const LIMIT_BEHIND = new RegExp(
  `^${CLOCK}\\s?(?:\\([^()]{1,8}\\)\\s?)?(?:(之前|以前|前|之内|以内|内|截止|为止|止)(?:${DONE})?|(${DONE}))`,
);
const LIMIT_BEFORE =
  /(?:(?:要求|务必|必须)?(?:完成|办理|落实|整改|办结|截止|上报|提交)?(?:时限|时间|日期|期限)(?:要求|节点)?\s?(?:[:：]|为|是)?|截止(?:到|至|于)?\s?[:：]?|截至|最[晚迟](?:到|在|于)?|不[晚迟]于)\s?$/;
const AT = /(?:务必|必须|要求)?(?:于|在|赶在|到)\s?$/;
const WITHIN = new RegExp(
  `(?:会后|会议结束后)?(${NUMERAL})\\s?(个?工作日|天|日|个?周|个?星期|个?礼拜|个?月)(?:之内|以内|内)(?:${DONE})?`,
  'g',
);
/** 春节前 is before it; 6月10日前 takes that day in. */
const OPEN_END = /^(?:之前|以前|前)$/;

/** Every day that a sentence names, in order; `ground.day` is what 明天 and 下周五 count from. */
export function findDues(text: string, { day, roster }: Ground): Due[] {
  const sheet = createSheet(text);
  scanDatedNames(sheet, roster);
  scanMasks(sheet);
  const within = [...text.matchAll(WITHIN)].flatMap((match) => withinDue(match, day));
  const dates = runsOf(scanDates(sheet)).map((run) => dateDue(text, run, day));
  const periods = scanPeriods(sheet).flatMap(({ start, end, part }) => {
    const [, last] = resolvePeriod(part, day, 'future');
    const due = bounded(text, { start, end });
    return due.isLimit ? [{ ...due, day: last }] : [];
  });
  return [...within, ...dates, ...periods]
    .sort((a, b) => a.start - b.start)
    .filter((due, i, all) => !all.some((other, j) => j < i && other.end > due.start));
}

/** Those that belong together: 6月10日(周三), 6月8日至10日. */
function runsOf(tokens: readonly DateToken[]): DateToken[][] {
  const runs: DateToken[][] = [];
  for (const token of tokens) {
    const run = runs.at(-1);
    if (run && token.link) run.push(token);
    else runs.push([token]);
  }
  return runs;
}

function dateDue(text: string, run: readonly DateToken[], day: Day): Due {
  const [start, end] = [Math.min(...run.map((one) => one.start)), Math.max(...run.map((one) => one.end))];
  const { days, warnings } = resolveDates(run, day, 'future');
  const due = bounded(text, { start, end });
  const isBefore = OPEN_END.test(due.word ?? '');
  const kind = run[0]?.part.kind;
  const isSpan = kind === 'week' || kind === 'stretch';
  const meant = isBefore && isSpan ? days[0] : days.at(-1);
  const last = meant !== undefined && isBefore && kind === 'festival' ? addDays(meant, -1) : meant;
  const [warning] = warnings;
  const { word: _, ...rest } = due;
  return { ...rest, day: last ?? null, ...(warning === undefined ? {} : { warning }) };
}

/** With the words before and behind that make it a limit. */
function bounded(text: string, { start, end }: Stretch): Omit<Due, 'day'> & { word?: string } {
  const behind = LIMIT_BEHIND.exec(text.slice(end));
  const label = LIMIT_BEFORE.exec(text.slice(0, start));
  const at = AT.exec(text.slice(0, start));
  const from = start - (label?.[0].length ?? (behind ? (at?.[0].length ?? 0) : 0));
  const isLimit = behind !== null || label !== null;
  return { start: from, end: end + (behind?.[0].length ?? 0), isLimit, ...(behind?.[1] ? { word: behind[1] } : {}) };
}

function withinDue(match: RegExpExecArray | RegExpMatchArray, day: Day): Due[] {
  const count = parseNumber(match[1] ?? '');
  const unit = match[2] ?? '';
  if (count === undefined || count < 1 || count > 400 || match.index === undefined) return [];
  const at = { start: match.index, end: match.index + match[0].length, isLimit: true };
  if (unit.endsWith('工作日')) return [{ ...at, day: workdaysOn(day, count) }];
  const length = /月$/.test(unit) ? 30 : /[周期拜]$/.test(unit) ? 7 : 1;
  return [{ ...at, day: addDays(day, Math.round(count * length)) }];
}

function workdaysOn(day: Day, count: number): Day {
  let at = day;
  for (let left = Math.round(count); left > 0; ) {
    at = addDays(at, 1);
    if (weekdayOf(at) <= 5) left -= 1;
  }
  return at;
}
