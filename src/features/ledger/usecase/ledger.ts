import { toLocal } from '../../../clock.ts';
import type { Db } from '../../../database.ts';
import type { Day } from '../../../language/day.ts';
import { graceMinutes } from '../../meeting/usecase/grace.ts';
import { partyGroups } from '../../party/usecase/groups.ts';
import { findBeginning, type HoldingRow, selectHoldings, selectUnits } from '../store.ts';
import type { Ledger, LedgerHolding, LedgerKind, LedgerUnit, Line, Span } from '../types.ts';
import { tally } from './attendance.ts';
import { type Expected, loadExpected } from './expected.ts';
import { type Judged, judge } from './judge.ts';
import { KINDS } from './kinds.ts';
import { periodOf } from './period.ts';
import { loadStretches, type StretchesOf } from './requirement.ts';

export interface Around {
  now: Date;
  today: Day;
  zone: string;
}

/** Only some of it; absent: all. */
export interface Part {
  kind?: LedgerKind | undefined;
  /** Null: the branch itself. */
  unitId?: number | null | undefined;
}

/** What was due, held and missed in a span of time. */
export async function ledgerOf(
  db: Db,
  { span, part = {} }: { span: Span; part?: Part },
  around: Around,
): Promise<Ledger> {
  const { now, today, zone } = around;
  // A year that is asked for by a part of it is looked at whole.
  const whole = { from: periodOf('year', span.from).from, to: periodOf('year', span.to).to };
  const rows = await selectHoldings(db, whole);
  const expectedOf = await loadExpected(
    db,
    rows.map(({ meeting }) => meeting),
  );
  const graceMs = (await graceMinutes(db)) * 60_000;
  const holdings = rows.map((row) => toHolding(row, { now, graceMs, expected: expectedOf(row.meeting) }));
  const stretches = await loadStretches(db);
  const beginning = await findBeginning(db);
  const since = beginning === undefined ? today : toLocal(beginning, zone).day;
  const groups = await partyGroups(db);
  const asked = KINDS.flatMap((kind) => askedOf(kind, { groups, holdings, stretches, since }));
  const isPart = ({ kind, unit }: Pick<Line, 'kind' | 'unit'>) =>
    (part.kind === undefined || part.kind === kind) &&
    (part.unitId === undefined || part.unitId === (unit?.id ?? null));
  const unassigned =
    groups.length === 0 ? [] : holdings.filter((one) => one.kind === 'party_group' && one.unit === null);
  return {
    span,
    today,
    lines: asked
      .filter(isPart)
      .map((one) => judge(one, span, today))
      .filter(
        ({ checked, holdings, requirement }) => checked.length > 0 || holdings.length > 0 || requirement !== null,
      ),
    unassigned: unassigned.filter((one) => isPart(one) && one.day >= span.from && one.day <= span.to),
  };
}

/** Whose meetings can be asked for by name. */
export function ledgerUnits(db: Db): Promise<LedgerUnit[]> {
  return selectUnits(db);
}

interface Material {
  groups: readonly { id: number; name: string; since: Day | null }[];
  holdings: readonly LedgerHolding[];
  stretches: StretchesOf;
  since: Day;
}

/** The branch, or each party group; and whoever else held such a meeting, of whom none is asked. */
function askedOf(kind: LedgerKind, { groups, holdings, stretches, since }: Material): Judged[] {
  const own = holdings.filter((one) => one.kind === kind);
  const isOf = (unit: LedgerUnit | null) => (one: LedgerHolding) => (one.unit?.id ?? null) === (unit?.id ?? null);
  const required = kind === 'party_group' ? groups.map(({ id, name }) => ({ id, name })) : [null];
  const line = (unit: LedgerUnit | null, isAsked: boolean): Judged => ({
    kind,
    unit,
    stretches: isAsked ? stretches(kind) : [],
    since: groups.find(({ id }) => id === unit?.id)?.since ?? since,
    holdings: own.filter(isOf(unit)),
  });
  const isRequired = (one: LedgerHolding) => required.some((unit) => isOf(unit)(one));
  const others = own.filter((one) => !isRequired(one) && (one.unit !== null || groups.length === 0));
  const units = new Map(others.map(({ unit }) => [unit?.id ?? null, unit]));
  return [...required.map((unit) => line(unit, true)), ...[...units.values()].map((unit) => line(unit, false))];
}

function toHolding(
  row: HoldingRow,
  { now, graceMs, expected }: { now: Date; graceMs: number; expected: Expected },
): LedgerHolding {
  const { id, kind, unit, title, day, startsAt, isCalledOff, present, onLeave, hasMinutes } = row;
  const isHeld = startsAt <= now;
  const attendance = isHeld
    ? tally({ lateAfter: new Date(startsAt.getTime() + graceMs), expected, present, onLeave })
    : null;
  return {
    ...{ id, kind, unit, title, day, hasMinutes },
    state: isCalledOff ? 'called_off' : isHeld ? 'held' : 'planned',
    attendance,
  };
}
