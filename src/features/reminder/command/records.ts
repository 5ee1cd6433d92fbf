import type { Command } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import { addDays, type Day } from '../../../language/day.ts';
import { readNearestDay } from '../../holiday/usecase/day.ts';
import { spokenNames } from '../../person/usecase.ts';
import { showRecords } from '../reply.ts';
import { sendingRecords } from '../usecase/records.ts';

const NAMED_DAYS: Readonly<Record<string, number>> = {
  '': 0,
  今天: 0,
  昨天: -1,
  前天: -2,
  大前天: -3,
  明天: 1,
  后天: 2,
};

/** `提醒记录 昨天`: what was sent, what was not, and why. */
export const recordsCommand: Command = {
  name: 'reminders',
  pattern: /^(?:提醒|发送)记录[\s:：]*(.{0,30})$/,
  right: 'meet',
  help: {
    title: '提醒记录',
    line: '看某天发了哪些提醒，没发出的是什么原因',
    examples: ['提醒记录', '提醒记录 昨天', '提醒记录 6月1日'],
  },
  async run({ db, today, zone }, { match }) {
    const day = readDay(match?.[1] ?? '', today);
    const records = await sendingRecords(db, { day, zone });
    const names = await spokenNames(
      db,
      records.flatMap(({ userids }) => userids),
    );
    return { reply: showRecords(records, { day, today, zone, names }) };
  },
};

function readDay(text: string, today: Day): Day {
  const word = text.trim().replace(/的$/, '');
  const offset = NAMED_DAYS[word];
  const day = offset === undefined ? readNearestDay(word, today) : addDays(today, offset);
  if (day === undefined) {
    throw userError('invalid_input', `没看懂「${word}」是哪一天，请这样发：提醒记录 昨天，或：提醒记录 6月1日`);
  }
  return day;
}
