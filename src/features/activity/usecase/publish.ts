import type { CommandContext } from '../../../bot/command.ts';
import { toLocal } from '../../../clock.ts';
import { missingPiece, userError } from '../../../errors.ts';
import { type Day, formatDay } from '../../../language/day.ts';
import type { Reading } from '../../../language/reading.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { hasParticipants, insertActivity, selectByIds, selectOpen, updateState } from '../store/days.ts';
import { selectSeries, updateSeries } from '../store/series.ts';
import type { NewOccurrence, Occurrence } from '../types.ts';
import {
  checkCapacity,
  checkClocks,
  checkDays,
  checkDeadline,
  checkPlace,
  checkTimes,
  checkTitle,
  startOf,
} from './check.ts';
import { formatTime, typedName } from './describe.ts';

const EXAMPLE = '发布活动 6月4日 8:00-12:00 护考志愿服务 地点：一中门口 名额20 截止6月3日18点';
const MOST_DAYS = 31;

/**
 * Publishes what the reading says, one occurrence a day.
 * @throws AppError `invalid_input` for what cannot be, `conflict` where it is published already.
 */
export async function publishActivity(context: CommandContext, reading: Reading): Promise<Occurrence[]> {
  const { db, now, message, messageId, sender } = context;
  checkClocks(message.text);
  const { title, days } = checkComplete(context, reading);
  const place = reading.place === undefined ? null : checkPlace(reading.place);
  const occurrences = planDays(context, reading, days);
  const chatId = message.chat.kind === 'group' ? message.chat.id : null;
  await refuseDoubles(context, title, days);
  const activity = { title, place, chatId, organiserId: sender.id, unitId: sender.unitId, messageId, occurrences };
  const made = await insertActivity(db, activity, now);
  await recordAudit(context, {
    action: 'publish_activity',
    subject: `activity:${made[0]?.activity.id}`,
    detail: { title, days, occurrences: made.map(({ id }) => id) },
  });
  return made;
}

/**
 * Takes a publication back while nobody has registered.
 * @returns the days called off; undefined where somebody is registered by now.
 */
export async function unpublish(
  context: CommandContext,
  ids: number[],
  seriesId?: number,
): Promise<Occurrence[] | undefined> {
  if (await hasParticipants(context.db, ids)) return undefined;
  await updateState(context.db, ids, { state: 'cancelled', reason: '发布后撤销' });
  const series = seriesId === undefined ? undefined : await selectSeries(context.db, seriesId);
  if (series?.rule) await updateSeries(context.db, series.id, { state: 'cancelled', rule: series.rule });
  const days = await selectByIds(context.db, ids);
  await recordAudit(context, {
    action: 'unpublish_activity',
    subject: `activity:${days[0]?.activity.id}`,
    detail: { occurrences: ids },
  });
  return days;
}

function checkComplete(context: CommandContext, reading: Reading): { title: string; days: Day[] } {
  const { keyword, dates = [], warnings = [] } = reading;
  if (warnings.length > 0) {
    throw userError('invalid_input', `${warnings.join('；')}。请核对日期后再发一次，这次没有发布。`);
  }
  const missing = [...(keyword?.trim() ? [] : ['活动名称']), ...(dates.length > 0 ? [] : ['哪一天'])];
  if (!keyword || missing.length > 0) {
    throw missingPiece(`还差${missing.join('和')}，例如：${EXAMPLE}`);
  }
  const days = checkDays(dates, { today: context.today, text: context.message.text });
  if (days.length > MOST_DAYS) {
    throw userError('invalid_input', `一次最多发布 ${MOST_DAYS} 天，这里有 ${days.length} 天，请分几次发。`);
  }
  return { title: checkTitle(keyword), days };
}

function planDays(context: CommandContext, reading: Reading, days: Day[]): NewOccurrence[] {
  const { zone, now, today } = context;
  const times = checkTimes(reading.time);
  const said = reading.capacity ?? reading.count;
  const capacity = reading.isUnlimited || said === undefined ? null : checkCapacity(said);
  const planned = days.map((day) => ({ day, ...times, startsAt: startOf(day, times.startTime, zone), capacity }));
  const [first] = planned;
  if (first && first.startsAt <= now) {
    const { time } = toLocal(now, zone);
    throw userError(
      'invalid_input',
      `今天 ${formatTime(times.startTime ?? '')} 已经过了（现在 ${time}），请核对时间后再发一次。`,
    );
  }
  const deadlineAt =
    first && reading.deadline ? checkDeadline(reading.deadline, { startsAt: first.startsAt, now, zone, today }) : null;
  return planned.map((occurrence) => ({ ...occurrence, deadlineAt }));
}

async function refuseDoubles(context: CommandContext, title: string, days: Day[]): Promise<void> {
  const { db, now, message } = context;
  const chatId = message.chat.kind === 'group' ? message.chat.id : null;
  const open = await selectOpen(db, { now, chatId: chatId ?? undefined });
  const double = open.find(
    ({ activity, day }) => activity.title === title && activity.chatId === chatId && days.includes(day),
  );
  if (!double) return;
  const typed = typedName(double);
  throw userError(
    'conflict',
    `${formatDay(double.day, context.today)}的「${title}」已经发布过了，没有重复发布。要改发「修改活动 ${typed} 名额30」，要看名单发「名单 ${typed}」。`,
  );
}
