import type { CommandContext } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import type { Reading } from '../../../language/reading.ts';
import { findByIds, type Wanted } from '../../activity/usecase/find.ts';
import { matchOccurrences } from '../../activity/usecase/match.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { displayName, findPeople, findPerson } from '../../person/usecase.ts';
import type { CancelUndo, CardTap } from '../schema.ts';
import { selectByIds } from '../store.ts';
import type { Enrolment, Promotion, Standing } from '../types.ts';
import { changeCompanions, enrolAll } from './enrol.ts';
import { findStanding, isUpcoming, occurrencesOf, onDays, pick, upcoming, withOccurrences } from './standing.ts';
import { withdrawAll } from './withdraw.ts';

export type CancelResult =
  | { kind: 'cancelled'; cancelled: Standing[]; promoted: Promotion[]; undo: CancelUndo }
  /** Only companions stay away. */
  | { kind: 'fewer'; standing: Standing; companions: number; undo: CancelUndo }
  | { kind: 'which'; candidates: Standing[] }
  /** Registered, but it has begun or was called off. */
  | { kind: 'over'; standing: Standing }
  /** Not registered for that; what they are registered for. */
  | { kind: 'none'; standing: Standing[] };

/** Whose registrations are meant by a reading of intent `cancel`. */
interface Whose {
  isSelf: boolean;
  names: string[];
  /** Only this many companions stay away, the person comes. */
  companions: number;
}

export function whoseOf(reading: Reading, sender: CommandContext['sender']): Whose {
  const given = reading.people ?? [];
  const names = given.filter((name) => name !== sender.name);
  const isOnlyCompanions = (reading.companions ?? 0) > 0 && reading.self === false && names.length === 0;
  const isSelf = isOnlyCompanions || (reading.self ?? (given.length === 0 || names.length < given.length));
  // 帮我爸妈取消: nobody is named; what the sender registered is looked through.
  return { isSelf: isSelf || names.length === 0, names, companions: isOnlyCompanions ? (reading.companions ?? 0) : 0 };
}

/** @throws AppError `forbidden` where the registration is none of the sender's business. */
export async function cancel(context: CommandContext, wanted: Wanted, whose: Whose): Promise<CancelResult> {
  const personIds = await idsOf(context, whose);
  const known = await findStanding(context, { personIds, registrarId: context.sender.id });
  const own = known.filter(({ person }) => personIds.includes(person.id));
  const result = await cancelMatching(context, { pool: own, wanted, companions: whose.companions });
  if (result.kind !== 'none' || whose.names.length > 0) return result;
  // Nothing of their own, but perhaps of somebody they registered: asked before it is cancelled.
  const others = pick(
    upcoming(
      context,
      known.filter(({ person }) => !personIds.includes(person.id)),
    ),
    wanted,
  );
  return others.length > 0 ? { kind: 'which', candidates: others } : result;
}

/** A card's button: the sender's own registrations for its day or activity, or those they made for others. */
export async function cancelOnCard(context: CommandContext, tap: CardTap): Promise<CancelResult> {
  const { id } = context.sender;
  const known = await findStanding(context, { personIds: [id], registrarId: id });
  const there = known.filter(({ occurrence }) => isTapped(occurrence, tap));
  const coming = upcoming(context, there);
  const [over] = there;
  const own = coming.filter(({ person }) => person.id === id);
  if (own.length === 1) return finish(context, own);
  if (coming.length > 0) return { kind: 'which', candidates: own.length > 0 ? own : coming };
  return over ? { kind: 'over', standing: over } : { kind: 'none', standing: [] };
}

function isTapped({ id, activity }: Standing['occurrence'], { occurrenceId, scope }: CardTap): boolean {
  if (occurrenceId !== undefined) return id === occurrenceId;
  return 'activityId' in scope && activity.id === scope.activityId;
}

