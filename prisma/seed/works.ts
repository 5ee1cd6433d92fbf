import { toInstant } from '../../src/clock.ts';
import type { WorkItem, WorkKind } from '../../src/features/work/types.ts';
import { addDays, type Day } from '../../src/language/day.ts';
import type { SeededOccurrence } from './activities.ts';
import type { SeededPeople } from './people.ts';
import { insertAll, type Span } from './span.ts';

type Told = Pick<WorkItem, 'item'> & Partial<WorkItem>;

/** What came of an activity, told after it was last held; what nobody counted stays open. */
const AT: Record<string, readonly (Told & { kind: WorkKind })[]> = {
  造林绿化: [{ kind: 'measure', verb: '栽植', item: '高档林木', unitWord: '棵' }],
  绿丝带爱心护考启动仪式: [
    { kind: 'resource', item: '雷锋出租车', quantity: 4, unitWord: '辆' },
    { kind: 'resource', item: '爱心企业车辆', quantity: 7, unitWord: '辆' },
  ],
  文明养犬劝导: [
    { kind: 'measure', verb: '发放', item: '文明养犬倡议书', unitWord: '张' },
    { kind: 'measure', verb: '发放', item: '小铲子、环保袋', unitWord: '套' },
  ],
  小世博家收菜花: [
    { kind: 'measure', verb: '帮助销售', item: '山药', quantity: 20_000, unitWord: '斤' },
    ...['中央电视台', '经济日报', '大众日报', '山东电视台', '山东人民广播电台'].map((item, index) => ({
      kind: 'media' as const,
      item,
      quantity: 1,
      unitWord: '次',
      level: index < 2 ? ('国家' as const) : ('省' as const),
    })),
  ],
  三下乡志愿服务: [{ kind: 'helped', item: '群众', quantity: 20_000, unitWord: '人' }],
};

/** What is told by itself, so many days after the first. */
const ALONE: readonly (Told & { kind: WorkKind; after: number })[] = [
  { after: 12, kind: 'application', item: '入党申请书', quantity: 3, unitWord: '份' },
  ...['志愿服务登记制度', '积分制度', '奖励制度', '培训制度'].map((item) => {
    return { after: 40, kind: 'regulation' as const, item, quantity: 1, unitWord: '项' };
  }),
  ...['志愿者爱心实践基地', '志愿者培训基地'].map((item) => {
    return { after: 75, kind: 'base' as const, item, quantity: 1, unitWord: '个' };
  }),
  ...[
    ['新华社区', '助老服务'],
    ['文昌社区', '上门理发'],
    ['青年路社区', '安全宣传'],
    ['文物旅游局', '讲解服务'],
    ['民政局', '助残服务'],
    ['文明办', '文明劝导'],
  ].map(([giver = '', item = '']) => ({ after: 55, kind: 'need' as const, item, giver, quantity: 1, unitWord: '项' })),
  {
    ...{ after: 100, kind: 'honour', item: '优秀基层党组织', receiver: '协会党支部', giver: '区委', level: '区县' },
    ...{ quantity: 2, unitWord: '年' },
  },
  {
    ...{
      after: 100,
      kind: 'honour',
      item: '优秀志愿者服务组织',
      receiver: '志愿者服务站',
      giver: '市文明委',
      level: '市',
    },
    ...{ quantity: 4, unitWord: '个' },
  },
];

const ORGANISATION: readonly Told[] = [
  { item: '服务站', quantity: 29, unitWord: '个' },
  { item: '志愿者', quantity: 8775, unitWord: '名' },
  { item: '党员', quantity: 232, unitWord: '名' },
  { item: '入党积极分子', quantity: 6, unitWord: '名' },
  { item: '支委', quantity: 6, unitWord: '人' },
];

const PROJECTS: Record<string, readonly string[]> = {
  春雨行动: ['春雨行动'],
  绿丝带: ['绿丝带爱心护考启动仪式', '护考志愿服务'],
  这个冬天不冷: ['这个冬天不冷广场捐助'],
  和你在一起: ['《和你在一起》万名儿童圆梦公益行动'],
  邻里守望: ['敬老爱老服务', '敬老月上门理发'],
  美丽义工: ['学雷锋日便民服务'],
  齐鲁拍客: ['发放《创建全国文明城市宣传手册》'],
};

/** Results, honours, reports, needs, what the organisation is, and which project each activity belongs to. */
export async function seedWorks(span: Span, people: SeededPeople, occurrences: SeededOccurrence[]): Promise<number> {
  const { db, today, first } = span;
  const held = new Map(occurrences.filter(({ day }) => day < today).map((one) => [one.plan.title, one]));
  const at = Object.entries(AT).flatMap(([title, all]) => {
    const last = held.get(title);
    return last
      ? all.map((told) => row(span, people, { told, title, day: last.day, activityId: last.activityId }))
      : [];
  });
  const alone = ALONE.map(({ after, ...told }) => ({ told, day: addDays(first, after) }))
    .filter(({ day }) => day < today)
    .map(({ told, day }) => row(span, people, { told, title: null, day, activityId: null }));
  const organisation = quartersOf(span).flatMap((day) =>
    ORGANISATION.map((told) =>
      row(span, people, { told: { ...told, kind: 'organisation' as const }, title: null, day, activityId: null }),
    ),
  );
  await seedProjects(span, occurrences);
  await seedRelief(span, people);
  return insertAll([...at, ...alone, ...organisation], (data) => db.workRecord.createMany({ data }));
}

function quartersOf({ first, today }: Span): Day[] {
  return [0, 91, 182, 273, 364].map((days) => addDays(first, days)).filter((day) => day < today);
}

interface Placed {
  told: Told & { kind: WorkKind };
  title: string | null;
  day: Day;
  activityId: number | null;
}

function row({ dice, zone }: Span, people: SeededPeople, { told, title, day, activityId }: Placed) {
  const reporter = dice.pick(people.leads);
  return {
    ...told,
    ...{ title, day, untilDay: day, activityId },
    unitId: told.kind === 'organisation' ? null : reporter.unitId,
    reporterId: reporter.id,
    createdAt: toInstant(day, '20:45', zone),
  };
}

async function seedProjects({ db, now }: Span, occurrences: readonly SeededOccurrence[]): Promise<void> {
  for (const [name, titles] of Object.entries(PROJECTS)) {
    const { id: projectId } = await db.project.create({ data: { name, createdAt: now } });
    const ids = new Set(occurrences.filter(({ plan }) => titles.includes(plan.title)).map((one) => one.activityId));
    const data = [...ids].map((id) => ({ projectId, subject: `activity:${id}`, createdAt: now }));
    if (data.length > 0) await db.tagging.createMany({ data });
  }
}

/** Money given on to somebody in need. */
async function seedRelief({ db, dice, first, today, zone }: Span, people: SeededPeople): Promise<void> {
  const day = addDays(first, 120);
  if (day >= today) return;
  const reporter = dice.pick(people.leads);
  await db.donation.create({
    data: {
      ...{ kind: 'money', direction: 'given', day, item: '救助金', amountFen: 5_000_000n, receiver: '酒仙桥居民利某' },
      ...{ unitId: reporter.unitId, reporterId: reporter.id, createdAt: toInstant(day, '20:40', zone) },
    },
  });
}
