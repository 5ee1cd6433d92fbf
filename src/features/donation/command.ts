import type { Command, CommandContext, Feature, Outcome } from '../../bot/command.ts';
import { textReply } from '../../bot/reply.ts';
import { userError } from '../../errors.ts';
import { refuseMinus } from '../service/usecase/minus.ts';
import { sayGiven, sayGivenAgain, sayGivenTwice, sayTakenBack } from './reply.ts';
import { donationUndoSchema, EXAMPLE, readDonation } from './schema.ts';
import { logDonation, logDonationAgain, undoDonation } from './usecase/log.ts';

const NAME = 'log_donation';

const logDonationCommand: Command = {
  name: NAME,
  intent: 'log_donation',
  right: 'log',
  help: {
    title: '登记捐赠',
    line: '收到的物品或善款记下来：捐了什么、多少、谁捐的',
    examples: [EXAMPLE, '昨天张三捐款500元', '王芳捐赠 图书 30本'],
  },
  async run(context, { reading }) {
    if (!reading) throw userError('invalid_input', `请这样写：${EXAMPLE}`);
    refuseMinus(context.message.text);
    const result = await logDonation(context, readDonation(reading, context.today, context.message.text));
    if (result.outcome === 'repeated') return { reply: sayGivenTwice(result, context.today, keyOf) };
    const { text } = sayGiven(result, context.today);
    const warnings = reading.warnings?.length ? `\n请留意：${reading.warnings.join('；')}` : '';
    const subjects = result.undo.revoke.map((id) => `donation:${id}`);
    const made = subjects[0] ? { subject: subjects[0], subjects } : {};
    return { reply: textReply(`${text}${warnings}`), undo: { ...result.undo }, ...made };
  },
  click: answer,
  async undo(context, data) {
    return sayTakenBack(await undoDonation(context, donationUndoSchema.parse(data)), context.today);
  },
};

export const donationFeature: Feature = { commands: [logDonationCommand] };

async function answer(context: CommandContext, value: string): Promise<Outcome> {
  const [what, id] = value.split(':');
  if (what === 'no') return { reply: textReply('好的，没有再记。') };
  if (what === 'again') {
    const { gifts, undo } = await logDonationAgain(context, Number(id));
    return { reply: sayGivenAgain(gifts, context.today), undo: { ...undo } };
  }
  throw userError('invalid_input', `没看懂这个选择，请重新发一次，例如：${EXAMPLE}`);
}

function keyOf(value: string): string {
  return `${NAME}:${value}`;
}
