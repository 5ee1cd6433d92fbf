import type { Command, CommandContext } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import { resolveDates } from '../../../language/date/resolve.ts';
import { scanDates } from '../../../language/date/scan.ts';
import type { Day } from '../../../language/day.ts';
import { createSheet } from '../../../language/sheet.ts';
import { normalise } from '../../../language/text.ts';
import { scanTimes } from '../../../language/time/moment.ts';
import { findByIds, type Occurrence, type Wanted } from '../../activity/usecase/find.ts';
import { wantedInWords } from '../../activity/usecase/in-words.ts';
import { updatePosts } from '../../activity/usecase/series/state.ts';
import { changedReply, restoredText } from '../../organising/reply.ts';
import { parseChange, parseChanges } from '../../organising/schema.ts';
import { restore } from '../../organising/usecase/change.ts';
import { findTarget } from '../../organising/usecase/target.ts';
import { alterUndoSchema, moveUndoSchema } from '../schema.ts';
import { alter } from '../usecase/alter.ts';
import { findMeant, nameSeries } from '../usecase/meant.ts';
import { move, movedText } from '../usecase/move.ts';
import { SHORT } from './standing.ts';

const EVERY = '(?:每[两二]?个?(?:周|星期|礼拜|月|天|日|次)|隔周|双周|[\\s\\S]*(?:起|开始|以后)\\s)';
/** 修改活动 每周五交通劝导 从6月12日起 时间8:00-9:00 */
const ALTER = new RegExp(`${SHORT}(?:修改|更改|变更|调整)活动[\\s:：]*(?<rest>${EVERY}[\\s\\S]+)$`);
/** 修改活动 6月19日交通劝导 改到6月18日; 6月19日交通劝导改到6月18日 8:00-9:00. */
const MOVE =
  /^(?=[\s\S]{2,200}$)(?:(?:修改|更改|变更|调整)活动[\s:：]*|把)?(?<what>[^我\s][\s\S]*?)\s*(?:日期|时间)?(?:改到|改期到|改在|挪到|调到|提前到|推迟到)\s*(?<to>\S[\s\S]*)$/;

export const alterCommand: Command = {
  name: 'series-change',
  pattern: ALTER,
  right: 'publish',
  help: {
    title: '改会重复的活动',
    line: '从哪天起每次都改时间、名额、地点；只改一次的写上那天：修改活动 6月19日交通劝导 改到6月18日',
    examples: [
      '修改活动 每周五交通劝导 从6月12日起 时间8:00-9:00',
      '修改活动 每周五交通劝导 路口2 名额5',
      '修改活动 每周六敬老院探访 从7月1日起 名额6',
    ],
  },
  async applies(context, { groups }) {
    const rest = groups?.rest ?? '';
    return (
      (await findMeant(context, targetOf(rest))) !== undefined &&
      !MOVE.test(rest.replace(/(?:时间|地点|名额)[\s\S]*$/, ''))
    );
  },
  async run(context, { match }) {
    const rest = match?.groups?.rest ?? '';
    const { text } = parseChange(rest, context.today);
    const meant = await findMeant(context, targetOf(rest));
    if (!meant) throw userError('not_found', '没有找到这个会重复的活动。');
    const changes = parseChanges(text, context.today);
    if (changes.deadline) throw userError('invalid_input', '截止请一次一次改，写上是哪一天的活动。');
    const { before, posts, ...done } = await alter(context, meant, changes);
    const reply = changedReply({ ...done, changes, promoted: [] }, context);
    const undo = {
      posts,
      before: before.map((was) => ({ ...was, deadlineAt: was.deadlineAt?.toISOString() ?? null })),
    };
    return { reply: { text: `${nameSeries(meant.series)}，以后每次都这样。\n${reply.text}` }, undo };
  },
  async undo(context, data) {
    const { posts, before } = alterUndoSchema.parse(data);
    for (const { id, ...was } of posts) await updatePosts(context.db, [id], was);
    return restoredText(await restore(context, before), context);
  },
};

export const moveCommand: Command = {
  name: 'series-move',
  pattern: MOVE,
  right: 'publish',
  async applies(context, { groups, input }) {
    const to = readTo(groups?.to ?? '', context.today);
    const wanted = wantedInWords(groups?.what ?? '', context.today);
    if (!to || !wanted.keyword || wanted.dates?.length !== 1) return false;
    const found = await targetFor(context, wanted, { isAsked: /活动/.test(input.slice(0, 4)) });
    return found.length > 0 && found.every(({ post }) => post !== null);
  },
  async run(context, { match }) {
    const to = readTo(match?.groups?.to ?? '', context.today);
    const target = await findTarget(context, wantedInWords(match?.groups?.what ?? '', context.today));
    if (!to || target.kind !== 'found')
      throw userError('invalid_input', '请写上改到哪一天，例如：修改活动 6月19日交通劝导 改到6月18日');
    const moved = await move(context, target.occurrences, to);
    const told = moved.told > 0 ? `报了名和候补的 ${moved.told} 位会收到通知。` : '还没有人报名，不用通知。';
    const text = `已改期：${movedText(moved, context)}，只改这一次。\n${told}\n改错了，10 分钟内发「撤销」。`;
    const was = moved.before.map(({ id, day, startTime, endTime }) => ({ id, day, startTime, endTime }));
    return { reply: { text }, undo: { moved: was } };
  },
  async undo(context, data) {
    const { moved } = moveUndoSchema.parse(data);
    const before = await findByIds(
      context,
      moved.map(({ id }) => id),
    );
    const [was] = moved;
    if (!was || before.some(({ state }) => state !== 'open')) return '这一场已经取消了，没有再动。';
    const time = [was.startTime, was.endTime].flatMap((one) => one ?? []);
    const isOneTime = moved.every(({ startTime }) => startTime === was.startTime);
    const back = await move(context, before, { day: was.day, ...(isOneTime && time.length > 0 ? { time } : {}) });
    return `已改回来：${movedText(back, context)}。`;
  },
};

/** Without a word for it only who organises it may be meant; others speak of their own registration. */
async function targetFor(
  context: CommandContext,
  wanted: Wanted,
  { isAsked }: { isAsked: boolean },
): Promise<Occurrence[]> {
  try {
    const target = await findTarget(context, wanted);
    return target.kind === 'found' ? target.occurrences : [];
  } catch (error) {
    if (isAsked) throw error;
    return [];
  }
}

function targetOf(rest: string): string {
  return rest.replace(/[\s,，]*(?:报名)?(?:名额|人数|时间|地点|截止)[\s\S]*$/, '');
}

function readTo(text: string, today: Day): { day: Day; time?: string[] } | undefined {
  const sheet = createSheet(normalise(text).text);
  const { days } = resolveDates(scanDates(sheet), today, 'future');
  const [day, ...others] = days;
  if (day === undefined || others.length > 0) return undefined;
  const time = scanTimes(sheet)[0]?.clock;
  return { day, ...(time ? { time } : {}) };
}
