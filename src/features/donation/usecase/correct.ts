import type { CommandContext } from '../../../bot/command.ts';
import type { Db } from '../../../database.ts';
import { userError } from '../../../errors.ts';
import type { Day } from '../../../language/day.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { moveTags } from '../../project/usecase/tag.ts';
import { findDonations, findTitles, insertDonations, retireDonation } from '../store.ts';

type Context = Pick<CommandContext, 'db' | 'now' | 'sender' | 'messageId' | 'can'>;

/** Goods of which the quantity can be filled in or put right. */
export interface GoodsRow {
  table: 'donation';
  id: number;
  title: string | null;
  day: Day;
  item: string;
  quantity: number | null;
  unitWord: string | null;
}

/** The latest first; `reporterId` null: anybody's. */
export async function findGoods(
  db: Db,
  filter: { reporterId: number | null; isOpen: boolean },
  limit: number,
): Promise<GoodsRow[]> {
  const rows = await findDonations(db, { ...filter, kind: 'goods' }, limit);
  const titles = await findTitles(db, rows);
  return rows.map(({ id, day, item, quantity, unitWord, activityId }) => {
    return { table: 'donation', id, title: titles.get(activityId ?? 0) ?? null, day, item, quantity, unitWord };
  });
}

/** Keeps a new version in the place of the one there is. @throws AppError where that counts no more. */
export async function correctDonation(
  context: Context,
  id: number,
  { quantity, unitWord }: { quantity: number; unitWord: string | null },
): Promise<{ before: GoodsRow; after: GoodsRow }> {
  const { db, now, sender, messageId, can } = context;
  const [row] = await findDonations(
    db,
    { ids: [id], reporterId: can('summarise') ? null : sender.id, kind: 'goods' },
    1,
  );
  if (!row) throw userError('not_found', '那条记录已经撤销或改过了，没有再动。');
  const { id: _, ...rest } = row;
  const version = { ...rest, quantity, unitWord: unitWord ?? row.unitWord, messageId, replacesId: id };
  await retireDonation(db, id, now);
  const [newId = 0] = await insertDonations(db, [version], now);
  await moveTags(context, `donation:${id}`, `donation:${newId}`);
  const detail = { before: row.quantity, after: quantity, replaces: id };
  await recordAudit(context, { action: 'donation_corrected', subject: `donation:${newId}`, detail });
  const shared = { table: 'donation' as const, title: null, day: row.day, item: row.item };
  return {
    before: { ...shared, id, quantity: row.quantity, unitWord: row.unitWord },
    after: { ...shared, id: newId, quantity, unitWord: version.unitWord },
  };
}
