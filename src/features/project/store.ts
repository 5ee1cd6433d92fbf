import type { Db } from '../../database.ts';

export interface Tagged {
  projectId: number;
  subject: string;
  messageId: number | null;
  createdAt: Date;
}

/** The project of that name, made where there is none. */
export async function ensureProject(db: Db, name: string, createdAt: Date): Promise<number> {
  const row = await db.project.upsert({
    where: { name },
    create: { name, createdAt },
    update: {},
    select: { id: true },
  });
  return row.id;
}

export async function upsertTagging(db: Db, { projectId, subject, messageId, createdAt }: Tagged): Promise<void> {
  await db.tagging.upsert({
    where: { projectId_subject: { projectId, subject } },
    create: { projectId, subject, messageId, createdAt },
    update: { revokedAt: null, messageId },
    select: { id: true },
  });
}

/** Names of the projects of a subject, `service:12`. */
export async function findProjectsOf(db: Db, subject: string): Promise<string[]> {
  const rows = await db.tagging.findMany({
    where: { subject, revokedAt: null },
    orderBy: { id: 'asc' },
    select: { project: { select: { name: true } } },
  });
  return rows.map(({ project }) => project.name);
}
