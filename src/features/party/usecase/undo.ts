import type { CommandContext } from '../../../bot/command.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { deleteUnusedGroup, saveFacts, selectStandingsOf, updateStanding } from '../store.ts';
import type { Changed, PartyStatus } from '../types.ts';
import { auditMove } from './apply.ts';
import { findGroup } from './groups.ts';

type Place = { status: PartyStatus; groupId: number | null };

/** What an order did, as little as takes it back. */
export interface Undo {
  moved: { id: number; from: Place; to: Place }[];
  group?: { id: number; name: string; isNew: boolean; leadId: number | null; formerLeadId: number | null } | undefined;
}

export function undoOf({ moved, group }: Changed): Undo {
  const place = ({ status, groupId }: Place): Place => ({ status, groupId });
  const back = moved.map(({ before, after }) => ({ id: before.id, from: place(before), to: place(after) }));
  if (!group) return { moved: back };
  const { id, name, isNew, leadId, formerLeadId } = group;
  return { moved: back, group: { id, name, isNew, leadId, formerLeadId } };
}

/** Puts everyone back who has not been moved again since. */
export async function undoOrder(context: CommandContext, { moved, group }: Undo): Promise<Changed> {
  const { db } = context;
  const ids = moved.map(({ id }) => id);
  const was = await selectStandingsOf(db, ids);
  for (const { id, from, to } of moved) await updateStanding(db, { id, from: to, to: from });
  const is = await selectStandingsOf(db, ids);
  const pairs = was.flatMap((before) => {
    const after = is.find(({ id }) => id === before.id);
    return after ? [{ before, after }] : [];
  });
  const isMoved = ({ before, after }: (typeof pairs)[number]) =>
    before.status !== after.status || before.groupId !== after.groupId;
  const back = pairs.filter(isMoved);
  for (const pair of back) await auditMove(context, 'party_standing_undone', pair);
  if (group) await undoGroup(context, group);
  return { moved: back, same: pairs.filter((pair) => !isMoved(pair)).map(({ after }) => after) };
}

async function undoGroup(context: CommandContext, group: NonNullable<Undo['group']>): Promise<void> {
  const { db } = context;
  const { id, name, isNew, leadId, formerLeadId } = group;
  const now = await findGroup(db, name);
  if (now && leadId !== formerLeadId && now.leadId === leadId) {
    await saveFacts(db, id, { since: now.since, leadId: formerLeadId });
    const detail = { from: leadId, to: formerLeadId };
    await recordAudit(context, { action: 'party_group_lead_undone', subject: `unit:${id}`, detail });
  }
  if (isNew && (await deleteUnusedGroup(db, id))) {
    await recordAudit(context, { action: 'party_group_unmade', subject: `unit:${id}`, detail: { name } });
  }
}
