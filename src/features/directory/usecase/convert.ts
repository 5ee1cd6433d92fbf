import type { Directory } from '../../../bot/directory.ts';
import { readdress } from '../../../bot/outbox.ts';
import { toLocal } from '../../../clock.ts';
import type { Database, Db } from '../../../database.ts';
import type { Day } from '../../../language/day.ts';
import { type Change, recordAudit } from '../../audit/usecase.ts';
import { joinPeople } from '../../person/usecase.ts';
import {
  type Encrypted,
  findEncrypted,
  findIdOf,
  findUnchecked,
  readdressLate,
  savePlain,
  updateUserid,
} from '../store.ts';

const AT_ONCE = 1000;

/** registration/usecase: gives a place that became free to whoever waits for it. */
export type PromoteWaiting = (context: Change & { today: Day }, occurrenceId: number) => Promise<unknown>;

export interface ConvertOptions {
  now: Date;
  zone: string;
  promoteWaiting: PromoteWaiting;
}

/**
 * Asks WeCom whom the userids stand for that have not been asked about, and makes those who were kept under an
 * encrypted one the same person as under the plain one. Returns how many people changed.
 */
export async function convertPeople(
  database: Database,
  directory: Directory,
  options: ConvertOptions,
): Promise<number> {
  const unchecked = await findUnchecked(database.db, AT_ONCE);
  if (unchecked.length > 0) {
    const known = await directory.convert(unchecked);
    await database.transaction((db) => savePlain(db, known, options.now));
  }
  const encrypted = await findEncrypted(database.db);
  for (const person of encrypted) await database.transaction((db) => makePlain(db, person, options));
  return encrypted.length;
}

async function makePlain(db: Db, person: Encrypted, { now, zone, promoteWaiting }: ConvertOptions): Promise<void> {
  const userid = person.userid.toLowerCase();
  const change = { db, now, sender: { id: null }, messageId: null };
  const to = await findIdOf(db, userid);
  if (to === undefined) await updateUserid(db, person.id, userid, userid === person.userid ? null : person.userid);
  const freed = to === undefined ? [] : await joinPeople(db, { from: person.id, to }, now);
  const today = toLocal(now, zone).day;
  for (const occurrenceId of freed) await promoteWaiting({ ...change, today }, occurrenceId);
  const move = { from: person.openUserid, to: userid };
  await readdress(db, move);
  await readdressLate(db, move);
  const detail = { ...move, merged: to === undefined ? null : person.id };
  await recordAudit(change, { action: 'userid_converted', subject: `person:${to ?? person.id}`, detail });
}
