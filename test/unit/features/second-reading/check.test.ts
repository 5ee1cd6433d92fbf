import { describe, expect, it } from 'vitest';
import { answerSchema } from '../../../../src/features/second-reading/schema.ts';
import { checkProposal } from '../../../../src/features/second-reading/usecase/check.ts';
import type { Fields, Intent } from '../../../../src/language/reading.ts';

const TODAY = '2026-05-30';
const ACTIVITIES = [
  { title: '护考志愿服务', day: '2026-06-04', time: ['08:00', '12:00'] },
  { title: '河边植树', day: '2026-06-28', time: [] },
];
const CHEER = '俺也想去给考生加油那个';
type Proposed = Partial<Record<string, unknown>> & { intent: Intent };

function check(text: string, proposed: Proposed, today = TODAY) {
  const ground = { text, today, activities: ACTIVITIES, roster: ['欧阳牧', '陈静'] };
  return checkProposal(answerSchema.parse(proposed), ground);
}

describe('what stands in the message or in the list of activities is taken', () => {
  it.each<[string, Proposed, Fields]>([
    [
      CHEER,
      { intent: 'register', keyword: '护考志愿服务', dates: ['2026-06-04'] },
      { keyword: '护考志愿服务', dates: ['2026-06-04'] },
    ],
    [
      CHEER,
      { intent: 'register', keyword: '护考', time: ['08:00'], self: true },
      { keyword: '护考', time: ['08:00'], self: true },
    ],
    [CHEER, { intent: 'register', keyword: '给考生加油' }, { keyword: '给考生加油' }],
    [
      '算俺和陈静一份儿',
      { intent: 'register', people: ['陈静'], self: true, count: 2 },
      { people: ['陈静'], self: true, count: 2 },
    ],
    ['欧阳牧也掺和一脚', { intent: 'register', people: ['欧阳牧', '欧阳牧'] }, { people: ['欧阳牧'] }],
    ['俺拖家带口仨人都去', { intent: 'register', count: 3 }, { count: 3 }],
    ['俺领俩娃去凑热闹', { intent: 'register', self: true, count: 3 }, { self: true, count: 3 }],
    [
      '后儿个八点半社区搞个义诊',
      { intent: 'create_activity', keyword: '社区义诊', time: ['08:30'], dates: ['2026-06-01'] },
      { keyword: '社区义诊', time: ['08:30'], dates: ['2026-06-01'] },
    ],
    [
      '晚上七点在二楼碰个头',
      { intent: 'meeting_create', time: ['19:00'], place: '二楼' },
      { time: ['19:00'], place: '二楼' },
    ],
    ['十二点一刻到', { intent: 'register', time: ['12:15'] }, { time: ['12:15'] }],
    [
      '前两天忙活一个半钟头',
      { intent: 'log_service', hours: 1.5, dates: ['2026-05-28', '2026-05-27'] },
      { hours: 1.5, dates: ['2026-05-27', '2026-05-28'] },
    ],
    ['忙活了90分钟', { intent: 'log_service', hours: 1.5 }, { hours: 1.5 }],
    [
      '仁和药店掏了1.2万',
      { intent: 'log_donation', people: ['仁和药店'], amount: 12_000 },
      { people: ['仁和药店'], amount: 12_000 },
    ],
    [
      '给了三袋面',
      { intent: 'log_donation', items: [{ item: '面', qty: 3, unit: '袋' }] },
      { items: [{ item: '面', qty: 3, unit: '袋' }] },
    ],
    [
      '给了点面',
      { intent: 'log_donation', items: [{ item: '面', qty: null, unit: null }] },
      { items: [{ item: '面' }] },
    ],
    [
      '那个会俺怕是去不成，闺女结婚',
      { intent: 'meeting_leave', reason: '闺女结婚', self: true },
      { reason: '闺女结婚', self: true },
    ],
    [
      '写写前半年咱干了啥',
      { intent: 'summary', period: ['2026-06-30', '2026-01-01'] },
      { period: ['2026-01-01', '2026-06-30'] },
    ],
    ['ＡＢＣ那個活動', { intent: 'list', keyword: 'abc那个活动' }, { keyword: 'abc那个活动' }],
  ])('%s', (text, proposed, fields) => {
    expect(check(text, proposed)).toEqual({ intent: proposed.intent, confidence: 0.5, spans: [], ...fields });
  });
});

describe('what stands nowhere is dropped', () => {
  it.each<[string, string, Proposed]>([
    ['none', CHEER, { intent: 'none' }],
    ['a name', CHEER, { intent: 'register', people: ['陈静'] }],
    ['a name pieced together', '陈大妈想静一静', { intent: 'register', people: ['陈静'] }],
    ['no name', '大家都去吧', { intent: 'register', people: ['大家'] }],
    ['one character', '静也去', { intent: 'register', people: ['静'] }],
    ['a shop that registers', '仁和药店也去', { intent: 'register', people: ['仁和药店'] }],
    ['an activity', CHEER, { intent: 'register', keyword: '敬老院理发' }],
    ['words found only far apart', `护${'啦'.repeat(9)}工${'啦'.repeat(9)}`, { intent: 'list', keyword: '护工' }],
    ['signs for words', '。。。去', { intent: 'list', keyword: '。' }],
    ['a place', CHEER, { intent: 'create_activity', place: '一中门口' }],
    ['a day', CHEER, { intent: 'register', dates: ['2026-06-05'] }],
    ['a day before two years', '前年的事', { intent: 'log_service', dates: ['2024-05-01'] }],
    ['a day after two years', '明年后年都去', { intent: 'register', dates: ['2028-06-10'] }],
    ['a period', '写写咱都干了啥', { intent: 'summary', period: ['2026-01-01', '2026-06-30'] }],
    ['an hour', CHEER, { intent: 'register', time: ['19:00'] }],
    ['a minute', '八点去', { intent: 'register', time: ['08:20'] }],
    ['half past', '八点去', { intent: 'register', time: ['08:30'] }],
    ['a count', CHEER, { intent: 'register', count: 5000 }],
    ['hours', CHEER, { intent: 'log_service', hours: 3 }],
    ['an amount', '掏了五百', { intent: 'log_donation', amount: 5000 }],
    ['a number of a masked phone', '打138****8000', { intent: 'register', count: 8000 }],
    ['an item', '给了三袋面', { intent: 'log_donation', items: [{ item: '米', qty: 3, unit: '袋' }] }],
    ['a quantity', '给了三袋面', { intent: 'log_donation', items: [{ item: '面', qty: 30, unit: '袋' }] }],
    ['a unit', '给了三袋面', { intent: 'log_donation', items: [{ item: '面', qty: 3, unit: '车' }] }],
    ['a reason', '那个会俺怕是去不成', { intent: 'meeting_leave', reason: '嫌烦' }],
  ])('%s', (_, text, proposed) => {
    expect(check(text, proposed)).toBeUndefined();
  });
});
