import type { CommandContext } from '../../bot/command.ts';
import type { Reply } from '../../bot/reply.ts';
import { describeOpen, nameOccurrence, typedName } from '../activity/usecase/describe.ts';
import type { Occurrence } from '../activity/usecase/find.ts';
import type { CalledOff, Changed } from './types.ts';
import { describeChanges, namesOf } from './usecase/notice.ts';

type Around = Pick<CommandContext, 'today' | 'zone' | 'now'>;

const MOST_CHOICES = 9;
/** WeCom's limit for the key of a button. */
const LONGEST_KEY_BYTES = 1024;

export function changedReply({ occurrences, changes, promoted, told }: Changed, around: Around): Reply {
  const [first] = occurrences;
  if (!first) return { text: '没有可以改的场次。' };
  const lines = [`已改好：${namesOf(occurrences, around)}，${describeChanges(first, changes, around)}。`];
  for (const occurrence of occurrences) {
    const { placesLeft } = occurrence;
    if (placesLeft !== null && placesLeft < 0) {
      lines.push(
        `${nameOccurrence(occurrence, around.today)}已经报了的比名额多 ${-placesLeft} 人，都保留，新的排候补。`,
      );
    }
  }
  if (promoted.length > 0) lines.push(`候补的 ${promoted.length} 位已转为正式，马上通知。`);
  lines.push(toldText(told), '改错了，10 分钟内发「撤销」。');
  return { text: lines.join('\n') };
}

export function calledOffReply({ occurrences, reason, told }: CalledOff, around: Around): Reply {
  const why = reason ? `（${reason}）` : '';
  return {
    text: [
      `已取消活动：${namesOf(occurrences, around)}${why}。`,
      toldText(told),
      '取消错了，10 分钟内发「撤销」，活动和报名都会恢复。',
    ].join('\n'),
  };
}

/** Several days fit: each, and all together. */
export function whichReply(text: string, candidates: Occurrence[], { keyOf, around }: WhichOptions): Reply {
  const shown = byDay(candidates).slice(0, MOST_CHOICES);
  const choices = shown.map((posts) => ({ label: labelOf(posts, around), key: keyOf(posts.map(({ id }) => id)) }));
  const isOneActivity = new Set(candidates.map(({ activity }) => activity.id)).size === 1;
  if (shown.length > 1 && isOneActivity) {
    choices.push({ label: `以上 ${shown.length} 天都是`, key: keyOf(shown.flat().map(({ id }) => id)) });
  }
  if (choices.every(({ key }) => Buffer.byteLength(key) <= LONGEST_KEY_BYTES)) return { text, choices };
  return { text: [text, ...choices.map(({ label }) => `· ${label}`), '请写上日期，一场一场地改。'].join('\n') };
}

/** The posts of an activity on one day are one choice. */
function byDay(candidates: readonly Occurrence[]): Occurrence[][] {
  const days = new Map<string, Occurrence[]>();
  for (const one of candidates) {
    const key = one.post ? `${one.activity.id}:${one.day}` : `${one.id}`;
    days.set(key, [...(days.get(key) ?? []), one]);
  }
  return [...days.values()];
}

function labelOf(posts: readonly Occurrence[], around: Around): string {
  const [first] = posts;
  if (!first) return '';
  if (posts.length === 1) return describeOpen(first, around);
  return `${nameOccurrence({ ...first, startTime: null, post: null }, around.today)}，${posts.length} 个岗位`;
}

export interface WhichOptions {
  keyOf(ids: number[]): string;
  around: Around;
}

export function noneReply(nearest: Occurrence[], { today }: Around): Reply {
  if (nearest.length === 0) return { text: '没有找到这个活动，现在也没有还没开始的活动。' };
  const names = nearest.map((one) => `· ${nameOccurrence(one, today)}`);
  return { text: ['没有找到这个活动。还没开始的有：', ...names].join('\n') };
}

export function restoredText(
  { occurrences, told }: { occurrences: Occurrence[]; told: number },
  around: Around,
): string {
  if (occurrences.length === 0) return '这一场已经取消了，改动没法撤销。';
  return `已改回原样：${namesOf(occurrences, around)}。${toldText(told)}`;
}

export function reopenedText(occurrences: Occurrence[], around: Around): string {
  const [first] = occurrences;
  const typed = first ? `发「名单 ${typedName(first)}」可以看名单。` : '';
  return `活动照常：${namesOf(occurrences, around)}，原来的报名都还在，会通知大家。${typed}`;
}

function toldText(told: number): string {
  return told > 0 ? `报了名和候补的 ${told} 位会收到通知。` : '还没有人报名，不用通知。';
}
