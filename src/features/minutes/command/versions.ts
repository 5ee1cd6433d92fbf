import type { Command, CommandContext, Outcome } from '../../../bot/command.ts';
import { chatIdOf } from '../../../bot/inbox.ts';
import { toLocal } from '../../../clock.ts';
import { userError } from '../../../errors.ts';
import { rosterNames } from '../../person/usecase.ts';
import { listVersions, showVersion, whichHeld } from '../reply/versions.ts';
import { findMinutes, findVersions } from '../store/minutes.ts';
import type { Held } from '../types.ts';
import { coverMinutes } from '../usecase/helped.ts';
import { findMeant, requireHeld } from '../usecase/holding.ts';
import { checkReader } from '../usecase/right.ts';
import { lastWithMinutes, namedIn } from './show.ts';

const NAME = 'minutes-versions';

/** `纪要记录`, `周一例会纪要记录`, `纪要版本 6月1日例会`: who wrote which version when. */
export const versionsCommand: Command = {
  name: NAME,
  pattern:
    /^(?:查看|看看|看|查)?\s?(.{0,20}?)的?(?:会议)?纪要的?\s?(?:修改|历史|改动|版本)?(?:记录|版本|历史|旧版)\s?[:：]?\s?(.{0,30})$/,
  right: 'register',
  async run(context, { match }) {
    const words = (match?.[1] || match?.[2] || '').trim();
    const meant =
      words === '' ? [await lastWithMinutes(context)] : await findMeant(context, await namedIn(context, words));
    const [only, other] = meant;
    if (only && !other) return list(context, only);
    return { reply: whichHeld(meant, context.today, ({ id }) => `${NAME}:of-${id}`) };
  },
  async click(context, value) {
    const [kind, id] = value.split('-');
    if (kind === 'of') return list(context, await requireHeld(context, Number(id)));
    const minutes = await findMinutes(context.db, Number(id));
    if (!minutes) throw userError('not_found', '这一版已经撤掉了。');
    const held = await requireHeld(context, minutes.holdingId);
    await checkReader(context, held);
    const isInGroup = chatIdOf(context.message) !== null;
    const whole = { minutes, tasks: [] };
    const shown = isInGroup ? coverMinutes(whole, await rosterNames(context.db)) : whole;
    return { reply: showVersion({ held, minutes: shown.minutes, today: context.today }) };
  },
};

async function list(context: CommandContext, held: Held): Promise<Outcome> {
  await checkReader(context, held);
  const { db, today, zone } = context;
  const versions = (await findVersions(db, held.id)).map((one) => ({ ...one, ...toLocal(one.createdAt, zone) }));
  return { reply: listVersions({ held, versions, today }, (id) => `${NAME}:show-${id}`) };
}
