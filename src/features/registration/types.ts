import type { Occurrence } from '../activity/usecase/find.ts';

/** Who is to be registered, as said. */
export interface Party {
  isSelf: boolean;
  names: string[];
  /** People chosen among namesakes. */
  personIds: number[];
  /** Brought along without a name; 0: none said. */
  companions: number;
}

/** One registration to make. */
export interface Participant {
  personId: number;
  name: string;
  isSelf: boolean;
  companions: number;
}

/** A registration that stands: confirmed or waiting. */
export interface Registration {
  id: number;
  occurrenceId: number;
  state: 'confirmed' | 'waiting';
  companions: number;
  waitingSerial: number | null;
  chatId: string | null;
  registrarId: number;
  person: { id: number; name: string | null; userid: string | null };
}

export interface Standing extends Registration {
  occurrence: Occurrence;
}

/** What came of one participant on one day. */
export interface Entry {
  registrationId: number;
  name: string;
  isSelf: boolean;
  companions: number;
  state: 'confirmed' | 'waiting';
  /** Confirmed: the first of their places; waiting: place in line. */
  position: number;
  /**
   * `made`; `already`: was registered, nothing changed; `changed`: was registered, companions are now others
   * than `before`; `full`: was registered, no room for the companions.
   */
  outcome: 'made' | 'already' | 'changed' | 'full';
  before?: number;
}

export interface Enrolment {
  occurrence: Occurrence;
  entries: Entry[];
}

/** Somebody who got a place that became free. */
export interface Promotion {
  registrationId: number;
  name: string;
}
