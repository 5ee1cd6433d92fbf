import { toInstant } from '../../src/clock.ts';
import { GIVEN_NAMES, KNOWN_PEOPLE, STATIONS, SURNAMES } from './names.ts';
import { insertAll, type Span } from './span.ts';

const MEMBERS_PER_STATION = 12;

export interface SeededPerson {
  id: number;
  name: string;
  unitId: number;
  role: string;
}

export interface SeededPeople {
  all: SeededPerson[];
  /** One a station. */
  leads: SeededPerson[];
  /** Secretary and committee. */
  committee: SeededPerson[];
  secretary: SeededPerson;
}

/** 29 stations with a lead and members each; those who write to the bot have a userid. */
export async function seedPeople(span: Span): Promise<SeededPeople> {
  const { db, zone, first } = span;
  await insertAll(
    STATIONS.map((name) => ({ name })),
    (data) => db.unit.createMany({ data }),
  );
  const units = new Map((await db.unit.findMany()).map((unit) => [unit.name, unit.id]));
  const createdAt = toInstant(first, '08:00', zone);
  const rows = peopleOf(span).map(({ station, ...person }) => ({
    ...person,
    unitId: units.get(station) ?? null,
    nameAskedAt: createdAt,
    createdAt,
  }));
  await insertAll(rows, (data) => db.person.createMany({ data }));
  const found = await db.person.findMany({
    orderBy: { id: 'asc' },
    select: { id: true, name: true, unitId: true, role: true },
  });
  const all = found.flatMap(({ name, unitId, ...rest }) => (name && unitId ? [{ ...rest, name, unitId }] : []));
  const secretary = all.find(({ role }) => role === 'secretary');
  if (!secretary) throw new Error('the sample has a secretary');
  return {
    all,
    leads: all.filter(({ role }) => role === 'lead'),
    committee: all.filter(({ role }) => role === 'committee' || role === 'secretary'),
    secretary,
  };
}

function peopleOf({ dice }: Span) {
  const taken = new Set(KNOWN_PEOPLE.map(({ name }) => name));
  const free = SURNAMES.flatMap((surname) => GIVEN_NAMES.map((given) => surname + given)).filter(
    (name) => !taken.has(name),
  );
  const names = dice.sample(free, STATIONS.length * MEMBERS_PER_STATION);
  const members = names.map((name, index) => {
    const number = index % STATIONS.length;
    const station = STATIONS[number] ?? STATIONS[0];
    const hasLead = KNOWN_PEOPLE.some((known) => known.role === 'lead' && known.station === station);
    const isLead = index < STATIONS.length && !hasLead;
    const userid = isLead ? `zhanzhang${String(number + 1).padStart(2, '0')}` : null;
    return { userid, name, role: isLead ? ('lead' as const) : ('member' as const), station };
  });
  return [...KNOWN_PEOPLE, ...members];
}
