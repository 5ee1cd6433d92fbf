import { describe, expect, it } from 'vitest';
import type { Every, LedgerHolding, Line, Requirement, Stretch } from '../../../../src/features/ledger/types.ts';
import { sumOf } from '../../../../src/features/ledger/usecase/describe.ts';
import { judge } from '../../../../src/features/ledger/usecase/judge.ts';
import { countsFrom, namePeriod, periodOf, periodsIn } from '../../../../src/features/ledger/usecase/period.ts';

const YEAR = { from: '2026-01-01', to: '2026-12-31' };
const MONTHLY: Requirement = { every: 'month', times: 1 };
const QUARTERLY: Requirement = { every: 'quarter', times: 1 };

let id = 0;
function holding(day: string, state: LedgerHolding['state'] = 'held'): LedgerHolding {
  id += 1;
  return { id, kind: 'lecture', unit: null, title: '党课', day, state, attendance: null, hasMinutes: false };
}

interface Case {
  requirement?: Requirement | null;
  stretches?: Stretch[];
  holdings?: LedgerHolding[];
  today?: string;
  since?: string;
  span?: typeof YEAR;
}

function line({ requirement = QUARTERLY, stretches, holdings = [], today = '2026-06-10', ...rest }: Case): Line {
  const { since = '2025-01-01', span = YEAR } = rest;
  const asked = stretches ?? [{ since: null, requirement }];
  return judge({ kind: 'lecture', unit: null, stretches: asked, since, holdings }, span, today);
}

/** `第一季度:met` */
function states(of: Case): string[] {
  const today = of.today ?? '2026-06-10';
  return line(of).checked.map(({ period, state }) => `${namePeriod(period, today)}:${state}`);
}

describe('periods', () => {
  it.each<[Every, string, string, string]>([
    ['month', '2026-02-10', '2026-02-01', '2026-02-28'],
    ['month', '2028-02-29', '2028-02-01', '2028-02-29'],
    ['quarter', '2026-03-31', '2026-01-01', '2026-03-31'],
    ['quarter', '2026-04-01', '2026-04-01', '2026-06-30'],
    ['quarter', '2026-12-31', '2026-10-01', '2026-12-31'],
    ['half_year', '2026-06-30', '2026-01-01', '2026-06-30'],
    ['half_year', '2026-07-01', '2026-07-01', '2026-12-31'],
    ['year', '2026-05-05', '2026-01-01', '2026-12-31'],
  ])('the %s of %s', (every, day, from, to) => {
    expect(periodOf(every, day)).toEqual({ every, from, to });
  });

  it('of a span are all that touch it', () => {
    const names = (every: Every, span: typeof YEAR) =>
      periodsIn(every, span).map((one) => namePeriod(one, '2026-06-10'));
    expect(names('quarter', YEAR)).toEqual(['第一季度', '第二季度', '第三季度', '第四季度']);
    expect(names('month', { from: '2025-12-01', to: '2026-01-31' })).toEqual(['2025年12月', '1月']);
    expect(names('year', { from: '2026-04-01', to: '2026-06-30' })).toEqual(['2026年']);
    expect(names('half_year', { from: '2026-04-01', to: '2026-06-30' })).toEqual(['上半年']);
  });

  it.each([
    ['2026-06-01', true],
    ['2026-06-16', true],
    ['2026-06-17', false],
    ['2026-07-01', false],
    ['2025-01-01', true],
  ])('a beginning on %s leaves at least half of June: %s', (since, counts) => {
    expect(countsFrom(since, { from: '2026-06-01', to: '2026-06-30' })).toBe(counts);
  });
});

