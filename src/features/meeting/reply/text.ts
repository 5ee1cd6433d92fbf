import type { CommandContext } from '../../../bot/command.ts';
import { type Reply, textReply } from '../../../bot/reply.ts';
import { type Day, formatDay } from '../../../language/day.ts';
import { formatRecurrence } from '../../../language/recurrence.ts';
import type { Holding, Leave, Meeting } from '../types.ts';
import { describeAttendees } from '../usecase/attendees.ts';
import { meetingCard } from '../usecase/card.ts';
import type { Clash } from '../usecase/clash.ts';
import type { LeaveTaken } from '../usecase/leave.ts';
import type { RuleChange } from '../usecase/rule.ts';
import { detailLines, formatPlace, formatStart, formatWhy } from '../usecase/text.ts';

export type Around = Pick<CommandContext, 'now' | 'today' | 'message' | 'sender'>;

/** 每周一19:00, or the day of a meeting held once. */
export function formatRule({ recurrence, onDay, startTime }: Meeting, today: Day): string {
  if (recurrence !== null) return `${formatRecurrence(recurrence)}${startTime}`;
  return formatStart({ day: onDay ?? today, startTime }, today);
}

/** `例会`: what comes next of each meeting; where it is one, with its card. */
export function showHoldings(holdings: readonly Holding[], around: Around): Reply {
  if (holdings.length === 0) {
    return textReply('最近两周没有安排会议。支委可以这样定：每周一晚上7点 例会 地点：支部活动室');
  }
  const text = holdings.map((holding) => showHolding(holding, around.today)).join('\n\n');
  const [next, other] = holdings.filter(({ state }) => state === 'planned');
  return next && !other ? { text, card: meetingCard(next, around) } : textReply(text);
}

/** `请假名单`, `谁回了`. */
export function showAnswers(holdings: readonly Holding[], today: Day): Reply {
  if (holdings.length === 0) return textReply('最近两周没有安排会议，也就没有人要回复。');
  return textReply(holdings.map((holding) => answersOf(holding, today)).join('\n\n'));
}

function answersOf({ acceptances, leaves, ...holding }: Holding, today: Day): string {
  const head = `${formatStart(holding, today)} ${holding.meeting.title}`;
  const coming = acceptances.length > 0 ? [`${acceptances.length}人参加：${namesOf(acceptances)}`] : [];
  if (leaves.length === 0) return [`${head}：还没有人请假。`, ...coming].join('\n');
  const lines = leaves.map((leave, i) => `${i + 1}. ${nameWithReason(leave)}`);
  return [`${head}，${leaves.length}人请假：`, ...lines, ...coming].join('\n');
}

export function showLeave({ holding, recorded, explained, known }: LeaveTaken, around: Around): Reply {
  const where = `${formatStart(holding, around.today)} ${holding.meeting.title}`;
  const lines: string[] = [];
  if (recorded.length > 0) lines.push(`已记下请假：${recorded.map(nameWithReason).join('、')}，${where}。`);
  if (explained.length > 0) lines.push(`已补上事由：${explained.map(nameWithReason).join('、')}，${where}。`);
  if (known.length > 0) {
    lines.push(
      `${known.map(nameWithReason).join('、')}之前已经请过假了，${recorded.length > 0 ? '不用再请' : where}。`,
    );
  }
  if (recorded.length > 0) lines.push(`又能来了，发：取消请假（刚发的，十分钟内发「撤销」也行）`);
  const [only, other] = recorded;
  const isUnexplained = only?.personId === around.sender.id && !other && only.reason === null;
  const text = lines.join('\n');
  return isUnexplained ? { text, card: meetingCard(holding, around, { isUnexplained }) } : { text };
}

export function showRule(
  { meeting, next, former, expected }: RuleChange,
  warnings: readonly string[],
  today: Day,
): Reply {
  const isAgain = meeting.recurrence !== null;
  return textReply(
    [
      `${former === null ? '已定下' : '已改为'}：${meeting.title}，${formatRule(meeting, today)}。`,
      ...detailLines(next ?? meeting),
      ...(isAgain && next ? [`下一次：${formatStart(next, today)}${formatWhy(next)}。`] : []),
      `应到：${describeAttendees(meeting, expected)}（要改，发：参会 ${meeting.title} 全体党员）`,
      ...(isAgain ? spanLines(meeting, today) : []),
      ...warningLines(warnings),
      `前一天晚上8点和开会前两小时，我会在${meeting.chatId === null ? '支部群' : '本群'}提醒大家。`,
      '弄错了可在十分钟内发：撤销',
    ].join('\n'),
  );
}

