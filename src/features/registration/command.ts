import type { Command, Feature } from '../../bot/command.ts';
import { userError } from '../../errors.ts';
import { wantedBy } from '../activity/usecase/find.ts';
import { cancelReply, restoredText, undoneText } from './reply/cancel.ts';
import { listReply, mineReply, rosterCardReply } from './reply/list.ts';
import { registerReply } from './reply/register.ts';
import {
  cancelChoiceSchema,
  cancelUndoSchema,
  parseValue,
  registerChoiceSchema,
  registerUndoSchema,
} from './schema.ts';
import { type CancelResult, cancel, cancelByIds, cancelOnOccurrence, undoCancel, whoseOf } from './usecase/cancel.ts';
import { partyOf, SELF_ONLY } from './usecase/party.ts';
import { type RegisterResult, register, registerByIds, undoRegister } from './usecase/register.ts';
import { list, mine, rosterById } from './usecase/roster.ts';

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
    return registerOutcome(result, context, warnings);
  },
  async click(context, value) {
    const parsed = parseValue(value);
    if (typeof parsed === 'number') {
      return registerOutcome(await registerByIds(context, [parsed], SELF_ONLY), context, []);
    }
    const choice = registerChoiceSchema.safeParse(parsed);
    if (!choice.success) throw userError('invalid_input', STALE_BUTTON);
    const { o, n, p, c, s } = choice.data;
    const party = { isSelf: s, names: n, personIds: p, companions: c };
    return registerOutcome(await registerByIds(context, [o].flat(), party), context, []);
  },
  async undo(context, data) {
    return undoneText(await undoRegister(context, registerUndoSchema.parse(data)));
  },
};

function registerOutcome(
  result: RegisterResult,
  context: Parameters<typeof registerReply>[1],
  warnings: readonly string[],
): Awaited<ReturnType<Command['run']>> {
  const reply = registerReply(result, context);
  if (warnings.length > 0) reply.text = `${reply.text}\n请留意：${warnings.join('；')}。`;
  if (result.kind !== 'enrolled') return { reply };
  const { added, changed } = result.undo;
  return added.length + changed.length > 0 ? { reply, undo: result.undo } : { reply };
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
    const parsed = parseValue(value);
    if (typeof parsed === 'number') return cancelOutcome(await cancelOnOccurrence(context, parsed), context);
    const choice = cancelChoiceSchema.safeParse(parsed);
    if (!choice.success) throw userError('invalid_input', STALE_BUTTON);
    return cancelOutcome(await cancelByIds(context, choice.data.r), context);
  },
  async undo(context, data) {
    return restoredText(await undoCancel(context, cancelUndoSchema.parse(data)), context.today);
  },
};

function cancelOutcome(
  result: CancelResult,
  context: Parameters<typeof cancelReply>[1],
): Awaited<ReturnType<Command['run']>> {
  const reply = cancelReply(result, context);
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
    return { reply: listReply(result, { ...context, isPlaces: reading?.isPlaces ?? false }) };
  },
  async click(context, value) {
    const id = parseValue(value);
    const roster = typeof id === 'number' ? await rosterById(context, id) : undefined;
    if (!roster) throw userError('not_found', STALE_BUTTON);
    return { reply: rosterCardReply(roster, context) };
  },
};

export const registrationFeature: Feature = { commands: [registerCommand, cancelCommand, listCommand] };
