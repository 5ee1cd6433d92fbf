import type { CommandContext } from '../../../bot/command.ts';
import { ensureProject, findProjectsOf, upsertTagging } from '../store.ts';

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
