import type { Command, CommandContext, Feature, Outcome } from '../../bot/command.ts';
import type { Services } from '../../bot/services.ts';
import { userError } from '../../errors.ts';
import type { Reading } from '../../language/reading.ts';
import { openReply, publishedReply, unpublishedText } from './reply/days.ts';
import { manyReply, publishedSeriesReply } from './reply/series.ts';
import { parseChoice, publishChoiceSchema, publishUndoSchema } from './schema.ts';
import { daysOfScope, withSignups } from './usecase/card/days.ts';
import { activityCard } from './usecase/card/show.ts';
import { typedName } from './usecase/describe.ts';
import { findByIds, findOpen } from './usecase/find.ts';
import { publishActivity, unpublish } from './usecase/publish.ts';
import { publishSeries, seriesWordsOf } from './usecase/series/publish.ts';

const MOST_LISTED = 10;
/** 每周六 9:00 走访 王奶奶家 每次2人: a plan without the word for it. */
const SERIES_LINE =
  /^(?:每[两二]?个?(?:周|星期|礼拜|月)|隔周|双周|每天|每个?工作日)(?=[\s\S]*(?:[\d一二两三四五六七八九十]\s*个(?:路口|点位|岗|站)|每(?:个|次|岗|班|处)[^\s]{0,4}?\d+\s*[人名位]|(?:\s|,|，|要|名额)\d+\s*[人名位]\s*$))(?![\s\S]*(?:固定|例会|党课|开会|会议|支委会|党小组))/;

export function activityFeature({ botName }: Pick<Services, 'botName'>): Feature {
  return { commands: [publishCommand(botName), openCommand] };
}

function publishCommand(botName: string): Command {
  return {
    name: 'publish',
    intent: 'create_activity',
    pattern: SERIES_LINE,
    right: 'publish',
    help: {
      title: '发布活动',
      line: '写上哪天、几点、做什么、在哪儿、要几个人',
      examples: [
        '发布活动 6月4日 8:00-12:00 护考志愿服务 地点：一中门口 名额20 截止6月3日18点',
        '发布活动 6月14日、6月21日 9:00 敬老院慰问 不限人数',
        '发布活动 每周五 7:30-8:30 交通劝导 4个路口 每个3人',
      ],
    },
    async run(context, { reading }) {
      const words = seriesWordsOf(context);
      if (words) return publishRepeating(context, { reading, botName, isAsked: false });
      if (!reading) throw userError('invalid_input', '请写上活动名称和哪一天，例如：发布活动 6月4日 护考志愿服务');
      const made = await publishActivity(context, reading);
      const reply = publishedReply(await withSignups(context, made), { ...context, botName });
      const subjects = [...new Set(made.map(({ activity }) => `activity:${activity.id}`))];
      return { reply, undo: { occurrences: made.map(({ id }) => id) }, subjects };
    },
    async click(context, value) {
      const choice = publishChoiceSchema.safeParse(parseChoice(value));
      if (!choice.success) throw userError('invalid_input', '这个按钮认不出来了，请把发布活动那一行再发一次。');
      const asTyped = { ...context, message: { ...context.message, text: choice.data.t } };
      return publishRepeating(asTyped, { botName, isAsked: true });
    },
    async undo(context, data) {
      const { occurrences, series } = publishUndoSchema.parse(data);
      const days = await unpublish(context, occurrences, series);
      if (days) return unpublishedText(days, context.today);
      const [first] = await findByIds(context, occurrences);
      const typed = first ? typedName(first) : '6月4日护考';
      throw userError(
        'conflict',
        `已经有人报名了，不能直接撤销。确实不办了，发「取消活动 ${typed}」，会通知到每一位。`,
      );
    },
  };
}

async function publishRepeating(
  context: CommandContext,
  { botName, ...how }: { reading?: Reading | undefined; isAsked: boolean; botName: string },
): Promise<Outcome> {
  const words = seriesWordsOf(context);
  if (!words)
    throw userError('invalid_input', '请写上哪天办，例如：发布活动 每周五 7:30-8:30 交通劝导 4个路口 每个3人');
  const result = await publishSeries(context, words, { reading: how.reading, isAsked: how.isAsked });
  if (result.kind === 'many') return { reply: manyReply(result, context.message.text) };
  const { series, made } = result;
  const [next] = made;
  const days = made.filter(({ day }) => series.posts.length === 1 || day === next?.day);
  const reply = publishedSeriesReply(result, await withSignups(context, days), { ...context, botName });
  return { reply, undo: { occurrences: made.map(({ id }) => id), series: series.id } };
}

const openCommand: Command = {
  name: 'open',
  pattern: /^(?:查看|看看|最近)?(?:的|有什么|有哪些|有啥)?(?:活动|活动列表|活动安排|全部活动|所有活动)[??吗。]*$/,
  right: 'everyone',
  help: { title: '活动列表', line: '现在可以报名的活动', examples: ['活动列表', '有哪些活动', '最近有什么活动'] },
  run: showOpen,
  /** `open:` what is on, `open:@12` the card of one activity. */
  async click(context, value) {
    const activityId = /^@(\d{1,9})$/.exec(value)?.[1];
    if (activityId === undefined) return showOpenOnCard(context);
    const card = activityCard(await daysOfScope(context, { activityId: Number(activityId) }), context);
    if (!card) throw userError('not_found', '这个活动已经找不到了。发「活动列表」可以看现在有什么活动。');
    return { reply: { text: card.title, card, isUpdate: true, isOnCard: true } };
  },
};

async function showOpen(context: CommandContext): Promise<Outcome> {
  const open = (await findOpen(context)).slice(0, MOST_LISTED);
  return { reply: openReply(await withSignups(context, open), context) };
}

/** A card that tells all of it needs no numbers besides. */
async function showOpenOnCard(context: CommandContext): Promise<Outcome> {
  const { reply } = await showOpen(context);
  const { text, card } = reply;
  return { reply: card ? { text, card, isUpdate: true, isOnCard: true } : reply };
}
