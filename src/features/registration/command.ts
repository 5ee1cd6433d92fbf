import type { Command, CommandContext, Feature, Outcome } from '../../bot/command.ts';
import type { Reply } from '../../bot/reply.ts';
import { userError } from '../../errors.ts';
import { type CardDay, daysOfScope, withSignups } from '../activity/usecase/card/days.ts';
import { DAYS_KEY } from '../activity/usecase/card/parts.ts';
import { type Occurrence, wantedBy } from '../activity/usecase/find.ts';
import { cancelReply, restoredText, undoneText } from './reply/cancel.ts';
import { listReply, mineReply, tappedListReply } from './reply/list.ts';
import { cardInstead } from './reply/on-card.ts';
import { registerReply } from './reply/register.ts';
import {
  type CardTap,
  cancelChoiceSchema,
  cancelUndoSchema,
  parseCardTap,
  parseChoice,
  registerChoiceSchema,
  registerUndoSchema,
} from './schema.ts';
import { type CancelResult, cancel, cancelByIds, cancelOnCard, undoCancel, whoseOf } from './usecase/cancel.ts';
import { partyOf, SELF_ONLY } from './usecase/party.ts';
import { type RegisterResult, register, registerByIds, registerTicked, undoRegister } from './usecase/register.ts';
import { type ListResult, list, mine, rostersOf } from './usecase/roster.ts';

const STALE_BUTTON = '这个按钮认不出来了，请直接发一句话，例如：报名 6月4日护考';

const registerCommand: Command = {
  name: 'register',
  intent: 'register',
  right: 'register',
  help: {
    title: '报名',
    line: '自己报、替别人报、带家属、一次报几天都行',
    examples: ['报名 6月4日护考', '报名 6月4日护考 带2个家属', '帮王芳、陈静报名 6月4日护考'],
  },
  async run(context, { reading }) {
    if (!reading) throw userError('invalid_input', '请写上要报哪一天的哪个活动，例如：报名 6月4日护考');
    const { warnings = [], dates } = reading;
    if (warnings.length > 0 && !dates?.length) {
      throw userError('invalid_input', `${warnings.join('；')}。请核对日期后再发一次，这次没有报名。`);
    }
    const result = await register(context, wantedBy(reading, context.message), partyOf(reading, context.sender));
    return registerOutcome(result, context, { warnings });
  },
  async click(context, value) {
    const tap = parseCardTap(value);
    if (tap) return registerOnCard(context, tap);
    const choice = registerChoiceSchema.safeParse(parseChoice(value));
    if (!choice.success) throw userError('invalid_input', STALE_BUTTON);
    const { o, n, p, c, s } = choice.data;
    const party = { isSelf: s, names: n, personIds: p, companions: c };
    return registerOutcome(await registerByIds(context, [o].flat(), party), context);
  },
  async undo(context, data) {
    return undoneText(await undoRegister(context, registerUndoSchema.parse(data)));
  },
};

async function registerOnCard(context: CommandContext, tap: CardTap): Promise<Outcome> {
  const { occurrenceId, scope } = tap;
  if (occurrenceId !== undefined) {
    return registerOutcome(await registerByIds(context, [occurrenceId], SELF_ONLY), context, { tap });
  }
  const ticked = (context.message.click?.selected?.[DAYS_KEY] ?? []).map(Number);
  if (ticked.length === 0 || !('activityId' in scope)) {
    const note = '还没有勾日子，请先勾上，再点「报名」。';
    return { reply: cardInstead(note, { note }, { days: await daysOfScope(context, scope) }, context) };
  }
  return registerOutcome(await registerTicked(context, scope.activityId, ticked), context, { tap });
}

