import type { Db } from '../../../database.ts';
import { committeeMembers, membersOfGroup, partyMembers } from '../../party/usecase/members.ts';
import { findPerson, peopleWithRole } from '../../person/usecase.ts';
import type { Attendees, Meeting, MeetingKind } from '../types.ts';

/** Somebody who is to come. */
export interface Expected {
  id: number;
  name: string;
  userid: string | null;
}

const BY_KIND: Readonly<Record<MeetingKind, Attendees>> = {
  regular: { audience: 'committee_and_leads' },
  committee: { audience: 'committee' },
  members: { audience: 'party' },
  party_group: { audience: 'party_group' },
  lecture: { audience: 'party' },
  organisational_life: { audience: 'party' },
  democratic_life: { audience: 'committee' },
  theme_day: { audience: 'party' },
  other: { audience: 'unknown' },
};

const AUDIENCES = {
  committee: '支委',
  committee_and_leads: '支委和站长',
  party: '全体党员',
  party_group: '本组党员',
  unknown: '没有定',
} as const;

/** Who is to come: as set, or as its kind gives. */
export function attendeesOf({ attendees, kind }: Pick<Meeting, 'attendees' | 'kind'>): Attendees {
  return attendees ?? BY_KIND[kind];
}

/** Those who are to come, in order of name; empty where it was not said. */
export async function expectedAt(db: Db, meeting: Pick<Meeting, 'attendees' | 'kind' | 'unitId'>): Promise<Expected[]> {
  const attendees = attendeesOf(meeting);
  const people = 'personIds' in attendees ? await peopleOf(db, attendees.personIds) : await audienceOf(db, meeting);
  const named = people.map(({ id, name, userid }) => ({ id, name: name ?? userid ?? '未留姓名', userid }));
  return named.sort((a, b) => a.name.localeCompare(b.name, 'zh'));
}

/** `全体党员`, `张三、李四` */
export function describeAttendees(attendees: Attendees, people: readonly Expected[]): string {
  if (!('personIds' in attendees)) return AUDIENCES[attendees.audience];
  return people.map(({ name }) => name).join('、');
}

type Anybody = { id: number; name: string | null; userid: string | null };

async function audienceOf(db: Db, meeting: Pick<Meeting, 'attendees' | 'kind' | 'unitId'>): Promise<Anybody[]> {
  const attendees = attendeesOf(meeting);
  if ('personIds' in attendees || attendees.audience === 'unknown') return [];
  if (attendees.audience === 'party') return partyMembers(db);
  if (attendees.audience === 'party_group') return meeting.unitId === null ? [] : membersOfGroup(db, meeting.unitId);
  const committee = await committeeMembers(db);
  if (attendees.audience === 'committee') return committee;
  const known = new Set(committee.map(({ id }) => id));
  return [...committee, ...(await peopleWithRole(db, 'lead')).filter(({ id }) => !known.has(id))];
}

async function peopleOf(db: Db, ids: readonly number[]): Promise<Anybody[]> {
  const people: Anybody[] = [];
  for (const id of ids) {
    const person = await findPerson(db, id);
    if (person) people.push(person);
  }
  return people;
}
