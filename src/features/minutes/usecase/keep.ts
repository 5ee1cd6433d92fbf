import type { CommandContext } from '../../../bot/command.ts';
import { maskNumbers } from '../../../bot/mask.ts';
import { userError } from '../../../errors.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { rosterNames } from '../../person/usecase.ts';
import { findMinutes, findStanding, holdVersions, insertMinutes, withdrawMinutes } from '../store/minutes.ts';
import type { Minutes } from '../types.ts';
import { findDecisions } from './find/decisions.ts';

/** Of the minutes of one holding, additions included: ten pages. */
export const LONGEST_MINUTES = 20_000;
const LEAST_LETTERS = 2;
/** No file of Word may hold them, nobody sees them; the joiner inside emoji (U+200D) stays. */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Surrogate}\p{Bidi_Control}\u200b\u2060\ufeff\ufffe\uffff]/gu;

/**
 * The text as it may be kept: without invisible characters, phone numbers starred.
 * @throws AppError `invalid_input` where it says nothing.
 */
export function checkText(typed: string): string {
  const text = maskNumbers(typed.replace(/\r\n?/g, '\n').replace(UNSEEN, '')).trim();
  if ((text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= LEAST_LETTERS) return text;
  throw userError(
    'invalid_input',
    '没有看到纪要的内容。请和「会议纪要」写在同一条里，例如：会议纪要 会议决定购买雨衣20件，由李强负责，6月10日前完成',
  );
}

/** Keeps a new version; older ones stay. @throws AppError `invalid_input` where it is too long. */
export async function keepMinutes(
  context: CommandContext,
  { holdingId, text, isAddition }: { holdingId: number; text: string; isAddition: boolean },
): Promise<{ minutes: Minutes; before: Minutes | undefined }> {
  const { db, sender, messageId, now } = context;
  await holdVersions(db, holdingId);
  const before = await findStanding(db, holdingId);
  const whole = isAddition && before ? `${before.text}\n${text}` : text;
  if (whole.length > LONGEST_MINUTES) {
    throw userError('invalid_input', `一次会议的纪要最多${LONGEST_MINUTES}字，这样有${whole.length}字，请删减后再发。`);
  }
  const decisions = findDecisions(whole, { roster: await rosterNames(db) });
  const made = { holdingId, text: whole, decisions, recorderId: sender.id, messageId, now };
  const minutes = await insertMinutes(db, made);
  await recordAudit(context, {
    action: isAddition ? 'minutes_added' : 'minutes_kept',
    subject: `minutes:${minutes.id}`,
    detail: { holding: holdingId, version: minutes.version },
  });
  return { minutes, before };
}

/** Takes a version back; returns it with the one that stands again. @throws AppError `not_found` */
export async function revokeMinutes(
  context: CommandContext,
  id: number,
): Promise<{ minutes: Minutes; standing: Minutes | undefined }> {
  const { db, now } = context;
  const minutes = await findMinutes(db, id);
  if (!minutes || !(await withdrawMinutes(db, id, now))) throw userError('not_found', '这份纪要之前已经撤掉了。');
  await recordAudit(context, { action: 'minutes_withdrawn', subject: `minutes:${id}` });
  return { minutes, standing: await findStanding(db, minutes.holdingId) };
}
