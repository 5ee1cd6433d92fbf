import type { CommandContext } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import { acceptingByIds } from '../../activity/usecase/accepting.ts';
import { lockDays } from '../../activity/usecase/places.ts';
import { displayName, findOrCreatePerson, findPerson } from '../../person/usecase.ts';
import type { Enrolment, Participant } from '../../registration/types.ts';
import { enrolAll } from '../../registration/usecase/enrol.ts';
import { undoOf } from '../../registration/usecase/register.ts';
import type { Plan } from '../schema.ts';
import type { Applied } from '../types.ts';

/** Registers what was shown and agreed to, as things are now: who came in by themselves meanwhile is not doubled. */
export async function applyPlan(context: CommandContext, { days }: Plan): Promise<Applied> {
  const ids = days.map(({ o }) => o);
  // Before anybody is looked for: of two lists for the same day at once, the second sees what the first has done.
  await lockDays(context.db, ids);
  const target = await acceptingByIds(context, ids);
  if (target.kind !== 'found') return target;
  const enrolments: Enrolment[] = [];
  for (const occurrence of target.occurrences.toSorted((a, b) => a.id - b.id)) {
    const planned = days.find(({ o }) => o === occurrence.id)?.p ?? [];
    enrolments.push(...(await enrolAll(context, [occurrence], await participantsOf(context, planned))));
  }
  enrolments.sort((a, b) => a.occurrence.startsAt.getTime() - b.occurrence.startsAt.getTime());
  return { kind: 'applied', enrolments, undo: undoOf(enrolments) };
}

async function participantsOf(context: CommandContext, planned: Plan['days'][number]['p']): Promise<Participant[]> {
  const participants = new Map<number, Participant>();
  for (const { n, c, id } of planned) {
    const person = await personOf(context, n, id);
    if (participants.has(person.id)) continue;
    const isSelf = person.id === context.sender.id;
    participants.set(person.id, { personId: person.id, name: displayName(person), isSelf, companions: c });
  }
  return [...participants.values()];
}

/** Known when the list was compared, and since then perhaps merged into whoever introduced themselves. */
async function personOf({ db, sender, now }: CommandContext, name: string, id: number | undefined) {
  const known = id === undefined ? undefined : await findPerson(db, id);
  if (known) return known;
  if (name === sender.name) return sender;
  const found = await findOrCreatePerson(db, name, now);
  if (found.kind === 'one') return found.person;
  throw userError('conflict', `刚刚又多了一位叫「${name}」的，没有报。请把接龙再发一次，选好是哪一位。`);
}
