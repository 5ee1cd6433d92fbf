import type { Command, CommandContext, Feature, Outcome } from '../../../bot/command.ts';
import { textReply } from '../../../bot/reply.ts';
import { planMeetingsJob } from '../job.ts';
import * as replies from '../reply/text.ts';
import {
  changeClickSchema,
  meetingOrderSchema,
  readClick,
  toChangeOrder,
  toMeetingOrder,
  undoSchema,
} from '../schema/meeting.ts';
import type { Meeting, StoredHolding } from '../types.ts';
import { changeHolding, clashOfChange, type HoldingChange, restoreHolding, timingOf } from '../usecase/change.ts';
import { findWanted, nextHoldings, onlyMeeting, visibleMeetings } from '../usecase/find.ts';
import { withOverdue } from '../usecase/overdue.ts';
import { changeRule, clashOfOrder, type RuleChange, restoreRule, setMeeting, stopMeeting } from '../usecase/rule.ts';
import { asShownTo } from '../usecase/unanswered.ts';
import { acceptCommand } from './accept.ts';
import { agendaCommand, agendasCommand, carryOverCommand, withdrawPointCommand } from './agenda.ts';
import { attendCommand } from './attend.ts';
import { byHandCommand, checkInCommand } from './check-in.ts';
import { leaveCommand, leavesCommand, returnCommand, unansweredCommand } from './leave.ts';
import { graceCommand, missingCommand, rollCommand } from './roll.ts';

/** 例会, 例会几点开, 下周一例会在哪开, 这周还开会吗 */
const ASKING =
  /^(?:请问)?(?:下一?次|(?:[这本下]个?)?(?:周|星期|礼拜)[一二三四五六日天]?|今天|今晚|明天)?的?还?(?:例会|会议|开会)(?:是|在)?(?:安排|时间|地点|通知|查询|什么时候|啥时候|哪天|几点|哪里|哪儿|哪|还|照常)?(?:召?开会?)?[吗呢啊]?[?？。]?$/;

const createCommand: Command = {
  name: 'meeting-create',
  intent: 'meeting_create',
  right: 'meet',
  help: {
    title: '定会议',
    line: '定每周、每月的会或一次会议，到时自动提醒',
    examples: [
      '每周一晚上7点 例会 地点：支部活动室 主持：张三',
      '6月4日 19:00 召开支委会 地点：二楼会议室',
      '每月第一个周五 15:00 主题党日 从9月起 到年底',
    ],
  },
  async run(context, { reading }) {
    if (!reading) throw new Error('a meeting is set by a reading');
    const order = toMeetingOrder(reading, context.message.text, context.today);
    const clash = await clashOfOrder(context, order);
    if (clash) {
      const key = `meeting-create:${JSON.stringify(order)}`;
      return { reply: replies.askDespite(clash, { title: order.title, key, no: 'meeting-create:no' }, context.today) };
    }
    return showRuleChange(context, await setMeeting(context, order), reading.warnings);
  },
  async click(context, value) {
    if (value === 'no') return { reply: textReply('好的，没有定。') };
    return showRuleChange(context, await setMeeting(context, readClick(meetingOrderSchema, value)));
  },
  undo: (context, data) => undoChange(context, data),
};

