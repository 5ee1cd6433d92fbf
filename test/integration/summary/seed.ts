import { toInstant } from '../../../src/clock.ts';
import type { Db } from '../../../src/database.ts';
import type { Prisma } from '../../../src/generated/sqlite/client.ts';

export const ZONE = 'Asia/Shanghai';
export const TODAY = '2025-07-05';
export const NOW = toInstant(TODAY, '10:00', ZONE);

const PEOPLE = ['王芳', '陈静', '李强', '张三', '周一鸣', '赵敏'];

/** Half a year of an invented branch: whole, partial and missing figures, called-off days, rows that do not count. */
export async function seedHalfYear(db: Db): Promise<void> {
  await db.setting.create({
    data: { key: 'organisation', value: { name: '区志愿者协会', branch: '区志愿者协会党支部' } },
  });
  const unit = await db.unit.create({ data: { name: '城区站' } });
  const people: number[] = [];
  for (const [index, name] of PEOPLE.entries()) {
    const person = await db.person.create({ data: { userid: `u${index}`, name, unitId: unit.id, createdAt: NOW } });
    people.push(person.id);
  }
  await seedActivities(db, people, unit.id);
  await seedServices(db, people, unit.id);
  await seedDonations(db);
  await seedMeetings(db, people);
}

interface NewActivity {
  title: string;
  place?: string;
  days: string[];
  capacity?: number;
  /** Places each registration takes. */
  registered?: number[];
  state?: 'open' | 'cancelled';
  unitId?: number;
}

export async function addActivity(db: Db, people: number[], activity: NewActivity): Promise<number> {
  const { title, place = null, days, capacity = null, registered = [], state = 'open', unitId = null } = activity;
  const made = await db.activity.create({ data: { title, place, state, unitId, createdAt: NOW } });
  for (const day of days) {
    const startsAt = toInstant(day, '08:00', ZONE);
    const occurrence = await db.occurrence.create({ data: { activityId: made.id, day, startsAt, capacity } });
    for (const [index, places] of registered.entries()) {
      const personId = people[index] ?? 0;
      await db.registration.create({
        data: {
          occurrenceId: occurrence.id,
          personId,
          registrarId: personId,
          companions: places - 1,
          state: 'confirmed',
          createdAt: NOW,
        },
      });
    }
  }
  return made.id;
}

async function seedActivities(db: Db, people: number[], unitId: number): Promise<void> {
  await addActivity(db, people, {
    title: '护考志愿服务',
    place: '一中门口',
    days: ['2025-06-07', '2025-06-08'],
    capacity: 20,
    registered: [1, 3, 1],
    unitId,
  });
  await addActivity(db, people, {
    title: '文明养犬劝导',
    place: '人民乐园',
    days: ['2025-05-24'],
    registered: [1, 1, 2, 1],
  });
  await addActivity(db, people, { title: '《和你在一起》圆梦行动', place: '新体育馆', days: ['2025-04-06'] });
  await addActivity(db, people, {
    title: '文明交通劝导',
    days: ['2025-03-07', '2025-03-14', '2025-03-21', '2025-03-28', '2025-04-11'],
    registered: [1, 1],
  });
  await addActivity(db, people, { title: '雨天取消的清扫', days: ['2025-03-29'], state: 'cancelled', registered: [1] });
  await addActivity(db, people, { title: '无偿献血宣传', place: '九州广场', days: ['2025-06-13'], registered: [1] });
  await addActivity(db, people, { title: '敬老服务', place: '阳光养老院', days: ['2025-07-20'] });
}

type Service = Partial<Prisma.ServiceRecordUncheckedCreateInput> & { title: string; day: string };

export async function addService(db: Db, service: Service): Promise<number> {
  const { title, day, ...rest } = service;
  const made = await db.serviceRecord.create({ data: { untilDay: day, createdAt: NOW, ...rest, title, day } });
  return made.id;
}

async function seedServices(db: Db, people: number[], unitId: number): Promise<void> {
  const exam = await db.activity.findFirstOrThrow({ where: { title: '护考志愿服务' } });
  await addService(db, {
    title: '护考志愿服务',
    day: '2025-06-07',
    untilDay: '2025-06-08',
    activityId: exam.id,
    headcount: 46,
    minutes: 210,
    beneficiaries: 25000,
    grade: 'confirmed',
    unitId,
  });
  await addService(db, { title: '帮种植户收菜花', day: '2025-06-02', headcount: 20, minutes: 180 });
  await addService(db, {
    title: '图书整理',
    day: '2025-02-15',
    personId: people[0] ?? null,
    minutes: 50,
    grade: 'clocked',
  });
  await addService(db, { title: '义务植树', day: '2025-03-12' });
  await addService(db, { title: '误记', day: '2025-03-13', headcount: 999, minutes: 999, revokedAt: NOW });
}

async function seedDonations(db: Db): Promise<void> {
  const common = { day: '2025-01-18', createdAt: NOW };
  await db.donation.createMany({
    data: [
      { ...common, kind: 'goods', item: '图书', quantity: 25000, unitWord: '册' },
      { ...common, kind: 'goods', item: '衣物', quantity: 200, unitWord: '套' },
      { ...common, kind: 'goods', item: '文具', quantity: null, unitWord: '套' },
      { ...common, kind: 'money', item: '善款', amountFen: 5_000_000n },
      { ...common, kind: 'money', item: '善款', amountFen: 12_345n },
      { ...common, kind: 'money', item: '误记', amountFen: 77_777_700n, revokedAt: NOW },
    ],
  });
}

async function seedMeetings(db: Db, people: number[]): Promise<void> {
  const meeting = await db.meeting.create({
    data: {
      title: '周一例会',
      recurrence: { every: 'week', weekdays: [1] },
      startTime: '15:00',
      agenda: ['分析形势', '通报情况'],
      createdAt: NOW,
    },
  });
  const days = ['2025-01-06', '2025-01-13', '2025-01-20', '2025-07-07'];
  for (const day of days) {
    await db.meetingOccurrence.create({
      data: {
        meetingId: meeting.id,
        nominalDay: day,
        day,
        startTime: '15:00',
        startsAt: toInstant(day, '15:00', ZONE),
        state: day === '2025-01-20' ? 'cancelled' : 'planned',
        leaves: day === '2025-01-13' ? { create: { personId: people[2] ?? 0, reason: '出差', createdAt: NOW } } : {},
      },
    });
  }
}
