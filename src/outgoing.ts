import type { Deliver, Target } from './bot/outbox.ts';
import { sendDue } from './bot/sending.ts';
import type { Clock } from './clock.ts';
import { type Config, reachesPeople } from './config.ts';
import type { Database } from './database.ts';
import { createReminderKinds } from './features/index.ts';
import { spokenNames } from './features/person/usecase.ts';
import { createReminderEngine } from './features/reminder/usecase/engine.ts';
import type { Logger } from './logger.ts';

export interface OutgoingOptions {
  config: Config;
  database: Database;
  clock: Clock;
  logger: Logger;
  deliver: Deliver;
  /** Whether another process sends, and this one only stands by. */
  isStandby(): boolean;
  /** Aborted: nothing more is begun. */
  signal: AbortSignal;
}

export interface Outgoing {
  /** Sends what is due; how many items it has dealt with. */
  send(): Promise<number>;
  /** Brings what is to be sent in line with the records. */
  refreshReminders(): Promise<void>;
}

/** Joins what decides that something is due with what sends it. */
export function createOutgoing(options: OutgoingOptions): Outgoing {
  const { config, database, clock, isStandby } = options;
  const now = () => clock.now();
  const reminders = createReminderEngine({
    database,
    now,
    zone: config.timezone,
    botName: config.botName,
    kinds: createReminderKinds(),
    reachesPeople: reachesPeople(config),
  });
  const namesOf = async (userids: readonly string[]) => {
    const names = await spokenNames(database.db, userids);
    return userids.map((userid) => names.get(userid) ?? userid);
  };
  const sending = { ...options, now, namesOf, reportTo: reportTargets(config) };
  return {
    async send() {
      if (isStandby()) return 0;
      await reminders.refreshBeforeSending();
      return sendDue(sending);
    },
    refreshReminders: reminders.refresh,
  };
}

/** Who hears of trouble: the branch's group, and the secretary where something reaches one person. */
export function reportTargets(config: Config): Target[] {
  return [{ kind: 'branch' }, ...(reachesPeople(config) ? [{ kind: 'role', role: 'secretary' } as const] : [])];
}
