import type { Command, CommandContext, Outcome } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import { unpublish } from '../../activity/usecase/publish.ts';
import type { Series } from '../../activity/usecase/series/find.ts';
import { publishSeries, seriesWordsOf } from '../../activity/usecase/series/publish.ts';
import { checkMayOrganise } from '../../activity/usecase/series/state.ts';
import { fixedText } from '../reply/standing.ts';
import { fixedUndoSchema } from '../schema.ts';
import { findMeant, needMeant } from '../usecase/meant.ts';
import { endAll, settle, standingById } from '../usecase/standing.ts';
import { namesOf, peopleIn, SHORT } from './standing.ts';

const NAME = /^[\u4e00-\u9fff·]{2,6}$/;
/** 每周三 15:00 王奶奶家探访 固定 李强、陈静; 交通劝导 中心路口 固定 王芳. */
const FIXED = new RegExp(
  `${SHORT}(?:发布活动[\\s:：]*)?(?<plan>\\S[\\s\\S]*?)[\\s,，;；]*(?:固定|每次都?)(?:人员|人选|由|安排|是|为)?[\\s:：]*(?<names>[\\u4e00-\\u9fff·、,，\\s]{2,60}?)(?:负责|去|参加|上岗)?[\\s。]*$`,
);
const FIRST_WORD = /^(?:发布活动)?[\s:：]*(?:每|隔周|双周|\S*(?:探访|走访|看望|入户|劝导|岗))/;

export const fixedCommand: Command = {
  name: 'series-fixed',
  pattern: FIXED,
  right: 'publish',
  help: {
    title: '固定人员',
    line: '每次都是这几个人去的，发布时就写上；一次来不了的，本人照样能取消那一次',
    examples: [
      '每周三 15:00 王奶奶家探访 固定 李强、陈静',
      '交通劝导 中心路口 固定 王芳',
      '每周六 9:00 走访 张爷爷家 固定 李强',
    ],
  },
  async applies(context, { groups }) {
    const { plan = '', names = '' } = groups ?? {};
    const people = namesOf(names);
    if (people.length === 0 || !people.every((name) => NAME.test(name))) return false;
    if (await findMeant(context, plan)) return true;
    return FIRST_WORD.test(plan) && seriesWordsOf(typed(context, plan))?.recurrence !== undefined;
  },
  async run(context, { match }) {
    const { plan = '', names = '' } = match?.groups ?? {};
    const known = await findMeant(context, plan);
    const published = known ? undefined : await publishFor(context, plan);
    const meant = known ?? (await needMeant(context, published?.series.title ?? plan));
    if (known) await checkMayOrganise(context, known.series);
    const participants = await peopleIn(context, namesOf(names).join('、'), '');
    const settled = await settle(context, meant, participants);
    const standing = settled.flatMap((one) => (one.kind === 'made' ? one.standing.id : []));
    const text = fixedText(meant.series, settled, { today: context.today, isNew: published !== undefined });
    return outcomeOf(text, standing, published);
  },
  async undo(context, data) {
    const { standing, published } = fixedUndoSchema.parse(data);
    const ended = await endAll(context, await standingById(context, standing));
    const days = published && (await unpublish(context, published.occurrences, published.series));
    const off = days ? '，活动也取消了' : published ? '；活动已有别人报名，没有取消' : '';
    return `已撤销：${ended.length} 位不再固定${off}。`;
  },
};

function outcomeOf(
  text: string,
  standing: number[],
  published: { series: Series; occurrences: number[] } | undefined,
): Outcome {
  if (!published) return standing.length > 0 ? { reply: { text }, undo: { standing } } : { reply: { text } };
  const { series, occurrences } = published;
  return { reply: { text }, undo: { standing, published: { series: series.id, occurrences } } };
}

async function publishFor(context: CommandContext, plan: string): Promise<{ series: Series; occurrences: number[] }> {
  const asTyped = typed(context, plan);
  const words = seriesWordsOf(asTyped);
  if (!words) throw userError('invalid_input', '请写上哪天办，例如：每周三 15:00 王奶奶家探访 固定 李强、陈静');
  const result = await publishSeries(asTyped, words, { reading: undefined, isAsked: true });
  if (result.kind === 'many') throw new Error('not asked');
  return { series: result.series, occurrences: result.made.map(({ id }) => id) };
}

function typed(context: CommandContext, text: string): CommandContext {
  return { ...context, message: { ...context.message, text } };
}
