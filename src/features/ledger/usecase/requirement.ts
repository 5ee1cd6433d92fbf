import type { CommandContext } from '../../../bot/command.ts';
import type { Db } from '../../../database.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { type Stretches, saveStretches, selectStretches } from '../store.ts';
import type { LedgerKind, Requirement, Stretch } from '../types.ts';
import { requirementOn } from './judge.ts';
import { DEFAULTS } from './kinds.ts';

/** What was asked for when, of a kind; the first from the beginning. */
export type StretchesOf = (kind: LedgerKind) => readonly Stretch[];

export async function loadStretches(db: Db): Promise<StretchesOf> {
  const set = await selectStretches(db);
  return (kind) => withDefault(kind, set.get(kind) ?? []);
}

function withDefault(kind: LedgerKind, set: Stretches): Stretch[] {
  return [{ since: null, requirement: DEFAULTS[kind] }, ...set];
}

export interface RequirementChange {
  kind: LedgerKind;
  from: Requirement | null;
  to: Requirement | null;
  /** Of the setting, for 撤销. */
  former: Stretches;
}

/** From today on; `to` undefined: what is so by default. */
export async function setRequirement(
  context: CommandContext,
  kind: LedgerKind,
  wanted: Requirement | null | undefined,
): Promise<RequirementChange> {
  const { db, today } = context;
  const former = (await selectStretches(db)).get(kind) ?? [];
  const from = requirementOn(withDefault(kind, former), today);
  const to = wanted === undefined ? DEFAULTS[kind] : wanted;
  if (!isSame(from, to)) {
    await saveStretches(db, kind, [...former.filter(({ since }) => since < today), { since: today, requirement: to }]);
    await audit(context, 'ledger_requirement', { kind, from, to });
  }
  return { kind, from, to, former };
}

export async function restoreRequirement(
  context: CommandContext,
  { kind, former }: Pick<RequirementChange, 'kind' | 'former'>,
): Promise<Requirement | null> {
  const { db, today } = context;
  const from = (await loadStretches(db))(kind);
  await saveStretches(db, kind, former);
  const to = requirementOn(withDefault(kind, former), today);
  await audit(context, 'ledger_requirement_undone', { kind, from: requirementOn(from, today), to });
  return to;
}

export function isSame(one: Requirement | null, other: Requirement | null): boolean {
  return one?.every === other?.every && one?.times === other?.times;
}

function audit(
  context: CommandContext,
  action: string,
  { kind, from, to }: Pick<RequirementChange, 'kind' | 'from' | 'to'>,
): Promise<void> {
  const detail = { from: from && { ...from }, to: to && { ...to } };
  return recordAudit(context, { action, subject: `ledger:${kind}`, detail });
}
