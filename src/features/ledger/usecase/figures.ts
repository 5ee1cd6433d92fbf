import { escapeMarkdown } from '../../../bot/markdown.ts';
import type { FindContext, Remindable, ReminderKind } from '../../../bot/reminder.ts';
import { toInstant, toLocal } from '../../../clock.ts';
import type { Day } from '../../../language/day.ts';
import { addDays, partsOf } from '../../../language/day.ts';
import type { Figure } from '../../summary/types.ts';
import { countPeriod } from '../../summary/usecase/count.ts';
import { formatFigure } from '../../summary/usecase/render.ts';
import { openTasks } from '../../task/usecase/find.ts';
import { isOverdue } from '../../task/usecase/text.ts';
import { findBeginning } from '../store.ts';
import { describeRate } from './describe.ts';
import { ledgerOf } from './ledger.ts';
import { periodOf } from './period.ts';

const USEFUL_DAYS = 3;
const MOST_MEETINGS = 8;
/** Told where anything is known of them. */
const BY_THE_WAY = ['hours_clocked', 'hours_confirmed', 'hours_reported', 'beneficiaries', 'money'];

/** What came of last month, in a few lines. */
export const figuresReminder: ReminderKind = {
  name: 'monthly_figures',
  label: '每月情况',
  offsets: [{ days: 0, at: '09:00' }],
  async find(context, { from, to }) {
    const found: Remindable[] = [];
    for (let day = firstOfMonth(toLocal(from, context.zone).day); ; day = firstOfMonth(addDays(day, 31))) {
      const at = toInstant(day, '09:00', context.zone);
      if (at > to || toInstant(day, '00:00', context.zone) > context.now) return found;
      // What is told of a month is counted once it is over, and told once.
      if (at >= from) found.push(...(await figuresOf(context, day, at)));
    }
  },
};

async function figuresOf(context: FindContext, day: Day, at: Date): Promise<Remindable[]> {
  const { db, now, zone } = context;
  const since = await findBeginning(db);
  if (!since || toLocal(since, zone).day >= day) return [];
  const month = periodOf('month', addDays(day, -1));
  const around = { now, today: toLocal(now, zone).day, zone };
  const figures = await countPeriod(db, month, around);
  const { lines } = await ledgerOf(db, { span: month }, around);
  const text = [
    `【${partsOf(month.from).year}年${partsOf(month.from).month}月情况】`,
    meetingLine(figures, describeRate(lines.flatMap(({ holdings }) => holdings))),
    `活动：${say(figures, 'activities')}；参加 ${say(figures, 'personTimes')}`,
    ...figures.filter((one) => isOverall(one) && BY_THE_WAY.includes(one.key) && one.value !== null).map(line),
    taskLine(await openTasks(db), around.today),
    `要写成总结，请发：@${context.botName} 起草${partsOf(month.from).month}月工作总结`,
  ].join('\n');
  return [
    {
      subject: `figures:${month.from.slice(0, 7)}`,
      occurrence: 'once',
      version: 'final',
      at,
      usefulUntil: toInstant(addDays(day, USEFUL_DAYS), '24:00', zone),
      since,
      audience: { kind: 'role', role: 'committee' },
      content: () => ({ kind: 'markdown', text }),
    },
  ];
}

function meetingLine(figures: readonly Figure[], rate: string): string {
  const own = figures.filter(({ key, subject, value }) => key === 'meetings' && subject !== undefined && value);
  const names = own
    .slice(0, MOST_MEETINGS)
    .map((one) => `${escapeMarkdown(one.label.replace(/^召开/, ''))} ${formatFigure(one)}`);
  const rest = own.length > MOST_MEETINGS ? '等' : '';
  return [
    `会议：${say(figures, 'meetings')}`,
    names.length > 0 && `（${names.join('、')}${rest}）`,
    rate && `，${rate}`,
  ]
    .filter(Boolean)
    .join('');
}

function taskLine(open: Awaited<ReturnType<typeof openTasks>>, today: Day): string {
  if (open.length === 0) return '任务：没有未完成的';
  const overdue = open.filter((task) => isOverdue(task, today)).length;
  return `任务：没完成的 ${open.length} 件${overdue > 0 ? `，其中过期 ${overdue} 件` : ''}`;
}

function say(figures: readonly Figure[], key: string): string {
  const figure = figures.find((one) => one.key === key && isOverall(one));
  return figure ? formatFigure(figure) : '未记录';
}

function line(figure: Figure): string {
  return `${figure.label}：${formatFigure(figure)}`;
}

function isOverall({ subject }: Figure): boolean {
  return subject === undefined;
}

function firstOfMonth(day: Day): Day {
  return `${day.slice(0, 7)}-01`;
}
