import { z } from 'zod';
import type { Command, Feature } from '../../bot/command.ts';
import { showClearing, showRestoring, showSetting } from './reply.ts';
import { CALENDAR_PATTERN, readCalendarOrder } from './schema.ts';
import { clearDays, restoreDays, setDays } from './usecase/setting.ts';

const undoSchema = z.object({
  former: z.array(
    z.object({ day: z.string(), kind: z.enum(['holiday', 'workday']).nullable(), name: z.string().nullable() }),
  ),
});

/** `放假 2月5日-2月12日 春节`, `补班 2月14日`, `取消放假 2月5日`. */
const calendarCommand: Command = {
  name: 'calendar',
  pattern: CALENDAR_PATTERN,
  right: 'manage',
  help: {
    title: '放假安排',
    line: '登记放假和补班，例会会跟着顺延（管理员）',
    examples: ['放假 2月5日-2月12日 春节', '补班 2月14日', '取消放假 2月5日'],
  },
  async run(context, { match }) {
    if (!match) throw new Error('the calendar command is found by its pattern only');
    const order = readCalendarOrder(match, context.today);
    if (order.isClearing) {
      const former = await clearDays(context, order.days, order.kind);
      return { reply: showClearing(order, former, context.today), undo: { former } };
    }
    const former = await setDays(context, order.days, { kind: order.kind, name: order.name });
    return { reply: showSetting(order, former, context.today), undo: { former } };
  },
  async undo(context, data) {
    const { former } = undoSchema.parse(data);
    await restoreDays(context, former);
    return showRestoring(former, context.today);
  },
};

export const holidayFeature: Feature = { commands: [calendarCommand] };
