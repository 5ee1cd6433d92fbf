import type { Command, CommandContext, Feature, Outcome } from '../../bot/command.ts';
import { missingPiece, userError } from '../../errors.ts';
import type { Occurrence } from '../activity/usecase/find.ts';
import { calledOffReply, changedReply, noneReply, reopenedText, restoredText, whichReply } from './reply.ts';
import {
  callOffChoiceSchema,
  callOffUndoSchema,
  changeChoiceSchema,
  changeUndoSchema,
  parseCallOff,
  parseChange,
  parseChanges,
  parseJson,
} from './schema.ts';
import { callOff, callOn } from './usecase/calloff.ts';
import { change, restore } from './usecase/change.ts';
import { findChosen, findTarget } from './usecase/target.ts';

const STALE_BUTTON = '这个按钮认不出来了，请重新发一次，例如：修改活动 6月4日护考 名额30';

const changeCommand: Command = {
  name: 'change',
  pattern: /^(?:修改|更改|变更|调整)活动[\s:]*(?<rest>[\s\S]*)$/,
  right: 'publish',
  help: {
    title: '修改活动',
    line: '改名额、时间、地点、截止；自动通知报了名的人',
    examples: [
      '修改活动 6月4日护考 名额30',
      '修改活动 6月4日护考 时间9:00-11:00 地点改到二中门口',
      '修改活动 6月4日护考 截止6月3日12点',
    ],
  },
  async run(context, { match }) {
    const { wanted, changes, text } = parseChange(match?.groups?.rest ?? '', context.today);
    const target = await findTarget(context, wanted);
    if (target.kind === 'none') return { reply: noneReply(target.nearest, context) };
    if (target.kind === 'found') return changeOutcome(context, target.occurrences, changes);
    const keyOf = (ids: number[]) => `change:${JSON.stringify({ o: ids, t: text })}`;
    return { reply: whichReply('要改哪一场？', target.candidates, { keyOf, around: context }) };
  },
  async click(context, value) {
    const choice = changeChoiceSchema.safeParse(parseJson(value));
    if (!choice.success) throw userError('invalid_input', STALE_BUTTON);
    const changes = parseChanges(choice.data.t, context.today);
    return changeOutcome(context, await findChosen(context, choice.data.o), changes);
  },
  async undo(context, data) {
    return restoredText(await restore(context, changeUndoSchema.parse(data).before), context);
  },
};

async function changeOutcome(
  context: CommandContext,
  occurrences: Occurrence[],
  changes: Parameters<typeof change>[2],
): Promise<Outcome> {
  const { before, ...changed } = await change(context, occurrences, changes);
  const undo = { before: before.map((was) => ({ ...was, deadlineAt: was.deadlineAt?.toISOString() ?? null })) };
  return { reply: changedReply(changed, context), undo };
}

const callOffCommand: Command = {
  name: 'calloff',
  pattern: /^取消活动(?!的?(?:报名|名额))[\s:]*(?<rest>[\s\S]*)$/,
  right: 'publish',
  help: {
    title: '取消活动',
    line: '发起人才能取消；自动通知报了名的人',
    examples: ['取消活动 6月4日护考', '取消活动 6月4日护考 因为下雨', '取消活动 护考 因为改期'],
  },
  async run(context, { match }) {
    const rest = match?.groups?.rest?.trim() ?? '';
    const { wanted, reason } = parseCallOff(rest, context.today);
    if (!wanted.keyword && !wanted.dates) {
      throw missingPiece('请写上取消哪一天的哪个活动，例如：取消活动 6月4日护考 因为下雨');
    }
    const target = await findTarget(context, wanted);
    if (target.kind === 'none') return { reply: noneReply(target.nearest, context) };
    if (target.kind === 'found') return callOffOutcome(context, target.occurrences, reason);
    const keyOf = (ids: number[]) => `calloff:${JSON.stringify({ o: ids, w: reason })}`;
    return { reply: whichReply('要取消哪一场？', target.candidates, { keyOf, around: context }) };
  },
  async click(context, value) {
    const choice = callOffChoiceSchema.safeParse(parseJson(value));
    if (!choice.success) throw userError('invalid_input', STALE_BUTTON);
    return callOffOutcome(context, await findChosen(context, choice.data.o), choice.data.w);
  },
  async undo(context, data) {
    return reopenedText(await callOn(context, callOffUndoSchema.parse(data).occurrences), context);
  },
};

async function callOffOutcome(
  context: CommandContext,
  occurrences: Occurrence[],
  reason: string | null,
): Promise<Outcome> {
  const done = await callOff(context, occurrences, reason);
  return { reply: calledOffReply(done, context), undo: { occurrences: occurrences.map(({ id }) => id) } };
}

export const organisingFeature: Feature = { commands: [changeCommand, callOffCommand] };
