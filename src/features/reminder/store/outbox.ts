import type { Content, Target } from '../../../bot/outbox.ts';
import type { Db } from '../../../database.ts';
import type { SendingRecord } from '../types.ts';

export interface PendingItem {
  key: string;
  kind: string;
  target: Target;
  text: string;
  nextTryAt: Date;
}

/** What waits in the outbox to be tried at `until` or before, in that order. */
export async function findPending(db: Db, until: Date): Promise<PendingItem[]> {
  const rows = await db.outboxItem.findMany({
    where: { state: 'pending', nextTryAt: { lte: until } },
    orderBy: [{ nextTryAt: 'asc' }, { id: 'asc' }],
    select: { key: true, kind: true, target: true, content: true, nextTryAt: true },
  });
  // Written by enqueue only, from the same types.
  return rows.map(({ key, kind, target, content, nextTryAt }) => ({
    key,
    kind,
    target: target as Target,
    text: textOf(content as Content),
    nextTryAt,
  }));
}

/** What was due or was sent from `from` on and before `to`, in order of the due time; at most `limit`. */
export async function findRecords(
  db: Db,
  { from, to, limit }: { from: Date; to: Date; limit: number },
): Promise<SendingRecord[]> {
  const rows = await db.outboxItem.findMany({
    where: { OR: [{ dueAt: { gte: from, lt: to } }, { sentAt: { gte: from, lt: to } }] },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
    take: limit,
    select: { dueAt: true, sentAt: true, state: true, reason: true, channel: true, content: true, target: true },
  });
  return rows.map(({ content, target, ...rest }) => {
    const known = target as Target;
    return { ...rest, text: textOf(content as Content), userids: known.kind === 'person' ? [known.userid] : [] };
  });
}

function textOf(content: Content): string {
  if (content.kind === 'file') return '【文件】';
  if (content.kind === 'image') return '【图片】';
  return content.kind === 'news' ? content.articles.map(({ title }) => title).join('；') : content.text;
}