async function registerOutcome(
  result: RegisterResult,
  context: CommandContext,
  { warnings = [], tap }: { warnings?: readonly string[]; tap?: CardTap } = {},
): Promise<Outcome> {
  const enrolled = result.kind === 'enrolled' ? result.enrolments.map(({ occurrence }) => occurrence) : [];
  const days = tap ? await daysOfScope(context, tap.scope) : await daysOfOneActivity(context, enrolled);
  const reply = registerReply(result, context, { days, tap });
  if (warnings.length > 0) reply.text = `${reply.text}\n请留意：${warnings.join('；')}。`;
  if (result.kind !== 'enrolled') return { reply };
  const { added, changed } = result.undo;
  return added.length + changed.length > 0 ? { reply, undo: result.undo } : { reply };
}

/** One card tells of one activity; none for days of several. */
async function daysOfOneActivity(context: CommandContext, occurrences: readonly Occurrence[]): Promise<CardDay[]> {
  const isOne = new Set(occurrences.map(({ activity }) => activity.id)).size === 1;
  return isOne ? withSignups(context, occurrences) : [];
}

const cancelCommand: Command = {
  name: 'cancel',
  intent: 'cancel',
  right: 'register',
  help: {
    title: '取消报名',
    line: '来不了早点取消，名额让给候补的人',
    examples: ['取消 6月4日护考', '取消报名', '帮王芳取消 6月4日护考'],
  },
  async run(context, { reading }) {
    if (!reading) throw userError('invalid_input', '请写上要取消哪一天的哪个活动，例如：取消 6月4日护考');
    const { warnings = [], dates } = reading;
    if (warnings.length > 0 && !dates?.length) {
      throw userError('invalid_input', `${warnings.join('；')}。请核对日期后再发一次，这次没有取消。`);
    }
    // The sender's own registrations are few; a quoted announcement still tells which.
    const wanted = wantedBy(reading, context.message);
    return cancelOutcome(await cancel(context, wanted, whoseOf(reading, context.sender)), context);
  },
  async click(context, value) {
    const tap = parseCardTap(value);
    if (tap) return cancelOutcome(await cancelOnCard(context, tap), context, tap);
    const choice = cancelChoiceSchema.safeParse(parseChoice(value));
    if (!choice.success) throw userError('invalid_input', STALE_BUTTON);
    return cancelOutcome(await cancelByIds(context, choice.data.r), context);
  },
  async undo(context, data) {
    return restoredText(await undoCancel(context, cancelUndoSchema.parse(data)), context.today);
  },
};

async function cancelOutcome(result: CancelResult, context: CommandContext, tap?: CardTap): Promise<Outcome> {
  const reply = cancelReply(result, context, { days: tap ? await daysOfScope(context, tap.scope) : [], tap });
  return 'undo' in result ? { reply, undo: result.undo } : { reply };
}

const listCommand: Command = {
  name: 'list',
  intent: 'list',
  right: 'everyone',
  help: {
    title: '名单和名额',
    line: '谁报了名、还有几个名额',
    examples: ['名单 6月4日护考', '护考还有名额吗', '我的报名'],
  },
  async run(context, { reading }) {
    if (reading?.isMine) return { reply: mineReply(await mine(context), context.today) };
    const result = await list(context, wantedBy(reading, context.message), reading?.people ?? []);
    return { reply: await listedReply(context, result, reading?.isPlaces ?? false) };
  },
  async click(context, value) {
    const tap = parseCardTap(value);
    const days = tap ? await daysOfScope(context, tap.scope) : [];
    if (days.length === 0) throw userError('not_found', STALE_BUTTON);
    const rosters = await rostersOf(
      context,
      days.map(({ occurrence }) => occurrence),
    );
    return { reply: tappedListReply(rosters, context, { days, tap }) };
  },
};

async function listedReply(context: CommandContext, result: ListResult, isPlaces: boolean): Promise<Reply> {
  const listed = result.kind === 'rosters' ? result.rosters.map(({ occurrence }) => occurrence) : [];
  return listReply(result, { ...context, isPlaces }, { days: await daysOfOneActivity(context, listed) });
}

export const registrationFeature: Feature = { commands: [registerCommand, cancelCommand, listCommand] };
