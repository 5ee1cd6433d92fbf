import type { CommandContext } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { saveFacts, saveGroup, selectStandingsOf, updateStanding } from '../store.ts';
import type { Changed, Moved, Order, PartyGroup, PartyStatus, Standing } from '../types.ts';
import { findGroup, partyGroups } from './groups.ts';

type Place = Pick<Standing, 'status' | 'groupId' | 'group'>;
type Context = Pick<CommandContext, 'db' | 'now' | 'today' | 'sender' | 'messageId'>;

/**
 * Does what was ordered of these people.
 * @throws AppError `not_found` for a group to leave or to lead that is not there.
 */
export async function applyOrder(context: Context, order: Order, ids: readonly number[]): Promise<Changed> {
  const standings = await selectStandingsOf(context.db, ids);
  const people = ids.flatMap((id) => standings.find((standing) => standing.id === id) ?? []);
  if (order.do === 'status') return settle(context, people, (standing) => withStatus(standing, order.status));
  const { group } = order;
  const known = await findGroup(context.db, group);
  if (order.do === 'leave') {
    const { id } = known ?? (await noSuchGroup(context, group));
    return settle(context, people, (standing) => (standing.groupId === id ? outside(standing) : standing));
  }
  if (order.do === 'lead' && !known) await noSuchGroup(context, group);
  const { id } = known ?? (await makeGroup(context, group));
  const changed = await settle(context, people, (standing) => insideGroup(standing, { id, name: group }));
  const lead = order.do === 'lead' ? people[0]?.id : undefined;
  if (lead !== undefined) await appoint(context, known, lead);
  const facts = known ?? { id, name: group, since: context.today, leadId: null };
  const leadId = lead ?? facts.leadId;
  return { ...changed, group: { ...facts, leadId, isNew: !known, formerLeadId: known?.leadId ?? null } };
}

async function settle(
  context: Context,
  people: readonly Standing[],
  place: (standing: Standing) => Place,
): Promise<Changed> {
  const moved: Moved[] = [];
  const same: Standing[] = [];
  for (const before of people) {
    const after = { ...before, ...place(before) };
    if (after.status === before.status && after.groupId === before.groupId) same.push(before);
    else if (await updateStanding(context.db, { id: before.id, from: before, to: after })) {
      moved.push({ before, after });
      await auditMove(context, 'party_standing', { before, after });
    }
  }
  return { moved, same };
}

export function auditMove(context: Context, action: string, { before, after }: Moved): Promise<void> {
  const plain = ({ status, group }: Standing) => ({ status, group });
  const detail = { from: plain(before), to: plain(after) };
  return recordAudit(context, { action, subject: `person:${before.id}`, detail });
}

/** Who leaves the party leaves the group. */
function withStatus(standing: Standing, status: PartyStatus): Place {
  return status === 'none' ? { status, groupId: null, group: null } : { ...standing, status };
}

function outside(standing: Standing): Place {
  return { ...standing, groupId: null, group: null };
}

/** A party group is made of members: who was nothing yet is one with it. */
function insideGroup({ status }: Standing, { id, name }: { id: number; name: string }): Place {
  return { status: status === 'none' ? 'member' : status, groupId: id, group: name };
}

async function makeGroup(context: Context, name: string): Promise<{ id: number }> {
  const id = await saveGroup(context.db, name);
  await saveFacts(context.db, id, { since: context.today, leadId: null });
  await recordAudit(context, { action: 'party_group_made', subject: `unit:${id}`, detail: { name } });
  return { id };
}

async function appoint(context: Context, group: PartyGroup | undefined, leadId: number): Promise<void> {
  if (!group || group.leadId === leadId) return;
  await saveFacts(context.db, group.id, { since: group.since, leadId });
  const detail = { from: group.leadId, to: leadId };
  await recordAudit(context, { action: 'party_group_lead', subject: `unit:${group.id}`, detail });
}

async function noSuchGroup({ db }: Context, name: string): Promise<never> {
  const names = (await partyGroups(db)).map((group) => group.name);
  const known = names.length > 0 ? `现有的党小组：${names.join('、')}。` : '现在还没有党小组。';
  throw userError('not_found', `没有「${name}」。${known}要新建，发：党小组 ${name}：张三、李四`);
}
