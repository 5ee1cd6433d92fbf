import type { CommandContext } from '../../../bot/command.ts';
import type { Changes } from '../../activity/usecase/change.ts';
import { formatInstant, formatTimes, nameOccurrence, typedName } from '../../activity/usecase/describe.ts';
import type { Occurrence } from '../../activity/usecase/find.ts';
import { tellParticipants } from '../../registration/usecase/tell.ts';

type Around = Pick<CommandContext, 'today' | 'zone'>;

/** Days of one activity are told together: one message, however many days. */
export async function tellDays(
  context: CommandContext,
  occurrences: Occurrence[],
  notice: { kind: 'activity_changed' | 'activity_cancelled'; word: string; text: string },
): Promise<number> {
  let told = 0;
  for (const [id, days] of byActivity(occurrences)) {
    const usefulUntil = new Date(Math.max(...days.map(({ startsAt }) => startsAt.getTime())));
    const key = `activity:${id}:${notice.word}:${context.messageId}`;
    told += await tellParticipants(context, days, { key, kind: notice.kind, text: notice.text, usefulUntil });
  }
  return told;
}

function byActivity(occurrences: Occurrence[]): Map<number, Occurrence[]> {
  const grouped = new Map<number, Occurrence[]>();
  for (const occurrence of occurrences) {
    const { id } = occurrence.activity;
    grouped.set(id, [...(grouped.get(id) ?? []), occurrence]);
  }
  return grouped;
}

/** `时间改为 9:00-11:00，名额改为 30 人`: the new values, read back. */
export function describeChanges(occurrence: Occurrence, changes: Changes, { today, zone }: Around): string {
  const { activity, capacity, deadlineAt } = occurrence;
  const parts = [
    ...(changes.time ? [`时间改为 ${formatTimes(occurrence)}`] : []),
    ...(changes.place === undefined ? [] : [`地点改为 ${activity.place ?? '待定'}`]),
    ...(changes.capacity === undefined ? [] : [capacity === null ? '名额改为不限' : `名额改为 ${capacity} 人`]),
    ...(changes.deadline && deadlineAt ? [`报名截止改为 ${formatInstant(deadlineAt, zone, today)}`] : []),
  ];
  return parts.join('，');
}

export function changeNotice(occurrences: Occurrence[], changes: Changes, around: Around): string {
  const [first] = occurrences;
  if (!first) return '';
  const what = describeChanges(first, changes, around);
  return `活动有变：${namesOf(occurrences, around)}，${what}。来不了请发：取消 ${typedName(first)}`;
}

export function restoreNotice(occurrences: Occurrence[], around: Around): string {
  const [first] = occurrences;
  if (!first) return '';
  const { activity } = first;
  const times = formatTimes(first) ?? '时间待定';
  return `刚才的改动撤销了：${namesOf(occurrences, around)}，还是 ${times}，地点 ${activity.place ?? '待定'}。`;
}

export function callOffNotice(occurrences: Occurrence[], reason: string | null, around: Around): string {
  return `活动取消：${namesOf(occurrences, around)}${reason ? `，原因：${reason}` : ''}。请不要前往，已报名的不用再操作。`;
}

export function callOnNotice(occurrences: Occurrence[], around: Around): string {
  return `刚才的取消撤销了，活动照常：${namesOf(occurrences, around)}。原来的报名都还在。`;
}

export function namesOf(occurrences: Occurrence[], { today }: Pick<Around, 'today'>): string {
  const names = new Set(
    occurrences.map((one) => nameOccurrence(isWhole(one, occurrences) ? { ...one, post: null } : one, today)),
  );
  return [...names].join('、');
}

/** Several posts of its day are among them: the day is named once. */
function isWhole({ activity, day, post }: Occurrence, all: readonly Occurrence[]): boolean {
  return all.some((one) => one.activity.id === activity.id && one.day === day && one.post?.id !== post?.id);
}
