import type { Day } from '../../../language/day.ts';
import type {
  Checked,
  LedgerHolding,
  LedgerKind,
  LedgerUnit,
  Line,
  Period,
  Requirement,
  Span,
  Stretch,
} from '../types.ts';
import { countsFrom, periodsIn } from './period.ts';

export interface Judged {
  kind: LedgerKind;
  unit: LedgerUnit | null;
  /** What was asked for when, in order; the first from the beginning. */
  stretches: readonly Stretch[];
  /** The day from which anything is known of the unit. */
  since: Day;
  /** Of this kind and unit, of any day. */
  holdings: readonly LedgerHolding[];
}

/** What one kind of meeting came to in one unit: each period that was asked for, and each holding. Pure. */
export function judge({ kind, unit, stretches, since, holdings }: Judged, span: Span, today: Day): Line {
  const inOrder = holdings.toSorted((a, b) => (a.day === b.day ? a.id - b.id : a.day < b.day ? -1 : 1));
  return {
    kind,
    unit,
    requirement: requirementOn(stretches, today),
    checked: asked(stretches, since, span).map(({ period, times }) => check(period, { times, holdings, today })),
    holdings: inOrder.filter(({ day }) => day >= span.from && day <= span.to),
  };
}

export function requirementOn(stretches: readonly Stretch[], day: Day): Requirement | null {
  return stretches.findLast((stretch) => stretch.since === null || stretch.since <= day)?.requirement ?? null;
}

/** A period is asked for by what holds on its last day. */
function asked(stretches: readonly Stretch[], since: Day, span: Span): { period: Period; times: number }[] {
  return stretches.flatMap(({ since: setOn, requirement }, i) => {
    if (!requirement) return [];
    const until = stretches[i + 1]?.since;
    const first = setOn !== null && setOn > since ? setOn : since;
    return periodsIn(requirement.every, span)
      .filter((period) => (setOn === null || period.to >= setOn) && (!until || period.to < until))
      .filter((period) => countsFrom(first, period))
      .map((period) => ({ period, times: requirement.times }));
  });
}

function check(
  period: Period,
  { times, holdings, today }: { times: number; holdings: readonly LedgerHolding[]; today: Day },
): Checked {
  const count = (state: LedgerHolding['state']) =>
    holdings.filter((one) => one.state === state && one.day >= period.from && one.day <= period.to).length;
  const [held, planned] = [count('held'), count('planned')];
  const missing = Math.max(times - held, 0);
  const base = { period, times, held, planned };
  if (missing === 0) return { ...base, lacking: 0, state: 'met' };
  if (period.to < today) return { ...base, lacking: missing, state: 'overdue' };
  const lacking = Math.max(missing - planned, 0);
  return { ...base, lacking, state: lacking === 0 ? 'planned' : 'open' };
}
