import type { Db } from '../../database.ts';
import type { Prisma } from '../../generated/sqlite/client.ts';
import type { Day } from '../../language/day.ts';
import type { Attendees } from '../meeting/types.ts';
import type { AttendedMeeting } from '../meeting/usecase/attendees.ts';
import { kindSchema, stretchesSchema } from './schema.ts';
import type { LedgerKind, LedgerUnit, Span } from './types.ts';

const SETTING = 'ledger:';
const STANDING = { activeKey: { not: null } } as const;
const HOLDING = {
  meeting: {
    select: {
      kind: true,
      title: true,
      attendees: true,
      unitId: true,
      unit: { select: { id: true, name: true, kind: true } },
    },
  },
  attendances: { where: STANDING, select: { personId: true, at: true, way: true } },
  leaves: { where: STANDING, select: { personId: true } },
  minutes: { where: { withdrawnAt: null }, select: { id: true }, take: 1 },
} satisfies Prisma.MeetingOccurrenceInclude;

export interface HoldingRow {
  id: number;
  kind: LedgerKind;
  unit: LedgerUnit | null;
  title: string;
  day: Day;
  startsAt: Date;
  isCalledOff: boolean;
  /** What says who was to come. */
  meeting: AttendedMeeting;
  present: { personId: number; at: Date | null }[];
  onLeave: number[];
  hasMinutes: boolean;
}

/** Holdings of the kinds a ledger is kept of, on these days. */
export async function selectHoldings(db: Db, { from, to }: Span): Promise<HoldingRow[]> {
  const rows = await db.meetingOccurrence.findMany({
    where: { day: { gte: from, lte: to }, meeting: { kind: { not: 'other' } } },
    orderBy: [{ day: 'asc' }, { id: 'asc' }],
    include: HOLDING,
  });
  return rows.flatMap(({ id, day, startsAt, state, meeting, attendances, leaves, minutes }) => {
    const kind = kindSchema.safeParse(meeting.kind);
    if (!kind.success) return [];
    const { unit } = meeting;
    return {
      id,
      kind: kind.data,
      unit: unit && unit.kind !== 'branch' ? { id: unit.id, name: unit.name } : null,
      title: meeting.title,
      day,
      startsAt,
      isCalledOff: state === 'cancelled',
      // Written by the meetings feature only, from this type.
      meeting: { kind: kind.data, attendees: meeting.attendees as unknown as Attendees | null, unitId: meeting.unitId },
      present: attendances.map(({ personId, at, way }) => ({ personId, at: way === 'by_hand' ? null : at })),
      onLeave: leaves.map(({ personId }) => personId),
      hasMinutes: minutes.length > 0,
    };
  });
}

/** The first instant of which there is any record; undefined: there is none yet. */
export async function findBeginning(db: Db): Promise<Date | undefined> {
  const [meeting, holding, message] = [
    await db.meeting.findFirst({ orderBy: { createdAt: 'asc' }, select: { createdAt: true } }),
    await db.meetingOccurrence.findFirst({ orderBy: { startsAt: 'asc' }, select: { startsAt: true } }),
    await db.message.findFirst({ orderBy: { id: 'asc' }, select: { receivedAt: true } }),
  ];
  const known = [meeting?.createdAt, holding?.startsAt, message?.receivedAt].filter((at) => at !== undefined);
  return known.length === 0 ? undefined : new Date(Math.min(...known.map((at) => at.getTime())));
}

export type Stretches = ReturnType<typeof stretchesSchema.parse>;

export async function selectStretches(db: Db): Promise<Map<LedgerKind, Stretches>> {
  const rows = await db.setting.findMany({ where: { key: { startsWith: SETTING } } });
  return new Map(
    rows.flatMap(({ key, value }) => {
      const kind = kindSchema.safeParse(key.slice(SETTING.length));
      return kind.success ? [[kind.data, stretchesSchema.parse(value)] as const] : [];
    }),
  );
}

/** None: as by default. */
export async function saveStretches(db: Db, kind: LedgerKind, stretches: Stretches): Promise<void> {
  const key = `${SETTING}${kind}`;
  if (stretches.length === 0) await db.setting.deleteMany({ where: { key } });
  else await db.setting.upsert({ where: { key }, create: { key, value: stretches }, update: { value: stretches } });
}

export async function selectUnits(db: Db): Promise<LedgerUnit[]> {
  return db.unit.findMany({
    where: { kind: { not: 'branch' } },
    select: { id: true, name: true },
    orderBy: { id: 'asc' },
  });
}
