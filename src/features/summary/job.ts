import type { LateContext, LateJob } from '../../bot/command.ts';
import type { Services } from '../../bot/services.ts';
import { toLocal } from '../../clock.ts';
import { AppError } from '../../errors.ts';
import { DOCX, type FileWay, fileNameOf, offerFile } from '../file/usecase.ts';
import { formatDraft } from './reply.ts';
import { orderSchema } from './schema.ts';
import { findDraftOfMessage, insertDraft, type KeptDraft, setDraftFile } from './store/draft.ts';
import { makeDraft } from './usecase/draft.ts';
import { renderSummaryDocx } from './usecase/paper.ts';

/** Drafts, keeps the version, makes the Word file and sends it; a second run finds what the first has done. */
export function summaryJob(services: Services): LateJob {
  return {
    kind: 'summary',
    async run(context, args) {
      try {
        const kept =
          (await findDraftOfMessage(context.database.db, context.messageId)) ?? (await draft(services, context, args));
        return formatDraft(kept.draft, await deliver(services, context, kept));
      } catch (error) {
        if (error instanceof AppError && error.isForUser) return error.message;
        throw error;
      }
    },
  };
}

async function draft(services: Services, context: LateContext, args: Record<string, unknown>): Promise<KeptDraft> {
  const { database, chatId, userid, messageId, zone } = context;
  const now = context.now();
  await context.progress('正在统计…');
  const made = await makeDraft(orderSchema.parse(args), {
    database,
    model: services.model,
    now,
    today: toLocal(now, zone).day,
    onWriting: () => context.progress('数据已统计完，正在撰写…'),
  });
  return database.transaction((db) => insertDraft(db, { draft: made, chatId, userid, messageId, createdAt: now }));
}

async function deliver(services: Services, context: LateContext, kept: KeptDraft): Promise<FileWay> {
  const fileId = kept.fileId ?? (await keepDocx(services, context, kept));
  return offerFile(services, context, { fileId, key: `draft:${kept.id}:file`, kind: 'draft_file' });
}

async function keepDocx(services: Services, { database, now }: LateContext, kept: KeptDraft): Promise<string> {
  const bytes = await renderSummaryDocx(kept.draft);
  const name = `${fileNameOf(kept.draft.title)}.docx`;
  const { id } = await services.keepFile({ name, mime: DOCX, bytes }, now());
  await database.transaction((db) => setDraftFile(db, kept.id, id));
  return id;
}
