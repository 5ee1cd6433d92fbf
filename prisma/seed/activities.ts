import { toInstant } from '../../src/clock.ts';
import { addDays, type Day } from '../../src/language/day.ts';
import type { SeededPeople, SeededPerson } from './people.ts';
import type { Plan } from './programme.ts';
import { insertAll, type Span } from './span.ts';

const NOTICE_DAYS = 10;

/** One day of an activity with those who put their name down for it. */
export interface SeededOccurrence {
  id: number;
  activityId: number;
  day: Day;
  plan: Plan;
  registered: SeededPerson[];
}

interface Place {
  person: SeededPerson;
  companions: number;
  state: 'confirmed' | 'waiting' | 'cancelled';
  waitingSerial: number | null;
}

export async function seedActivities(span: Span, people: SeededPeople, plans: Plan[]) {
  const ids = await insertActivities(span, people, plans);
  const drawn = plans.flatMap((plan, index) =>
    plan.days.map((day) => ({ plan, day, activityId: ids[index] ?? 0, places: drawPlaces(span, people, plan) })),
  );
  await insertAll(
    drawn.map(({ plan, day, activityId, places }) => occurrenceRow(span, { plan, day, activityId, places })),
    (data) => span.db.occurrence.createMany({ data }),
  );
  const rows = await span.db.occurrence.findMany({ select: { id: true, activityId: true, day: true } });
  const idOf = new Map(rows.map((row) => [`${row.activityId} ${row.day}`, row.id]));
  const made = drawn.map((one) => ({ ...one, id: idOf.get(`${one.activityId} ${one.day}`) ?? 0 }));
  const registrations = await insertAll(
    made.flatMap((one) => one.places.map((place) => registrationRow(span, one, place))),
    (data) => span.db.registration.createMany({ data }),
  );
  const occurrences: SeededOccurrence[] = made.map(({ places, ...one }) => ({
    ...one,
    registered: places.filter(({ state }) => state === 'confirmed').map(({ person }) => person),
  }));
  return { activities: plans.length, registrations, occurrences };
}

/** Ids in the order of the plans; within the sample a title and its first day name one activity. */
async function insertActivities(span: Span, people: SeededPeople, plans: Plan[]): Promise<number[]> {
  const { db } = span;
  const east = people.all.find(({ role, name }) => role === 'lead' && name === '孙浩') ?? people.secretary;
  const rows = plans.map((plan) => {
    const organiser = plan.isOfEast ? east : people.secretary;
    return {
      title: plan.title,
      place: plan.place,
      chatId: plan.isOfEast ? 'group-2' : 'group-1',
      organiserId: organiser.id,
      unitId: plan.isOfEast ? organiser.unitId : null,
      state: plan.cancelReason ? ('cancelled' as const) : ('open' as const),
      cancelReason: plan.cancelReason,
      createdAt: publishedAt(span, plan.days[0] ?? span.today),
    };
  });
  await insertAll(rows, (data) => db.activity.createMany({ data }));
  const made = await db.activity.findMany({ select: { id: true, title: true, createdAt: true } });
  const idOf = new Map(made.map((row) => [`${row.createdAt.getTime()} ${row.title}`, row.id]));
  return rows.map((row) => idOf.get(`${row.createdAt.getTime()} ${row.title}`) ?? 0);
}

function drawPlaces({ dice }: Span, people: SeededPeople, plan: Plan): Place[] {
  let left = plan.capacity ?? Number.POSITIVE_INFINITY;
  let waiting = 0;
  return dice.sample(people.all, dice.int(...plan.registered)).map((person) => {
    const companions = dice.chance(6) ? dice.int(1, 2) : 0;
    if (dice.chance(4)) return { person, companions, state: 'cancelled', waitingSerial: null };
    if (waiting === 0 && 1 + companions <= left) {
      left -= 1 + companions;
      return { person, companions, state: 'confirmed', waitingSerial: null };
    }
    waiting += 1;
    return { person, companions, state: 'waiting', waitingSerial: waiting };
  });
}

interface Drawn {
  plan: Plan;
  day: Day;
  activityId: number;
  places: Place[];
}

function occurrenceRow({ zone }: Span, { plan, day, activityId, places }: Drawn) {
  const [startTime, endTime] = plan.time;
  const { capacity } = plan;
  const taken = places.reduce((sum, place) => sum + (place.state === 'confirmed' ? 1 + place.companions : 0), 0);
  return {
    activityId,
    day,
    startTime,
    endTime,
    startsAt: toInstant(day, startTime, zone),
    deadlineAt: capacity === null ? null : toInstant(addDays(day, -1), '18:00', zone),
    capacity,
    placesLeft: capacity === null ? null : capacity - taken,
    waitingSerial: places.filter(({ state }) => state === 'waiting').length,
    state: plan.cancelReason ? ('cancelled' as const) : ('open' as const),
  };
}

function registrationRow(span: Span, { id, day, plan }: Drawn & { id: number }, place: Place) {
  const { person, companions, state, waitingSerial } = place;
  const createdAt = publishedAt(span, day, 2);
  const isOff = state === 'cancelled' || plan.cancelReason !== null;
  return {
    occurrenceId: id,
    personId: person.id,
    registrarId: person.id,
    companions,
    state: isOff ? ('cancelled' as const) : state,
    waitingSerial,
    activeKey: isOff ? null : `${id}:${person.id}`,
    chatId: plan.isOfEast ? 'group-2' : 'group-1',
    createdAt,
    cancelledAt: isOff ? createdAt : null,
  };
}

/** Some days before the day, `later` days after the notice, but never after now. */
function publishedAt({ now, zone }: Span, day: Day, later = 0): Date {
  const at = toInstant(addDays(day, later - NOTICE_DAYS), '09:00', zone);
  return at < now ? at : now;
}
