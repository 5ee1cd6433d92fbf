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
  leads: '各站站长',
  committee_and_leads: '支委和站长',
  party: '全体党员',
  party_group: '本组党员',
  unknown: '没有定',
} as const;

/** What of a meeting says who is to come. */
export type AttendedMeeting = Pick<Meeting, 'attendees' | 'kind' | 'unitId'>;

/** Who is to come: as set, or as its kind gives. */
export function attendeesOf({ attendees, kind }: Pick<Meeting, 'attendees' | 'kind'>): Attendees {
  return attendees ?? BY_KIND[kind];
}

/** Those who are to come, in order of name; empty where it was not said. */
export async function expectedAt(db: Db, meeting: AttendedMeeting): Promise<Expected[]> {
  const people = await peopleOf(db, attendeesOf(meeting), meeting.unitId);
  const named = people.map(({ id, name, userid }) => ({ id, name: name ?? userid ?? '未留姓名', userid }));
  return named.sort((a, b) => a.name.localeCompare(b.name, 'zh'));
}

/** `全体党员，35人`, `张三、李四，2人` */
export function describeAttendees(meeting: AttendedMeeting, people: readonly Expected[]): string {
  const attendees = attendeesOf(meeting);
  if ('audience' in attendees && attendees.audience === 'unknown') return AUDIENCES.unknown;
  return `${wordsFor(attendees, people)}，${people.length}人`;
}

function wordsFor(attendees: Attendees, people: readonly Expected[]): string {
  if ('groupId' in attendees) return attendees.groupName;
  if ('audience' in attendees) return AUDIENCES[attendees.audience];
  return people.map(({ name }) => name).join('、');
}

type Anybody = { id: number; name: string | null; userid: string | null };

async function peopleOf(db: Db, attendees: Attendees, unitId: number | null): Promise<Anybody[]> {
  if ('groupId' in attendees) return membersOfGroup(db, attendees.groupId);
  if ('audience' in attendees) return audienceOf(db, attendees.audience, unitId);
  const people: Anybody[] = [];
  for (const id of attendees.personIds) {
    const person = await findPerson(db, id);
    if (person) people.push(person);
  }
  return people;
}

async function audienceOf(db: Db, audience: keyof typeof AUDIENCES, unitId: number | null): Promise<Anybody[]> {
  if (audience === 'unknown') return [];
  if (audience === 'party') return partyMembers(db);
  if (audience === 'party_group') return unitId === null ? [] : membersOfGroup(db, unitId);
  if (audience === 'leads') return peopleWithRole(db, 'lead');
  const committee = await committeeMembers(db);
  if (audience === 'committee') return committee;
  const known = new Set(committee.map(({ id }) => id));
  return [...committee, ...(await peopleWithRole(db, 'lead')).filter(({ id }) => !known.has(id))];
}