const changeCommand: Command = {
  name: 'meeting-change',
  intent: 'meeting_change',
  right: 'meet',
  help: {
    title: '会议改期',
    line: '改一次会议的时间，或取消一次',
    examples: ['周一例会改到周二晚上7点', '取消周一例会', '本周例会不开了'],
  },
  async run(context, { reading }) {
    if (!reading) throw new Error('a meeting is changed by a reading');
    const order = toChangeOrder(reading, context.message.text);
    if (order.kind !== 'holding') {
      const meeting = await onlyMeeting(context, reading.keyword);
      if (order.kind === 'stop') return stop(context, meeting);
      return showRuleChange(context, await changeRule(context, { meeting, rule: order.rule }));
    }
    const { days, change: wanted } = order;
    const near = 'isCalledOff' in wanted ? {} : { near: wanted.day, canBeCalledOff: true };
    const found = await findWanted(context, { keyword: reading.keyword, days, ...near });
    const [only, other] = found;
    if (!only || other) {
      const keyOf = ({ id }: StoredHolding) => `meeting-change:${JSON.stringify({ holding: id, change: wanted })}`;
      return { reply: replies.whichHolding('要改哪一次会议？', found, { today: context.today, keyOf }) };
    }
    const done = await change(context, { holdingId: only.id, change: wanted });
    return { ...done, reply: replies.withWarnings(done.reply, reading.warnings) };
  },
  async click(context, value) {
    if (value === 'no') return { reply: textReply('好的，没有改。') };
    const click = readClick(changeClickSchema, value);
    return change(context, { holdingId: click.holding, change: click.change, isSure: click.isSure });
  },
  undo: (context, data) => undoChange(context, data),
};

const listCommand: Command = {
  name: 'meeting-list',
  pattern: ASKING,
  right: 'everyone',
  help: {
    title: '会议安排',
    line: '看下一次会议的时间、地点、议程，谁来谁请假',
    examples: ['例会', '下次例会什么时候', '会议安排'],
  },
  run: (context) => showNext(context),
  click: (context) => showNext(context),
};

async function showNext(context: CommandContext): Promise<Outcome> {
  const holdings = await nextHoldings(context, await visibleMeetings(context));
  const shown: StoredHolding[] = [];
  for (const holding of holdings) {
    shown.push(await withOverdue(context.db, await asShownTo(context, holding), context));
  }
  return { reply: replies.showHoldings(shown, context) };
}

interface ChangeOrder {
  holdingId: number;
  change: HoldingChange;
  isSure?: boolean | undefined;
}

async function change(context: CommandContext, order: ChangeOrder): Promise<Outcome> {
  const clash = order.isSure ? undefined : await clashOfChange(context, order);
  if (clash) {
    const key = `meeting-change:${JSON.stringify({ holding: order.holdingId, change: order.change, isSure: true })}`;
    const about = { title: clash.title, key, no: 'meeting-change:no' };
    return { reply: replies.askDespite(clash, about, context.today) };
  }
  const changed = await changeHolding(context, order);
  const { id } = changed.before;
  return { reply: replies.showChange(changed, context.today), undo: { holding: id, former: timingOf(changed.before) } };
}

async function stop(context: CommandContext, meeting: Meeting): Promise<Outcome> {
  const former = await stopMeeting(context, meeting);
  return { reply: replies.showStop(meeting, context.today), undo: { meeting: meeting.id, former } };
}

function showRuleChange(context: CommandContext, change: RuleChange, warnings: readonly string[] = []): Outcome {
  const undo = { meeting: change.meeting.id, former: change.former };
  return { reply: replies.showRule(change, warnings, context.today), undo };
}

async function undoChange(context: CommandContext, data: Record<string, unknown>): Promise<string> {
  const undo = undoSchema.parse(data);
  if ('meeting' in undo) {
    const meeting = await restoreRule(context, { meetingId: undo.meeting, former: undo.former });
    return replies.ruleRestored(meeting, undo.former !== null, context.today);
  }
  const { after } = await restoreHolding(context, { holdingId: undo.holding, former: undo.former });
  return `已撤销，${replies.choiceLabel(after, context.today)}照原来的开。`;
}

/** Meetings, who answers, and leave; see usecase/reminders.ts for what announces them. */
export const meetingFeature: Feature = {
  commands: [
    createCommand,
    changeCommand,
    attendCommand,
    agendasCommand,
    carryOverCommand,
    withdrawPointCommand,
    agendaCommand,
    acceptCommand,
    leaveCommand,
    returnCommand,
    rollCommand,
    missingCommand,
    graceCommand,
    byHandCommand,
    checkInCommand,
    listCommand,
    unansweredCommand,
    leavesCommand,
  ],
  jobs: [planMeetingsJob],
};
