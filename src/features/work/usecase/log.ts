import type { CommandContext } from '../../../bot/command.ts';
import { missingPiece, userError } from '../../../errors.ts';
import { formatDay } from '../../../language/day.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { matchActivity } from '../../service/usecase/match.ts';
import type { Form } from '../forms/form.ts';
import { findLastService, findWorks, insertWorks, restoreWorks, revokeWorks } from '../store.ts';
import type { NewWorkRow, Said, Told, WorkEntry, WorkRow, WorkUndo } from '../types.ts';

type Context = Pick<CommandContext, 'db' | 'now' | 'today' | 'sender' | 'messageId' | 'can'>;

export interface WorkLogged {
  outcome: 'logged';
  rows: WorkRow[];
  activity: string | null;
  undo: WorkUndo;
}

export interface WorkRepeated {
  outcome: 'repeated';
  rows: WorkRow[];
  earlierMessageId: number;
}

const MOST_ITEMS = 30;
const MOST_QUANTITY = 100_000_000;
const JUST_NOW_MS = 12 * 3_600_000;
const MOST_OF_A_DAY = 200;

/** What a line says by one form, checked. @throws AppError for the sender. */
export function entryOf(
  { label }: Pick<Form, 'label'>,
  said: Said,
  told: Told,
  context: Pick<Context, 'today'>,
): WorkEntry {
  if (told.problem !== undefined) throw userError('invalid_input', told.problem);
  const [warning] = said.warnings;
  if (warning !== undefined) throw userError('invalid_input', `${warning}，请改好日期再发一次。`);
  const { today } = context;
  if (said.untilDay > today) {
    throw userError('invalid_input', `${formatDay(said.untilDay, today)}还没到，${label}只记已经有的。`);
  }
  if (told.items.length > MOST_ITEMS) throw userError('invalid_input', `一次最多记${MOST_ITEMS}样，请分几条发。`);
  for (const { item, quantity } of told.items) {
    if (item.length > 40) throw userError('invalid_input', `“${item.slice(0, 20)}…”太长了，请写在40个字以内。`);
    if (quantity !== null && !(quantity > 0 && quantity <= MOST_QUANTITY)) {
      throw userError('invalid_input', `${item}的数量要大于0、不超过一亿，请核对后再发。`);
    }
  }
  const { day, untilDay } = said;
  return { ...told, day, untilDay };
}

/** Keeps what was told, a row a thing; the same of the same person and day again is not kept but reported. */
export async function logWork(context: Context, entry: WorkEntry): Promise<WorkLogged | WorkRepeated> {
  const { db, now, sender } = context;
  const rows = await rowsOf(context, entry);
  const earlier = await findWorks(db, { reporterId: sender.id, day: entry.day }, MOST_OF_A_DAY);
  const messageIds = [...new Set(earlier.flatMap((row) => row.messageId ?? []))];
  const same = messageIds.find(
    (id) => signatureOf(earlier.filter((row) => row.messageId === id)) === signatureOf(rows),
  );
  if (same !== undefined) {
    return {
      outcome: 'repeated',
      rows: earlier.filter((row) => row.messageId === same).reverse(),
      earlierMessageId: same,
    };
  }
  return keep(context, rows, now);
}

/** Keeps once more what the sender logged with that message. @throws AppError where nothing of it counts any more. */
export async function logWorkAgain(context: Context, earlierMessageId: number): Promise<WorkLogged> {
  const { db, now, sender, messageId } = context;
  const isId = Number.isSafeInteger(earlierMessageId);
  const where = { reporterId: sender.id, messageId: earlierMessageId };
  const earlier = isId ? await findWorks(db, where, MOST_OF_A_DAY) : [];
  if (earlier.length === 0) throw userError('not_found', '那条记录已经撤销或改过了，没有再动。');
  const rows = earlier.reverse().map(({ id: _, ...row }) => ({ ...row, messageId, replacesId: null }));
  return keep(context, rows, now);
}

/** Takes back what `undo` describes. @returns what counts no more; empty: nothing of it did. */
export async function undoWork(context: Context, undo: WorkUndo): Promise<{ gone: WorkRow[]; back: WorkRow[] }> {
  const { db, now } = context;
  const gone = await findWorks(db, { reporterId: null, ids: undo.revoke }, undo.revoke.length);
  const count = await revokeWorks(db, undo.revoke, now);
  if (count > 0) await restoreWorks(db, undo.restore);
  await recordAudit(context, { action: 'work_undone', subject: subjectOf(undo.revoke), detail: { ...undo } });
  const back = count > 0 ? await findWorks(db, { reporterId: null, ids: undo.restore }, undo.restore.length) : [];
  return { gone: gone.reverse(), back: back.reverse() };
}

async function keep(context: Context, rows: readonly NewWorkRow[], now: Date): Promise<WorkLogged> {
  const ids = await insertWorks(context.db, rows, now);
  await recordAudit(context, { action: 'work_logged', subject: subjectOf(ids) });
  const kept = rows.flatMap((row, index) => {
    const id = ids[index];
    return id === undefined ? [] : [{ ...row, id }];
  });
  const [first] = kept;
  const activity = first?.activityId ? first.title : null;
  return { outcome: 'logged', rows: kept, activity, undo: { revoke: ids, restore: [] } };
}

async function rowsOf(context: Context, entry: WorkEntry): Promise<NewWorkRow[]> {
  const { db, sender, messageId } = context;
  const about = await aboutOf(context, entry);
  return entry.items.map((item) => ({
    ...item,
    ...about,
    unitId: sender.unitId,
    reporterId: sender.id,
    messageId,
    replacesId: null,
  }));

  /** What it belongs to: the activity its title names, else the title; 受益300人 alone to what was logged just now. */
  async function aboutOf({ now }: Context, { title, day, untilDay, items }: WorkEntry) {
    const activity = title === null ? undefined : await matchActivity(db, title, [day]);
    if (title !== null) return { title: activity?.title ?? title, activityId: activity?.id ?? null, day, untilDay };
    if (!items.some(({ kind }) => kind === 'helped')) return { title: null, activityId: null, day, untilDay };
    const since = new Date(now.getTime() - JUST_NOW_MS);
    const last = await findLastService(db, { reporterId: sender.id, since });
    if (!last) throw missingPiece('请写上是哪个活动，例如：护考 受益300人');
    return last;
  }
}

function signatureOf(rows: readonly NewWorkRow[]): string {
  return rows
    .map(({ kind, title, untilDay, item, verb, quantity, unitWord, giver, receiver }) =>
      JSON.stringify([kind, title, untilDay, item, verb, quantity, unitWord, giver, receiver]),
    )
    .sort()
    .join('\n');
}

function subjectOf(ids: readonly number[]): string {
  return `work:${ids.join(',')}`;
}
