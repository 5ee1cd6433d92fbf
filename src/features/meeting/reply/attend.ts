import type { Day } from '../../../language/day.ts';
import type { Meeting, StoredHolding } from '../types.ts';
import { describeAttendees, type Expected } from '../usecase/attendees.ts';
import { formatStart } from '../usecase/text.ts';
import { namesOf } from './text.ts';

/** `该来的是全体党员，35人。` */
export function showAttendees(meeting: Meeting, people: readonly Expected[]): string {
  const who = describeAttendees(meeting, people);
  return people.length === 0 && who === '没有定' ? '还没有定该谁来。' : `该来的是${who}。`;
}

/** Who of those expected has neither said they come nor taken leave. */
export function showUnanswered(
  holding: StoredHolding,
  { expected, unanswered }: { expected: readonly Expected[]; unanswered: readonly Expected[] },
  { today, hasNames }: { today: Day; hasNames: boolean },
): string {
  const { meeting, acceptances, leaves } = holding;
  const head = `${formatStart(holding, today)} ${meeting.title}`;
  const answered = `参加 ${acceptances.length} 人，请假 ${leaves.length} 人`;
  if (expected.length === 0) {
    return `${head}：还没有定该谁来，说不上谁没回（${answered}）。支委可以定：参会 ${meeting.title} 全体党员`;
  }
  const of = `应到 ${expected.length} 人（${describeAttendees(meeting, expected).replace(/，\d+人$/, '')}）`;
  if (unanswered.length === 0) return `${head}：${of}，都回复了（${answered}）。`;
  return [
    `${head}：${of}，还有 ${unanswered.length} 人没回（${answered}）${hasNames ? '：' : '。名字请支委来看。'}`,
    ...(hasNames ? [namesOf(unanswered)] : []),
  ].join('\n');
}