/** Registrations chosen by a button. */
export async function cancelByIds(context: CommandContext, ids: number[]): Promise<CancelResult> {
  const rows = await withOccurrences(context, await selectByIds(context.db, ids));
  const [first] = rows;
  if (!first) return { kind: 'none', standing: [] };
  const over = rows.find(({ occurrence }) => !isUpcoming(occurrence, context.now));
  return over ? { kind: 'over', standing: over } : finish(context, rows);
}

/** Registers again what was cancelled; who finds no place goes to the end of the waiting list. */
export async function undoCancel(context: CommandContext, { cancelled, changed }: CancelUndo): Promise<Enrolment[]> {
  const enrolments: Enrolment[] = [];
  for (const { occurrence: id, person: personId, companions } of cancelled) {
    const occurrences = (await findByIds(context, [id])).filter((found) => isUpcoming(found, context.now));
    const person = await findPerson(context.db, personId);
    if (!person) continue;
    const participant = { personId, name: displayName(person), isSelf: personId === context.sender.id, companions };
    enrolments.push(...(await enrolAll(context, occurrences, [participant])));
  }
  for (const { id, companions } of changed) {
    const [row] = await selectByIds(context.db, [id]);
    if (row) await changeCompanions(context, row, companions);
  }
  return enrolments;
}

async function cancelMatching(
  context: CommandContext,
  { pool, wanted, companions }: { pool: Standing[]; wanted: Wanted; companions: number },
): Promise<CancelResult> {
  const coming = upcoming(context, pool);
  const match = matchOccurrences(occurrencesOf(coming), wanted);
  if (match.kind === 'several') return { kind: 'which', candidates: onDays(coming, match.candidates) };
  if (match.kind === 'found') {
    const chosen = onDays(coming, match.occurrences);
    return companions > 0 ? bringFewer(context, chosen, companions) : finish(context, chosen);
  }
  const over = pick(
    pool.filter(({ occurrence }) => !isUpcoming(occurrence, context.now)),
    wanted,
  );
  const isNamed = wanted.keyword !== undefined || wanted.dates !== undefined;
  const last = over.at(-1);
  return isNamed && last ? { kind: 'over', standing: last } : { kind: 'none', standing: coming };
}

async function finish(context: CommandContext, chosen: Standing[]): Promise<CancelResult> {
  for (const standing of chosen) checkMayCancel(context, standing);
  const { cancelled, promoted } = await withdrawAll(context, chosen);
  const undo = {
    cancelled: cancelled.map(({ occurrenceId, person, companions }) => ({
      occurrence: occurrenceId,
      person: person.id,
      companions,
    })),
    changed: [],
  };
  return { kind: 'cancelled', cancelled: chosen, promoted, undo };
}

async function bringFewer(context: CommandContext, chosen: Standing[], count: number): Promise<CancelResult> {
  const [standing, ...more] = chosen;
  if (!standing || more.length > 0) return { kind: 'which', candidates: chosen };
  const companions = Math.max(0, standing.companions - count);
  await changeCompanions(context, standing, companions);
  await recordAudit(context, {
    action: 'change_companions',
    subject: `registration:${standing.id}`,
    detail: { from: standing.companions, to: companions },
  });
  const undo = { cancelled: [], changed: [{ id: standing.id, companions: standing.companions }] };
  return { kind: 'fewer', standing, companions, undo };
}

function checkMayCancel(context: CommandContext, { person, registrarId, occurrence }: Standing): void {
  const { id } = context.sender;
  if ([person.id, registrarId, occurrence.activity.organiserId].includes(id) || context.can('manage')) return;
  throw userError(
    'forbidden',
    `${displayName(person)} 的报名只有本人、替 TA 报名的人、活动发起人或管理员能取消。请 TA 自己发一句取消。`,
  );
}

async function idsOf({ db, sender }: CommandContext, { isSelf, names }: Whose): Promise<number[]> {
  const ids = isSelf ? [sender.id] : [];
  for (const name of names) ids.push(...(await findPeople(db, name)).map((person) => person.id));
  return [...new Set(ids)];
}
