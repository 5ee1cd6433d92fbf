import cron, { type ScheduledTask } from 'node-cron';
import type { Logger } from '../logger.ts';

/** Something to run again and again; `schedule` is cron text with seconds allowed. */
export interface ScheduledJob {
  name: string;
  schedule: string;
  run(): Promise<void>;
}

export interface Scheduler {
  start(): void;
  readonly isRunning: boolean;
  /** Runs every job, or those of these names, once, now, one after the other. */
  runAll(names?: readonly string[]): Promise<void>;
  /** No further run begins; waits for those under way. */
  stop(): Promise<void>;
}

/** node-cron only wakes the jobs; what is due is decided by the database. A job never overlaps itself. */
export function createScheduler(options: { jobs: readonly ScheduledJob[]; zone: string; logger: Logger }): Scheduler {
  const underWay = new Map<string, Promise<void>>();
  let tasks: ScheduledTask[] = [];
  let isRunning = false;

  function run(job: ScheduledJob): Promise<void> {
    const known = underWay.get(job.name);
    if (known) return known;
    const work = job
      .run()
      .catch((error: unknown) => options.logger.error({ err: error, job: job.name }, '定时任务出错，下次到点会再跑'))
      .finally(() => underWay.delete(job.name));
    underWay.set(job.name, work);
    return work;
  }

  return {
    get isRunning() {
      return isRunning;
    },
    start() {
      isRunning = true;
      tasks = options.jobs.map((job) =>
        // A tick missed under load is made up for by the next: jobs ask the database what is due.
        cron.schedule(job.schedule, () => run(job), {
          timezone: options.zone,
          name: job.name,
          suppressMissedWarning: true,
        }),
      );
    },
    async runAll(names) {
      // One already under way may have read the old clock: let it end, then run again.
      for (const job of options.jobs) {
        if (names && !names.includes(job.name)) continue;
        await underWay.get(job.name);
        await run(job);
      }
    },
    async stop() {
      isRunning = false;
      for (const task of tasks) await task.destroy();
      await Promise.all(underWay.values());
    },
  };
}
