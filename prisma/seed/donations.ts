import { toInstant } from '../../src/clock.ts';
import { type Day, daysFrom } from '../../src/language/day.ts';
import type { SeededOccurrence } from './activities.ts';
import { DONORS } from './names.ts';
import type { SeededPeople } from './people.ts';
import { insertAll, type Span } from './span.ts';

interface Gift {
  item: string;
  /** Goods; null: not counted. */
  quantity?: number | null;
  unitWord?: string;
  yuan?: number;
  donor?: string;
}

/** What is given at an activity, each time it is held. */
const AT: Record<string, readonly Gift[]> = {
  图书捐赠: [
    { item: '图书', quantity: 12_000, unitWord: '册', donor: '新华书店' },
    { item: '图书', quantity: 8_600, unitWord: '册', donor: '城区各小学师生' },
    { item: '图书', quantity: 4_400, unitWord: '册', donor: '退休教师协会' },
    { item: '文具', quantity: null, unitWord: '套' },
  ],
  小世博家收菜花: [{ item: '菜花', quantity: 600, unitWord: '斤', donor: '小世博家' }],
  护考志愿服务: [{ item: '矿泉水', quantity: null, unitWord: '瓶', donor: '惠民超市' }],
  送清凉慰问: [
    { item: '藿香正气水', quantity: 60, unitWord: '箱', donor: '德馨药房' },
    { item: '毛巾', quantity: 300, unitWord: '条' },
  ],
  这个冬天不冷广场捐助: [
    { item: '衣物', quantity: 860, unitWord: '套' },
    { item: '棉被', quantity: 120, unitWord: '床', donor: '城区商会' },
    { item: '围巾', quantity: null, unitWord: '条' },
    { item: '善款', yuan: 26_800 },
  ],
};

const NOW_AND_THEN: readonly ((amount: number) => Gift)[] = [
  (amount) => ({ item: '大米', quantity: amount * 2, unitWord: '袋' }),
  (amount) => ({ item: '衣物', quantity: amount * 3, unitWord: '套' }),
  (amount) => ({ item: '善款', yuan: amount * 100 }),
];
const PURPOSES = ['春雨行动', '邻里守望', '困难家庭慰问'];

export async function seedDonations(
  span: Span,
  people: SeededPeople,
  occurrences: SeededOccurrence[],
): Promise<number> {
  const { db, dice, today, first, last } = span;
  const held = new Map(occurrences.filter(({ day }) => day < today).map((one) => [`${one.activityId}`, one]));
  const atActivities = [...held.values()].flatMap(({ plan, day, activityId }) =>
    (AT[plan.title] ?? []).map((gift) => row(span, people, { gift, day, activityId, purpose: plan.title })),
  );
  const others = daysFrom(first, last)
    .filter((day) => day < today && day.endsWith('16'))
    .flatMap((day) => dice.sample(NOW_AND_THEN, dice.int(1, 2)).map((make) => ({ day, gift: make(dice.int(3, 20)) })))
    .map(({ day, gift }) => row(span, people, { gift, day, activityId: null, purpose: dice.pick(PURPOSES) }));
  return insertAll([...atActivities, ...others], (data) => db.donation.createMany({ data }));
}

interface Given {
  gift: Gift;
  day: Day;
  activityId: number | null;
  purpose: string;
}

function row({ dice, zone }: Span, people: SeededPeople, { gift, day, activityId, purpose }: Given) {
  const reporter = dice.pick(people.leads);
  const isMoney = gift.yuan !== undefined;
  return {
    kind: isMoney ? ('money' as const) : ('goods' as const),
    day,
    item: gift.item,
    quantity: gift.quantity ?? null,
    unitWord: gift.unitWord ?? null,
    amountFen: gift.yuan === undefined ? null : BigInt(gift.yuan * 100),
    donor: gift.donor ?? dice.pick(DONORS),
    purpose,
    activityId,
    unitId: reporter.unitId,
    reporterId: reporter.id,
    createdAt: toInstant(day, '20:30', zone),
  };
}
