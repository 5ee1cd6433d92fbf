import { escapeMarkdown } from '../../bot/markdown.ts';
import { type Reply, textReply } from '../../bot/reply.ts';
import { toLocal } from '../../clock.ts';
import { type Day, formatDay } from '../../language/day.ts';
import type { ChannelReport, ChannelState } from './types.ts';

type Way = ChannelReport['outgoing'][number];

export interface Around {
  now: Date;
  today: Day;
  zone: string;
  /** Others read it too. */
  isGroup: boolean;
}

const MARKS: Record<ChannelState, string> = { failing: '⚠️', blocked: '⏳', full: '⏳', working: '✅', untried: '⚪' };
const ORDER = Object.keys(MARKS);
const MOST_LINES = 14;
const LONGEST_REASON = 90;
const NOTHING_IN = '⚠️ 收不到消息：请填 WECOM_BOT_ID（长连接）或 WECOM_BOT_TOKEN（回调），再重新启动';
const NOTHING_OUT =
  '⚠️ 发不出提醒：请填 WECOM_GROUP_WEBHOOKS（群机器人）、WECOM_BOT_ID（长连接）或 WECOM_CORP_ID（自建应用）';

/** What does not work comes first; of many that do, the names only. */
export function showChannels(report: ChannelReport, around: Around): Reply {
  const blocks = channelBlocks(report, around).map(({ title, lines }) => [
    ...(title ? [`【${title}】`] : []),
    ...lines,
  ]);
  return textReply(
    [[`通道状态（${toLocal(around.now, around.zone).time}）`], ...blocks].map((one) => one.join('\n')).join('\n\n'),
  );
}

/** The same for a page; the last block has no title. */
export function channelBlocks(report: ChannelReport, around: Around): { title?: string; lines: string[] }[] {
  return [
    { title: '收消息', lines: incomingLines(report, around) },
    { title: '发消息', lines: outgoingLines(report, around) },
    { lines: [waitingLine(report)] },
  ];
}

function incomingLines({ incoming, lastHeardAt }: ChannelReport, around: Around): string[] {
  if (incoming.length === 0) return [NOTHING_IN];
  const heard = lastHeardAt ? `上次收到消息 ${sayTime(lastHeardAt, around)}` : '还没有收到过消息';
  const lines = incoming.map(({ label, trouble }) =>
    trouble === undefined ? `✅ ${label}` : `⚠️ ${label}：${shown(trouble, around)}`,
  );
  return [...lines, heard];
}

function outgoingLines({ outgoing }: ChannelReport, around: Around): string[] {
  if (outgoing.length === 0) return [NOTHING_OUT];
  const sorted = outgoing.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || b.waiting - a.waiting);
  const lines = sorted.slice(0, MOST_LINES).map((way) => wayLine(way, around));
  const rest = sorted.slice(MOST_LINES);
  if (rest.length === 0) return lines;
  const counts = countsOf(rest);
  return [...lines, `另外 ${rest.length} 个：${counts}。`];
}

function wayLine(way: Way, around: Around): string {
  const parts = [stateWords(way, around), leftWords(way), sentWords(way, around)];
  if (way.waiting > 0) parts.push(`${way.waiting} 条等着发`);
  return `${MARKS[way.state]} ${escapeMarkdown(way.label)}：${parts.filter((part) => part !== '').join('，')}`;
}

function stateWords({ state, lastError, blockedUntil }: Way, around: Around): string {
  if (state === 'failing' && lastError) {
    return `${sayTime(lastError.at, around)} 出错，${shown(lastError.reason, around)}`;
  }
  if (state === 'blocked' && blockedUntil) return `企业微信说发得太多，${sayTime(blockedUntil, around)} 以后接着发`;
  return { failing: '出错', blocked: '发得太多', full: '这一分钟发满了', working: '正常', untried: '还没用过' }[state];
}

function leftWords({ left: { minute, hour, isEach }, state }: Way): string {
  if (state === 'failing' || state === 'blocked') return '';
  const each = isEach ? '最忙的会话' : '';
  return `${each}这分钟还能发 ${minute} 条${hour === undefined ? '' : `，这小时 ${hour} 条`}`;
}

function sentWords({ lastSentAt }: Way, around: Around): string {
  return lastSentAt ? `上次发出 ${sayTime(lastSentAt, around)}` : '';
}

function countsOf(ways: readonly Way[]): string {
  const words = { failing: '出错', blocked: '发得太多', full: '发满', working: '正常', untried: '还没用过' };
  return ORDER.flatMap((state) => {
    const count = ways.filter((way) => way.state === state).length;
    return count > 0 ? [`${words[state as ChannelState]} ${count} 个`] : [];
  }).join('，');
}

function waitingLine({ waiting: { total, byNone } }: ChannelReport): string {
  if (total === 0) return '没有等着发的消息。';
  const stuck = byNone > 0 ? `，其中 ${byNone} 条没有能发的通道，发「提醒记录」可以看是哪些` : '';
  return `到点还没发出的消息：${total} 条${stuck}。`;
}

function sayTime(instant: Date, { today, zone }: Around): string {
  const { day, time } = toLocal(instant, zone);
  return day === today ? time : `${formatDay(day, today)}${time}`;
}

/** Keys and long ids are nobody's business; in a group the address of the server neither. Settings' names stay as they are. */
function shown(reason: string, { isGroup }: Around): string {
  const known = reason
    .replace(/[0-9A-Za-z-]{16,}/g, '…')
    .replace(/[<>`*[\]]/g, ' ')
    .replace(/[。\s]+$/, '');
  const safe = isGroup ? known.replace(/\d{1,3}(?:\.\d{1,3}){3}/g, '（地址一对一问我）') : known;
  const characters = [...safe];
  return characters.length > LONGEST_REASON ? `${characters.slice(0, LONGEST_REASON - 1).join('')}…` : safe;
}
