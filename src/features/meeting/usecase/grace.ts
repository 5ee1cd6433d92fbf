import type { Db } from '../../../database.ts';
import { readGrace, saveGrace } from '../store/attendance.ts';

const USUAL_MINUTES = 5;

/** How many minutes after the start somebody is not late yet. */
export async function graceMinutes(db: Db): Promise<number> {
  const kept = await readGrace(db);
  return typeof kept === 'number' ? kept : USUAL_MINUTES;
}

export function setGrace(db: Db, minutes: number): Promise<void> {
  return saveGrace(db, minutes);
}
