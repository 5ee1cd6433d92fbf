import type { Reply } from '../../../bot/reply.ts';
import { type Day, formatDay } from '../../../language/day.ts';
import type { Occurrence } from '../types.ts';
import type { CardDay } from '../usecase/card/days.ts';
import type { CardAround } from '../usecase/card/parts.ts';
import { activityCard } from '../usecase/card/show.ts';
import { describeOpen, formatInstant, formatTimes, nameOccurrence, typedName } from '../usecase/describe.ts';

/** Reads back what was published, and carries the card that goes with it. */
export function publishedReply(days: readonly CardDay[], around: CardAround & { botName: string }): Reply {
  const occurrences = days.map(({ occurrence }) => occurrence);
  const [first] = occurrences;
  if (!first) return { text: '' };
  const typed = typedName(first);
  const isDaily = occurrences.length > 1;
  const facts = factsOf(first, { ...around, isDaily });
  return {
    text: [
      `已发布：${daysOf(occurrences, around.today)} ${first.activity.title}`,
      ...facts.map(({ label, value }) => `${label}：${value}`),
      '',
      `想参加的，点下面的按钮，或复制这一行发到群里${isDaily ? '（换成要报的那天）' : ''}：`,
      `@${around.botName} 报名 ${typed}`,
      '',
      `要改，发：修改活动 ${typed} 名额30（时间、地点、截止也一样改）`,
      `不办了，发：取消活动 ${typed}`,
      '刚才发错了，10 分钟内发「撤销」。',
    ].join('\n'),
    ...cardBeside(days, around),
  };
}

function daysOf(occurrences: Occurrence[], today: Day): string {
  return occurrences.map(({ day }) => formatDay(day, today)).join('、');
}

function factsOf(occurrence: Occurrence, { today, zone, isDaily }: CardAround & { isDaily: boolean }) {
  const { activity, capacity, deadlineAt } = occurrence;
  return [
    { label: '时间', value: formatTimes(occurrence) ?? '没写，以后可以补' },
    { label: '地点', value: activity.place ?? '没写，以后可以补' },
    { label: '名额', value: capacity === null ? '不限' : `${isDaily ? '每天 ' : ''}${capacity} 人` },
    { label: '报名截止', value: deadlineAt ? formatInstant(deadlineAt, zone, today) : '开始之前都可以' },
  ];
}

/** What can be registered for, soonest first; a number or a tap registers. Of one activity alone, its card. */
export function openReply(days: readonly CardDay[], around: CardAround): Reply {
  if (days.length === 0) {
    return {
      text: '现在没有可以报名的活动。要发布一个，发：发布活动 6月4日 8:00-12:00 护考志愿服务 地点：一中门口 名额20',
    };
  }
  const isOneActivity = new Set(days.map(({ occurrence }) => occurrence.activity.id)).size === 1;
  return {
    text: '现在可以报名的活动，想报哪个就选哪个：',
    choices: days.map(({ occurrence }) => ({
      label: describeOpen(occurrence, around),
      key: `register:${occurrence.id}`,
    })),
    ...(isOneActivity ? cardBeside(days, around) : {}),
  };
}

function cardBeside(days: readonly CardDay[], around: CardAround): Pick<Reply, 'card'> {
  const card = activityCard(days, around);
  return card ? { card } : {};
}

export function unpublishedText(days: Occurrence[], today: Day): string {
  return `已撤销发布：${days.map((day) => nameOccurrence(day, today)).join('、')}。`;
}
