import type { CommandContext } from '../../bot/command.ts';
import type { Db } from '../../database.ts';
import { userError } from '../../errors.ts';
import { recordAudit } from '../audit/usecase.ts';
import { findProofs, findRecent, findTie, tieMessage } from './store.ts';
import type { Provable, Proved } from './types.ts';

export type { Provable, Proved } from './types.ts';

/** Somebody who has just recorded a deed sends its pictures next. */
const JUST_NOW_MS = 10 * 60_000;
const RECENT_MS = 14 * 86_400_000;
const MOST_OFFERED = 5;
const MOST_LISTED = 40;

/** What pictures without a word may prove: the one thing recorded just now, else what there is to choose from. */
export async function findCandidates(
  db: Db,
  { personId, now }: { personId: number; now: Date },
): Promise<{ justNow?: Provable; recent: Provable[] }> {
  const since = new Date(now.getTime() - RECENT_MS);
  const recent = await findRecent(db, { personId, since, limit: MOST_OFFERED });
  const fresh = recent.filter(({ recordedAt }) => now.getTime() - recordedAt.getTime() <= JUST_NOW_MS);
  const [only] = fresh;
  return { recent, ...(only && fresh.length === 1 ? { justNow: only } : {}) };
}

/** Ties the pictures of a message of the person's own to a record; null: to none. */
export async function tie(
  context: Pick<CommandContext, 'db' | 'now' | 'sender' | 'messageId'>,
  { messageId, subject }: { messageId: number; subject: string | null },
): Promise<{ count: number; before: string | null }> {
  const before = await findTie(context.db, messageId);
  const count = await tieMessage(context.db, { messageId, personId: context.sender.id, subject });
  if (count === 0) throw userError('not_found', '那几张照片已经找不到了，请再发一次。');
  await recordAudit(context, { action: 'proof_tied', subject: `message:${messageId}`, detail: { subject, before } });
  return { count, before };
}

/** The sender's own; with the right to summarise, everybody's. `keyword`: part of the record's title. */
export async function listProofs({ db, sender, can }: CommandContext, keyword: string): Promise<Proved[]> {
  const personId = keyword !== '' && can('summarise') ? null : sender.id;
  const proofs = await findProofs(db, { personId, limit: MOST_LISTED });
  return proofs.filter(({ title }) => title.includes(keyword));
}
