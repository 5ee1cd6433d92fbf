import type { Day } from '../../language/day.ts';
import type { Reading } from '../../language/reading.ts';
import type { Command } from '../command.ts';
import { readBack } from '../read-back.ts';
import type { Choice } from '../reply.ts';

/** Keys of the buttons under "is this what you mean?". */
export const KEPT_RUN = 'kept:run';
export const KEPT_NO = 'kept:no';
/** Said where nothing was understood. */
export const HINT = '没看懂这一句。发「帮助」看看可以怎么说，例如：报名 6月4日护考';

const CONFIRM: Choice[] = [
  { label: '是，就这么办', key: KEPT_RUN, says: 'yes' },
  { label: '不是', key: KEPT_NO, says: 'no' },
];

/** The order as it was understood, to be confirmed before anything is done: `是要「报名」吗？` and a line for each thing read. */
export function askBack(
  command: Pick<Command, 'name' | 'help'>,
  reading: Reading,
  today: Day,
): { text: string; choices: Choice[] } {
  const lines = readBack(reading, today).map(({ label, value }) => `${label}：${value}`);
  return { text: [`是要「${command.help?.title ?? command.name}」吗？`, ...lines].join('\n'), choices: CONFIRM };
}
