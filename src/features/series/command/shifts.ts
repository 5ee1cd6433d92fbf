import type { Command } from '../../../bot/command.ts';
import type { Services } from '../../../bot/services.ts';
import { userError } from '../../../errors.ts';
import { findSeries } from '../../activity/usecase/series/find.ts';
import { mineText, shiftsText } from '../reply/shifts.ts';
import { nameSeries } from '../usecase/meant.ts';
import { findMine, findShifts } from '../usecase/shifts.ts';

const SHIFTS =
  /^(?=[\s\S]{2,200}$)(?:(?:看|查|查看|看看|发)?(?:一下)?(?<sure>排班表?|班表|值班表)(?:[\s:：]*(?<words>\S[\s\S]*?))?|(?<title>[^\s我]\S{1,20}?)的?(?:排班表?|班表|值班表))[\s?？。吗呢]*$/;
const MINE = /^(?:查看?|看看?)?我的(?:班|班次|排班|值班|岗|岗位|长期报名)[\s?？。]*$/;

export function shiftsCommand({ botName }: Pick<Services, 'botName'>): Command {
  return {
    name: 'shifts',
    pattern: SHIFTS,
    right: 'everyone',
    help: {
      title: '排班',
      line: '谁站在哪个岗、哪里还缺人；自己的发「我的班」',
      examples: ['排班', '排班 交通劝导', '排班 交通劝导 6月5日'],
    },
    async applies(context, { groups }) {
      return groups?.title === undefined || (await findShifts(context, groups.title)) !== undefined;
    },
    async run(context, { match }) {
      const words = match?.groups?.words ?? match?.groups?.title ?? '';
      const plan = await findShifts(context, words);
      if (!plan) throw userError('not_found', `没有找到「${words.slice(0, 30)}」的排班。发「排班」看这一周的全部。`);
      return { reply: { text: shiftsText(plan, { today: context.today, botName }) } };
    },
  };
}

export const myShiftsCommand: Command = {
  name: 'my-shifts',
  pattern: MINE,
  right: 'everyone',
  help: {
    title: '我的班',
    line: '自己接下来哪几次、在哪个岗，长期报了哪些',
    examples: ['我的班', '我的排班', '我的长期报名'],
  },
  async run(context) {
    const all = await findMine(context);
    const titles = new Map<number, string>();
    for (const { activityId } of all.standing) {
      const series = await findSeries(context, activityId);
      if (series) titles.set(activityId, nameSeries(series));
    }
    return { reply: { text: mineText(all, titles, context.today) } };
  },
};
