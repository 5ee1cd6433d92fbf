import type { Call, Command, CommandContext, Feature, Outcome } from '../../bot/command.ts';
import { textReply } from '../../bot/reply.ts';
import type { Services } from '../../bot/services.ts';
import { userError } from '../../errors.ts';
import { summaryJob } from './job.ts';
import { formatFigureList, formatSources, NO_DRAFT, unknownFigureText } from './reply.ts';
import { type Order, orderSchema } from './schema.ts';
import { findNewestDraft } from './store/draft.ts';
import { findUnitNames } from './store/records.ts';
import { formNamed, formOf, USUAL_FORM } from './usecase/compose/form.ts';
import { makePeriod, usualPeriods } from './usecase/period.ts';

export function summaryFeature(services: Services): Feature {
  return { commands: [summaryCommand, sourcesCommand], lateJobs: [summaryJob(services)] };
}

const summaryCommand: Command = {
  name: 'summary',
  intent: 'summary',
  right: 'summarise',
  help: {
    title: '起草总结',
    line: '按记录起草工作总结，做成 Word 文件，每个数据都查得到出处。',
    examples: ['生成上半年总结', '起草1-6月工作总结', '写一份去年的工作总结'],
  },
  async run(context, { reading }: Call) {
    const [from, to] = reading?.period ?? [];
    const form = formNamed(context.message.text);
    const unit = { ...(await findUnit(context, reading?.keyword)), ...(form === undefined ? {} : { form }) };
    if (from !== undefined && to !== undefined) return open(context, { from, to, ...unit });
    const choices = usualPeriods(context.today)
      .filter((period) => period.from <= context.today)
      .map(({ label, from, to }) => ({ label, key: `summary:${JSON.stringify({ from, to, ...unit })}` }));
    return { reply: { text: '要哪一段时间的总结？', choices } };
  },
  async click(context, value) {
    return open(context, readOrder(value));
  },
};

const sourcesCommand: Command = {
  name: 'sources',
  pattern:
    /^(?:(?:看|查|查看)?出处\s*[:：]?\s*(?:([Ff]\d{1,6})\s*(?:第?\s*(\d{1,4})\s*页?)?)?|([Ff]\d{1,6})\s*的?出处)$/,
  right: 'summarise',
  help: {
    title: '数据出处',
    line: '看总结里一个数据是由哪些记录算来的。',
    examples: ['出处', '出处 F3', '出处 F3 第2页'],
  },
  async run(context, { match }: Call) {
    const { db, message, sender, today } = context;
    const chatId = message.chat.kind === 'group' ? message.chat.id : null;
    const kept = await findNewestDraft(db, { chatId, personId: sender.id });
    if (!kept) return { reply: textReply(NO_DRAFT) };
    const id = (match?.[1] ?? match?.[3])?.toUpperCase();
    if (id === undefined) return { reply: textReply(formatFigureList(kept.draft)) };
    const figure = kept.draft.figures.find((one) => one.id === id);
    if (!figure) return { reply: textReply(unknownFigureText(id, kept.draft)) };
    return { reply: textReply(formatSources(figure, { page: Number(match?.[2] ?? 1), today })) };
  },
};

/** Checks what can be checked at once and leaves the rest to the job. */
function open(context: CommandContext, order: Order): Outcome {
  const { name } = makePeriod(order.from, order.to, context.today);
  const whose = order.unit === undefined ? '' : `${order.unit}的`;
  const late = { kind: 'summary', arguments: { ...order } };
  return { reply: { text: `正在起草${whose}${name}${formOf(order.form ?? USUAL_FORM).name}…`, late } };
}

async function findUnit({ db }: CommandContext, keyword: string | undefined): Promise<{ unit?: string }> {
  if (keyword === undefined) return {};
  const unit = (await findUnitNames(db)).find((name) => name === keyword);
  return unit === undefined ? {} : { unit };
}

function readOrder(value: string): Order {
  try {
    return orderSchema.parse(JSON.parse(value));
  } catch (error) {
    throw Object.assign(userError('invalid_input', '这个选项读不出来，请再说一遍：生成上半年总结。'), { cause: error });
  }
}
