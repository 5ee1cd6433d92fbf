import type { CommandContext } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { correctDonation, findGoods } from '../../donation/usecase/correct.ts';
import { moveTags } from '../../project/usecase/tag.ts';
import { findWorks, insertWorks, revokeWorks } from '../store.ts';
import type { WorkRow } from '../types.ts';

type Context = Pick<CommandContext, 'db' | 'now' | 'today' | 'sender' | 'messageId' | 'can'>;

/** A record whose quantity can be put right. */
export interface Correctable {
  table: 'work' | 'donation';
  id: number;
  title: string | null;
  day: string;
  item: string;
  quantity: number | null;
  unitWord: string | null;
}

export interface Correction {
  before: Correctable;
  after: Correctable;
  undo: { work: { revoke: number[]; restore: number[] }; donation: { revoke: number[]; restore: number[] } };
}

const LOOKED_AT = 500;
const NONE = { revoke: [], restore: [] };

/** Records whose thing or title the words name, the latest first; the sender's own, all with the right to summarise. */
export async function findCorrectable(context: Context, words: string): Promise<Correctable[]> {
  const all = await correctables(context, {});
  const pieces = words.split(/[\s的,，、:：]+/).filter((piece) => piece !== '');
  const exact = all.filter((row) => row.item === words);
  const fits = (row: Correctable) => {
    const name = `${row.title ?? ''}${row.item}`;
    return pieces.length > 0 && pieces.every((piece) => name.includes(piece));
  };
  return exact.length > 0 ? exact : all.filter(fits);
}

/** What was logged without a quantity, the latest first. */
export function findOpen(context: Context): Promise<Correctable[]> {
  return correctables(context, { isOpen: true });
}

/** Keeps a new version in the place of the one there is. @throws AppError where that counts no more. */
export async function correctQuantity(
  context: Context,
  { table, id }: Pick<Correctable, 'table' | 'id'>,
  amount: { quantity: number; unitWord: string | null },
): Promise<Correction> {
  if (table === 'donation') {
    const { before, after } = await correctDonation(context, id, amount);
    return { before, after, undo: { work: NONE, donation: { revoke: [after.id], restore: [id] } } };
  }
  const [row] = await findWorks(context.db, { reporterId: ownerOf(context), ids: [id] }, 1);
  if (!row) throw userError('not_found', '那条记录已经撤销或改过了，没有再动。');
  const { id: _, ...rest } = row;
  const version = {
    ...rest,
    quantity: amount.quantity,
    unitWord: amount.unitWord ?? row.unitWord,
    messageId: context.messageId,
    replacesId: id,
  };
  await revokeWorks(context.db, [id], context.now);
  const [newId = 0] = await insertWorks(context.db, [version], context.now);
  await moveTags(context, `work:${id}`, `work:${newId}`);
  const detail = { before: row.quantity, after: amount.quantity, replaces: id };
  await recordAudit(context, { action: 'work_corrected', subject: `work:${newId}`, detail });
  const undo = { work: { revoke: [newId], restore: [id] }, donation: NONE };
  return { before: toCorrectable(row), after: toCorrectable({ ...version, id: newId }), undo };
}

async function correctables(context: Context, { isOpen = false }: { isOpen?: boolean }): Promise<Correctable[]> {
  const reporterId = ownerOf(context);
  const hidden = context.can('summarise') ? {} : { without: ['application'] as const };
  const works = await findWorks(context.db, { reporterId, isOpen, ...hidden }, LOOKED_AT);
  const goods = await findGoods(context.db, { reporterId, isOpen }, LOOKED_AT);
  return [...works.map(toCorrectable), ...goods].toSorted((a, b) => b.day.localeCompare(a.day) || b.id - a.id);
}

function ownerOf({ sender, can }: Context): number | null {
  return can('summarise') ? null : sender.id;
}

function toCorrectable({ id, title, day, item, quantity, unitWord }: WorkRow): Correctable {
  return { table: 'work', id, title, day, item, quantity, unitWord };
}
