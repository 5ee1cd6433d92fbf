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

const AT_ONCE = 500;

/** Of subjects that have none yet. */
export async function insertTaggings(db: Db, rows: readonly Tagged[]): Promise<void> {
  for (let i = 0; i < rows.length; i += AT_ONCE) {
    await db.tagging.createMany({ data: rows.slice(i, i + AT_ONCE) });
  }
}

/** Names of the projects by the id of a table's records. */
export async function findProjectsByTable(
  db: Db,
  table: string,
  ids: readonly number[],
): Promise<Map<number, string[]>> {
  const found = new Map<number, string[]>();
  for (let i = 0; i < ids.length; i += AT_ONCE) {
    const subject = { in: ids.slice(i, i + AT_ONCE).map((id) => `${table}:${id}`) };
    const rows = await db.tagging.findMany({
      where: { revokedAt: null, subject },
      orderBy: { id: 'asc' },
      select: { subject: true, project: { select: { name: true } } },
    });
    for (const row of rows) {
      const id = Number(row.subject.slice(table.length + 1));
      found.set(id, [...(found.get(id) ?? []), row.project.name]);
    }
  }
  return found;
}
