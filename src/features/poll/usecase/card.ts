import type { Card } from '../../../bot/reply.ts';
import { type Day, formatWeekday, partsOf } from '../../../language/day.ts';
import { formatInstant } from '../../activity/usecase/describe.ts';
import type { Poll, PollOption } from '../types.ts';
import { isOpen } from './find.ts';
import { countVoters } from './text.ts';

export type CardContent = Omit<Card, 'taskId'>;

export interface CardAround {
  now: Date;
  today: Day;
  zone: string;
}

/** Under which the options ticked come back. */
export const OPTIONS_KEY = 'options';
/** What the narrowest client shows of an option. */
const MOST_OPTION = 11;
const MOST_FACTS = 6;

/** The card to vote by, with the counts; once it is over, what came of it. `note`: what has just happened. Pure. */
export function pollCard(poll: Poll, around: CardAround, note?: string): CardContent {
  if (!isOpen(poll, around.now)) return countCard(poll, around, note);
  return {
    title: poll.title,
    description: note ?? standing(poll, around),
    buttons: [],
    vote: {
      questionKey: OPTIONS_KEY,
      isMultiple: poll.isMultiple,
      options: poll.options.map((option) => ({ id: `${option.serial}`, text: optionText(option) })),
      submit: { text: '投票', key: `poll-vote:${poll.id}` },
    },
  };
}

/** Counts and names, most votes first. */
export function countCard(poll: Poll, around: CardAround, note?: string): CardContent {
  const most = poll.options.toSorted((one, other) => other.voters.length - one.voters.length);
  const all = { text: '谁投了', key: `poll-result:${poll.id}` };
  const again = { text: '去投票', key: `poll-vote:${poll.id}`, isPrimary: true };
  return {
    title: poll.title,
    description: isOpen(poll, around.now) ? standing(poll, around) : `已结束，${countVoters(poll)} 人投了`,
    facts: most.slice(0, MOST_FACTS).map(({ text, voters }) => ({
      label: `${voters.length} 票`,
      value: [text, voters.map(({ name }) => name).join('、')].join(' ').trim(),
    })),
    ...(note ? { text: note } : {}),
    buttons: isOpen(poll, around.now) ? [again, all] : [all],
  };
}

/** `可多选，3 人投了，6月3日(周三)24:00截止` */
function standing(poll: Poll, { zone, today }: CardAround): string {
  const count = countVoters(poll);
  return [
    poll.isMultiple ? '可多选' : '选一个',
    ...(count > 0 ? [`${count} 人投了`] : []),
    ...(poll.closesAt ? [`${formatInstant(poll.closesAt, zone, today)}截止`] : []),
  ].join('，');
}

/** `6月5日周五 3票`; where it gets too long the words are cut, never the count. */
function optionText({ text, day, voters }: PollOption): string {
  const count = voters.length > 0 ? ` ${voters.length}票` : '';
  const room = MOST_OPTION - count.length;
  const words = day === null ? text : text.replace(/^\d+年/, '').replace(/\(周.\)/, formatWeekday(day));
  if ([...words].length <= room) return `${words}${count}`;
  const short =
    day === null ? words : `${partsOf(day).month}月${partsOf(day).date}日${words.split(formatWeekday(day))[1] ?? ''}`;
  if ([...short].length <= room) return `${short}${count}`;
  return `${[...short].slice(0, room - 1).join('')}…${count}`;
}
