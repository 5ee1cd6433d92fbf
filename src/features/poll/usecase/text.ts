import { type Day, formatDay } from '../../../language/day.ts';
import { MEETING } from '../../../language/intent/words.ts';
import { createSheet } from '../../../language/sheet.ts';
import { scanTimes } from '../../../language/time/moment.ts';
import type { Poll, PollOption } from '../types.ts';

/** Of a long list the rest is only counted. */
const MOST_NAMED = 20;
const ASKING = /(?:定在|安排在|改到)?(?:哪一?[天日个]|什么时[候间]|几[月号点]|何时|啥时候|怎么).*$/;
/** An hour to start from where none was said. */
const HOURS: readonly [RegExp, string][] = [
  [/上午|早/, '9:00'],
  [/下午|中午/, '14:00'],
  [/晚|傍晚/, '19:00'],
];
const MOST_LINES = 2;

/** `1. 6月5日(周五)：2 票（王芳、李强）`, a line for each option. */
export function countLines({ options }: Poll): string[] {
  return options.map(({ serial, text, voters }) => `${serial}. ${text}：${voters.length} 票${namesIn(voters)}`);
}

export function countVoters({ options }: Poll): number {
  return new Set(options.flatMap(({ voters }) => voters.map(({ id }) => id))).size;
}

/** Those with most votes; none where nobody voted. */
export function winnersOf({ options }: Poll): PollOption[] {
  const most = Math.max(...options.map(({ voters }) => voters.length));
  return most === 0 ? [] : options.filter(({ voters }) => voters.length === most);
}

/** A closed poll: what won, all counts, and the line that goes on from there. */
export function outcomeText(poll: Poll, { today, botName }: { today: Day; botName: string }): string {
  const winners = winnersOf(poll);
  const [first] = winners;
  const head = `「${poll.title}」投票结束，${countVoters(poll)} 人投了。`;
  if (!first) return [head, '没有人投，没有结果。'].join('\n');
  const what = winners.map(({ text }) => text).join('、');
  const count = `${winners.length > 1 ? '各 ' : ''}${first.voters.length} 票`;
  const won = winners.length > 1 ? `并列最多：${what}，${count}，请发起人定一个。` : `得票最多：${what}，${count}。`;
  const steps = winners.slice(0, MOST_LINES).flatMap((option) => nextStep(poll, option, today) ?? []);
  const next =
    steps.length > 0 ? ['下一步可以复制（时间、地点改成你们的）：', ...steps.map((line) => `@${botName} ${line}`)] : [];
  return [head, won, ...countLines(poll), ...next].join('\n');
}

/** The line that sets the meeting or the activity on the day that won. */
function nextStep({ title }: Poll, { day, text }: PollOption, today: Day): string | undefined {
  if (day === null || day < today) return undefined;
  const said = scanTimes(createSheet(text))[0]?.clock[0] ?? HOURS.find(([word]) => word.test(text))?.[1];
  const date = formatDay(day, today).replace(/\(.*\)/, '');
  const meeting = new RegExp(MEETING).exec(title)?.[0];
  if (meeting) return `${date} ${said ?? '19:00'} 召开${meeting}`;
  const activity = title.replace(ASKING, '').trim();
  return activity.length < 2 ? undefined : `发布活动 ${date} ${said ?? '9:00'} ${activity}`;
}

function namesIn(voters: PollOption['voters']): string {
  if (voters.length === 0) return '';
  const names = voters.slice(0, MOST_NAMED).map(({ name }) => name);
  return `（${names.join('、')}${voters.length > MOST_NAMED ? ` 等 ${voters.length} 人` : ''}）`;
}
