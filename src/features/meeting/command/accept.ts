import type { Command, CommandContext, Outcome } from '../../../bot/command.ts';
import { resolveDates } from '../../../language/date/resolve.ts';
import { scanDates } from '../../../language/date/scan.ts';
import { MEETING } from '../../../language/intent/words.ts';
import { createSheet } from '../../../language/sheet.ts';
import { acceptanceRevoked, showAccepted, staleCard } from '../reply/on-card.ts';
import { whichHolding } from '../reply/text.ts';
import { parseCardTap, refuseUnreadDay, requireCardTap, undoAcceptSchema } from '../schema/meeting.ts';
import type { StoredHolding } from '../types.ts';
import { acceptMeeting, holdingOf, revokeAcceptance } from '../usecase/accept.ts';
import { refOf } from '../usecase/card.ts';
import { findWanted, matchMeetings, visibleMeetings } from '../usecase/find.ts';

const I = '(?:我们?|本人)?(?:也|都|就|会|能|可以|要|想|一定|肯定|准时|按时)*';
const COME = '(?:参加|出席|参会|到会|来|去|到)(?:开会|开)?';
const END = '[了的吧哈啊呀哦\\s。.!！~～]*';
/** 参加 周一例会, 我参加例会; 例会我能来; behind a quoted announcement 我能来. */
const COMING = new RegExp(
  [
    `^${I}(?:参加|出席|来开|去开)\\s*(?<what>[^?？不没]{0,14}?${MEETING})${END}$`,
    `^(?<which>[^?？不没]{0,14}?${MEETING})[,，\\s]*${I}${COME}${END}$`,
    `^${I}${COME}${END}$`,
  ].join('|'),
);
/** How every announcement of a meeting begins. */
const ANNOUNCED = /【会议/;

export const acceptCommand: Command = {
  name: 'meeting-accept',
  pattern: COMING,
  right: 'register',
  help: {
    title: '参加会议',
    line: '回一声能来；看谁回了，发「谁回了」',
    examples: ['参加 周一例会', '例会我能来', '谁回了'],
  },
  async applies(context, { groups }) {
    const named = groups?.what ?? groups?.which;
    const visible = await visibleMeetings(context);
    if (named !== undefined) return matchMeetings(visible, named).length > 0;
    const quote = context.message.quote?.text ?? '';
    return ANNOUNCED.test(quote) && visible.some(({ title }) => quote.includes(title));
  },
  async run(context, { match }) {
    const keyword = match?.groups?.what ?? match?.groups?.which;
    const { days, warnings } = resolveDates(scanDates(createSheet(keyword ?? '')), context.today, 'future');
    refuseUnreadDay({ dates: days, warnings });
    const found = await findWanted(context, { keyword, days, quote: context.message.quote?.text });
    const [only, other] = found;
    if (only && !other) return accept(context, only);
    const keyOf = (holding: StoredHolding) => `meeting-accept:${refOf(holding)}`;
    return { reply: whichHolding('参加哪一次会议？', found, { today: context.today, keyOf }) };
  },
  async click(context, value) {
    const tap = requireCardTap(parseCardTap(value));
    const holding = await holdingOf(context, tap);
    const stale = staleCard(holding, tap, context);
    return stale ? { reply: stale } : accept(context, holding);
  },
  async undo(context, data) {
    const { holding: holdingId, leave } = undoAcceptSchema.parse(data);
    const holding = await revokeAcceptance(context, { holdingId, leave });
    return acceptanceRevoked(holding, leave !== null, context);
  },
};

async function accept(context: CommandContext, { id }: StoredHolding): Promise<Outcome> {
  const accepted = await acceptMeeting(context, id);
  const reply = showAccepted(accepted, context);
  return accepted.isNew ? { reply, undo: { holding: id, leave: accepted.leave ?? null } } : { reply };
}
