import type { CommandContext } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import { daysFrom } from '../../../language/day.ts';
import { recordAudit } from '../../audit/usecase.ts';
import type { Person } from '../../person/types.ts';
import { displayName, findOrCreatePerson, findPerson } from '../../person/usecase.ts';
import {
  findServicesById,
  findServicesByMessage,
  findServicesOf,
  findUnitName,
  insertServices,
  type NewServiceRow,
  restoreServices,
  revokeServices,
  type ServiceRow,
} from '../store.ts';
import type { Kept, Logged, Repeated, ServiceEntry, ServiceUndo, Unclear } from '../types.ts';
import { matchActivity } from './match.ts';
import { batchesOf, keptBy, merge, type NamedPerson, placesOf } from './merge.ts';

type Context = Pick<CommandContext, 'db' | 'now' | 'sender' | 'messageId'>;

const MINUTES_OF_A_DAY = 24 * 60;

/**
 * Stores what was done. The same record again is not stored but reported as `repeated`; one that adds what an
 * earlier one left open (hours, headcount) takes its place.
 */
export async function logService(context: Context, said: ServiceEntry): Promise<Logged | Repeated | Unclear> {
  const { db, sender } = context;
  const named = await findNamed(context, said);
  if ('unclear' in named) return { outcome: 'unclear', entry: said, name: named.name, people: named.unclear };
  const { people } = named;
  const entry = { ...said, headcount: headcountOf(said, people.length) };
  const earlier = await findServicesOf(db, { reporterId: sender.id, title: entry.title, days: entry.days });
  for (const batch of batchesOf(earlier)) {
    const merged = merge(batch, entry, people);
    if (!merged) continue;
    if (!merged.adds) return { outcome: 'repeated', entry, earlierMessageId: batch[0]?.messageId ?? 0 };
    const ids = batch.map((row) => row.id);
    await revokeServices(db, ids, sender.id, context.now);
    return insert(context, { entry: merged.entry, people, outcome: 'completed', replaced: ids });
  }
  return insert(context, { entry, people, outcome: 'logged', replaced: [] });
}

/** Stores once more what the sender logged with that message. @throws AppError where nothing of it counts any more. */
export async function logServiceAgain(context: Context, earlierMessageId: number): Promise<Relogged> {
  const earlier = await rowsToChange(context, earlierMessageId);
  return replace(context, [], earlier.map(copyOf));
}

/** Turns a record over several days with one total into one with as much on each day. */
export async function logServiceDaily(context: Context, earlierMessageId: number): Promise<Relogged> {
  const earlier = await rowsToChange(context, earlierMessageId);
  if (earlier.some((row) => row.day === row.untilDay || (row.minutes ?? 0) > MINUTES_OF_A_DAY)) {
    throw userError('conflict', '这条已经是按天记的，没有再改。');
  }
  const rows = earlier.flatMap((row) =>
    daysFrom(row.day, row.untilDay).map((day, index) => ({
      ...copyOf(row),
      day,
      untilDay: day,
      beneficiaries: index > 0 && row.beneficiaries !== null ? 0 : row.beneficiaries,
    })),
  );
  return replace(
    context,
    earlier.map((row) => row.id),
    rows,
  );
}

/** Takes back what `undo` describes; says what no longer counts (undefined: nothing of it did), what counts again. */
export async function undoService(
  context: Context,
  undo: ServiceUndo,
): Promise<{ gone: Kept | undefined; back: Kept | undefined }> {
  const gone = keptBy(await findServicesById(context.db, undo.revoke, context.sender.id));
  const count = await revokeServices(context.db, undo.revoke, context.sender.id, context.now);
  if (count > 0) await restoreServices(context.db, undo.restore, context.sender.id);
  await recordAudit(context, { action: 'service_undone', subject: subjectOf(undo.revoke), detail: { ...undo } });
  return { gone, back: keptBy(await findServicesById(context.db, undo.restore, context.sender.id)) };
}

type Named = { people: NamedPerson[] } | { unclear: Person[]; name: string };

async function findNamed(context: Context, entry: ServiceEntry): Promise<Named> {
  const { db, now, sender } = context;
  const people = new Map<number, NamedPerson>();
  const add = (id: number, name: string) => people.set(id, { id, name });
  if (entry.isSelf) add(sender.id, sender.name ?? '你');
  for (const name of entry.names) {
    const chosen = entry.chosen[name];
    const picked = chosen === undefined ? undefined : await findPerson(db, chosen);
    if (name === sender.name) add(sender.id, name);
    else if (picked) add(picked.id, displayName(picked));
    else {
      const found = await findOrCreatePerson(db, name, now);
      if (found.kind === 'several') return { unclear: found.people, name };
      add(found.person.id, displayName(found.person));
    }
  }
  return { people: [...people.values()] };
}

function headcountOf(said: ServiceEntry, named: number): number | null {
  return named === 0 ? said.headcount : Math.max(said.headcount ?? 0, named);
}

interface Relogged {
  kept: Kept | undefined;
  undo: ServiceUndo;
}

interface Insertion {
  entry: ServiceEntry;
  people: NamedPerson[];
  outcome: 'logged' | 'completed';
  replaced: number[];
}

async function insert(context: Context, insertion: Insertion): Promise<Logged> {
  const { db, sender } = context;
  const { entry, people, outcome, replaced } = insertion;
  const activity = await matchActivity(db, entry.title, entry.days);
  const common = {
    title: entry.title,
    activityId: activity?.id ?? null,
    minutes: entry.minutes,
    unitId: sender.unitId,
    reporterId: sender.id,
    messageId: context.messageId,
  };
  const rows = placesOf(entry, people).map((place, index) => ({
    ...common,
    ...place,
    beneficiaries: index > 0 && entry.beneficiaries !== null ? 0 : entry.beneficiaries,
  }));
  const revoke = await insertServices(db, rows, context.now);
  await recordAudit(context, { action: `service_${outcome}`, subject: subjectOf(revoke), detail: { replaced } });
  return {
    outcome,
    entry,
    people: people.map((person) => person.name),
    activity: activity?.title ?? null,
    unit: sender.unitId === null ? null : await findUnitName(db, sender.unitId),
    undo: { revoke, restore: replaced },
  };
}

async function rowsToChange(context: Context, messageId: number): Promise<ServiceRow[]> {
  const isId = Number.isSafeInteger(messageId);
  const rows = isId ? await findServicesByMessage(context.db, messageId, context.sender.id) : [];
  if (rows.length === 0) throw userError('not_found', '那条服务记录已经撤销或改过了，没有再动。');
  return rows;
}

async function replace(context: Context, ids: number[], rows: NewServiceRow[]): Promise<Relogged> {
  await revokeServices(context.db, ids, context.sender.id, context.now);
  const revoke = await insertServices(
    context.db,
    rows.map((row) => ({ ...row, messageId: context.messageId })),
    context.now,
  );
  const action = ids.length > 0 ? 'service_changed' : 'service_logged';
  await recordAudit(context, { action, subject: subjectOf(revoke), detail: { replaced: ids } });
  const kept = keptBy(await findServicesById(context.db, revoke, context.sender.id));
  return { kept, undo: { revoke, restore: ids } };
}

function copyOf({ id: _, ...row }: ServiceRow): NewServiceRow {
  return row;
}

function subjectOf(ids: number[]): string {
  return `service:${ids.join(',')}`;
}
