import type { Command, CommandContext } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import { findPeople, namesIn } from '../../person/usecase.ts';
import type { Participant } from '../../registration/types.ts';
import { resolveParty } from '../../registration/usecase/party.ts';
import { endedText, settledText } from '../reply/standing.ts';
import { endUndoSchema, standingUndoSchema } from '../schema.ts';
import { checkWeekdays, findMeant, nameSeries, needMeant } from '../usecase/meant.ts';
import { checkMayEnd, endAll, settle, standingById, standingOf, takeUpAgain } from '../usecase/standing.ts';

const FOR = '(?:(?:帮|替|给)\\s*(?<who>[\\u4e00-\\u9fff、,，\\s]{2,40}?)\\s*)?';
const EVERY = '(?:每[两二]?个?(?:周|星期|礼拜|月|天|日|次|个?工作日)|隔周|双周)';
/** Orders are short: what is longer is not looked through. */
export const SHORT = '^(?=[\\s\\S]{2,200}$)';
const NO_MEETING = '(?![\\s\\S]*(?:例会|会议|党课|支委会|党小组会|主题党日|生活会))';
const END = '[\\s。!！~～]*$';
/** 长期报名 交通劝导, 报名 每周五交通劝导, 每周五的交通劝导我都来. */
const STANDING = new RegExp(
  `${SHORT}(?:${[
    `^${FOR}(?:我?要|我想)?(?<sure>长期|固定)(?:报名|参加)[\\s:：]*(?<words>\\S[\\s\\S]*?)${END}`,
    `^${FOR.replace('who', 'who2')}(?:我?要|我想)?(?:报名|参加)(?:参加)?[\\s:：]*(?<every>${EVERY}[\\s\\S]+?)(?:每次都来|都来|都参加)?${END}`,
    `^(?<all>${EVERY}?\\S[\\s\\S]*?)[\\s,，]*我?(?:以后)?(?:每次|每周|每期|每回)?都(?:报名|来|参加)${END}`,
  ].join('|')})`,
);
/** 取消长期报名 交通劝导, 取消 每周五交通劝导, 每周五交通劝导我以后不来了. */
const STAY_AWAY = new RegExp(
  `${SHORT}(?:${[
    `^${FOR}(?:取消|退出|停止|结束|不再)(?<sure>长期|固定)的?(?:报名|参加)?[\\s:：]*(?<words>\\S[\\s\\S]*?)${END}`,
    `^${FOR.replace('who', 'who2')}(?:取消|退出|退)(?!活动)(?:报名)?[\\s:：]*${NO_MEETING}(?<every>${EVERY}[\\s\\S]+?)(?:的?报名)?${END}`,
    `^${NO_MEETING}(?<all>${EVERY}\\S[\\s\\S]*?)[\\s,，]*我?以后(?:都|就|再也)?不(?:来|去|参加|报)了?${END}`,
  ].join('|')})`,
);

export const standingCommand: Command = {
  name: 'standing',
  pattern: STANDING,
  right: 'register',
  help: {
    title: '长期报名',
    line: '会重复的活动，报一次以后每次都排上，某一次来不了再单独取消',
    examples: ['报名 每周五交通劝导', '长期报名 交通劝导 路口2', '帮王芳、陈静报名 每周五交通劝导'],
  },
  applies: isMeant,
  async run(context, { match }) {
    const { words, who } = wordedIn(match);
    const meant = await needMeant(context, words);
    checkWeekdays(meant, context.today);
    const participants = await peopleIn(context, who, `${words}`.replace(meant.series.title, ' '));
    const settled = await settle(context, meant, participants);
    const made = settled.flatMap((one) => (one.kind === 'made' ? one.standing.id : []));
    const reply = { text: settledText(meant.series, settled, context.today) };
    return made.length > 0 ? { reply, undo: { standing: made } } : { reply };
  },
  async undo(context, data) {
    const ended = await endAll(context, await standingById(context, standingUndoSchema.parse(data).standing));
    if (ended.length === 0) return '长期报名已经取消过了，没有再动。';
    return `已撤销：长期报名和排好的 ${ended.flatMap(({ days }) => days).length} 次都取消了。`;
  },
};

