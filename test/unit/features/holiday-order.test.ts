import { describe, expect, it } from 'vitest';
import { CALENDAR_PATTERN, readCalendarOrder } from '../../../src/features/holiday/schema.ts';
import { readNearestDay } from '../../../src/features/holiday/usecase/day.ts';

const TODAY = '2026-12-10';

function read(text: string, today = TODAY) {
  const match = CALENDAR_PATTERN.exec(text);
  if (!match) throw new Error(`not a line about the calendar: ${text}`);
  return readCalendarOrder(match, today);
}

describe('放假 and 补班', () => {
  it.each([
    ['放假 2月5日-2月12日 春节', [['2027-02-05', '2027-02-12']], '春节'],
    ['放假 2月5日-12日', [['2027-02-05', '2027-02-12']], null],
    ['放假2月5日到2月12日', [['2027-02-05', '2027-02-12']], null],
    ['放假：2027年2月5日至2027年2月12日（春节）', [['2027-02-05', '2027-02-12']], '春节'],
    ['放假 2027-02-05~2027-02-12', [['2027-02-05', '2027-02-12']], null],
    ['放假 12月30日-1月2日 元旦', [['2026-12-30', '2027-01-02']], '元旦'],
    ['补班 2月14日', [['2027-02-14', '2027-02-14']], null],
    [
      '补班 2月14日、2月20日',
      [
        ['2027-02-14', '2027-02-14'],
        ['2027-02-20', '2027-02-20'],
      ],
      null,
    ],
    ['放假 12.25', [['2026-12-25', '2026-12-25']], null],
    ['取消放假 2月5日', [['2027-02-05', '2027-02-05']], null],
  ])('%s', (text, ranges, name) => {
    expect(read(text)).toMatchObject({ ranges, name, kind: text.includes('放假') ? 'holiday' : 'workday' });
    expect(read(text).isClearing).toBe(text.startsWith('取消'));
  });

  it.each([
    ['放假', '请写上日期'],
    ['放假 春节', '请写上日期'],
    ['放假 2月30日', '没有这一天'],
    ['放假 13月1日', '没有这一天'],
    ['放假 2月12日-2月5日', '还早'],
    ['放假 2027年2月12日-2027年2月5日', '还早'],
    ['放假 2月1日-5月1日', '最多登记60天'],
    ['放假 1月1日-2月28日、3月1日-3月31日', '最多登记60天'],
    ['放假 12月1日', '已经过了'],
    ['放假 2026年2月5日', '已经过了'],
    ['补班 2月14日 下午3点', '没看懂'],
    [`放假 2月5日 ${'长'.repeat(13)}`, '不超过12个字'],
  ])('refuses %s in one sentence', (text, reason) => {
    expect(() => read(text)).toThrow(reason);
  });

  it.each(['放假了大家好好休息', '放假通知', '补班车几点', '我放假'])('leaves %s to other commands', (text) => {
    expect(CALENDAR_PATTERN.test(text)).toBe(false);
  });
});

describe('readNearestDay', () => {
  it.each([
    ['6月1日', '2026-06-20', '2026-06-01'],
    ['12月31日', '2026-01-02', '2025-12-31'],
    ['1月2日', '2026-12-30', '2027-01-02'],
    ['2025-06-01', '2026-06-20', '2025-06-01'],
    ['2月30日', '2026-06-20', undefined],
    ['哪天', '2026-06-20', undefined],
  ])('%s said on %s is %s', (text, today, expected) => {
    expect(readNearestDay(text, today)).toBe(expected);
  });
});
