import type { Command, CommandContext, Outcome } from '../../../bot/command.ts';
import { escapeMarkdown } from '../../../bot/markdown.ts';
import { type Choice, type Reply, textReply } from '../../../bot/reply.ts';
import { userError } from '../../../errors.ts';
import { describePerson, findOrCreatePerson } from '../../person/usecase.ts';
import { showUnanswered } from '../reply/attend.ts';
import { answersOnCard, showLeaveOnCard, staleCard } from '../reply/on-card.ts';
import * as replies from '../reply/text.ts';
import {
  type CardTap,
  type LeaveClick,
  leaveClickSchema,
  parseCardTap,
  readClick,
  refuseUnreadDay,
  requireCardTap,
  undoLeaveSchema,
  undoReturnSchema,
} from '../schema/meeting.ts';
import type { StoredHolding } from '../types.ts';
import { holdingOf, restoreAcceptances } from '../usecase/accept.ts';
import { findWanted, leavesOf, matchMeetings, nextHoldings, visibleMeetings } from '../usecase/find.ts';
import { knownHolding, type LeaveTaken, revokeLeave, takeLeave } from '../usecase/leave.ts';
import { answersTo, maySeeNames } from '../usecase/unanswered.ts';

const MOST_PEOPLE = 10;
const UNANSWERED =
  '(?:还?有?(?:谁|哪些人|哪几个人?|哪几位|哪个)(?:都|还|都还)?(?:没有?|未)(?:回复?|回应|答复|回信|表态)(?:了|的|呢|过)?|(?:没有?|未)(?:回|回复)(?:的(?:人|名单|有谁)?|人员|名单))';

export const leaveCommand: Command = {
  name: 'meeting-leave',
  intent: 'meeting_leave',
  right: 'register',
  help: {
    title: '会议请假',
    line: '给自己或别人请假，写上事由；看谁请了假，发「请假名单」',
    examples: ['请假 周一例会 出差', '代李强请假 周一例会 值班', '取消请假'],
  },
  async run(context, { reading }) {
    if (!reading) throw new Error('leave is asked for by a reading');
    refuseUnreadDay(reading);
    const names = reading.people ?? [];
    if (names.length > MOST_PEOPLE) throw userError('invalid_input', `一次最多给${MOST_PEOPLE}个人请假，请分开发。`);
    const isForSelf = reading.self ?? names.length === 0;
    const { keyword, dates: days = [] } = reading;
    const found = await findWanted(context, { keyword, days, quote: context.message.quote?.text });
    const orderFor = ({ id }: StoredHolding): LeaveClick => ({
      holding: id,
      ids: isForSelf ? [context.sender.id] : [],
      names,
      reason: escapeMarkdown(reading.reason ?? '') || null,
    });
    const [only, other] = found;
    if (!only || other) {
      const keyOf = (holding: StoredHolding) => `meeting-leave:${JSON.stringify(orderFor(holding))}`;
      return { reply: replies.whichHolding('给哪一次会议请假？', found, { today: context.today, keyOf }) };
    }
    const done = await leave(context, orderFor(only));
    return { ...done, reply: replies.withWarnings(done.reply, reading.warnings) };
  },
  click(context, value) {
    const tap = parseCardTap(value);
    return tap ? leaveOnCard(context, tap) : leave(context, readClick(leaveClickSchema, value));
  },
  async undo(context, data) {
    const { holding: holdingId, people, accepted } = undoLeaveSchema.parse(data);
    await restoreAcceptances(context, holdingId, accepted);
    const { holding } = await revokeLeave(context, { holdingId, personIds: people });
    return `已撤销请假，${replies.choiceLabel(holding, context.today)}等你来。`;
  },
};

/** `取消请假`, `销假`: comes after all, however long ago the leave was taken. */
export const returnCommand: Command = {
  name: 'meeting-return',
  pattern: /^(?:(?:取消|撤销|撤回)(.{0,20}?)的?请假|(.{0,20}?)的?销假)[了。!！]?$/,
  right: 'register',
  async run(context, { match }) {
    const found = await leavesOf(context, match?.[1] || match?.[2]);
    const [only, other] = found;
    if (!only) throw userError('not_found', '你没有请过假，不用取消。要请假，发：请假 周一例会 出差');
    if (!other) return comeAfterAll(context, only.id);
    const keyOf = ({ id }: StoredHolding) => `meeting-return:${id}`;
    return { reply: replies.whichHolding('取消哪一次的请假？', found, { today: context.today, keyOf }) };
  },
  click: (context, value) => comeAfterAll(context, Number(value)),
  async undo(context, data) {
    const { holding: holdingId, reason } = undoReturnSchema.parse(data);
    const result = await takeLeave(context, { holdingId, personIds: [context.sender.id], reason });
    return `已撤销，还是请假：${replies.choiceLabel(result.holding, context.today)}。`;
  },
};

