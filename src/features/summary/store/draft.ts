import type { Db } from '../../../database.ts';
import type { Prisma } from '../../../generated/sqlite/client.ts';
import { draftSchema } from '../schema.ts';
import type { SummaryDraft } from '../types.ts';

export interface KeptDraft {
  id: number;
  fileId: string | null;
  draft: SummaryDraft;
  /** The version it was made from; null: the first. */
  parentId: number | null;
  /** What was asked for, in words. */
  change: string | null;
  createdAt: Date;
  /** Since when it is frozen. */
  finalAt: Date | null;
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
      form: draft.form,
      content: toJson(draft),
      messageId,
      createdAt,
    },
  });
  return { id: row.id, fileId: null, draft, parentId: null, change: null, createdAt, finalAt: null };
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

/** Of everybody's and every chat's. */
export async function findLatestDraft(db: Db): Promise<KeptDraft | undefined> {
  return toKept(await db.draft.findFirst({ orderBy: { id: 'desc' } }));
}

export async function setDraftFile(db: Db, id: number, fileId: string): Promise<void> {
  await db.draft.update({ where: { id }, data: { fileId } });
}

export async function findDraftById(db: Db, id: number): Promise<KeptDraft | undefined> {
  return toKept(await db.draft.findUnique({ where: { id } }));
}

/** Keeps a changed draft as the version after `from`, for whom that was made. */
export async function insertVersion(
  db: Db,
  values: { from: number; draft: SummaryDraft; change: string; messageId: number; createdAt: Date },
): Promise<KeptDraft> {
  const { from, draft, change, messageId, createdAt } = values;
  const { chatId, personId } = await db.draft.findUniqueOrThrow({ where: { id: from } });
  const row = await db.draft.create({
    data: {
      fromDay: draft.period.from,
      untilDay: draft.period.to,
      unit: draft.unit,
      ...{ chatId, personId, change, messageId, createdAt },
      form: draft.form,
      parentId: from,
      content: toJson(draft),
    },
  });
  return { id: row.id, fileId: null, draft, parentId: from, change, createdAt, finalAt: null };
}

/** All versions that led to this one, the first first. */
export async function findVersions(db: Db, kept: KeptDraft): Promise<KeptDraft[]> {
  const versions = [kept];
  for (let at = kept; at.parentId !== null && versions.length < MOST_VERSIONS; ) {
    const before = await findDraftById(db, at.parentId);
    if (!before) break;
    versions.unshift(before);
    at = before;
  }
  return versions;
}

const MOST_VERSIONS = 300;

/** Freezes, or with nulls opens again. */
export async function setFinal(db: Db, id: number, { at, by }: { at: Date | null; by: number | null }): Promise<void> {
  await db.draft.update({ where: { id }, data: { finalAt: at, finalById: by }, select: { id: true } });
}

export async function deleteDraft(db: Db, id: number): Promise<void> {
  await db.draft.delete({ where: { id }, select: { id: true } });
}

interface Stored {
  id: number;
  fileId: string | null;
  content: unknown;
  parentId: number | null;
  change: string | null;
  createdAt: Date;
  finalAt: Date | null;
}

function toKept(row: Stored | null): KeptDraft | undefined {
  if (!row) return undefined;
  const { id, fileId, content, parentId, change, createdAt, finalAt } = row;
  return { id, fileId, draft: draftSchema.parse(content), parentId, change, createdAt, finalAt };
}

/** The draft holds nothing but JSON; only the compiler does not know. */
function toJson(draft: SummaryDraft): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(draft));
}
