import { type Day, daysBetween, formatDay } from '../../../language/day.ts';
import type { Holding, Meeting } from '../types.ts';

const NEAR = ['今天', '明天', '后天'];

/** 6月2日(周一)19:00 */
export function formatStart({ day, startTime }: Pick<Holding, 'day' | 'startTime'>, today: Day): string {
  return `${formatDay(day, today)}${startTime}`;
}

/** The announcement of a holding as it reads on `today`. */
export function announcementText(holding: Holding, today: Day, botName: string): string {
  const { title } = holding.meeting;
  const near = NEAR[daysBetween(today, holding.day)] ?? '';
  return [
    `【会议提醒】${title}`,
    `时间：${near}${near ? ' ' : ''}${formatStart(holding, today)}${formatWhy(holding)}`,
    ...detailLines(holding),
    ...(holding.leaves.length > 0 ? [`已请假：${holding.leaves.map(({ name }) => name).join('、')}`] : []),
    '能来的、来不了的，请在群里发：',
    `@${botName} 参加 ${title}`,
    `@${botName} 请假 ${title} 出差`,
  ].join('\n');
}

/** To those who have not said whether they come. */
export function unansweredText(holding: Holding, today: Day, botName: string): string {
  const { title, chatId } = holding.meeting;
  const call = chatId === null ? '' : `@${botName} `;
  return `【会议没回复】${title}${formatStart(holding, today)}开，还没收到您来不来的回复。${formatPlace(holding)}能来请发：${call}参加 ${title}；来不了请发：${call}请假 ${title} 事由`;
}

/** The notice before the day a holiday has taken. */
export function movedText(holding: Holding, today: Day): string {
  const { meeting, nominalDay, movedWhy, state } = holding;
  const planned = `${formatDay(nominalDay, today)}的${meeting.title}${movedWhy ?? ''}`;
  if (state === 'cancelled') return `【会议变动】${planned}，下一次照常，到时再提醒大家。`;
  return `【会议变动】${planned}到${formatStart(holding, today)}。${formatPlace(holding)}`;
}

/** What people are told who had heard of the holding as it was `before`. */
export function changedText(before: Holding, after: Holding, today: Day): string {
  const { title } = after.meeting;
  const was = formatStart(before, today);
  if (after.state === 'cancelled') return `【会议变动】${was}的${title}${after.movedWhy ?? '不开了'}，请互相转告。`;
  if (before.state === 'cancelled') {
    return `【会议变动】${title}照常开：${formatStart(after, today)}。${formatPlace(after)}请互相转告。`;
  }
  if (before.startsAt.getTime() === after.startsAt.getTime()) {
    return `【会议变动】${was}的${title}换了地点。${formatPlace(after)}请互相转告。`;
  }
  return `【会议变动】${title}改到${formatStart(after, today)}${formatWhy(after)}，原定${was}。${formatPlace(after)}请互相转告。`;
}

/** Place, chair and numbered agenda, as far as they are known. */
export function detailLines(of: Holding | Meeting): string[] {
  const { chair } = 'meeting' in of ? of.meeting : of;
  const agenda = agendaOf(of);
  return [
    ...(of.place ? [`地点：${of.place}`] : []),
    ...(chair ? [`主持：${chair}`] : []),
    ...(agenda.length > 0 ? ['议程：', ...agenda.map((line, i) => `${i + 1}. ${line}`)] : []),
  ];
}

/** What is always on it, what members put on it, and what should have been done. */
export function agendaOf(of: Holding | Meeting): string[] {
  if (!('meeting' in of)) return of.agenda;
  const { meeting, points, overdue = [] } = of;
  return [
    ...meeting.agenda,
    ...points.map(({ text, proposer }) => (proposer === null ? text : `${text}（${proposer}提）`)),
    ...overdue.map((line) => `没办完的：${line}`),
  ];
}

export function formatPlace(holding: Holding): string {
  return holding.place ? `地点：${holding.place}。` : '';
}

/** （因端午节放假，顺延） */
export function formatWhy({ movedWhy }: Holding): string {
  return movedWhy === null ? '' : `（${movedWhy}）`;
}
