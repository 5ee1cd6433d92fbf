import type { Command, CommandContext, Feature } from '../../bot/command.ts';
import { textReply } from '../../bot/reply.ts';
import type { Services } from '../../bot/services.ts';
import { missingPiece, userError } from '../../errors.ts';
import { ledgerJob } from './job.ts';
import { ledgerPage } from './page.tsx';
import {
  overviewText,
  requirementReply,
  requirementRestored,
  requirementsText,
  rowsText,
  unreadText,
} from './reply.ts';
import { type LedgerOrder, undoSchema } from './schema.ts';
import { figuresReminder } from './usecase/figures.ts';
import { KIND_WORDS, kindIn } from './usecase/kinds.ts';
import { ledgerOf, ledgerUnits } from './usecase/ledger.ts';
import { readRequirement } from './usecase/order.ts';
import { dueReminder, overdueReminder } from './usecase/reminders.ts';
import { type Request, readRequest } from './usecase/request.ts';
import { isSame, loadStretches, restoreRequirement, setRequirement } from './usecase/requirement.ts';

const PERIOD =
  '(?:(?:\\d{4}年?|今年|去年|前年|本年)?的?(?:[上下]半年|第?[一二三四1-4]季度|\\d{1,2}月|[一二三四五六七八九十]{1,2}月)|\\d{4}年|今年|去年|前年|本年|[本上这]个?季度|[本上这]个?月)';
const GROUP = '[\\p{Script=Han}\\d]{1,12}党小组';
const LOOK = '(?:查看?|看看?|看一下|查一下|导出|打印|统计)?';
const TALLY = '(?:一共)?(?:开|上|搞|办)了?(?:几次|多少次|没有|没)';
const PART = `${PERIOD}|${KIND_WORDS}|${GROUP}`;
/** Longer it is told rather than asked; also bounds how often the parts can be tried. */
const SHORT = '(?=.{1,60}$)';
const FORMS = [
  `${LOOK}(?:${PART}|支部|会议){0,3}的?(?:三会一课(?:台账)?|台账)(?:[\\s,，]{1,3}.{1,40}|(?:${PART}|的|情况|完成|统计|电子|表格?|导出|怎么样|如何|汇总|明细){0,4})`,
  `(?:${PERIOD})?的?(?:${GROUP})?(?:${KIND_WORDS})${TALLY}`,
  `(?:${PERIOD})?${TALLY}(?:${KIND_WORDS})`,
];

const ledgerCommand: Command = {
  name: 'ledger',
  // The words between the fixed ones are read by readRequest(): 捐赠台账：大米20袋 is not for this.
  pattern: new RegExp(`^${SHORT}(?:${FORMS.join('|')})[\\s。.?？!！]{0,3}$`, 'iu'),
  right: 'meet',
  help: {
    title: '三会一课台账',
    line: '应开几次、开了几次、欠哪一次、出勤率；要表格也行',
    examples: ['台账', '台账 上半年 党课', '台账 表格'],
  },
  async run(context, { match }) {
    const units = await ledgerUnits(context.db);
    const request = readRequest(match?.[0].replace(/三会一课|台账/g, ' ') ?? '', { ...context, units });
    if (request.unread !== '') throw userError('not_found', unreadText(request.unread, units));
    if (request.isTable)
      return { reply: { text: '正在做表格…', late: { kind: 'ledger_table', arguments: orderOf(request) } } };
    const ledger = await ledgerOf(context.db, request, context);
    return { reply: textReply(request.part.kind ? rowsText(ledger) : overviewText(ledger)) };
  },
};

function orderOf({ span, part }: Request): LedgerOrder {
  const { kind, unitId } = part;
  return { ...span, ...(kind ? { kind } : {}), ...(unitId === undefined ? {} : { unitId }) };
}

const requirementCommand: Command = {
  name: 'ledger_requirement',
  pattern: new RegExp(
    `^(?:(?:设置|修改|更改|调整)?(?:三会一课|台账|会议)?的?要求[\\s:：]*(?<kind>${KIND_WORDS})[\\s:：]*(?<rest>.{0,30}))$`,
    'u',
  ),
  right: 'meet',
  help: {
    title: '三会一课要求',
    line: '每种会多久要开一次（支委）；「三会一课要求」看现在的',
    examples: ['要求 党课 每季度一次', '要求 主题党日 每月一次', '要求 党小组会 不要求'],
  },
  async run(context, { match }) {
    const kind = kindIn(match?.groups?.kind ?? '')?.kind;
    const wording = readRequirement(match?.groups?.rest ?? '');
    if (!kind || wording.kind === 'unread') {
      const isUnusual = wording.kind === 'unread' && wording.isUnusual;
      if (isUnusual)
        throw userError('invalid_input', '台账按每月、每季度、每半年或每年来算，请选一种，例如：要求 党课 每季度一次');
      throw missingPiece('请写上多久一次，例如：要求 党课 每季度一次；不作要求就写：要求 党课 不要求');
    }
    const change = await setRequirement(context, kind, wording.kind === 'default' ? undefined : wording.requirement);
    const undo = isSame(change.from, change.to) ? {} : { undo: { kind, former: change.former } };
    return { reply: textReply(requirementReply(change)), ...undo };
  },
  async undo(context, data) {
    const { kind, former } = undoSchema.parse(data);
    return requirementRestored(kind, await restoreRequirement(context, { kind, former }));
  },
};

const requirementsCommand: Command = {
  name: 'ledger_requirements',
  pattern: /^(?:查看?|看看?)?(?:三会一课|台账|会议)的?要求(?:有哪些|是什么|是多少)?[\s。?？]*$/,
  right: 'everyone',
  run: async (context: CommandContext) => ({
    reply: textReply(requirementsText(await loadStretches(context.db), context.today)),
  }),
};

export function ledgerFeature(services: Services): Feature {
  return {
    commands: [requirementsCommand, requirementCommand, ledgerCommand],
    lateJobs: [ledgerJob(services)],
    pages: [ledgerPage],
  };
}

/** The reminders declared beside the ledger. */
export const ledgerReminders = [dueReminder, overdueReminder, figuresReminder];
