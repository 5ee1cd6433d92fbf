import type { CommandContext } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import { nameOccurrence, typedName } from '../../activity/usecase/describe.ts';
import type { Occurrence } from '../../activity/usecase/find.ts';
import { findSiblings } from '../../activity/usecase/series/find.ts';
import { roomOf, slotOf } from '../../activity/usecase/series/post.ts';
import { selectActive } from '../store.ts';
import type { Enrolment, Participant, Registration } from '../types.ts';
import { enrolAll } from './enrol.ts';

/** Registers everyone for posts that were named. @throws AppError `conflict` where somebody has another at that time. */
export async function enrolAtPosts(
  context: CommandContext,
  occurrences: Occurrence[],
  participants: Participant[],
): Promise<Enrolment[]> {
  for (const occurrence of occurrences) {
    if (occurrence.post) await refuseTwoPosts(context, occurrence, participants);
  }
  return enrolAll(context, occurrences, participants);
}

/** Registers everyone at one of the posts of each time: where they are already, else where there is most room. */
export async function enrolAnywhere(
  context: CommandContext,
  posts: readonly Occurrence[],
  participants: Participant[],
): Promise<Enrolment[]> {
  const enrolments: Enrolment[] = [];
  for (const key of new Set(posts.map(slotOf))) {
    const slot = posts.filter((post) => slotOf(post) === key);
    const assigned = await assign(context, slot, participants);
    for (const occurrence of slot.toSorted((a, b) => a.id - b.id)) {
      const there = assigned.get(occurrence.id);
      if (there) enrolments.push(...(await enrolAll(context, [occurrence], there)));
    }
  }
  return enrolments.toSorted((a, b) => a.occurrence.startsAt.getTime() - b.occurrence.startsAt.getTime());
}

async function assign(
  context: CommandContext,
  slot: readonly Occurrence[],
  participants: Participant[],
): Promise<Map<number, Participant[]>> {
  const known = await knownAt(context, slot, participants);
  const room = new Map(slot.map((occurrence) => [occurrence.id, roomOf(occurrence)]));
  const assigned = new Map<number, Participant[]>();
  for (const participant of participants) {
    const there = known.find(({ person }) => person.id === participant.personId)?.occurrenceId;
    const [roomiest] = [...room].toSorted(([, a], [, b]) => b - a);
    const id = there ?? roomiest?.[0];
    if (id === undefined) continue;
    assigned.set(id, [...(assigned.get(id) ?? []), participant]);
    if (there === undefined) room.set(id, (room.get(id) ?? 0) - 1 - participant.companions);
  }
  return assigned;
}

async function knownAt(
  { db }: CommandContext,
  occurrences: readonly Occurrence[],
  participants: readonly Participant[],
): Promise<Registration[]> {
  const ids = participants.map(({ personId }) => personId);
  const known: Registration[] = [];
  for (const { id } of occurrences) known.push(...(await selectActive(db, id, ids)));
  return known;
}

async function refuseTwoPosts(context: CommandContext, wanted: Occurrence, participants: Participant[]): Promise<void> {
  const others = (await findSiblings(context, wanted)).filter(({ id }) => id !== wanted.id);
  const [known] = await knownAt(context, others, participants);
  const at = others.find(({ id }) => id === known?.occurrenceId);
  const who = participants.find(({ personId }) => personId === known?.person.id);
  if (!at || !who) return;
  const name = who.isSelf ? '你' : who.name;
  throw userError(
    'conflict',
    `${name}已经报在：${nameOccurrence(at, context.today)}，同一时间不能再报 ${wanted.post?.name ?? ''}。要换岗位，先发：取消 ${who.isSelf ? '' : `${who.name} `}${typedName(at)}`,
  );
}
