import type { Button, Card } from '../../../bot/reply.ts';
import type { Day } from '../../../language/day.ts';
import type { Holding } from '../types.ts';
import { checkInState } from './check-in-state.ts';
import { agendaOf, formatStart, formatWhy } from './text.ts';

const SHOWN_BEFORE_MS = 120 * 60_000;

type CardContent = Omit<Card, 'taskId'>;

/** Which holding a button is about, and when the card said that it starts. */
export interface HoldingRef {
  meetingId: number;
  nominalDay: Day;
  /** `2026-06-01T19:00` */
  shownStart: string;
}

const SCHEDULE: Button = { text: '会议安排', key: 'meeting-list:' };
/** Said on a button in four characters; who taps one is on leave for it. */
const REASONS = ['出差', '值班', '生病'];

export interface CardNews {
  /** What has just happened, or has to be known. */
  note?: string;
  /** Somebody has just taken leave without saying why. */
  isUnexplained?: boolean;
}

/** What there is to know of a holding, how many answered, and what one can do now. Pure. */
export function meetingCard(
  holding: Holding,
  { now, today }: { now: Date; today: Day },
  { note, isUnexplained = false }: CardNews = {},
): CardContent {
  const { meeting, place, acceptances, leaves } = holding;
  const agenda = agendaOf(holding);
  return {
    title: meeting.title,
    description: `${formatStart(holding, today)}${stateWords(holding, now)}`,
    facts: [
      ...(place ? [{ label: '地点', value: place }] : []),
      ...(meeting.chair ? [{ label: '主持', value: meeting.chair }] : []),
      ...(agenda.length > 0 ? [{ label: '议程', value: agenda.join('；') }] : []),
      { label: '回复', value: `参加 ${acceptances.length} 人，请假 ${leaves.length} 人` },
    ],
    ...(note ? { text: note } : {}),
    buttons: [...buttonsOf(holding, now), ...(isUnexplained ? reasonsOf(holding) : [])],
  };
}

/** `3/2026-06-01@2026-06-01T19:00` */
export function refOf({ meeting, nominalDay, day, startTime }: Holding): string {
  return `${meeting.id}/${nominalDay}@${day}T${startTime}`;
}

export function isShownAs(holding: Holding, { shownStart }: HoldingRef): boolean {
  return `${holding.day}T${holding.startTime}` === shownStart;
}

function stateWords(holding: Holding, now: Date): string {
  if (holding.state === 'cancelled') return '，已取消';
  return holding.startsAt <= now ? '，已经开始或开过' : formatWhy(holding);
}

function buttonsOf(holding: Holding, now: Date): Button[] {
  const ref = refOf(holding);
  const answers = { text: '谁回了', key: `meeting-leaves:${ref}` };
  if (holding.state === 'cancelled') return [SCHEDULE];
  const checkIn = canCheckIn(holding, now) ? [{ text: '签到', key: `meeting-checkin:${ref}`, isPrimary: true }] : [];
  if (holding.startsAt <= now) return [...checkIn, answers, SCHEDULE];
  return [
    ...checkIn,
    { text: '参加', key: `meeting-accept:${ref}`, isPrimary: true },
    { text: '请假', key: `meeting-leave:${ref}` },
    answers,
  ];
}

/** On what is shown from two hours before: by the time people tap it, it is open. */
function canCheckIn(holding: Holding, now: Date): boolean {
  const state = checkInState(holding, now);
  return state === 'open' || (state === 'early' && holding.startsAt.getTime() - now.getTime() <= SHOWN_BEFORE_MS);
}

/** For everybody who has a reason of that kind: the card is everybody's. */
function reasonsOf(holding: Holding): Button[] {
  return REASONS.map((reason) => ({ text: `${reason}请假`, key: `meeting-leave:${refOf(holding)}#${reason}` }));
}
