const WINDOW_MS = 60_000;
const MAX_IN_WINDOW = 20;

/** Keeps each group robot within WeCom's 20 messages a minute. */
export interface Pace {
  /** 0 and one place taken, or for how many milliseconds there is none. */
  take(robot: string, now: Date): number;
  /** WeCom said it was too often: nothing more for the whole window. */
  block(robot: string, now: Date): void;
}

export function createPace(): Pace {
  const takenAt = new Map<string, number[]>();

  /** Instants after `now` are left from a clock that was set back; they count for nothing. */
  function recent(robot: string, now: number): number[] {
    return (takenAt.get(robot) ?? []).filter((at) => at > now - WINDOW_MS && at <= now);
  }

  return {
    take(robot, now) {
      const instants = recent(robot, now.getTime());
      const [oldest] = instants;
      if (oldest !== undefined && instants.length >= MAX_IN_WINDOW) return oldest + WINDOW_MS - now.getTime();
      takenAt.set(robot, [...instants, now.getTime()]);
      return 0;
    },
    block(robot, now) {
      takenAt.set(robot, new Array<number>(MAX_IN_WINDOW).fill(now.getTime()));
    },
  };
}
