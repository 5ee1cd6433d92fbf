import type { Job, LateJob } from '../../bot/command.ts';
import type { Directory } from '../../bot/directory.ts';
import { toLocal } from '../../clock.ts';
import { AppError, userError } from '../../errors.ts';
import { NO_APP, sayFailed, saySynced } from './reply.ts';
import { findAuthor, findSyncedAt } from './store.ts';
import { convertPeople, type PromoteWaiting } from './usecase/convert.ts';
import { syncDirectory } from './usecase/sync.ts';

const HOUR_MS = 3_600_000;
/** Hours of the night in which the address book may be read; a start at daytime is no occasion. */
const NIGHT = { from: '03:00', to: '05:00' };

/** `同步通讯录` asked for by a person. */
export function syncLateJob(directory: Directory | undefined, kind: string): LateJob {
  return {
    kind,
    async run({ database, messageId, now }) {
      if (!directory) throw userError('not_found', NO_APP);
      const sender = { id: await findAuthor(database.db, messageId) };
      try {
        return saySynced(await syncDirectory(database, directory, { sender, messageId, now: now() }));
      } catch (error) {
        if (error instanceof AppError && error.code.startsWith('wecom_'))
          throw userError(error.code, sayFailed(error.message));
        throw error;
      }
    },
  };
}

/** The same every night, by itself. */
export function nightlySyncJob(directory: Directory): Job {
  return {
    name: 'directory-sync',
    schedule: '30 3 * * *',
    async run({ database, now, zone }) {
      const { time } = toLocal(now, zone);
      if (time < NIGHT.from || time >= NIGHT.to) return;
      const last = await findSyncedAt(database.db);
      if (last && last <= now && now.getTime() - last.getTime() < 12 * HOUR_MS) return;
      await syncDirectory(database, directory, { sender: { id: null }, messageId: null, now });
    },
  };
}

/** Makes up for encrypted userids that could not be converted when the message came. */
export function convertJob(directory: Directory, promoteWaiting: PromoteWaiting): Job {
  return {
    name: 'convert-userids',
    schedule: '*/5 * * * *',
    async run({ database, now, zone }) {
      await convertPeople(database, directory, { now, zone, promoteWaiting });
    },
  };
}
