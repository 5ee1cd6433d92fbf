import type { Command, CommandContext } from '../../../bot/command.ts';
import { textReply } from '../../../bot/reply.ts';
import { userError } from '../../../errors.ts';
import { resolveDates } from '../../../language/date/resolve.ts';
import { scanDates } from '../../../language/date/scan.ts';
import { createSheet } from '../../../language/sheet.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { showMissing, showRoll } from '../reply/check-in.ts';
import { graceUndoSchema } from '../schema/check-in.ts';
import type { StoredHolding } from '../types.ts';
import { openHoldings } from '../usecase/check-in.ts';
import { matchMeetings, namedIn, recentHoldings, visibleMeetings } from '../usecase/find.ts';
import { graceMinutes, setGrace } from '../usecase/grace.ts';
import { rollOf } from '../usecase/roll.ts';
import { maySeeNames } from '../usecase/unanswered.ts';

const MISSING =
  '(?:还?有?(?:谁|哪些人|哪几个人?|哪几位)(?:还|都)?(?:没有?|未)(?:到|来|签到?)(?:会|场)?(?:了|的|呢)?|(?:没有?|未)(?:到|签到)的(?:人|有谁)?|缺席(?:名单|的人|的有谁)?)';
const ROLL =
  '(?:签到(?:情况|名单|表|了多少人|了几个人)|考勤(?:情况|名单|表)?|(?:谁|哪些人|几个人|多少人)(?:都|已经)?(?:签到?|到)(?:会|场)?了)';
const MOST_GRACE = 60;

/** `签到情况`, `考勤 周一例会`, `6月9日例会考勤` */
export const rollCommand: Command = {
  name: 'meeting-roll',
  pattern: wording(ROLL),
  right: 'everyone',
  help: {
    title: '会议考勤',
    line: '到、迟到、请假、缺席各几人；「谁没到」只看没到的',
    examples: ['签到情况', '考勤 周一例会', '6月9日例会考勤'],
  },
  applies: isOfMeeting,
  async run(context, { match }) {
    const { holding, roll, view } = await rollMeant(context, match);
    return { reply: textReply(showRoll(holding, roll, view)) };
  },
};

/** `谁没到`, `周一例会谁没到` */
export const missingCommand: Command = {
  name: 'meeting-missing',
  pattern: wording(MISSING),
  right: 'everyone',
  applies: isOfMeeting,
  async run(context, { match }) {
    const { holding, roll, view } = await rollMeant(context, match);
    return { reply: textReply(showMissing(holding, roll, view)) };
  },
};

/** `迟到宽限 10分钟` */
export const graceCommand: Command = {
  name: 'meeting-grace',
  pattern:
    /^(?:设置|修改)?(?:会议|开会|签到)?(?:迟到宽限(?:时间)?|迟到标准|宽限时间)(?:是|为|改为|改成)?[\s:：]*(?:(?<minutes>\d{1,3})\s*分钟?)?[\s。?？]*$/,
  right: 'meet',
  async run(context, { match }) {
    const former = await graceMinutes(context.db);
    const minutes = Number(match?.groups?.minutes ?? former);
    if (match?.groups?.minutes === undefined) {
      return { reply: textReply(`开会后${former}分钟内签到不算迟到。要改，发：迟到宽限 10分钟`) };
    }
    if (minutes > MOST_GRACE) throw userError('invalid_input', `宽限最多${MOST_GRACE}分钟，没有改。`);
    await changeGrace(context, former, minutes);
    const text = `已记下：开会后${minutes}分钟内签到不算迟到（原来是${former}分钟）。弄错了可在十分钟内发：撤销`;
    return { reply: textReply(text), undo: { minutes: former } };
  },
  async undo(context, data) {
    const { minutes } = graceUndoSchema.parse(data);
    await changeGrace(context, await graceMinutes(context.db), minutes);
    return `已撤销，开会后${minutes}分钟内签到不算迟到。`;
  },
};

async function changeGrace(context: CommandContext, from: number, to: number): Promise<void> {
  await setGrace(context.db, to);
  await recordAudit(context, { action: 'set_meeting_grace', subject: 'setting:meeting_grace', detail: { from, to } });
}

function wording(words: string): RegExp {
  return new RegExp(
    `^(?:查看?|看看?|看一下)?(?<before>[^\\s?？]{0,24}?)的?${words}(?:[\\s:：]+(?<after>[^?？]{2,24}?))?[\\s?？。]*$`,
  );
}

/** Of nothing else that has a roll: an activity of that name, or no meeting at all. */
async function isOfMeeting(context: CommandContext, { groups }: RegExpExecArray): Promise<boolean> {
  const said = groups?.before || groups?.after || '';
  const visible = await visibleMeetings(context);
  return said === ''
    ? visible.length > 0
    : namedIn(visible, said) !== undefined || matchMeetings(visible, said).length > 0;
}

/** Of the meeting and the day meant; without a day the one that is on, else the last. */
async function rollMeant(context: CommandContext, match: RegExpExecArray | undefined) {
  const said = match?.groups?.before || match?.groups?.after || '';
  const visible = await visibleMeetings(context);
  const named = namedIn(visible, said);
  const meetings = named ? [named.meeting] : matchMeetings(visible, said);
  const { days } = resolveDates(scanDates(createSheet(named?.rest ?? '')), context.today, 'past');
  const recent = await recentHoldings(context, meetings);
  const found =
    days.length > 0
      ? recent.find(({ day, nominalDay }) => days.includes(day) || days.includes(nominalDay))
      : ((await openHoldings(context, meetings))[0] ?? recent[0]);
  if (!found) throw userError('not_found', '没有找到开过的会。发「例会」看安排；看某一次，例如：考勤 6月9日例会');
  return shown(context, found);
}

async function shown(context: CommandContext, holding: StoredHolding) {
  const roll = await rollOf(context.db, holding, context.now);
  const view = { today: context.today, hasNames: maySeeNames(context, holding, roll.expected) };
  return { holding, roll, view };
}
