import type { CommandContext } from '../../../bot/command.ts';
import type { Reply } from '../../../bot/reply.ts';
import { formatDay } from '../../../language/day.ts';
import { tapperName } from '../../person/usecase.ts';
import type { Holding } from '../types.ts';
import type { Accepted } from '../usecase/accept.ts';
import { type CardNews, type HoldingRef, isShownAs, meetingCard } from '../usecase/card.ts';
import type { LeaveTaken } from '../usecase/leave.ts';
import { formatStart } from '../usecase/text.ts';
import { type Around, namesOf, nameWithReason, showAnswers } from './text.ts';

/** About what a card shows before it cuts. */
const CARD_TEXT_LENGTH = 100;

/** What to say to a tap that comes too late, or on a card that tells another time; undefined: the card holds. */
export function staleCard(holding: Holding, tap: HoldingRef, around: Around): Reply | undefined {
  const note = staleNote(holding, tap, around);
  return note === undefined ? undefined : onCard(holding, around, { note, isForAll: true });
}

function staleNote(holding: Holding, tap: HoldingRef, { now, today }: Around): string | undefined {
  if (holding.state === 'cancelled') return `这一次${holding.movedWhy ?? '已经取消'}，不用回复了。`;
  if (holding.startsAt <= now) return '会已经开始或开过了，这一下没有记。';
  if (isShownAs(holding, tap)) return undefined;
  return `时间改了，现在是${formatStart(holding, today)}。刚才那一下没有记，请再点一次。`;
}

/** In answer to a line or a tap. */
export function showAccepted({ holding, isNew, leave }: Accepted, around: Around): Reply {
  const where = `${formatStart(holding, around.today)} ${holding.meeting.title}`;
  const said = isNew ? `已记下：你参加${where}。` : `你之前说过参加${where}，没有重复记。`;
  const text = [
    `${said}${leave ? '原来的请假取消了。' : ''}`,
    `来不了了，发：请假 ${holding.meeting.title} 事由（刚发的，十分钟内发「撤销」也行）`,
  ].join('\n');
  if (!around.message.click) return { text, card: meetingCard(holding, around) };
  const note = isNew ? `${tapperName(around)}参加${leave ? '，不请假了' : ''}。` : '你已经说过参加了，没有重复记。';
  return { ...onCard(holding, around, { note, isForAll: isNew }), text };
}

/** In answer to a tap on 请假, or on a reason. */
export function showLeaveOnCard(
  { holding, recorded, explained, known }: LeaveTaken,
  around: Around & Pick<CommandContext, 'botName'>,
): Reply {
  const [leave] = [...recorded, ...explained];
  const who = tapperName(around);
  const isUnexplained = (leave ?? known[0])?.reason === null;
  const how = isUnexplained ? `事由点下面的，或复制这一行改一改再发：\n${leaveLine(holding, around)}` : '';
  const told = leave ? `${who}请假${leave.reason ? `（${leave.reason}）` : ''}。` : '你已经请过假了，没有重复记。';
  return onCard(holding, around, { note: `${told}${how}`, isUnexplained, isForAll: leave !== undefined });
}

/** Answer to 谁回了, for the one who tapped it; names the card has no room for are said besides. */
export function answersOnCard(holding: Holding, around: Around): Reply {
  const { acceptances, leaves } = holding;
  const names = [
    `参加：${namesOf(acceptances) || '还没有人'}`,
    `请假：${leaves.map(nameWithReason).join('、') || '还没有人'}`,
  ].join('\n');
  const isLong = [...names].length > CARD_TEXT_LENGTH;
  const note = isLong ? `${[...names].slice(0, CARD_TEXT_LENGTH).join('')}…` : names;
  const { text } = showAnswers([holding], around.today);
  return { ...onCard(holding, around, { note }), text, isOnCard: !isLong };
}

/** To copy: of the very day the card is about, and heard in a group as well. */
function leaveLine({ day, meeting }: Holding, { message, today, botName }: Parameters<typeof showLeaveOnCard>[1]) {
  const call = message.chat.kind === 'group' ? `@${botName} ` : '';
  return `${call}请假 ${formatDay(day, today)} ${meeting.title} 家里有事`;
}

export function acceptanceRevoked(holding: Holding, isOnLeave: boolean, around: Around): string {
  const where = `${formatStart(holding, around.today)} ${holding.meeting.title}`;
  return isOnLeave ? `已撤销，还是请假：${where}。` : `已撤销，没有回复参加${where}。`;
}

/** The card anew; typed lines get it beside. `isForAll`: what happened concerns everybody. */
function onCard(
  holding: Holding,
  around: Around,
  { isForAll = false, ...news }: CardNews & { isForAll?: boolean },
): Reply {
  const text = news.note ?? holding.meeting.title;
  const reply = { text, card: meetingCard(holding, around, news), isUpdate: true, isOnCard: true };
  return isForAll ? { ...reply, isForAll } : reply;
}