/** `谁没回 周一例会`, `例会还有谁没回复`. */
export const unansweredCommand: Command = {
  name: 'meeting-unanswered',
  pattern: new RegExp(`^(?<before>.{0,30}?)\\s*${UNANSWERED}(?:[\\s:：]+(?<after>.{1,30}?))?[?？。]?$`),
  right: 'everyone',
  help: {
    title: '谁没回',
    line: '该来的人里谁还没说来不来；会前一天我只提醒这些人',
    examples: ['谁没回 周一例会', '支委会还有谁没回复', '谁没回'],
  },
  async run(context, { match }) {
    const visible = await visibleMeetings(context);
    const named = matchMeetings(visible, match?.groups?.before || match?.groups?.after);
    const holdings = await nextHoldings(context, named.length > 0 ? named : visible);
    const parts: string[] = [];
    for (const holding of holdings.filter(({ state }) => state === 'planned')) {
      const answers = await answersTo(context.db, holding);
      const hasNames = maySeeNames(context, holding, answers.expected);
      parts.push(showUnanswered(holding, answers, { today: context.today, hasNames }));
    }
    return { reply: textReply(parts.join('\n\n') || '最近两周没有安排会议，也就没有人要回复。') };
  },
};

/** `请假名单`, `例会谁请假了`, `谁回了`. */
export const leavesCommand: Command = {
  name: 'meeting-leaves',
  pattern: /^(.{0,30}?)\s*(?:请假名单|请假情况|回复情况|有?(?:谁|哪些人|哪几个)(?:请假|都?回复?)了?)[?？]?$/,
  right: 'everyone',
  async run(context, { match }) {
    const visible = await visibleMeetings(context);
    const named = matchMeetings(visible, match?.[1]);
    const holdings = await nextHoldings(context, named.length > 0 ? named : visible);
    const planned = holdings.filter(({ state }) => state === 'planned');
    return { reply: replies.showAnswers(planned, context.today) };
  },
  async click(context, value) {
    const holding = await holdingOf(context, requireCardTap(parseCardTap(value)));
    return { reply: answersOnCard(holding, context) };
  },
};

async function leaveOnCard(context: CommandContext, tap: CardTap): Promise<Outcome> {
  const holding = await holdingOf(context, tap);
  const stale = staleCard(holding, tap, context);
  if (stale) return { reply: stale };
  const order = { holdingId: holding.id, personIds: [context.sender.id], reason: tap.reason };
  const result = await takeLeave(context, order);
  return leaveOutcome(result, showLeaveOnCard(result, context));
}

async function leave(context: CommandContext, click: LeaveClick): Promise<Outcome> {
  const ids = [...click.ids];
  for (const [i, name] of click.names.entries()) {
    const named = await findOrCreatePerson(context.db, name, context.now);
    if (named.kind === 'several') {
      const names = click.names.slice(i + 1);
      const choices = named.people.map(
        (person): Choice => ({
          label: describePerson(person),
          key: `meeting-leave:${JSON.stringify({ ...click, ids: [...ids, person.id], names })}`,
        }),
      );
      return { reply: { text: `有几位${name}，给哪一位请假？`, choices } };
    }
    ids.push(named.person.id);
  }
  const { reason, holding: holdingId } = click;
  const result = await takeLeave(context, { holdingId, personIds: ids, reason });
  return leaveOutcome(result, replies.showLeave(result, context));
}

function leaveOutcome({ holding, recorded, noLonger: accepted }: LeaveTaken, reply: Reply): Outcome {
  const people = recorded.map(({ personId }) => personId);
  return people.length === 0 ? { reply } : { reply, undo: { holding: holding.id, people, accepted } };
}

async function comeAfterAll(context: CommandContext, holdingId: number): Promise<Outcome> {
  const { id } = context.sender;
  const before = (await knownHolding(context, holdingId)).leaves.find(({ personId }) => personId === id);
  const { holding, count } = await revokeLeave(context, { holdingId, personIds: [id] });
  if (count === 0) throw userError('conflict', '这次的请假之前已经取消了。');
  const reply = replies.showReturn(holding, context.today);
  return { reply, undo: { holding: holdingId, reason: before?.reason ?? null } };
}
