import { z } from 'zod';
import type { Command, CommandContext, Feature, Outcome } from '../../bot/command.ts';
import type { Services } from '../../bot/services.ts';
import { userError } from '../../errors.ts';
import { openReply, publishedReply, unpublishedText } from './reply.ts';
import { daysOfScope, withSignups } from './usecase/card/days.ts';
import { activityCard } from './usecase/card/show.ts';
import { typedName } from './usecase/describe.ts';
import { findByIds, findOpen } from './usecase/find.ts';
import { publishActivity, unpublish } from './usecase/publish.ts';

const MOST_LISTED = 10;
const undoSchema = z.object({ occurrences: z.array(z.int().positive()).min(1) });

export function activityFeature({ botName }: Pick<Services, 'botName'>): Feature {
  return { commands: [publishCommand(botName), openCommand] };
}

function publishCommand(botName: string): Command {
  return {
    name: 'publish',
    intent: 'create_activity',
    right: 'publish',
    help: {
      title: '发布活动',
      line: '写上哪天、几点、做什么、在哪儿、要几个人',
      examples: [
        '发布活动 6月4日 8:00-12:00 护考志愿服务 地点：一中门口 名额20 截止6月3日18点',
        '发布活动 周六 14:00 社区义诊 地点：活动中心',
        '发布活动 6月14日、6月21日 9:00 敬老院慰问 不限人数',
      ],
    },
    async run(context, { reading }) {
      if (!reading) throw userError('invalid_input', '请写上活动名称和哪一天，例如：发布活动 6月4日 护考志愿服务');
      const made = await publishActivity(context, reading);
      const reply = publishedReply(await withSignups(context, made), { ...context, botName });
      const subjects = [...new Set(made.map(({ activity }) => `activity:${activity.id}`))];
      return { reply, undo: { occurrences: made.map(({ id }) => id) }, subjects };
    },
    async undo(context, data) {
      const { occurrences } = undoSchema.parse(data);
      const days = await unpublish(context, occurrences);
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
