import type { Call, Command, CommandContext, Feature, Outcome } from '../../../bot/command.ts';
import type { Services } from '../../../bot/services.ts';
import { userError } from '../../../errors.ts';
import { sourcesJob, summaryFileJob, summaryJob } from '../job.ts';
import { figuresPage } from '../page.tsx';
import { type Order, orderSchema } from '../schema.ts';
import { findUnitNames } from '../store/records.ts';
import { formNamed, formOf, USUAL_FORM } from '../usecase/compose/form.ts';
import { makePeriod, usualPeriods } from '../usecase/period.ts';
import { draftCommands } from './draft.ts';
import { checkCommand, sourcesCommand } from './sources.ts';

export function summaryFeature(services: Services): Feature {
  return {
    commands: [summaryCommand, ...draftCommands, sourcesCommand, checkCommand],
    lateJobs: [summaryJob(services), summaryFileJob(services), sourcesJob(services)],
    pages: [figuresPage],
  };
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
