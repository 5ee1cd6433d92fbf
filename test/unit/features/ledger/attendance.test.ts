import { describe, expect, it } from 'vitest';
import { type Recorded, rateOf, tally } from '../../../../src/features/ledger/usecase/attendance.ts';
import { describeAttendance, describeRate } from '../../../../src/features/ledger/usecase/describe.ts';

const START = new Date('2026-06-10T19:00:00+08:00');
const EARLY = new Date('2026-06-10T18:55:00+08:00');
const LATE = new Date('2026-06-10T19:20:00+08:00');

function tallyOf(over: Partial<Recorded>) {
  return tally({ lateAfter: START, expected: new Set([1, 2, 3, 4]), present: [], onLeave: [], ...over });
}

describe('who was there', () => {
  it('is not recorded where nobody checked in, though somebody asked for leave', () => {
    expect(tallyOf({ onLeave: [1] })).toBeNull();
    expect(describeAttendance(null)).toBe('未记考勤');
  });

  it('tells late, leave, absent and guests apart', () => {
    const present = [1, 2, 9].map((personId) => ({ personId, at: personId === 2 ? LATE : EARLY }));
    const counted = tallyOf({ present, onLeave: [3, 8] });
    expect(counted).toEqual({ expected: 4, present: 2, late: 1, leave: 1, absent: 1, guests: 1 });
    expect(describeAttendance(counted)).toBe('应到 4，实到 2（50%），迟到 1，请假 1，缺席 1，列席 1');
  });

  it('who came after all was not on leave, and who was entered by another was not late', () => {
    expect(tallyOf({ present: [{ personId: 1, at: null }], onLeave: [1] })).toMatchObject({
      present: 1,
      late: 0,
      leave: 0,
    });
  });

  it('without knowing who was expected there is no rate and nobody absent', () => {
    const counted = tallyOf({ expected: null, present: [{ personId: 1, at: EARLY }] });
    expect(counted).toMatchObject({ expected: null, present: 1, absent: null, guests: 0 });
    expect(describeAttendance(counted)).toBe('实到 1');
  });
});

describe('the rate', () => {
  const held = (present: number | null, expected: number | null = 10) => ({
    state: 'held' as const,
    attendance: present === null ? null : { expected, present, late: 0, leave: 0, absent: 0, guests: 0 },
  });

  it('is counted from those recorded, and says of how many', () => {
    expect(rateOf([held(9), held(6), held(null)])).toEqual({ percent: 75, recorded: 2, held: 3 });
  });

  it('is none where nothing was recorded, or nobody was expected', () => {
    expect(rateOf([held(null)]).percent).toBeNull();
    expect(rateOf([held(3, null)]).percent).toBeNull();
    expect(rateOf([]).percent).toBeNull();
  });

  it('leaves out what is planned or was called off', () => {
    expect(rateOf([held(5), { ...held(9), state: 'planned' }, { ...held(9), state: 'called_off' }])).toMatchObject({
      percent: 50,
      held: 1,
    });
  });

  it('is said with what it rests on', () => {
    const whole = { id: 1, kind: 'lecture', unit: null, title: '党课', day: '2026-06-01', hasMinutes: false } as const;
    expect(describeRate([{ ...whole, ...held(9) }])).toBe('出勤率 90%');
    expect(
      describeRate([
        { ...whole, ...held(9) },
        { ...whole, ...held(null) },
      ]),
    ).toBe('出勤率 90%（2 次里 1 次记了考勤）');
    expect(describeRate([{ ...whole, ...held(null) }])).toBe('考勤未记录');
    expect(describeRate([])).toBe('');
  });
});
