import type { Command, CommandContext, Outcome } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import { EXPORT } from '../job.ts';
import { whichHeld } from '../reply/text.ts';
import { findStanding } from '../store/minutes.ts';
import type { Held } from '../types.ts';
import { findMeant, requireHeld, sayHeld } from '../usecase/holding.ts';
import { checkReader } from '../usecase/right.ts';
import { lastWithMinutes, namedIn } from './show.ts';

/** `导出纪要`, `导出6月1日例会纪要`, `纪要导出` */
export const exportCommand: Command = {
  name: EXPORT,
  pattern:
    /^(?:(?:导出|下载|打印|生成)\s?(.{0,30}?)的?(?:会议纪要|会议记录|纪要)\s?[:：]?\s?(.{0,30})|(.{0,30}?)的?(?:会议纪要|会议记录|纪要)\s?(?:导出|下载)(?:一下)?(?:成?\s?[Ww]ord)?)$/,
  right: 'meet',
  help: {
    title: '导出纪要',
    line: '把纪要做成 Word 会议记录，带上到会、请假、决定和任务',
    examples: ['导出纪要', '导出纪要 6月1日例会', '纪要导出成Word'],
  },
  async run(context, { match }) {
    const words = (match?.[1] || match?.[2] || match?.[3] || '').trim();
    if (words === '') return open(context, await lastWithMinutes(context));
    const meant = await findMeant(context, await namedIn(context, words));
    const [only, other] = meant;
    if (only && !other) return open(context, only);
    return { reply: whichHeld(meant, context.today, ({ id }) => `${EXPORT}:${id}`) };
  },
  async click(context, value) {
    return open(context, await requireHeld(context, Number(value)));
  },
};

async function open(context: CommandContext, held: Held): Promise<Outcome> {
  const { db, today } = context;
  await checkReader(context, held);
  const minutes = await findStanding(db, held.id);
  if (!minutes) throw userError('not_found', `${sayHeld(held, today)}还没有纪要，先记：会议纪要 内容…`);
  const late = { kind: EXPORT, arguments: { minutes: minutes.id } };
  return { reply: { text: `正在做${sayHeld(held, today)}的会议记录…`, late } };
}
