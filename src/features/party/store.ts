import type { Db } from '../../database.ts';
import type { Member } from './types.ts';

const MEMBER = { id: true, name: true, userid: true } as const;
const IN_THE_PARTY = { in: ['member' as const, 'probationary' as const] };

export function selectMembers(db: Db, partyGroupId?: number): Promise<Member[]> {
  const where = { partyStatus: IN_THE_PARTY, ...(partyGroupId === undefined ? {} : { partyGroupId }) };
  return db.person.findMany({ where, select: MEMBER, orderBy: { id: 'asc' } });
}

export function selectCommittee(db: Db): Promise<Member[]> {
  const where = { role: { in: ['committee' as const, 'secretary' as const] } };
  return db.person.findMany({ where, select: MEMBER, orderBy: { id: 'asc' } });
}
