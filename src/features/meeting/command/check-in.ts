import type { Command, CommandContext, Outcome } from '../../../bot/command.ts';
import { textReply } from '../../../bot/reply.ts';
import { missingPiece, userError } from '../../../errors.ts';
import { resolvePeople } from '../../party/usecase/resolve.ts';
import { namesIn } from '../../party/usecase/words.ts';
import { displayName, findPerson } from '../../person/usecase.ts';
import { showCheckedIn } from '../reply/check-in.ts';
import { askAboutPeople } from '../reply/people.ts';
import { choiceLabel, whichHolding } from '../reply/text.ts';
import { type ByHandOrder, byHandSchema, undoCheckInSchema } from '../schema/check-in.ts';
import { parseCardTap, readClick, requireCardTap } from '../schema/meeting.ts';
import type { StoredHolding } from '../types.ts';
import { holdingOf } from '../usecase/accept.ts';
import { refOf } from '../usecase/card.ts';
import { type CheckedIn, checkIn, concerning, enterByHand, openHoldings, takeBack } from '../usecase/check-in.ts';
import { checkInByCode, isCode } from '../usecase/code.ts';
import { matchMeetings, namedIn, recentHoldings, visibleMeetings } from '../usecase/find.ts';
import { knownHolding } from '../usecase/leave.ts';

const SIGNED = '(?:我?(?:来|要|想)?签(?:个|一下)?到(?:了|啦)?|报到)';
/** 签到, 签到 4827, 签到 周一例会, 例会签到 */
const WORDING = new RegExp(
  `^(?:${SIGNED}(?:码)?[\\s:：]*(?<code>\\d{4})?|${SIGNED}[\\s:：]+(?<what>[^?？]{2,20}?)|(?<which>[^\\s?？]{2,20}?)[\\s:：]*${SIGNED})[\\s。.!！]*$`,
);

export const checkInCommand: Command = {
  name: 'meeting-checkin',
  pattern: WORDING,
  right: 'register',
  help: {
    title: '会议签到',
    line: '开会前一小时起可以签；会场有签到码就带上码',
    examples: ['签到', '签到 周一例会', '签到 4827'],
  },
  async applies(context, { groups }) {
    const { code } = groups ?? {};
    const open = await openHoldings(context, await visibleMeetings(context));
    if (code !== undefined) return open.length > 0 || isCode(context.db, code);
    return (await meant(context, groups)).length > 0;
  },
  async run(context, { match }) {
    const code = match?.groups?.code;
    if (code !== undefined) {
      const used = await checkInByCode(context, code);
      return used.kind === 'in' ? outcome(context, used.checkedIn) : { reply: textReply(used.why) };
    }
    const found = await meant(context, match?.groups);
    const [only, other] = found;
    if (only && !other) return outcome(context, await checkIn(context, { holdingId: only.id, way: 'typed' }));
    const keyOf = (holding: StoredHolding) => `meeting-checkin:${refOf(holding)}`;
    return { reply: whichHolding('签到哪一个会？', found, { today: context.today, keyOf }) };
  },
  async click(context, value) {
    const { id } = await holdingOf(context, requireCardTap(parseCardTap(value)));
    return outcome(context, await checkIn(context, { holdingId: id, way: 'button' }));
  },
  undo: (context, data) => undo(context, data),
};

/** `补签 李强`, `补签 6月9日例会 李强、王芳`, `给李强补签` */
export const byHandCommand: Command = {
  name: 'meeting-checkin-for',
  pattern:
    /^(?:(?:给|替|帮)(?<who>[^\s?？]{2,40}?)补签(?:到)?(?:[\s:：]+(?<which>[^?？]{2,20}))?|补签(?:到)?[\s:：]+(?<said>[^?？]{2,200}))[\s。.!！]*$/u,
  right: 'meet',
  help: {
    title: '补签到',
    line: '给到了会却没签上的人补签（支委），名单上标明是补签',
    examples: ['补签 李强', '补签 周一例会 李强、王芳', '给李强补签'],
  },
  async run(context, { match }) {
    const { who = '', which, said } = match?.groups ?? {};
    const visible = await visibleMeetings(context);
    const named = namedIn(visible, said ?? which ?? '');
    const meetings = named ? [named.meeting] : visible;
    const holding = (await openHoldings(context, meetings))[0] ?? (await recentHoldings(context, meetings))[0];
    if (!holding) throw userError('not_found', '最近没有开过会，不用补签。');
    const people = namesIn(said === undefined ? who : (named?.rest ?? said));
    if (people.length === 0) throw missingPiece('请写上给谁补签，例如：补签 李强');
    return byHand(context, { holding: holding.id, people });
  },
  async click(context, value) {
    if (value === 'no') return { reply: textReply('好的，没有补签。') };
    return byHand(context, readClick(byHandSchema, value));
  },
  undo: (context, data) => undo(context, data),
};

/** Of the meetings named those open now; without a name those that concern the sender. */
async function meant(context: CommandContext, groups: Record<string, string> | undefined): Promise<StoredHolding[]> {
  const name = groups?.what ?? groups?.which;
  const visible = await visibleMeetings(context);
  if (name === undefined) return concerning(context, await openHoldings(context, visible));
  return openHoldings(context, matchMeetings(visible, name));
}

function outcome(context: CommandContext, checkedIn: CheckedIn): Outcome {
  const reply = showCheckedIn(checkedIn, context);
  if (!checkedIn.isNew) return { reply };
  return { reply, undo: { holding: checkedIn.holding.id, people: [context.sender.id] } };
}

async function byHand(context: CommandContext, order: ByHandOrder): Promise<Outcome> {
  const resolved = await resolvePeople(context.db, order, context.now);
  if (resolved.kind !== 'all') return { reply: askAboutPeople('meeting-checkin-for', order, resolved) };
  const holding = await knownHolding(context, order.holding);
  const entered = await enterByHand(context, { holdingId: holding.id, personIds: resolved.ids });
  const names = await namesFor(context, entered);
  const known = await namesFor(
    context,
    resolved.ids.filter((id) => !entered.includes(id)),
  );
  const text = [
    ...(names ? [`已补签：${names}，${choiceLabel(holding, context.today)}。名单上会标明是补签。`] : []),
    ...(known ? [`${known}已经签过到了，没有重复记。`] : []),
    ...(names ? ['弄错了可在十分钟内发：撤销'] : []),
  ].join('\n');
  return { reply: textReply(text), ...(names ? { undo: { holding: holding.id, people: entered } } : {}) };
}

async function namesFor({ db }: CommandContext, ids: readonly number[]): Promise<string> {
  const names: string[] = [];
  for (const id of ids) {
    const person = await findPerson(db, id);
    if (person) names.push(displayName(person));
  }
  return names.join('、');
}

async function undo(context: CommandContext, data: Record<string, unknown>): Promise<string> {
  const { holding: holdingId, people: personIds } = undoCheckInSchema.parse(data);
  const holding = await takeBack(context, { holdingId, personIds });
  return `已撤销签到：${choiceLabel(holding, context.today)}。`;
}