/** From when and until when, and what becomes of days that a month has not. */
function spanLines({ title, recurrence, fromDay, untilDay }: Meeting, today: Day): string[] {
  const last = Math.max(0, ...(recurrence?.dates ?? []));
  const from = fromDay !== null && fromDay > today ? `从${formatDay(fromDay, today)}起，` : '';
  const until =
    untilDay === null
      ? `没有说到哪天为止，会一直开下去；哪天不开了，发：以后${title}不开了`
      : `开到${formatDay(untilDay, today)}为止`;
  return [...(last > 28 ? [`没有${last}日的月份，在那个月的最后一天开。`] : []), `${from}${until}。`];
}

/** Set or moved to a time at which the same people have another meeting: only after a yes. */
export function askDespite(
  { other, people }: Clash,
  { title, key, no }: { title: string; key: string; no: string },
  today: Day,
): Reply {
  return {
    text: `${formatStart(other, today)}已经有${other.meeting.title}，有${people}个人两个会都该去。${title}还定在这个时间吗？`,
    choices: [
      { label: '是，就定这个时间', key, says: 'yes' },
      { label: '不用', key: no, says: 'no' },
    ],
  };
}

export function warningLines(warnings: readonly string[]): string[] {
  return warnings.map((warning) => `请留意：${warning}。`);
}

/** 6月9日是周一，不是周二: told with what was done. */
export function withWarnings(reply: Reply, warnings: readonly string[] = []): Reply {
  return { ...reply, text: [reply.text, ...warningLines(warnings)].join('\n') };
}

/** Several fit: one is to be chosen. */
export function whichHolding<T extends Holding>(
  text: string,
  found: readonly T[],
  { today, keyOf }: { today: Day; keyOf(holding: T): string },
): Reply {
  return { text, choices: found.map((holding) => ({ label: choiceLabel(holding, today), key: keyOf(holding) })) };
}

export function showReturn(holding: Holding, today: Day): Reply {
  const where = `${formatStart(holding, today)} ${holding.meeting.title}`;
  return textReply(`已取消请假：${where}，等你来。\n弄错了可在十分钟内发：撤销`);
}

export function showStop(meeting: Meeting, today: Day): Reply {
  return textReply(
    `已停开：${meeting.title}（${formatRule(meeting, today)}），以后不再提醒。\n弄错了可在十分钟内发：撤销`,
  );
}

export function ruleRestored(meeting: Meeting, isKept: boolean, today: Day): string {
  if (!isKept) return `已撤销，${meeting.title}不定了，也不会再提醒。`;
  return `已撤销，${meeting.title}恢复为${formatRule(meeting, today)}。`;
}

export function showChange({ before, after }: { before: Holding; after: Holding }, today: Day): Reply {
  const { recurrence } = after.meeting;
  const what = whatChanged(before, after, today);
  return textReply(
    [
      what,
      ...(recurrence === null ? [] : ['只变这一次，以后照旧。']),
      '提醒会跟着变，已经发过提醒的会再通知大家。弄错了可在十分钟内发：撤销',
    ].join('\n'),
  );
}

function whatChanged(before: Holding, after: Holding, today: Day): string {
  const { title } = after.meeting;
  const was = formatStart(before, today);
  if (after.state === 'cancelled') return `已取消：${was} ${title}不开了。`;
  if (before.state === 'cancelled')
    return `已改好：${title}照常开，${formatStart(after, today)}。${formatPlace(after)}`;
  if (before.startsAt.getTime() === after.startsAt.getTime()) {
    return `已改好：${was} ${title}换了地点。${formatPlace(after)}`;
  }
  return `已改好：${title}改到${formatStart(after, today)}，原定${was}。${formatPlace(after)}`;
}

/** One line to choose a holding by. */
export function choiceLabel(holding: Holding, today: Day): string {
  return `${holding.meeting.title} ${formatStart(holding, today)}`;
}

function showHolding(holding: Holding, today: Day): string {
  const { title } = holding.meeting;
  if (holding.state === 'cancelled') {
    return `${title}：${formatStart(holding, today)}这一次${holding.movedWhy ?? '不开了'}。`;
  }
  const leaves = holding.leaves.map(nameWithReason).join('、');
  return [
    `${title}：${formatStart(holding, today)}${formatWhy(holding)}`,
    ...detailLines(holding),
    ...(holding.acceptances.length > 0 ? [`参加：${namesOf(holding.acceptances)}`] : []),
    `请假：${leaves || '还没有人'}`,
    `能来的请发：参加 ${title}`,
    `来不了的请发：请假 ${title} 事由`,
  ].join('\n');
}

export function namesOf(people: readonly { name: string }[]): string {
  return people.map(({ name }) => name).join('、');
}

export function nameWithReason({ name, reason }: Leave): string {
  return reason ? `${name}（${reason}）` : name;
}
