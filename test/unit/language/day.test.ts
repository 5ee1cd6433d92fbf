import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, daysFrom, makeDay, weekdayOf } from '../../../src/language/day.ts';
import { read } from '../../../src/language/read.ts';

describe('days', () => {
  it('counts over the ends of months and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
    expect(daysBetween('2025-01-01', '2029-12-31')).toBe(1825);
    expect(weekdayOf('2026-06-03')).toBe(3);
  });

  it('knows the days there are', () => {
    expect(makeDay(2028, 2, 29)).toBe('2028-02-29');
    expect(makeDay(2027, 2, 29)).toBeUndefined();
    expect(makeDay(99, 1, 1)).toBeUndefined();
  });

  it('lists the last days that can be written, and none backwards', () => {
    expect(daysFrom('9999-12-30', '9999-12-31')).toEqual(['9999-12-30', '9999-12-31']);
    expect(daysFrom('2026-06-04', '2026-06-03')).toEqual([]);
    const [best] = read('报名 9999年12月30日-31日 护考', { today: '2026-06-03', time: '10:00', roster: [] });
    expect(best?.dates).toEqual(['9999-12-30', '9999-12-31']);
  });

  it('stays within the days that can be written', () => {
    expect(addDays('2026-06-03', 1e12)).toBe('9999-12-31');
    expect(addDays('2026-06-03', -1e12)).toBe('0100-01-01');
    expect(makeDay(10_000, 1, 1)).toBeUndefined();
    const [best] = read('周一例会推迟999999999999天', { today: '2026-06-03', time: '10:00', roster: [] });
    expect(best).toMatchObject({ intent: 'meeting_change', from: ['2026-06-08'], dates: ['9999-12-31'] });
  });
});
