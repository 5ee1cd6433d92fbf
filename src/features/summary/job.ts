import type { LateContext, LateJob } from '../../bot/command.ts';
import { enqueue } from '../../bot/outbox.ts';
import type { Services } from '../../bot/services.ts';
import { toLocal } from '../../clock.ts';
import { AppError } from '../../errors.ts';
import { type FileWay, formatDraft } from './reply.ts';
import { orderSchema } from './schema.ts';
import { findDraftOfMessage, insertDraft, type KeptDraft, setDraftFile } from './store/draft.ts';
import { makeDraft } from './usecase/draft.ts';
import { renderSummaryDocx } from './usecase/paper.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const FILE_USEFUL_MS = 86_400_000;

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
  const { database, chatId, userid } = context;
  const now = context.now();
  const fileId = kept.fileId ?? (await keepDocx(services, context, kept));
  const url = services.linkFile(fileId, now);
  const link = url === undefined ? {} : { link: url };
  const target = chatId === null ? ({ kind: 'person', userid } as const) : ({ kind: 'chat', chatId } as const);
  const content = { kind: 'file', fileId } as const;
  if ((await services.channels.wayFor(target, content)) === undefined) return { isSent: false, ...link };
  const times = { dueAt: now, usefulUntil: new Date(now.getTime() + FILE_USEFUL_MS) };
  const key = `draft:${kept.id}:file`;
  await database.transaction((db) => enqueue(db, { key, kind: 'draft_file', target, content, ...times }, now));
  return { isSent: true, ...link };
}

async function keepDocx(services: Services, { database, now }: LateContext, kept: KeptDraft): Promise<string> {
  const bytes = await renderSummaryDocx(kept.draft);
  const name = `${fileNameOf(kept.draft.title)}.docx`;
  const { id } = await services.keepFile({ name, mime: DOCX, bytes }, now());
  await database.transaction((db) => setDraftFile(db, kept.id, id));
  return id;
}

/** What no file system takes, taken out. */
function fileNameOf(title: string): string {
  return title.replace(/[\\/:*?"<>|\p{Cc}]/gu, '').slice(0, 60);
}
