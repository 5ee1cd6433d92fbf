import { Violation } from '../../protocol/violation.ts';
import type { Directory } from '../directory.ts';

const MAX_USERS = 1000;
const MAX_PARTIES = 100;

export interface Wanted {
  users: string[];
  parties: string[];
  tags: string[];
}

export interface Receivers {
  userids: string[];
  /** In lower case, as WeCom tells them. */
  invalidUsers: string[];
  invalidParties: string[];
  invalidTags: string[];
}

/** There are no tags here. @throws Violation 82001 for none, 40058 for too many, 81013 where all are bad. */
export function findReceivers(directory: Directory, wanted: Wanted): Receivers {
  const { users, parties, tags } = wanted;
  if (users.length + parties.length + tags.length === 0) throw new Violation('no receiver', 82_001);
  if (users.length > MAX_USERS || Math.max(parties.length, tags.length) > MAX_PARTIES) {
    throw new Violation('too many receivers');
  }
  const isAll = users.length === 1 && users[0] === '@all';
  const named = isAll ? [] : users.map((given) => ({ given, person: directory.find(given) }));
  const below = parties.map((given) => ({ given, people: directory.below(Number(given)) }));
  const people = [
    ...(isAll ? directory.all() : named.flatMap(({ person }) => person ?? [])),
    ...below.flatMap((one) => one.people ?? []),
  ];
  if (people.length === 0) throw new Violation('user & party & tag all invalid', 81_013);
  return {
    userids: [...new Set(people.map(({ userid }) => userid))],
    invalidUsers: named.flatMap(({ given, person }) => (person ? [] : [given.toLowerCase()])),
    invalidParties: below.flatMap((one) => (one.people ? [] : [one.given])),
    invalidTags: tags,
  };
}
