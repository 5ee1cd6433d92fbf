import type { VNode } from 'preact';
import type { Db } from '../database.ts';
import type { Day } from '../language/day.ts';
import type { Right, Role } from './permission.ts';
import type { NewFile } from './services.ts';

/** Whoever has signed in to the pages. */
export interface Viewer {
  /** Null: has not written to the bot, and is not in the roster. */
  id: number | null;
  userid: string;
  name: string | null;
  role: Role;
  unit: string | null;
}

export interface PageContext {
  db: Db;
  now: Date;
  /** `now` on the association's wall clock. */
  today: Day;
  zone: string;
  viewer: Viewer;
  can(right: Right): boolean;
}

/** A page for people who have signed in; declared beside its feature. */
export interface Page {
  /** `/console` or below it. */
  path: string;
  title: string;
  right: Right;
  /** Asked for anew so often by itself. */
  renewedSeconds?: number;
  render(context: PageContext): Promise<VNode>;
  /** A file to be had on it, for the same people. */
  download?: {
    /** Below the page's own, with one parameter: `/console/figures/:id`. */
    path: string;
    /** Undefined: there is none of that name. */
    make(context: PageContext, id: string): Promise<NewFile | undefined>;
  };
}
