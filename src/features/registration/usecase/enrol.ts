import type { CommandContext } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import type { Occurrence } from '../../activity/usecase/find.ts';
import { countTaken, givePlaces, nextInLine, type Taken, takePlaces } from '../../activity/usecase/places.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { displayName } from '../../person/usecase.ts';
import { countInLine, insertRegistration, selectActiveIds, selectByIds, updateCompanions } from '../store.ts';
import type { Enrolment, Entry, Participant, Registration } from '../types.ts';
import { promoteWaiting } from './promote.ts';

/**
 * Registers everyone for every day. Days in the order of their ids: two messages for the same days never wait
 * for each other.
 */
export async function enrolAll(
  context: CommandContext,
  occurrences: Occurrence[],
  participants: Participant[],
): Promise<Enrolment[]> {
  const enrolments: Enrolment[] = [];
  for (const occurrence of occurrences.toSorted((a, b) => a.id - b.id)) {
    enrolments.push({ occurrence, entries: await enrol(context, occurrence, participants) });
  }
  return enrolments.toSorted((a, b) => a.occurrence.startsAt.getTime() - b.occurrence.startsAt.getTime());
}

async function enrol(context: CommandContext, occurrence: Occurrence, participants: Participant[]): Promise<Entry[]> {
  const { db } = context;
  const ids = participants.map(({ personId }) => personId);
  const rows = await selectByIds(db, await selectActiveIds(db, occurrence.id, ids));
  const known = new Map(rows.map((row) => [row.person.id, row]));
  const fresh = participants.filter(({ personId }) => !known.has(personId));
  const taken = fresh.length > 0 ? await takeFor(context, occurrence, fresh) : undefined;
  let next = taken?.first ?? 0;
  const entries: Entry[] = [];
  for (const participant of participants) {
    const row = known.get(participant.personId);
    if (row) entries.push(await adjust(context, row, participant));
    else if (taken) {
      entries.push(await confirm(context, occurrence, participant, next));
      next += placesOf(participant);
    } else entries.push(await confirmOrQueue(context, occurrence, participant, fresh.length > 1));
  }
  await audit(context, occurrence, entries);
  return entries;
}

/** Places for all of them in one statement, or none; `first` is the number of the first place. */
async function takeFor(
  { db }: CommandContext,
  { id }: Occurrence,
  participants: Participant[],
): Promise<{ first: number } | undefined> {
  const count = participants.reduce((sum, participant) => sum + placesOf(participant), 0);
  const taken = await takePlaces(db, id, count);
  return taken && { first: (await takenOf(db, id, taken)) + (taken.capacity === null ? 1 : 1 - count) };
}

/** Places taken: known where there is a limit, else counted (those just taken not yet among them). */
async function takenOf(db: CommandContext['db'], id: number, { capacity, placesLeft }: Taken): Promise<number> {
  return capacity === null || placesLeft === null ? countTaken(db, id) : capacity - placesLeft;
}

/** Not all of them fit: each by itself as long as there is room, the others wait in the order named. */
async function confirmOrQueue(
  context: CommandContext,
  occurrence: Occurrence,
  participant: Participant,
  mayFitAlone: boolean,
): Promise<Entry> {
  const { db } = context;
  const alone = mayFitAlone ? await takeFor(context, occurrence, [participant]) : undefined;
  if (alone) return confirm(context, occurrence, participant, alone.first);
  const line = await nextInLine(db, occurrence.id);
  if (!line) throw userError('conflict', `「${occurrence.activity.title}」刚刚取消了，没有报上。`);
  // The row is locked from here on: a place given back a moment ago is seen and cannot be lost.
  const late = line.placesLeft === null || line.placesLeft >= placesOf(participant);
  const place = late ? await takeFor(context, occurrence, [participant]) : undefined;
  if (place) return confirm(context, occurrence, participant, place.first);
  const registrationId = await insert(context, occurrence, participant, line.waitingSerial);
  const position = await countInLine(db, occurrence.id, line.waitingSerial);
  return { ...nameOf(participant), registrationId, state: 'waiting', position, outcome: 'made' };
}

async function confirm(
  context: CommandContext,
  occurrence: Occurrence,
  participant: Participant,
  position: number,
): Promise<Entry> {
  const registrationId = await insert(context, occurrence, participant, null);
  return { ...nameOf(participant), registrationId, state: 'confirmed', position, outcome: 'made' };
}

function insert(
  { db, sender, message, messageId, now }: CommandContext,
  { id }: Occurrence,
  { personId, companions }: Participant,
  waitingSerial: number | null,
): Promise<number> {
  return insertRegistration(db, {
    occurrenceId: id,
    personId,
    registrarId: sender.id,
    companions,
    state: waitingSerial === null ? 'confirmed' : 'waiting',
    waitingSerial,
    chatId: message.chat.kind === 'group' ? message.chat.id : null,
    messageId,
    createdAt: now,
  });
}

/** Registered before: only the companions can change, where some are named. */
async function adjust(
  context: CommandContext,
  row: Registration,
  { name, isSelf, companions }: Participant,
): Promise<Entry> {
  const isChanged = companions > 0 && companions !== row.companions;
  const outcome = isChanged ? await changeCompanions(context, row, companions) : 'already';
  const position = await positionOf(context, row);
  return {
    registrationId: row.id,
    name,
    isSelf,
    companions: outcome === 'changed' ? companions : row.companions,
    state: row.state,
    position,
    outcome,
    before: row.companions,
  };
}

/** Place in line; 0 for who is in. */
export async function positionOf({ db }: Pick<CommandContext, 'db'>, row: Registration): Promise<number> {
  if (row.state === 'confirmed' || row.waitingSerial === null) return 0;
  return countInLine(db, row.occurrenceId, row.waitingSerial);
}

/**
 * Brings more or fewer along; `full`: no room, nothing changed.
 * @throws AppError `conflict` where the registration changed at the same moment.
 */
export async function changeCompanions(
  context: CommandContext,
  row: Registration,
  companions: number,
): Promise<'changed' | 'full'> {
  const { db } = context;
  const more = companions - row.companions;
  if (row.state === 'confirmed' && more > 0 && !(await takePlaces(db, row.occurrenceId, more))) return 'full';
  if (row.state === 'confirmed' && more < 0) await givePlaces(db, row.occurrenceId, -more);
  if (!(await updateCompanions(db, row, companions))) {
    throw userError('conflict', `${displayName(row.person)} 的报名刚刚变了，请再发一次。`);
  }
  if (more < 0) await promoteWaiting(context, row.occurrenceId);
  return 'changed';
}

async function audit(context: CommandContext, { id }: Occurrence, entries: Entry[]): Promise<void> {
  const made = entries.filter(({ outcome }) => outcome === 'made' || outcome === 'changed');
  if (made.length === 0) return;
  const detail = made.map(({ registrationId, state, companions, before }) => ({
    registration: registrationId,
    state,
    companions,
    ...(before === undefined ? {} : { before }),
  }));
  await recordAudit(context, { action: 'register', subject: `occurrence:${id}`, detail });
}

function placesOf({ companions }: { companions: number }): number {
  return 1 + companions;
}

function nameOf({ name, isSelf, companions }: Participant): Pick<Entry, 'name' | 'isSelf' | 'companions'> {
  return { name, isSelf, companions };
}
