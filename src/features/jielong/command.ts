import type { Command, CommandContext, Feature, Outcome } from '../../bot/command.ts';
import { userError } from '../../errors.ts';
import type { Reading } from '../../language/reading.ts';
import { acceptingByIds, findAccepting } from '../activity/usecase/accepting.ts';
import { wantedBy } from '../activity/usecase/find.ts';
import { parseChoice, registerUndoSchema } from '../registration/schema.ts';
import { undoRegister } from '../registration/usecase/register.ts';
import { appliedReply, DECLINED, takenBackText } from './reply/applied.ts';
import { comparisonReply } from './reply/compared.ts';
import { compareChoiceSchema, type Plan, planSchema } from './schema.ts';
import { applyPlan } from './usecase/apply.ts';
import { compareList } from './usecase/compare.ts';
import { listOf } from './usecase/list.ts';

const NOBODY = '这份接龙里没有可以报名的人。请把接好的整份接龙发来，每行一个编号一个姓名，例如：1. 王芳';

const jielongCommand: Command = {
  name: 'jielong',
  intent: 'jielong',
  right: 'register',
  help: {
    title: '接龙',
    line: '把微信群里的接龙整份贴过来，先对一下，点头了再报',
    examples: [
      '#接龙\n6月4日护考\n1. 王芳\n2. 陈静+1',
      '#接龙\n6月4日护考 8:00 一中门口\n1. 王芳 晚到十分钟\n2. 李强（带孩子）',
      '#接龙\n6月6日、7日书展\n1. 王芳 两天\n2. 李强 7日',
    ],
  },
  async run(context, { reading }) {
    if (!reading) throw userError('invalid_input', NOBODY);
    const { warnings = [], dates } = reading;
    if (warnings.length > 0 && !dates?.length) {
      throw userError('invalid_input', `${warnings.join('；')}。请核对日期后再发一次，接龙没有报。`);
    }
    const list = listOf(reading);
    if (list.listed.length === 0) throw userError('invalid_input', [NOBODY, ...list.refused].join('\n'));
    const target = await findAccepting(context, { ...wantedBy(reading, context.message), dates: datesOf(reading) });
    return { reply: comparisonReply(await compareList(context, target, { list, chosen: {} }), context, warnings) };
  },
  async click(context, value) {
    if (value === 'no') return { reply: { text: DECLINED } };
    const parsed = parseChoice(value);
    const plan = planSchema.safeParse(parsed);
    if (plan.success) return apply(context, plan.data);
    const choice = compareChoiceSchema.safeParse(parsed);
    if (!choice.success) throw userError('invalid_input', '这个按钮认不出来了，请把接龙再发一次。');
    const { o, l, w } = choice.data;
    const comparison = await compareList(context, await acceptingByIds(context, o), { list: l, chosen: w });
    return { reply: comparisonReply(comparison, context) };
  },
  async undo(context, data) {
    return takenBackText(await undoRegister(context, registerUndoSchema.parse(data)));
  },
};

async function apply(context: CommandContext, plan: Plan): Promise<Outcome> {
  const applied = await applyPlan(context, plan);
  const reply = appliedReply(applied, context);
  if (applied.kind !== 'applied') return { reply };
  const { added, changed } = applied.undo;
  return added.length + changed.length > 0 ? { reply, undo: applied.undo } : { reply };
}

/** The days of the heading, or where it names none those of the rows. */
function datesOf({ dates, rows = [] }: Reading): string[] | undefined {
  if (dates?.length) return dates;
  const named = new Set(rows.flatMap(({ days = [] }) => days));
  return named.size > 0 ? [...named].sort() : undefined;
}

export const jielongFeature: Feature = { commands: [jielongCommand] };
