import type { Command, CommandContext, Feature, Outcome } from '../../bot/command.ts';
import { textReply } from '../../bot/reply.ts';
import { userError } from '../../errors.ts';
import type { Reading } from '../../language/reading.ts';
import { findQuoted } from '../activity/usecase/find.ts';
import { sayAgain, sayDaily, sayLogged, sayRepeated, sayUnclear, sayUndone } from './reply.ts';
import { EXAMPLE, readKept, readService, serviceUndoSchema } from './schema.ts';
import type { ServiceEntry } from './types.ts';
import { logService, logServiceAgain, logServiceDaily, undoService } from './usecase/log.ts';
import { refuseMinus } from './usecase/minus.ts';

const NAME = 'log_service';

const logServiceCommand: Command = {
  name: NAME,
  intent: 'log_service',
  right: 'log',
  help: {
    title: '补录服务',
    line: '做过的服务补记下来：日期、做了什么、几个人、几小时',
    examples: [EXAMPLE, '补录 昨天 社区义诊 我和张三 2小时 受益30人', '补录 6月1日 植树 3人 2小时'],
  },
  async run(context, { reading }) {
    if (!reading) throw userError('invalid_input', `请这样写：${EXAMPLE}`);
    refuseMinus(context.message.text);
    const outcome = await log(context, readService(await withQuoted(context, reading), context.today));
    if (!outcome.undo || !reading.warnings?.length) return outcome;
    const text = `${outcome.reply.text}\n请留意：${reading.warnings.join('；')}`;
    return { ...outcome, reply: { ...outcome.reply, text } };
  },
  click: answer,
  async undo(context, data) {
    return sayUndone(await undoService(context, serviceUndoSchema.parse(data)), context.today);
  },
};

export const serviceFeature: Feature = { commands: [logServiceCommand] };

/** `完成 3小时` to an announcement: what it announces, on its day. */
async function withQuoted(context: CommandContext, reading: Reading): Promise<Reading> {
  if (reading.keyword) return reading;
  const quoted = await findQuoted(context);
  return quoted ? { dates: [quoted.day], ...reading, keyword: quoted.activity.title } : reading;
}

async function log(context: CommandContext, entry: ServiceEntry): Promise<Outcome> {
  const result = await logService(context, entry);
  if (result.outcome === 'unclear') return { reply: sayUnclear(result, keyOf) };
  if (result.outcome === 'repeated') return { reply: sayRepeated(result, context.today, keyOf) };
  const reply = sayLogged(result, context.today, (value) => keyOf(`${value}:${context.messageId}`));
  const subjects = result.undo.revoke.map((id) => `service:${id}`);
  return { reply, undo: { ...result.undo }, ...(subjects[0] ? { subject: subjects[0], subjects } : {}) };
}

async function answer(context: CommandContext, value: string): Promise<Outcome> {
  const at = value.indexOf(':');
  const [what, rest] = at < 0 ? [value, ''] : [value.slice(0, at), value.slice(at + 1)];
  const messageId = Number(rest);
  if (what === 'who') return log(context, readKept(rest));
  if (what === 'no') return { reply: textReply('好的，没有再记。') };
  if (what === 'total') return { reply: textReply('好的，就按这几天一共的时长记。') };
  if (what === 'again') {
    const { kept, undo } = await logServiceAgain(context, messageId);
    return { reply: sayAgain(kept, context.today), undo: { ...undo } };
  }
  if (what === 'daily') {
    const { kept, undo } = await logServiceDaily(context, messageId);
    return { reply: sayDaily(kept, context.today), undo: { ...undo } };
  }
  throw userError('invalid_input', `没看懂这个选择，请重新发一次，例如：${EXAMPLE}`);
}

function keyOf(value: string): string {
  return `${NAME}:${value}`;
}
