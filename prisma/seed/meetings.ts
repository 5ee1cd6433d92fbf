import { toInstant } from '../../src/clock.ts';
import type { Meeting } from '../../src/features/meeting/types.ts';
import { nominalDays, planTiming } from '../../src/features/meeting/usecase/plan.ts';
import type { SeededPeople } from './people.ts';
import { insertAll, type Span } from './span.ts';

const REASONS = ['出差', '单位值班', '家中有事', '身体不适', '参加培训'];

/** The Monday meetings that are over, moved by holidays as the rule moves them; those to come are planned by the bot. */
export async function seedMeetings(span: Span, people: SeededPeople): Promise<number> {
  const { db, now, zone, first, last } = span;
  await db.setting.upsert({
    where: { key: 'meeting_defaults_made' },
    create: { key: 'meeting_defaults_made', value: true },
    update: {},
  });
  const rule = {
    ...{ title: '周一例会', kind: 'regular', recurrence: { every: 'week', weekdays: [1] }, onDay: null },
    ...{ startTime: '14:30', place: '协会会议室', chair: people.secretary.name },
    ...{ fromDay: null, untilDay: null, attendees: null, unitId: null },
    ...{ agenda: ['分析形势', '通报情况', '查找存在的问题', '安排部署工作任务'], chatId: null },
    createdAt: toInstant(first, '08:00', zone),
  } satisfies Omit<Meeting, 'id'>;
  const { attendees: _, ...data } = rule;
  const known = await db.meeting.findFirst({ where: { kind: 'regular' } });
  const { id } = known ?? (await db.meeting.create({ data }));
  const held = nominalDays(rule, first, last)
    .map((nominalDay) => ({ nominalDay, ...planTiming({ ...rule, id }, nominalDay, new Map(), zone) }))
    .filter(({ startsAt }) => startsAt < now);
  await insertAll(
    held.map((timing) => ({ ...timing, meetingId: id })),
    (data) => db.meetingOccurrence.createMany({ data }),
  );
  await seedLeaves(span, people);
  return held.length;
}

async function seedLeaves({ db, dice }: Span, people: SeededPeople): Promise<void> {
  const held = await db.meetingOccurrence.findMany({ where: { state: 'planned' }, orderBy: { nominalDay: 'asc' } });
  const invited = [...people.committee, ...people.leads];
  const leaves = held.flatMap(({ id, startsAt }) =>
    dice.sample(invited, dice.int(0, 2)).map((person) => ({
      occurrenceId: id,
      personId: person.id,
      reason: dice.pick(REASONS),
      activeKey: `${id}:${person.id}`,
      createdAt: new Date(startsAt.getTime() - 20 * 3_600_000),
    })),
  );
  await insertAll(leaves, (data) => db.meetingLeave.createMany({ data }));
}
