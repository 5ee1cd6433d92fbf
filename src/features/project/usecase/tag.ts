import type { CommandContext } from '../../../bot/command.ts';
import type { Db } from '../../../database.ts';
import { ensureProject, findProjectsByTable, findProjectsOf, insertTaggings, upsertTagging } from '../store.ts';

type Context = Pick<CommandContext, 'db' | 'now' | 'messageId'>;

/** Ties a record, `service:12`, to projects; a name not heard before makes one. */
export async function tagSubject(context: Context, subject: string, names: readonly string[]): Promise<void> {
  const { db, now, messageId } = context;
  for (const name of names) {
    const projectId = await ensureProject(db, name, now);
    await upsertTagging(db, { projectId, subject, messageId, createdAt: now });
  }
}

/** Ties a new version of a record to what the one before was tied to. */
export async function moveTags(context: Context, from: string, to: string): Promise<void> {
  await tagSubject(context, to, await findProjectsOf(context.db, from));
}

/** Ties many new records at once. */
export async function tagSubjects(
  { db, now, messageId }: { db: Db; now: Date; messageId: number | null },
  all: readonly { subject: string; names: readonly string[] }[],
): Promise<void> {
  const ids = new Map<string, number>();
  for (const name of new Set(all.flatMap(({ names }) => names))) ids.set(name, await ensureProject(db, name, now));
  const rows = all.flatMap(({ subject, names }) =>
    names.map((name) => ({ projectId: ids.get(name) ?? 0, subject, messageId, createdAt: now })),
  );
  await insertTaggings(db, rows);
}

/** Names of the projects of many subjects, `service:12`; who belongs to none is not among them. */
export function projectsOf(db: Db, table: string, ids: readonly number[]): Promise<Map<number, string[]>> {
  return findProjectsByTable(db, table, ids);
}
