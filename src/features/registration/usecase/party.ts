import type { CommandContext } from '../../../bot/command.ts';
import { missingPiece, userError } from '../../../errors.ts';
import type { Reading } from '../../../language/reading.ts';
import { checkName, displayName, findOrCreatePerson, findPerson, type Person } from '../../person/usecase.ts';
import type { Participant, Party } from '../types.ts';

/** Whom one person may bring along. */
export const MOST_COMPANIONS = 20;
const MOST_NAMES = 30;

export const SELF_ONLY: Party = { isSelf: true, names: [], personIds: [], companions: 0 };

/**
 * Who is meant by a reading of intent `register`.
 * @throws AppError `invalid_input` for too many, or people without a name.
 */
export function partyOf(reading: Reading, sender: CommandContext['sender']): Party {
  const given = [...new Set((reading.people ?? []).map((name) => name.trim()))];
  // 帮王芳报名, said by a 王芳: rather her namesake than nobody; which one is asked.
  const names = reading.self === false ? given : given.filter((name) => name !== sender.name);
  const isSelf = reading.self ?? (given.length === 0 || names.length < given.length);
  if (names.length > MOST_NAMES) {
    throw userError('invalid_input', `一条消息最多报 ${MOST_NAMES} 个人，这里有 ${names.length} 个，请分几条发。`);
  }
  const named = names.length + (isSelf ? 1 : 0);
  if (named === 0) throw missingPiece('替别人报名请写上姓名，例如：报名 6月4日护考 王芳 陈静');
  for (const name of names) checkName(name);
  return { isSelf, names, personIds: [], companions: companionsOf(reading, named) };
}

function companionsOf({ companions, count }: Reading, named: number): number {
  const all = companions ?? Math.max(0, (count ?? named) - named);
  if (count !== undefined && (!Number.isInteger(count) || count < 1)) {
    throw userError('invalid_input', `人数要是 1 以上的整数，你写的是 ${count}，请改好再发一次。`);
  }
  if (Number.isInteger(all) && all >= 0 && all <= MOST_COMPANIONS) return all;
  throw userError(
    'invalid_input',
    `一次最多带 ${MOST_COMPANIONS} 人，这里是 ${all} 人，没有报上。人多请写上姓名分几条报，或找活动发起人。`,
  );
}

export type Resolved =
  | { kind: 'participants'; participants: Participant[] }
  /** Namesakes: the sender has to say which. */
  | { kind: 'who'; name: string; people: Person[] };

/** The people behind the names; makes those not known yet. Companions go with the first. */
export async function resolveParty(context: CommandContext, party: Party): Promise<Resolved> {
  const { db, sender, now } = context;
  const people: { personId: number; name: string; isSelf: boolean }[] = [];
  if (party.isSelf) people.push({ personId: sender.id, name: displayName(sender), isSelf: true });
  for (const id of party.personIds) {
    const person = await findPerson(db, id);
    if (!person) throw userError('not_found', '选的这个人已经不在名单里了，请重新报一次。');
    people.push({ personId: id, name: displayName(person), isSelf: id === sender.id });
  }
  for (const name of party.names) {
    const found = await findOrCreatePerson(db, name, now);
    if (found.kind === 'several') return { kind: 'who', name, people: found.people };
    people.push({ personId: found.person.id, name, isSelf: found.person.id === sender.id });
  }
  const distinct = people.filter(({ personId }, i) => people.findIndex((other) => other.personId === personId) === i);
  return {
    kind: 'participants',
    participants: distinct.map((person, i) => ({ ...person, companions: i === 0 ? party.companions : 0 })),
  };
}
