import type { Db } from '../../../database.ts';
import type { Prisma } from '../../../generated/sqlite/client.ts';
import { draftSchema } from '../schema.ts';
import type { SummaryDraft } from '../types.ts';

export interface KeptDraft {
  id: number;
  fileId: string | null;
  draft: SummaryDraft;
}

interface NewDraft {
  draft: SummaryDraft;
  chatId: string | null;
  userid: string;
  messageId: number;
  createdAt: Date;
}

/** Keeps `draft` as a new version. */
export async function insertDraft(db: Db, values: NewDraft): Promise<KeptDraft> {
  const { draft, chatId, userid, messageId, createdAt } = values;
  const person = await db.person.findUnique({ where: { userid }, select: { id: true } });
  const row = await db.draft.create({
    data: {
      fromDay: draft.period.from,
      untilDay: draft.period.to,
      unit: draft.unit,
      chatId,
      personId: person?.id ?? null,
      content: toJson(draft),
      messageId,
      createdAt,
    },
  });
  return { id: row.id, fileId: null, draft };
}

export async function findDraftOfMessage(db: Db, messageId: number): Promise<KeptDraft | undefined> {
  return toKept(await db.draft.findFirst({ where: { messageId }, orderBy: { id: 'desc' } }));
}

/** The newest of the chat, else of the person. */
export async function findNewestDraft(
  db: Db,
  { chatId, personId }: { chatId: string | null; personId: number },
): Promise<KeptDraft | undefined> {
  const inChat = chatId === null ? null : await db.draft.findFirst({ where: { chatId }, orderBy: { id: 'desc' } });
  return toKept(inChat ?? (await db.draft.findFirst({ where: { personId }, orderBy: { id: 'desc' } })));
}

export async function setDraftFile(db: Db, id: number, fileId: string): Promise<void> {
  await db.draft.update({ where: { id }, data: { fileId } });
}

function toKept(row: { id: number; fileId: string | null; content: unknown } | null): KeptDraft | undefined {
  return row ? { id: row.id, fileId: row.fileId, draft: draftSchema.parse(row.content) } : undefined;
}

/** The draft holds nothing but JSON; only the compiler does not know. */
function toJson(draft: SummaryDraft): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(draft));
}
