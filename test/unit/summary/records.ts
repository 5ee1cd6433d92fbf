import type { OccurrenceRow, Records, ServiceRow } from '../../../src/features/summary/types.ts';
import { makePeriod } from '../../../src/features/summary/usecase/period.ts';

const TODAY = '2025-07-05';
let serial = 0;

export function occurrence(title: string, day: string, values: Partial<OccurrenceRow> = {}): OccurrenceRow {
  serial += 1;
  return {
    id: serial,
    activityId: serial,
    title,
    place: null,
    day,
    capacity: null,
    messageId: null,
    registrations: [],
    ...values,
  };
}

/** `people`: places of each registration, of person 1, 2, 3 … */
export function registered(...people: number[]): OccurrenceRow['registrations'] {
  return people.map((count, index) => ({
    id: 1000 * serial + index,
    personId: index + 1,
    name: '王芳',
    people: count,
    messageId: null,
  }));
}

export function service(title: string, day: string, values: Partial<ServiceRow> = {}): ServiceRow {
  serial += 1;
  return {
    id: serial,
    title,
    day,
    untilDay: day,
    activityId: null,
    personId: null,
    name: null,
    headcount: null,
    minutes: null,
    beneficiaries: null,
    grade: 'reported',
    messageId: null,
    ...values,
  };
}

export function records(values: Partial<Records> = {}): Records {
  return {
    period: makePeriod('2025-01-01', '2025-06-30', TODAY),
    today: TODAY,
    unit: null,
    organisation: { name: '区志愿者协会', branch: '区志愿者协会党支部' },
    occurrences: [],
    services: [],
    donations: [],
    works: [],
    organisationFigures: [],
    projects: [],
    meetings: [],
    upcoming: { occurrences: [], meetings: [] },
    ...values,
  };
}

/** The half year that `sentences.ts` tells of. */
export function sampleRecords(): Records {
  const { registrations: _, ...planned } = occurrence('敬老服务', '2025-07-20', { place: '阳光养老院' });
  const exam = { activityId: 900, place: '一中门口', capacity: 20, registrations: registered(1, 3, 1) };
  const donation = {
    day: '2025-01-18',
    amountFen: null,
    unitWord: null,
    quantity: null,
    title: null,
    messageId: null,
    direction: 'received' as const,
    donor: null,
    receiver: null,
  };
  const meeting = { title: '周一例会', place: null, agenda: ['分析形势', '通报情况'], leaves: [], messageId: null };
  return records({
    occurrences: [
      ...['2025-03-07', '2025-03-14', '2025-03-21', '2025-03-28', '2025-04-11'].map((day) =>
        occurrence('文明交通劝导', day, { activityId: 901, registrations: registered(1, 1) }),
      ),
      occurrence('《和你在一起》圆梦行动', '2025-04-06', { place: '新体育馆' }),
      occurrence('文明养犬劝导', '2025-05-24', { place: '人民乐园', registrations: registered(1, 1, 2, 1) }),
      occurrence('护考志愿服务', '2025-06-07', exam),
      occurrence('护考志愿服务', '2025-06-08', exam),
      occurrence('无偿献血宣传', '2025-06-13', { place: '九州广场', registrations: registered(1) }),
    ],
    services: [
      service('图书整理', '2025-02-15', { personId: 1, name: '王芳', minutes: 50, grade: 'clocked' }),
      service('义务植树', '2025-03-12'),
      service('帮种植户收菜花', '2025-06-02', { headcount: 20, minutes: 180 }),
      service('护考志愿服务', '2025-06-07', {
        untilDay: '2025-06-08',
        activityId: 900,
        headcount: 46,
        minutes: 210,
        beneficiaries: 25000,
        grade: 'confirmed',
      }),
    ],
    donations: [
      { ...donation, id: 1, kind: 'goods', item: '图书', quantity: 25000, unitWord: '册' },
      { ...donation, id: 2, kind: 'goods', item: '衣物', quantity: 200, unitWord: '套' },
      { ...donation, id: 3, kind: 'goods', item: '文具', unitWord: '套' },
      { ...donation, id: 4, kind: 'money', item: '善款', amountFen: 5_012_345n },
    ],
    meetings: [
      { ...meeting, id: 1, day: '2025-01-06', isCancelled: false },
      { ...meeting, id: 2, day: '2025-01-13', isCancelled: false, leaves: [{ id: 1, name: '李强', messageId: null }] },
      { ...meeting, id: 3, day: '2025-01-20', isCancelled: true },
    ],
    upcoming: { occurrences: [planned], meetings: [{ ...meeting, id: 4, day: '2025-07-07', isCancelled: false }] },
  });
}
