import type { Call, Command, CommandContext, Feature, Outcome } from '../../../bot/command.ts';
import { findTyped } from '../../../bot/inbox.ts';
import type { Services } from '../../../bot/services.ts';
import { userError } from '../../../errors.ts';
import { exportJob, readingJob } from '../job.ts';
import { keptText, whichHeld, withdrawnText } from '../reply/text.ts';
import { keepClickSchema, readValue, undoMinutesSchema } from '../schema.ts';
import type { Held } from '../types.ts';
import type { TaskGiver } from '../usecase/confirm.ts';
import type { Heading } from '../usecase/heading.ts';
import { findMeant, heldTitles, type Named, requireHeld, sayHeld } from '../usecase/holding.ts';
import { checkText, keepMinutes, revokeMinutes } from '../usecase/keep.ts';
import { checkPerson, checkReader } from '../usecase/right.ts';
import { splitMinutes } from '../usecase/split.ts';
import { changeCommand, confirmCommand, dropCommand } from './correct.ts';
import { exportCommand } from './export.ts';
import { listCommand, show, showCommand } from './show.ts';
import { propose, tasksCommand } from './tasks.ts';
import { versionsCommand } from './versions.ts';

/** 会议纪要 …, 纪要 6月1日例会; what is said of minutes otherwise (纪要放哪了) is left to the language. */
const KEEP =
  /^(?:(?:上传|提交|录入|登记|保存|记一?下?|存)\s?)?(?:会议纪要|会议记录|会议记要|纪要|记要)(?=\s*[?？]?$|[\s:,。;]|\d|昨[天晚日]|今[天晚早日]|前天|上[周次]|本[周次]|这[周次]|例会|周[一二三四五六日])/;
const ADD =
  /^(?:(?:补充|追加|续写?|接着记)\s?(?:一下)?\s?(?:会议纪要|会议记录|纪要)|(?:会议纪要|会议记录|纪要)\s?(?:补充|追加))(?=$|[\s:,。;]|\d)/;

type Options = Pick<Services, 'model' | 'logger'>;

/** Minutes: kept, shown, and what they decide and give to people; `giver`: who makes tasks of it. */
export function minutesFeature(services: Services, giver: TaskGiver): Feature {
  return {
    commands: [
      listCommand,
      versionsCommand,
      confirmCommand(giver),
      exportCommand,
      tasksCommand(giver),
      addCommand(services),
      keepCommand(services),
      showCommand,
      dropCommand,
      changeCommand,
    ],
    lateJobs: [readingJob(services), exportJob(services)],
  };
}

function keepCommand(options: Options): Command {
  return {
    name: 'minutes',
    intent: 'meeting_minutes',
    pattern: KEEP,
    right: 'meet',
    help: {
      title: '会议纪要',
      line: '贴上或说出会上的内容，我记下来，找出决定和要派的任务，你点头再派；再看发「纪要」，都有哪些发「纪要列表」',
      examples: [
        '会议纪要 会议决定购买雨衣20件，由李强负责，6月10日前完成',
        '会议纪要 6月1日例会：请王芳、赵敏下周五前把名单报给书记',
        '纪要 6月1日例会',
      ],
    },
    async run(context, call) {
      const heading = await headingOf(context, call);
      if (heading.body === '') return showOrAsk(context, heading, call);
      return keepFor(context, heading, { isAddition: false, options });
    },
    click(context, value) {
      const { holding, message, isAddition } = readValue(keepClickSchema, value);
      return keepTyped(context, { holdingId: holding, messageId: message, isAddition }, options);
    },
    undo: takeBack,
  };
}

function addCommand(options: Options): Command {
  return {
    name: 'minutes-add',
    pattern: ADD,
    right: 'meet',
    help: {
      title: '补充纪要',
      line: '接在上一版纪要后面，旧的一版留着',
      examples: [
        '补充纪要 另外请陈静三天内把账对清',
        '补充纪要 6月1日例会：下次例会讨论义诊',
        '补充纪要 周一例会：由孙浩负责领雨衣，周五前',
      ],
    },
    async run(context, call) {
      const heading = await headingOf(context, call);
      return keepFor(context, { ...heading, body: checkText(heading.body) }, { isAddition: true, options });
    },
    undo: takeBack,
  };
}

/** By its words, or as the language has read it. */
async function headingOf(context: CommandContext, { reading }: Call): Promise<Heading> {
  const { today, message } = context;
  const heading = splitMinutes(message.text, { today, titles: await heldTitles(context) });
  if (!reading || heading.title !== undefined || heading.days.length > 0) return heading;
  return { ...heading, days: reading.dates ?? [], title: reading.keyword };
}

async function showOrAsk(context: CommandContext, named: Named, { reading }: Call): Promise<Outcome> {
  // 例会纪要存一下 with nothing else: what is to be kept did not come along.
  if (reading) checkText('');
  return show(context, named);
}

async function keepFor(
  context: CommandContext,
  { days, title, body }: Heading,
  { isAddition, options }: { isAddition: boolean; options: Options },
): Promise<Outcome> {
  const text = checkText(body);
  const meant = await findMeant(context, { days, title });
  const [only, other] = meant;
  if (only && !other) return keep(context, { held: only, text, isAddition }, options);
  const keyOf = ({ id }: Held) => `minutes:${JSON.stringify({ holding: id, message: context.messageId, isAddition })}`;
  return { reply: whichHeld(meant, context.today, keyOf) };
}

/** The holding was chosen; the text is still with the message that asked. */
async function keepTyped(
  context: CommandContext,
  { holdingId, messageId, isAddition }: { holdingId: number; messageId: number; isAddition: boolean },
  options: Options,
): Promise<Outcome> {
  const typed = await findTyped(context.db, messageId);
  if (typed?.personId !== context.sender.id) throw userError('not_found', '那条纪要已经找不到了，请重新发一次。');
  const { body } = splitMinutes(typed.text, { today: context.today, titles: await heldTitles(context) });
  const held = await requireHeld(context, holdingId);
  return keep(context, { held, text: checkText(body), isAddition }, options);
}

async function keep(
  context: CommandContext,
  { held, text, isAddition }: { held: Held; text: string; isAddition: boolean },
  options: Options,
): Promise<Outcome> {
  // What is read back of an addition was said before.
  await (isAddition ? checkReader : checkPerson)(context, held);
  const { minutes, before } = await keepMinutes(context, { holdingId: held.id, text, isAddition });
  const lead = keptText({ held, minutes, today: context.today }, { before, isAddition });
  const reply = await propose(context, { held, minutes, lead }, options);
  return { reply, undo: { minutes: minutes.id }, subject: `minutes:${minutes.id}` };
}

async function takeBack(context: CommandContext, data: Record<string, unknown>): Promise<string> {
  const { minutes, standing } = await revokeMinutes(context, undoMinutesSchema.parse(data).minutes);
  const held = await requireHeld(context, minutes.holdingId);
  return `${withdrawnText(minutes, standing)}（${sayHeld(held, context.today)}）`;
}
