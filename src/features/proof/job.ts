import type { LateEnd, LateJob } from '../../bot/command.ts';
import type { Services } from '../../bot/services.ts';
import { toLocal } from '../../clock.ts';
import type { TableTaker } from '../transfer/job.ts';
import { askWhetherRight, askWhich, sayReceived, sayWaiting } from './reply.ts';
import { findSenderOf } from './store.ts';
import { findCandidates } from './usecase.ts';

/** Fetches the pictures, then asks what they prove. */
export function proofJob(
  services: Services,
  tables: TableTaker,
  keyOf: (messageId: number, subject: string) => string,
): LateJob {
  return {
    kind: 'proof',
    async run(context, { isTable }): Promise<string | LateEnd> {
      const { database, messageId, now, zone } = context;
      const { kept, reasons } = await services.keepAttachments(messageId);
      const table = isTable === true ? await tables.take(context) : undefined;
      if (table !== undefined) return table;
      const received = sayReceived(kept, reasons);
      if (kept === 0) return received;
      const personId = await findSenderOf(database.db, messageId);
      const { justNow, recent } = await findCandidates(database.db, { personId, now: now() });
      const around = { today: toLocal(now(), zone).day, keyOf: (subject: string) => keyOf(messageId, subject) };
      const order = { kept: { text: '', at: now().toISOString() } };
      if (justNow) return { ...askWhetherRight(received, justNow, around), ...order };
      return recent.length > 0 ? { ...askWhich(received, recent, around), ...order } : sayWaiting(received);
    },
  };
}
