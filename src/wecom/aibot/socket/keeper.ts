import type { Lease } from '../../../lease.ts';
import type { Logger } from '../../../logger.ts';
import type { Link } from './link.ts';
import { KICKED, STANDBY } from './reason.ts';
import type { StatusKeeper } from './status.ts';

export interface KeeperOptions {
  lease: Lease;
  link: Pick<Link, 'open' | 'close'>;
  status: StatusKeeper;
  logger: Logger;
  now(): Date;
  /** How long the lease holds; it is renewed three times as often. */
  leaseMs: number;
}

/** Sees to it that of our processes one alone has the connection: the one with the lease. */
export interface Keeper {
  /** Returns once it is known whether this process has the connection; that it stands is not waited for. */
  start(): Promise<void>;
  /** The connection was taken over by somebody. */
  kicked(): Promise<void>;
  stop(): Promise<void>;
}

export function createKeeper({ lease, link, status, logger, now, leaseMs }: KeeperOptions): Keeper {
  let heldUntil = 0;
  let isKicked = false;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();

  async function keep(): Promise<void> {
    const wasHeld = heldUntil > 0;
    const isHeld = await take();
    if (isHeld && !wasHeld && !isKicked) link.open();
    if (!isHeld) standBy();
  }

  /** While the database does not answer, nobody else can take it before it runs out. */
  async function take(): Promise<boolean> {
    try {
      const asked = now().getTime();
      heldUntil = (await lease.take()) ? asked + leaseMs : 0;
    } catch (error) {
      logger.warn({ err: error }, '没能续上长连接的占用，可能是数据库没有回应');
      if (now().getTime() >= heldUntil) heldUntil = 0;
    }
    return heldUntil > 0;
  }

  function standBy(): void {
    if (status.current().state !== 'standby') link.close();
    status.set('standby', STANDBY);
  }

  function run(): Promise<void> {
    round = keep().finally(() => {
      if (!isStopped) timer = setTimeout(run, leaseMs / 3);
    });
    return round;
  }

  return {
    start: run,
    async kicked() {
      // By another process of ours, which has the lease by now; or by a program that knows nothing of it, and then
      // the lease is kept, so that no other process of ours goes on with the fight.
      if (!(await take())) return standBy();
      isKicked = true;
      status.set('kicked', KICKED);
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await round;
      link.close();
      status.set('standby', STANDBY);
      await lease.release();
    },
  };
}
