import type { CommandContext } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { matchActivity } from '../../service/usecase/match.ts';
import {
  type DonationRow,
  findDonationsById,
  findDonationsByMessage,
  findDonationsOf,
  findUnitName,
  insertDonations,
  type NewDonationRow,
  restoreDonations,
  revokeDonations,
} from '../store.ts';
import type { DonationEntry, DonationUndo, Gifts, GivenLogged, GivenRepeated } from '../types.ts';

type Context = Pick<CommandContext, 'db' | 'now' | 'sender' | 'messageId'>;

/**
 * Stores what was given, one row an item. The same again is not stored but reported as `repeated`; an item whose
 * quantity was left open takes the quantity said now.
 */
export async function logDonation(context: Context, entry: DonationEntry): Promise<GivenLogged | GivenRepeated> {
  const { db, now, sender } = context;
  const donor = donorOf(context, entry);
  const activity = entry.keyword === null ? undefined : await matchActivity(db, entry.keyword, [entry.day]);
  const rows = rowsOf(context, { entry, donor, activityId: activity?.id ?? null });
  const earlier = await findDonationsOf(db, { reporterId: sender.id, day: entry.day, donor });
  const repeated = findRepeated(earlier, rows);
  if (repeated !== undefined) return { outcome: 'repeated', entry, earlierMessageId: repeated };
  const replaced = earlier.filter((old) => rows.some((row) => completes(row, old))).map((row) => row.id);
  await revokeDonations(db, replaced, sender.id, now);
  const revoke = await insertDonations(db, rows, now);
  const outcome = replaced.length > 0 ? 'completed' : 'logged';
  await recordAudit(context, { action: `donation_${outcome}`, subject: subjectOf(revoke), detail: { replaced } });
  return {
    outcome,
    entry,
    donor,
    activity: activity?.title ?? null,
    unit: sender.unitId === null ? null : await findUnitName(db, sender.unitId),
    undo: { revoke, restore: replaced },
  };
}

/** Stores once more what the sender logged with that message. @throws AppError where nothing of it counts any more. */
export async function logDonationAgain(
  context: Context,
  earlierMessageId: number,
): Promise<{ gifts: Gifts | undefined; undo: DonationUndo }> {
  const { db, now, sender, messageId } = context;
  const isId = Number.isSafeInteger(earlierMessageId);
  const earlier = isId ? await findDonationsByMessage(db, earlierMessageId, sender.id) : [];
  if (earlier.length === 0) throw userError('not_found', '那条捐赠记录已经撤销或改过了，没有再动。');
  const revoke = await insertDonations(
    db,
    earlier.map(({ id: _, ...row }) => ({ ...row, messageId })),
    now,
  );
  await recordAudit(context, { action: 'donation_logged', subject: subjectOf(revoke) });
  return { gifts: giftsOf(earlier), undo: { revoke, restore: [] } };
}

/** Takes back what `undo` describes; says what no longer counts (undefined: nothing of it did), what counts again. */
export async function undoDonation(
  context: Context,
  undo: DonationUndo,
): Promise<{ gone: Gifts | undefined; back: Gifts | undefined }> {
  const gone = await findDonationsById(context.db, undo.revoke, context.sender.id);
  const count = await revokeDonations(context.db, undo.revoke, context.sender.id, context.now);
  if (count > 0) await restoreDonations(context.db, undo.restore, context.sender.id);
  await recordAudit(context, { action: 'donation_undone', subject: subjectOf(undo.revoke), detail: { ...undo } });
  const back = await findDonationsById(context.db, undo.restore, context.sender.id);
  return { gone: giftsOf(gone), back: giftsOf(back) };
}

function giftsOf(rows: DonationRow[]): Gifts | undefined {
  const day = rows[0]?.day;
  if (day === undefined) return undefined;
  return {
    day,
    goods: rows.filter(({ kind }) => kind === 'goods'),
    amountFen: rows.find(({ kind }) => kind === 'money')?.amountFen ?? null,
  };
}

function donorOf(context: Context, entry: DonationEntry): string | null {
  const names = entry.isSelf && context.sender.name !== null ? [context.sender.name] : [];
  const all = [...new Set([...names, ...entry.donors])];
  return all.length > 0 ? all.join('、') : null;
}

interface Given {
  entry: DonationEntry;
  donor: string | null;
  activityId: number | null;
}

function rowsOf(context: Context, { entry, donor, activityId }: Given): NewDonationRow[] {
  const common = {
    day: entry.day,
    donor,
    direction: entry.receiver === undefined ? ('received' as const) : ('given' as const),
    receiver: entry.receiver ?? null,
    purpose: entry.purpose,
    activityId,
    unitId: context.sender.unitId,
    reporterId: context.sender.id,
    messageId: context.messageId,
    replacesId: null,
  };
  const goods = entry.goods.map((one) => ({ ...common, ...one, kind: 'goods' as const, amountFen: null }));
  if (entry.amountFen === null) return goods;
  const money = { item: '善款', quantity: null, unitWord: null, amountFen: entry.amountFen };
  return [...goods, { ...common, ...money, kind: 'money' }];
}

/** The earlier message whose rows say the same. */
function findRepeated(earlier: DonationRow[], rows: NewDonationRow[]): number | undefined {
  const wanted = signatureOf(rows);
  const messageIds = new Set(earlier.flatMap((row) => row.messageId ?? []));
  return [...messageIds].find((id) => signatureOf(earlier.filter((row) => row.messageId === id)) === wanted);
}

function signatureOf(rows: NewDonationRow[]): string {
  const texts = rows.map(({ item, quantity, unitWord, amountFen, purpose, direction, receiver }) =>
    JSON.stringify([item, quantity, unitWord, String(amountFen), purpose, direction, receiver]),
  );
  return texts.sort().join('\n');
}

function completes(row: NewDonationRow, old: DonationRow): boolean {
  const isOpen = old.kind === 'goods' && old.quantity === null;
  return isOpen && row.quantity !== null && row.item === old.item && row.purpose === old.purpose;
}

function subjectOf(ids: number[]): string {
  return `donation:${ids.join(',')}`;
}
