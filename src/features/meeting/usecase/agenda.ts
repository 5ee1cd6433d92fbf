import type { CommandContext } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { changeItem, findItem, insertItem, placeItem } from '../store/agenda.ts';
import { findHoldings } from '../store/meeting.ts';
import type { AgendaPoint, Meeting, StoredHolding } from '../types.ts';
import { recentHoldings } from './find.ts';

const LONGEST = 100;
const MOST = 20;

/** Where a point goes: on a holding, or on the next one of a meeting that is not planned yet. */
export interface AgendaPlace {
  meeting: Meeting;
  holding: StoredHolding | undefined;
}

/** Puts a point on the agenda. @throws AppError for one too long, one too many, or one that is there already. */
export async function proposePoint(context: CommandContext, place: AgendaPlace, text: string): Promise<number> {
  const { db, sender, messageId, now } = context;
  if ([...text].length > LONGEST) throw userError('invalid_input', `议题请不超过${LONGEST}个字，细节会上再说。`);
  const known = place.holding?.points ?? [];
  if (known.some((point) => point.text === text))
    throw userError('conflict', `「${text}」已经在议题里了，没有重复加。`);
  if (known.length >= MOST) throw userError('conflict', `这次会的议题已经有${MOST}条，请等下一次或请书记合并几条。`);
  const { meeting, holding } = place;
  const order = { meetingId: meeting.id, holdingId: holding?.id ?? null, text, proposerId: sender.id, messageId, now };
  const id = await insertItem(db, order);
  await recordAudit(context, { action: 'propose_agenda', subject: subjectOf(id), detail: { text } });
  return id;
}

/** Takes a point off. @throws AppError where it is gone, or another's. */
export async function withdrawPoint(context: CommandContext, id: number): Promise<string> {
  const item = await findItem(context.db, id);
  if (item?.state !== 'open') throw userError('not_found', '没有这条议题，或者已经撤回了。发「议题」看现在的。');
  if (item.proposerId !== context.sender.id && !context.can('meet')) {
    throw userError('forbidden', `「${item.text}」是${item.proposer ?? '别人'}提的，要撤回请找 TA 或支委。`);
  }
  if (!(await changeItem(context.db, id, 'open', 'withdrawn'))) throw userError('conflict', '这条议题刚刚已经撤回了。');
  await recordAudit(context, { action: 'withdraw_agenda', subject: subjectOf(id) });
  return item.text;
}

/** Undoes one of the two. */
export async function switchPoint(context: CommandContext, id: number, to: 'open' | 'withdrawn'): Promise<string> {
  await changeItem(context.db, id, to === 'open' ? 'withdrawn' : 'open', to);
  await recordAudit(context, { action: to === 'open' ? 'restore_agenda' : 'withdraw_agenda', subject: subjectOf(id) });
  return (await findItem(context.db, id))?.text ?? '';
}

export interface CarriedOver {
  from: StoredHolding;
  /** Undefined: the next one is not planned yet. */
  to: StoredHolding | undefined;
  points: AgendaPoint[];
}

/**
 * Puts what was not dealt with on the agenda of the next holding.
 * @throws AppError `not_found` where nothing was on it.
 */
export async function carryOver(
  context: CommandContext,
  meetings: readonly Meeting[],
  isMeant: (point: AgendaPoint) => boolean,
): Promise<CarriedOver> {
  const { db, now } = context;
  const last = (await recentHoldings(context, meetings)).find(({ points }) => points.some(isMeant));
  if (!last) throw userError('not_found', '最近开过的会没有要顺延的议题。发「议题」看现在的。');
  const after = await findHoldings(db, last.meeting.id, last.nominalDay);
  const to = after.find(({ startsAt, state }) => startsAt > now && state === 'planned');
  const points = last.points.filter(isMeant);
  for (const { id } of points) {
    await placeItem(db, id, to?.id ?? null, now);
    await recordAudit(context, { action: 'carry_over_agenda', subject: subjectOf(id), detail: { from: last.id } });
  }
  return { from: last, to, points };
}

/** Puts them back on the holding they were on. */
export async function putBack(context: CommandContext, ids: readonly number[], holdingId: number): Promise<void> {
  for (const id of ids) {
    await placeItem(context.db, id, holdingId);
    await recordAudit(context, { action: 'put_back_agenda', subject: subjectOf(id), detail: { to: holdingId } });
  }
}

function subjectOf(id: number): string {
  return `agenda_item:${id}`;
}
