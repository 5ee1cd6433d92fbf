import type { Command } from '../../../bot/command.ts';
import { escapeMarkdown } from '../../../bot/markdown.ts';
import { formatDay } from '../../../language/day.ts';
import { findSeries } from '../../activity/usecase/series/find.ts';
import { resumedText, stoppedText } from '../reply/stop.ts';
import { resumeUndoSchema, stopUndoSchema } from '../schema.ts';
import { findMeant, nameSeries, needMeant } from '../usecase/meant.ts';
import { resume, stop, unstop } from '../usecase/stop.ts';
import { SHORT } from './standing.ts';

const EVERY = '(?=每[两二]?个?(?:周|星期|礼拜|月|天|日|次)|隔周|双周|全部|所有)(?:全部的?|所有的?)?';
/** 停办 交通劝导 从7月1日起 因为放暑假, 取消活动 每周五交通劝导, 交通劝导以后不办了. */
const STOP = new RegExp(
  `${SHORT}(?:${[
    '^(?:停办|停止举办|停掉|不再办)(?:活动)?[\\s:：]*(?<words>\\S[\\s\\S]*)$',
    `^(?:取消|停止|结束)活动[\\s:：]*${EVERY}(?<every>[\\s\\S]+)$`,
    '^(?<all>\\S[\\s\\S]{1,30}?)(?:以后|今后|从此)(?:都|就|再也)?不(?:再)?(?:办|搞|举办)了?[\\s。!！]*$',
  ].join('|')})`,
);
const RESUME =
  /^(?=[\s\S]{2,200}$)(?![\s\S]*(?:提醒|第\d+版|草稿|例会|会议|任务))(?:恢复|继续办|重新办|接着办)(?:活动)?[\s:：]*(?<words>\S[\s\S]*)$/;
const WHY = /[\s,，(（]*(?:因为|由于|原因是?:?)\s*(?<reason>[\s\S]+?)[)）。\s]*$/;
const LONGEST_REASON = 100;

export const stopCommand: Command = {
  name: 'series-stop',
  pattern: STOP,
  right: 'publish',
  help: {
    title: '停办活动',
    line: '会重复的活动，从哪天起不办了；报了名的人会收到通知',
    examples: ['停办 交通劝导', '停办 交通劝导 从7月1日起 因为放暑假', '取消活动 每周五交通劝导'],
  },
  async applies(context, match) {
    const { words, every, all } = match.groups ?? {};
    return words !== undefined || (await findMeant(context, every ?? all ?? '')) !== undefined;
  },
  async run(context, { match }) {
    const said = match?.groups?.words ?? match?.groups?.every ?? match?.groups?.all ?? '';
    const why = WHY.exec(said);
    const reason = escapeMarkdown(why?.groups?.reason?.trim().slice(0, LONGEST_REASON) ?? '') || null;
    const { series, from } = await needMeant(context, why ? said.slice(0, why.index) : said);
    const stopped = await stop(context, series, { from, reason });
    const undo = { series: series.id, occurrences: stopped.off.map(({ id }) => id), until: stopped.until };
    return { reply: { text: stoppedText(stopped, { from, reason, today: context.today }) }, undo };
  },
  async undo(context, data) {
    const { series: id, ...was } = stopUndoSchema.parse(data);
    const days = await unstop(context, { series: id, ...was });
    const series = await findSeries(context, id);
    return series ? resumedText(series, days, context.today) : '这个活动已经没有了，没有再动。';
  },
};

export const resumeCommand: Command = {
  name: 'series-resume',
  pattern: RESUME,
  right: 'publish',
  help: {
    title: '恢复活动',
    line: '停办了的再办起来，原来长期报名的都还在',
    examples: ['恢复 交通劝导', '继续办 交通劝导', '恢复活动 敬老院探访'],
  },
  async applies(context, match) {
    return (await findMeant(context, match.groups?.words ?? '', 'cancelled')) !== undefined;
  },
  async run(context, { match }) {
    const { series } = await needMeant(context, match?.groups?.words ?? '', 'cancelled');
    const days = await resume(context, series);
    return { reply: { text: resumedText(series, days, context.today) }, undo: { series: series.id } };
  },
  async undo(context, data) {
    const series = await findSeries(context, resumeUndoSchema.parse(data).series);
    if (!series) return '这个活动已经没有了，没有再动。';
    const { off } = await stop(context, series, { from: undefined, reason: null });
    const until = off[0] ? `，${formatDay(off[0].day, context.today)}起` : '';
    return `已撤销，${nameSeries(series)}${until}还是停办。`;
  },
};
