import type { Role } from '../../bot/permission.ts';

/** A person as other features see one. */
export interface Person {
  id: number;
  /** Null: so far only named by others, has not written to the bot. */
  userid: string | null;
  name: string | null;
  role: Role;
  /** Name of the station. */
  unit: string | null;
}
