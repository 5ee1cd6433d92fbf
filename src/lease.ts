import type { Database } from './database.ts';

export interface Lease {
  /** Takes it, or keeps it for another while; false: another process has it. */
  take(): Promise<boolean>;
  /** Gives it up, so that the next need not wait for it to run out. */
  release(): Promise<void>;
}

export interface LeaseOptions {
  database: Database;
  name: string;
  /** Unique to the process. */
  holder: string;
  forMs: number;
  now(): Date;
}

/** What one process of several on one database may do alone: decided by the database in one statement. */
export function createLease({ database, name, holder, forMs, now }: LeaseOptions): Lease {
  return {
    async take() {
      const at = now();
      const until = new Date(at.getTime() + forMs);
      // One that runs far ahead was made before the clock was set back.
      const ahead = new Date(at.getTime() + 2 * forMs);
      const taken = await database.db.$executeRaw`
        INSERT INTO lease (name, holder, until) VALUES (${name}, ${holder}, ${until})
        ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
        WHERE lease.holder = excluded.holder OR lease.until < ${at} OR lease.until > ${ahead}`;
      return taken === 1;
    },
    async release() {
      await database.db.lease.deleteMany({ where: { name, holder } });
    },
  };
}