describe('what was due, held and missed', () => {
  it('tells met, missed, running and coming periods apart', () => {
    const holdings = [holding('2026-02-11')];
    expect(states({ holdings, today: '2026-08-10' })).toEqual([
      '第一季度:met',
      '第二季度:overdue',
      '第三季度:open',
      '第四季度:open',
    ]);
  });

  it.each([
    ['2026-03-31', '第一季度:met', '第二季度:open'],
    ['2026-04-01', '第一季度:overdue', '第二季度:met'],
  ])('the last day and the first: held on %s', (day, first, second) => {
    expect(states({ holdings: [holding(day)] }).slice(0, 2)).toEqual([first, second]);
  });

  it.each([
    ['2026-06-30', 'open'],
    ['2026-07-01', 'overdue'],
  ])('on %s the second quarter is %s', (today, state) => {
    expect(states({ today })[1]).toBe(`第二季度:${state}`);
  });

  it('two held in one period do not make up for another', () => {
    const of: Case = { holdings: [holding('2026-04-10'), holding('2026-05-10')] };
    expect(states(of).slice(0, 2)).toEqual(['第一季度:overdue', '第二季度:met']);
    expect(sumOf(line(of), '2026-06-10')).toMatchObject({ due: 2, held: 2, state: 'overdue' });
  });

  it('what was called off counts for nothing', () => {
    expect(states({ holdings: [holding('2026-02-10', 'called_off')] })[0]).toBe('第一季度:overdue');
    expect(states({ holdings: [holding('2026-06-20', 'called_off')] })[1]).toBe('第二季度:open');
  });

  it('what is planned covers a running period, and no period that is over', () => {
    const planned = [holding('2026-06-20', 'planned')];
    expect(states({ holdings: planned })[1]).toBe('第二季度:planned');
    expect(sumOf(line({ holdings: [...planned, holding('2026-03-01')] }), '2026-06-10')).toMatchObject({
      state: 'planned',
      next: undefined,
    });
  });

  it('a holding moved over the end of a period counts where it is held', () => {
    const moved = { ...holding('2026-04-02'), title: '三月的党课' };
    expect(states({ holdings: [moved] }).slice(0, 2)).toEqual(['第一季度:overdue', '第二季度:met']);
  });

  it('counts how many are lacking where several are asked for', () => {
    const of: Case = {
      requirement: { every: 'month', times: 2 },
      holdings: [holding('2026-05-03'), holding('2026-06-03'), holding('2026-06-20', 'planned')],
    };
    const { checked } = line(of);
    expect(checked.map(({ lacking }) => lacking).slice(3, 7)).toEqual([2, 1, 0, 2]);
    expect(checked[5]?.state).toBe('planned');
  });

  it('a group made in the middle of the year is asked from the first period of which half lies ahead', () => {
    const monthly = { requirement: MONTHLY, today: '2026-08-10' };
    expect(states({ ...monthly, since: '2026-06-10' })[0]).toBe('6月:overdue');
    expect(states({ ...monthly, since: '2026-06-20' })[0]).toBe('7月:overdue');
    expect(states({ requirement: QUARTERLY, since: '2026-06-10' })[0]).toBe('第三季度:open');
  });

  it('without a requirement it is only counted', () => {
    const none = line({ requirement: null, holdings: [holding('2026-06-01'), holding('2026-06-08')] });
    expect(none.checked).toEqual([]);
    expect(sumOf(none, '2026-06-10')).toMatchObject({ due: 0, held: 2, missed: [], state: 'met' });
  });

  it('a requirement that changed is asked for from then on, the one before until then', () => {
    const stretches: Stretch[] = [
      { since: null, requirement: QUARTERLY },
      { since: '2026-06-10', requirement: MONTHLY },
      { since: '2026-10-05', requirement: null },
    ];
    expect(states({ stretches, today: '2026-11-10', holdings: [holding('2026-07-04')] })).toEqual([
      '第一季度:overdue',
      '6月:overdue',
      '7月:met',
      '8月:overdue',
      '9月:overdue',
    ]);
  });

  it('a yearly one asked about by a quarter is met by what was held outside the quarter', () => {
    const of: Case = {
      requirement: { every: 'year', times: 1 },
      span: { from: '2026-04-01', to: '2026-06-30' },
      holdings: [holding('2026-01-20')],
    };
    expect(states(of)).toEqual(['2026年:met']);
    expect(sumOf(line(of), '2026-06-10')).toMatchObject({ due: 1, held: 1 });
    expect(line(of).holdings).toEqual([]);
  });

  it('what is due counts the periods that have begun', () => {
    expect(sumOf(line({ requirement: MONTHLY, today: '2026-06-01' }), '2026-06-01')).toMatchObject({ due: 6 });
    expect(sumOf(line({ requirement: MONTHLY, today: '2026-05-31' }), '2026-05-31')).toMatchObject({ due: 5 });
  });

  it('holdings are told in the order of their days', () => {
    const holdings = [holding('2026-05-01'), holding('2026-01-01'), holding('2025-12-31')];
    expect(line({ holdings }).holdings.map(({ day }) => day)).toEqual(['2026-01-01', '2026-05-01']);
  });
});
