/** What a member of the corporation is to be in the roster. */
export interface Listed {
  /** Lower case. */
  userid: string;
  /** As WeCom spells it, where that is not lower case. */
  wecomId: string | null;
  /** Undefined where WeCom's cannot be kept as a name. */
  name: string | undefined;
  /** As it stands in the address book. */
  writtenName: string;
  /** Name of the station; undefined: of none. */
  station: string | undefined;
}

/** A person as the roster has them. */
export interface Known {
  id: number;
  userid: string;
  wecomId: string | null;
  name: string | null;
  unitId: number | null;
}

/** What taking over the address book changed, and what it left alone. */
export interface Synced {
  departments: number;
  stations: number;
  newStations: number;
  members: number;
  added: number;
  /** Had no name and got one. */
  named: number;
  /** Had WeCom's name, which has changed. */
  renamed: number;
  /** Had no station and got one. */
  placed: number;
  /** Gave a name of their own, or were given one by people: it stays. */
  otherwise: { name: string; listed: string }[];
  /** Names of the address book that are none: digits, marks. */
  unusable: string[];
  /** Names that several people have. */
  namesakes: string[];
  /** Write to the bot and do not stand in the address book. */
  unlisted: number;
}
