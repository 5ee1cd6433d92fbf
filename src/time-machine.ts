import type { MovableClock } from './clock.ts';

export interface TimeMachineOptions {
  clock: MovableClock;
  /** Next local midnight after `instant`: planning looks days ahead, so a step a day is enough. */
  nextMidnight(instant: Date): Date;
  /** When the outbox next wants to send something. */
  nextDue(): Promise<Date | undefined>;
  /** All jobs once, at the clock's present time. */
  runAll(): Promise<void>;
  /** Sends of what is due as much as goes at once; how many items that were. */
  send(): Promise<number>;
}

const LONGEST_WALK_MS = 800 * 86_400_000;

/** Moves the clock as if the time had passed: stops at each due moment on the way and lets the jobs run. */
export function createTimeMachine(options: TimeMachineOptions): { moveTo(target: Date): Promise<void> } {
  const { clock } = options;
  let queue: Promise<void> = Promise.resolve();

  async function stopAt(instant: Date): Promise<void> {
    clock.setTo(instant);
    await options.runAll();
    let sent: number;
    do sent = await options.send();
    while (sent > 0);
  }

  async function walk(target: Date): Promise<void> {
    const distance = target.getTime() - clock.now().getTime();
    if (distance <= 0 || distance > LONGEST_WALK_MS) return stopAt(target);
    await stopAt(clock.now());
    for (let now = clock.now(); now < target; now = clock.now()) {
      const due = await options.nextDue();
      const candidates = [options.nextMidnight(now), target, ...(due && due > now ? [due] : [])];
      await stopAt(new Date(Math.min(...candidates.map((candidate) => candidate.getTime()))));
    }
  }

  return {
    moveTo(target) {
      const move = queue.then(() => walk(target));
      queue = move.catch(() => undefined);
      return move;
    },
  };
}
