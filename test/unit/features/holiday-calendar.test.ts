import { describe, expect, it } from 'vitest';
import type { SetDay } from '../../../src/features/holiday/types.ts';
import {
  COVERED_YEARS,
  dayKind,
  nextWorkday,
  statutoryHolidays,
} from '../../../src/features/holiday/usecase/calendar.ts';
import { daysFrom } from '../../../src/language/day.ts';

const NOTHING = new Map<string, SetDay>();
/** A year no arrangement will be published for in this library's lifetime. */
const FAR = COVERED_YEARS.last + 3;

describe('dayKind', () => {
  it.each([
    ['2025-01-01', false, '元旦'],
    ['2025-01-28', false, '春节'],
    ['2025-02-04', false, '春节'],
    ['2025-04-04', false, '清明节'],
    ['2025-05-05', false, '劳动节'],
    ['2025-06-02', false, '端午节'],
    ['2025-10-06', false, '中秋节'],
    ['2025-10-08', false, '国庆节'],
    ['2026-01-02', false, '元旦'],
    ['2026-02-16', false, '春节'],
    ['2026-02-23', false, '春节'],
    ['2026-04-06', false, '清明节'],
    ['2026-06-19', false, '端午节'],
    ['2026-09-25', false, '中秋节'],
    ['2026-10-07', false, '国庆节'],
    ['2027-01-01', false, '元旦'],
    ['2027-02-05', false, '春节'],
    ['2027-02-08', false, '春节'],
    ['2027-04-05', false, '清明节'],
    ['2027-05-02', false, '劳动节'],
    ['2027-06-09', false, '端午节'],
    ['2027-09-15', false, '中秋节'],
    ['2027-10-03', false, '国庆节'],
  ])('%s is a public holiday: %s, %s', (day, isWorkday, name) => {
    expect(dayKind(NOTHING, day)).toMatchObject({ isWorkday, isHoliday: true, name });
  });

  it.each([
    '2025-01-26',
    '2025-02-08',
    '2025-04-27',
    '2025-09-28',
    '2025-10-11',
    '2026-01-04',
    '2026-02-14',
    '2026-10-10',
  ])('%s is a weekend day worked to make up', (day) => {
    expect(dayKind(NOTHING, day)).toMatchObject({ isWorkday: true, isHoliday: false, why: 'published' });
  });

  it.each([
    ['2025-06-03', true],
    ['2025-06-07', false],
    ['2025-06-08', false],
    ['2026-10-08', true],
    ['2027-10-06', true],
    ['2027-10-09', false],
  ])('%s is as the week says: workday %s', (day, isWorkday) => {
    expect(dayKind(NOTHING, day)).toEqual({ isWorkday, isHoliday: false, why: 'week' });
  });

  it('puts what an administrator set before everything', () => {
    const set = new Map<string, SetDay>([
      ['2025-06-02', { kind: 'workday', name: null }],
      ['2025-06-04', { kind: 'holiday', name: '站庆' }],
      ['2025-06-07', { kind: 'workday', name: '补站庆' }],
    ]);
    expect(dayKind(set, '2025-06-02')).toEqual({ isWorkday: true, isHoliday: false, why: 'set' });
    expect(dayKind(set, '2025-06-04')).toEqual({ isWorkday: false, isHoliday: true, name: '站庆', why: 'set' });
    expect(dayKind(set, '2025-06-07')).toMatchObject({ isWorkday: true, isHoliday: false });
  });
});

describe('statutoryHolidays', () => {
  it.each([
    [2027, '2027-02-05 2027-02-06 2027-02-07 2027-02-08', '2027-04-05', '2027-06-09', '2027-09-15'],
    [2031, '2031-01-22 2031-01-23 2031-01-24 2031-01-25', '2031-04-05', '2031-06-24', '2031-10-01'],
  ])('%i: the lunar ones fall on their days', (year, spring, qingming, dragon, moon) => {
    const days = statutoryHolidays(year);
    const of = (name: string) => [...days].filter(([, its]) => its === name).map(([day]) => day);
    expect(of('春节').join(' ')).toBe(spring);
    expect(of('清明节')).toEqual([qingming]);
    expect(of('端午节')).toEqual([dragon]);
    expect(days.has(moon)).toBe(true);
    expect([...days.keys()]).toEqual(
      expect.arrayContaining([`${year}-01-01`, `${year}-05-01`, `${year}-05-02`, `${year}-10-03`]),
    );
  });

  it('has the thirteen days of the law in every year to come, two of which may coincide', () => {
    for (let year = 2025; year < 2060; year += 1) {
      const days = [...statutoryHolidays(year).keys()];
      expect(days.length, String(year)).toBeGreaterThanOrEqual(12);
      expect(days.length, String(year)).toBeLessThanOrEqual(13);
      expect(days.every((day) => day.startsWith(`${year}-`))).toBe(true);
    }
  });

  it('agrees with every arrangement published since the law was amended', () => {
    for (let year = 2025; year <= COVERED_YEARS.last; year += 1) {
      for (const day of statutoryHolidays(year).keys()) expect(dayKind(NOTHING, day).isHoliday, day).toBe(true);
    }
  });
});

describe('a year the library does not cover', () => {
  it('has the statutory days and plain weekends, and no make-up days', () => {
    const kinds = daysFrom(`${FAR}-01-01`, `${FAR}-12-31`).map((day) => dayKind(NOTHING, day));
    expect(kinds.filter(({ isHoliday }) => isHoliday)).toHaveLength(statutoryHolidays(FAR).size);
    expect(kinds.filter(({ why }) => why === 'published')).toEqual([]);
  });

  it('is told from one it covers', () => {
    expect(COVERED_YEARS.last).toBeGreaterThanOrEqual(2026);
    expect(dayKind(NOTHING, `${COVERED_YEARS.last}-10-01`).why).toBe('published');
    expect(dayKind(NOTHING, `${FAR}-10-01`).why).toBe('statutory');
  });
});

describe('nextWorkday', () => {
  it.each([
    ['2025-06-02', '2025-06-03'],
    ['2025-10-06', '2025-10-09'],
    ['2026-02-16', '2026-02-24'],
    ['2026-10-05', '2026-10-08'],
    ['2025-10-10', '2025-10-11'],
    ['2027-10-01', '2027-10-04'],
    ['2027-12-31', '2028-01-03'],
  ])('after %s comes %s', (day, expected) => {
    expect(nextWorkday(NOTHING, day)).toBe(expected);
  });
});
