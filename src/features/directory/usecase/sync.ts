import type { Directory, Member } from '../../../bot/directory.ts';
import type { Database, Db } from '../../../database.ts';
import { type Change, recordAudit } from '../../audit/usecase.ts';
import { usableName } from '../../person/usecase.ts';
import {
  countUnlisted,
  ensureStations,
  findKnown,
  findNamedByDirectory,
  findNamesakes,
  forgetPlain,
  insertListed,
  type Naming,
  recordNames,
  saveSyncedAt,
  updateKnown,
} from '../store.ts';
import type { Known, Listed, Synced } from '../types.ts';
import { stationsOf } from './station.ts';

/** People written in one transaction: messages wait for no more than that. */
const AT_ONCE = 200;

type Trace = Omit<Change, 'db'>;
type Counts = Pick<Synced, 'added' | 'named' | 'renamed' | 'placed' | 'otherwise'>;

/**
 * Takes the address book over into the roster: who is missing is added; who has no name or station gets WeCom's; a
 * name people gave stays. Done again it changes nothing, so one cut off is simply done again.
 * @throws AppError of WeCom's codes where the address book cannot be read; nothing is changed then.
 */
export async function syncDirectory(database: Database, directory: Directory, trace: Trace): Promise<Synced> {
  const departments = await directory.departments();
  const stations = stationsOf(departments);
  const members = new Map<string, Member>();
  for (const { id } of departments) {
    for (const member of await directory.members(id)) members.set(member.userid.toLowerCase(), member);
  }
  const listed = [...members.values()].map((member) => toListed(member, stations));
  const names = [...new Set(stations.values())];
  const { ids, made } = await database.transaction((db) => ensureStations(db, names));
  const counts: Counts = { added: 0, named: 0, renamed: 0, placed: 0, otherwise: [] };
  for (let i = 0; i < listed.length; i += AT_ONCE) {
    const some = listed.slice(i, i + AT_ONCE);
    add(counts, await database.transaction((db) => takeOver(db, some, { units: ids, trace })));
  }
  const synced: Synced = {
    ...counts,
    departments: departments.length,
    stations: names.length,
    newStations: made,
    members: listed.length,
    unusable: listed.filter(({ name }) => name === undefined).map(({ writtenName }) => writtenName),
    namesakes: [],
    unlisted: 0,
  };
  return database.transaction((db) => finish(db, synced, { userids: new Set(members.keys()), trace }));
}

async function finish(
  db: Db,
  synced: Synced,
  { userids, trace }: { userids: ReadonlySet<string>; trace: Trace },
): Promise<Synced> {
  const whole = { ...synced, namesakes: await findNamesakes(db), unlisted: await countUnlisted(db, userids) };
  await forgetPlain(db, userids);
  await saveSyncedAt(db, trace.now);
  const { departments, stations, newStations, members, added, named, renamed, placed } = synced;
  const detail = { departments, stations, newStations, members, added, named, renamed, placed };
  await recordAudit({ ...trace, db }, { action: 'directory_synced', subject: 'directory', detail });
  return whole;
}

function toListed({ userid, name, departmentIds }: Member, stations: ReadonlyMap<number, string>): Listed {
  const id = departmentIds.find((one) => stations.has(one));
  return {
    userid: userid.toLowerCase(),
    wecomId: userid === userid.toLowerCase() ? null : userid,
    name: usableName(name),
    writtenName: name,
    station: id === undefined ? undefined : stations.get(id),
  };
}

async function takeOver(
  db: Db,
  listed: readonly Listed[],
  { units, trace }: { units: ReadonlyMap<string, number>; trace: Trace },
): Promise<Counts> {
  const userids = listed.map(({ userid }) => userid);
  const known = await findKnown(db, userids);
  const fromDirectory = await findNamedByDirectory(db, differing(listed, known));
  const counts: Counts = { added: 0, named: 0, renamed: 0, placed: 0, otherwise: [] };
  const naming: Naming[] = [];
  for (const one of listed) {
    const person = known.get(one.userid);
    const unitId = units.get(one.station ?? '') ?? null;
    if (person) {
      const plan = planFor(person, one, { unitId, isFromDirectory: fromDirectory.has(person.id) });
      if (Object.keys(plan.change).length > 0) await updateKnown(db, person.id, plan.change);
      naming.push(...plan.naming);
      add(counts, plan.counts);
      continue;
    }
    const id = await insertListed(db, one, { unitId, now: trace.now });
    if (id === undefined) continue;
    counts.added += 1;
    if (one.name !== undefined) naming.push({ id, from: null, to: one.name });
  }
  const { sender, messageId, now: at } = trace;
  await recordNames(db, naming, { actorId: sender.id, messageId, at });
  return counts;
}

/** Ids of those who go by another name than WeCom's. */
function differing(listed: readonly Listed[], known: ReadonlyMap<string, Known>): number[] {
  return listed.flatMap(({ userid, name }) => {
    const person = known.get(userid);
    return person?.name && name !== undefined && name !== person.name ? [person.id] : [];
  });
}

/** What changes of a person in the roster already. A name is replaced only where it came from the address book. */
function planFor(
  person: Known,
  { name, writtenName, wecomId }: Listed,
  { unitId, isFromDirectory }: { unitId: number | null; isFromDirectory: boolean },
): { change: { name?: string; unitId?: number; wecomId?: string }; naming: Naming[]; counts: Counts } {
  const isNew = name !== undefined && name !== person.name;
  const isTaken = isNew && (person.name === null || isFromDirectory);
  const isPlaced = person.unitId === null && unitId !== null;
  return {
    change: {
      ...(isTaken ? { name } : {}),
      ...(isPlaced ? { unitId } : {}),
      ...(wecomId !== null && wecomId !== person.wecomId ? { wecomId } : {}),
    },
    naming: isTaken ? [{ id: person.id, from: person.name, to: name }] : [],
    counts: {
      added: 0,
      named: isTaken && person.name === null ? 1 : 0,
      renamed: isTaken && person.name !== null ? 1 : 0,
      placed: isPlaced ? 1 : 0,
      otherwise: isNew && !isTaken ? [{ name: person.name ?? '', listed: writtenName }] : [],
    },
  };
}

function add(sum: Counts, more: Counts): void {
  sum.added += more.added;
  sum.named += more.named;
  sum.renamed += more.renamed;
  sum.placed += more.placed;
  sum.otherwise.push(...more.otherwise);
}