export const stayAwayCommand: Command = {
  name: 'standing-end',
  pattern: STAY_AWAY,
  right: 'register',
  help: {
    title: '取消长期报名',
    line: '以后都不来了；排好的几次一起取消，名额让给别人',
    examples: ['取消 每周五交通劝导', '取消长期报名 交通劝导', '帮王芳取消 每周五交通劝导'],
  },
  applies: isMeant,
  async run(context, { match }) {
    const { words, who } = wordedIn(match);
    const { series } = await needMeant(context, words);
    const named = await idsIn(context, who, words.replace(series.title, ' '));
    const all = await standingOf(context, { series, personIds: named ?? [context.sender.id] });
    if (all.length === 0) {
      const whose = named ? '他们' : '你';
      throw userError(
        'not_found',
        `${whose}没有长期报名「${nameSeries(series)}」。只取消一次的，写上日期；要看报了哪些，发「我的班」。`,
      );
    }
    for (const standing of all) await checkMayEnd(context, standing);
    const ended = await endAll(context, all);
    const undo = ended.map(({ standing, days }) => ({ standing: standing.id, occurrences: days.map(({ id }) => id) }));
    const around = { today: context.today, selfId: context.sender.id };
    return { reply: { text: endedText(series, ended, around) }, undo: { ended: undo } };
  },
  async undo(context, data) {
    let count = 0;
    let full = 0;
    for (const one of endUndoSchema.parse(data).ended) {
      const again = await takeUpAgain(context, one);
      count += again?.result.made.length ?? 0;
      full += again?.result.full.length ?? 0;
    }
    return `已恢复长期报名，重新排上 ${count} 次${full > 0 ? `，有 ${full} 次名额已经给了别人` : ''}。`;
  },
};

/** Who says it plainly is told what there is; else only what is known is meant. */
async function isMeant(context: CommandContext, match: RegExpExecArray): Promise<boolean> {
  const { words, isSure } = wordedIn(match);
  return isSure || (await findMeant(context, words)) !== undefined;
}

function wordedIn(match: RegExpExecArray | undefined): { words: string; who: string | undefined; isSure: boolean } {
  const { words, every, all, who, who2, sure } = match?.groups ?? {};
  return { words: words ?? every ?? all ?? '', who: who ?? who2, isSure: sure !== undefined };
}

/** 帮李强、陈静, or their names behind it; else the sender. @throws AppError `conflict` for namesakes */
export async function peopleIn(context: CommandContext, who: string | undefined, rest: string): Promise<Participant[]> {
  const names = who ? namesOf(who) : await namesIn(context.db, rest);
  const others = names.filter((name) => name !== context.sender.name);
  const isSelf = others.length < names.length || names.length === 0;
  const resolved = await resolveParty(context, { isSelf, names: others, personIds: [], companions: 0 });
  if (resolved.kind === 'participants') return resolved.participants;
  throw userError(
    'conflict',
    `叫「${resolved.name}」的有 ${resolved.people.length} 位，分不清是哪位，请 TA 本人来报。`,
  );
}

async function idsIn(context: CommandContext, who: string | undefined, rest: string): Promise<number[] | undefined> {
  const names = who ? namesOf(who) : await namesIn(context.db, rest);
  if (names.length === 0) return undefined;
  const ids: number[] = [];
  for (const name of names) ids.push(...(await findPeople(context.db, name)).map(({ id }) => id));
  return ids;
}

export function namesOf(who: string): string[] {
  return [...new Set(who.split(/[、,，\s]+|(?<=[\u4e00-\u9fff]{2})和(?=[\u4e00-\u9fff]{2})/).filter(Boolean))];
}
