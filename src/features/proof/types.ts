import type { Day } from '../../language/day.ts';

/** A record that pictures can prove. */
export interface Provable {
  /** `service:12`, `donation:3` */
  subject: string;
  title: string;
  day: Day;
  recordedAt: Date;
}

/** A record with the files that prove it, oldest first. */
export interface Proved extends Provable {
  reporter: string | null;
  files: { id: string; name: string }[];
}
