/** Somebody of the party, as other features see one. */
export interface Member {
  id: number;
  /** Null: has not given it. */
  name: string | null;
  /** Null: so far only named by others, has not written to the bot. */
  userid: string | null;
}
