import type { LateContext, LateJob } from '../../bot/command.ts';
import type { Services } from '../../bot/services.ts';
import { toLocal } from '../../clock.ts';
import { AppError } from '../../errors.ts';
import { DOCX, type FileWay, fileNameOf, offerFile, sayFileWay } from '../file/usecase.ts';
import { formatDraft } from './reply.ts';
import { fileOrderSchema, orderSchema, rowsOrderSchema } from './schema.ts';
import { findDraftById, findDraftOfMessage, insertDraft, type KeptDraft, setDraftFile } from './store/draft.ts';
import { makeDraft } from './usecase/draft.ts';
import { renderSummaryDocx } from './usecase/paper.ts';
import { rowsFile } from './usecase/rows.ts';

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

/** The Word file of a version that was changed, behind what is said of the change. */
export function summaryFileJob(services: Services): LateJob {
  return {
    kind: 'summary_file',
    async run(context, args) {
      const { draftId, text } = fileOrderSchema.parse(args);
      const kept = await findDraftById(context.database.db, draftId);
      if (!kept) return text;
      return `${text}\n${sayFileWay(await deliver(services, context, kept))}`;
    },
  };
}

/** All rows behind a figure as a spreadsheet, where they are more than a page. */
export function sourcesJob(services: Services): LateJob {
  return {
    kind: 'summary_rows',
    async run(context, args) {
      const { draftId, figureId, text } = rowsOrderSchema.parse(args);
      const kept = await findDraftById(context.database.db, draftId);
      const figure = kept?.draft.figures.find((one) => one.id === figureId);
      if (!kept || !figure) return text;
      const now = context.now();
      const file = await services.keepFile(await rowsFile(context.database.db, kept.draft, figure), now);
      const way = await offerFile(services, context, {
        fileId: file.id,
        key: `draft:${draftId}:${figureId}:rows`,
        kind: 'draft_rows',
      });
      const link = way.link === undefined ? '' : `[打开表格](${way.link})（七天内有效）`;
      return `${text}\n\n${way.isSent ? `全部${figure.rows.length}行的表格随后发来。${link}` : link}`;
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
    onProgress: (text) => context.progress(`数据已统计完。${text}`),
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
