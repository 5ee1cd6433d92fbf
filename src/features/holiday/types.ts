import type { Day } from '../../language/day.ts';

/** What an administrator set for a day. */
export interface SetDay {
  kind: 'holiday' | 'workday';
  name: string | null;
}

export type SetDays = ReadonlyMap<Day, SetDay>;

export interface DayKind {
  isWorkday: boolean;
  /** A public holiday or one an administrator set; a plain weekend is none. */
  isHoliday: boolean;
  /** 端午节, 国庆节 …; absent where the day has no name. */
  name?: string;
  /** Who says so: an administrator, the published arrangement, the law for a year not published yet, the week. */
  why: 'set' | 'published' | 'statutory' | 'week';
}
