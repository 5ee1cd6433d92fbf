import type { Day } from './language/day.ts';

/** The only source of the present. The playground moves it; everything else only reads it. */
export interface Clock {
  now(): Date;
}

export interface MovableClock extends Clock {
  /** From here on `now()` goes on from `instant`. */
  setTo(instant: Date): void;
}

export function createClock(): MovableClock {
  let offsetMs = 0;
  return {
    now: () => new Date(Date.now() + offsetMs),
    setTo(instant) {
      offsetMs = instant.getTime() - Date.now();
    },
  };
}

export interface LocalTime {
  day: Day;
  /** HH:MM */
  time: string;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** What a clock on the wall of `zone` shows at `instant`. */
export function toLocal(instant: Date, zone: string): LocalTime {
  const parts = Object.fromEntries(
    formatterOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  return { day: `${parts.year}-${parts.month}-${parts.day}`, time: `${parts.hour}:${parts.minute}` };
}

/** The instant at which a clock on the wall of `zone` shows `day` and `time` (HH:MM, 24:00 allowed). */
export function toInstant(day: Day, time: string, zone: string): Date {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const wanted = Date.parse(`${day}T00:00:00Z`) + (hours * 60 + minutes) * 60_000;
  // Two rounds settle it even where the offset changes between the first guess and the answer.
  let guess = wanted - offsetAt(new Date(wanted), zone);
  guess = wanted - offsetAt(new Date(guess), zone);
  return new Date(guess);
}

function offsetAt(instant: Date, zone: string): number {
  const { day, time } = toLocal(instant, zone);
  const minute = Math.floor(instant.getTime() / 60_000) * 60_000;
  return Date.parse(`${day}T${time}:00Z`) - minute;
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formatters.set(zone, made);
  return made;
}
