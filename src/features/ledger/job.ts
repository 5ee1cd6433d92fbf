import type { LateContext, LateJob } from '../../bot/command.ts';
import { enqueue } from '../../bot/outbox.ts';
import type { Services } from '../../bot/services.ts';
import { toLocal } from '../../clock.ts';
import { XLSX } from '../../documents/workbook.ts';
import { tableReply } from './reply.ts';
import { type LedgerOrder, orderSchema } from './schema.ts';
import { nameSpan } from './usecase/describe.ts';
import { ledgerOf } from './usecase/ledger.ts';
import { renderTable } from './usecase/table.ts';

const FILE_USEFUL_MS = 86_400_000;

/** Makes the table, keeps it and sends it. */
export function ledgerJob(services: Services): LateJob {
  return {
    kind: 'ledger_table',
    async run(context, args) {
      const order = orderSchema.parse(args);
      const { zone, chatId, userid, database, messageId } = context;
      const now = context.now();
      const fileId = await keepTable(services, context, order);
      const link = services.linkFile(fileId, now);
      const target = chatId === null ? ({ kind: 'person', userid } as const) : ({ kind: 'chat', chatId } as const);
      const content = { kind: 'file', fileId } as const;
      const isSent = (await services.channels.wayFor(target, content)) !== undefined;
      if (isSent) {
        const times = { dueAt: now, usefulUntil: new Date(now.getTime() + FILE_USEFUL_MS) };
        const key = `ledger_table:${messageId}:file`;
        await database.transaction((db) => enqueue(db, { key, kind: 'ledger_table', target, content, ...times }, now));
      }
      return tableReply(nameSpan(order, toLocal(now, zone).day), { isSent, ...(link === undefined ? {} : { link }) });
    },
  };
}

async function keepTable(
  services: Services,
  { database, now, zone }: LateContext,
  order: LedgerOrder,
): Promise<string> {
  const { from, to, kind, unitId } = order;
  const at = now();
  const today = toLocal(at, zone).day;
  const around = { now: at, today, zone };
  const ledger = await database.transaction((db) =>
    ledgerOf(db, { span: { from, to }, part: { kind, unitId } }, around),
  );
  const name = `三会一课台账 ${nameSpan({ from, to }, today)}.xlsx`;
  const { id } = await services.keepFile({ name, mime: XLSX, bytes: await renderTable(ledger) }, at);
  return id;
}
