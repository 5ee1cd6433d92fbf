import { describe, expect, it } from 'vitest';
import { readBack } from '../../../src/bot/read-back.ts';
import { read } from '../../../src/language/read.ts';
import type { Reading } from '../../../src/language/reading.ts';

// A Wednesday.
const TODAY = '2026-06-03';
const CONTEXT = { today: TODAY, time: '10:00', roster: [] };

function reading(fields: Partial<Reading>): Reading {
  return { intent: 'register', confidence: 0.9, spans: [], ...fields };
}

/** `日期：6月4日(周四) ←「六月四号」` */
function said(given: Reading, text?: string): string[] {
  return readBack(given, TODAY, text).map(
    ({ label, value, words }) => `${label}：${value}${words === undefined ? '' : ` ←「${words}」`}`,
  );
}

describe('readBack · fields', () => {
  it.each<[Partial<Reading>, string[]]>([
    [{}, []],
    [{ dates: ['2026-06-04'], self: true }, ['日期：6月4日(周四)', '谁：你']],
    [{ dates: ['2026-06-04', '2026-06-05'] }, ['日期：6月4日(周四)、6月5日(周五)']],
    [
      { dates: ['2026-06-04', '2026-06-05', '2026-06-06', '2026-06-10'] },
      ['日期：6月4日(周四)至6月6日(周六)、6月10日(周三)'],
    ],
    [{ dates: ['2027-01-01'] }, ['日期：2027年1月1日(周五)']],
    [{ time: ['08:00', '12:00'] }, ['时间：8:00-12:00']],
    [{ part: 'evening' }, ['时间：晚上']],
    [{ keyword: '护考', place: '一中门口' }, ['活动：护考', '地点：一中门口']],
    [{ people: ['王芳', '陈静'], self: false }, ['谁：王芳、陈静']],
    [{ people: ['王芳'], self: true, companions: 2, count: 4 }, ['谁：你、王芳，另带 2 人', '人数：4 人']],
    [{ companions: 2 }, ['谁：另带 2 人']],
    [
      { people: ['王一', '王二', '王三', '王四', '王五', '王六', '王七', '王八', '王九'] },
      ['谁：王一、王二、王三、王四、王五、王六、王七、王八等，共 9 个'],
    ],
    [{ phones: { 王芳: '13800001234' } }, ['电话：王芳 138＊＊＊＊1234']],
    [{ keyword: '*护考*', reason: '@所有人' }, ['活动：＊护考＊', '事由：＠所有人']],
    [
      {
        intent: 'create_activity',
        count: 20,
        capacity: 20,
        deadline: { day: '2026-06-03', time: '18:00' },
        people: ['李强'],
      },
      ['联系人：李强', '名额：20 人', '截止：6月3日(周三)18:00'],
    ],
    [
      { intent: 'create_activity', isUnlimited: true, deadline: { day: '2026-06-03' } },
      ['名额：不限', '截止：6月3日(周三)'],
    ],
    [{ intent: 'list', isMine: true }, ['谁：你']],
    [{ intent: 'list', isPlaces: true, keyword: '护考' }, ['活动：护考', '想查：还有几个名额']],
    [
      { intent: 'log_service', count: 20, hours: 1.5, beneficiaries: 300 },
      ['人数：20 人', '时长：1.5 小时', '受益：300 人'],
    ],
    [
      { intent: 'log_donation', items: [{ item: '衣物', qty: 200, unit: '套' }, { item: '图书' }], people: ['张三'] },
      ['捐赠人：张三', '物品：衣物 200套、图书（没说多少）'],
    ],
    [{ intent: 'log_donation', amount: 500, self: true }, ['捐赠人：你', '金额：500 元']],
    [{ intent: 'summary', period: ['2026-01-01', '2026-06-30'] }, ['期间：1月1日(周四)至6月30日(周二)']],
    [{ intent: 'points', metric: 'hours', self: true }, ['谁：你', '想查：服务时长']],
    [{ intent: 'application', doc: '入党申请书' }, ['材料：入党申请书']],
    [
      {
        intent: 'meeting_create',
        weekly: 7,
        time: ['19:00'],
        keyword: '例会',
        chair: '李强',
        agenda: ['形势', '通报'],
      },
      ['每周：周日', '时间：19:00', '会议：例会', '主持：李强', '议程：形势、通报'],
    ],
    [
      { intent: 'meeting_change', from: ['2026-06-08'], dates: ['2026-06-09'], keyword: '例会' },
      ['原来的日期：6月8日(周一)', '日期：6月9日(周二)', '会议：例会'],
    ],
    [{ intent: 'meeting_leave', keyword: '例会', reason: '出差' }, ['会议：例会', '事由：出差']],
    [{ warnings: ['2月30日没有这一天'] }, []],
  ])('%j', (fields, lines) => {
    expect(said(reading(fields))).toEqual(lines);
  });
});

describe('readBack · the words behind a field', () => {
  it.each([
    ['抱名 六月四号护考', ['日期：6月4日(周四) ←「六月四号」', '活动：护考 ←「护考」', '谁：你']],
    [
      '帮王芳、陈静报名 6月4日護考',
      ['日期：6月4日(周四) ←「6月4日」', '活动：护考 ←「護考」', '谁：王芳、陈静 ←「王芳、陈静」'],
    ],
    [
      '报名 護考 ６月４日和6月6日',
      ['日期：6月4日(周四)、6月6日(周六) ←「６月４日、6月6日」', '活动：护考 ←「護考」', '谁：你'],
    ],
    [
      '周一例会改到周二晚上7点',
      [
        '原来的日期：6月8日(周一) ←「周一」',
        '日期：6月9日(周二) ←「周二」',
        '时间：19:00 ←「晚上7点」',
        '会议：例会 ←「例会」',
      ],
    ],
  ])('%s', (text, lines) => {
    const [best] = read(text, CONTEXT);
    expect(best && said(best, text)).toEqual(lines);
  });
});
