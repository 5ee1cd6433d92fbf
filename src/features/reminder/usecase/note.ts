import type { CommandContext } from '../../../bot/command.ts';
import { escapeMarkdown } from '../../../bot/markdown.ts';
import type { Audience, ReminderKind } from '../../../bot/reminder.ts';
import { toInstant } from '../../../clock.ts';
import { missingPiece, userError } from '../../../errors.ts';
import { resolveDates } from '../../../language/date/resolve.ts';
import { addDays, type Day } from '../../../language/day.ts';
import { readFacts } from '../../../language/facts.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { endNote, findNote, findNotes, insertNote, type Note, reopenNote } from '../store/note.ts';

export interface NoteOrder {
  text: string;
  at: Date;
}

const LONGEST_TEXT = 200;
const FARTHEST_DAYS = 400;
const MOST_OPEN = 50;
const USEFUL_MS = 12 * 3_600_000;
const ENDS = /^[\s,，。:：;；]+|[\s,，。:：;；]+$/g;

/** What people asked to be reminded of in their own words. */
export const noteReminder: ReminderKind = {
  name: 'note',
  label: '自己定的提醒',
  offsets: [{ minutes: 0 }],
  // The time is the one that was asked for.
  isUrgent: true,
  async find({ db }, { from, to }) {
    const notes = await findNotes(db, { from, to });
    return notes.map(({ id, text, at, audience, createdAt }) => ({
      ...{ subject: `note:${id}`, occurrence: 'once', version: at.toISOString().slice(0, 16), at, audience },
      usefulUntil: new Date(at.getTime() + USEFUL_MS),
      since: createdAt,
      content: () => ({ kind: 'text', text: `【提醒】${text}` }),
    }));
  },
};

/** `明天9点交材料`: when, and what is left of it. @throws AppError for what is missing or cannot be. */
export function readNote(
  text: string,
  { now, today, zone }: Pick<CommandContext, 'now' | 'today' | 'zone'>,
): NoteOrder {
  const { dates, times } = readFacts(text, []);
  const { days, warnings } = resolveDates(dates, today, 'future');
  if (warnings.length > 0 && days.length === 0)
    throw userError('invalid_input', `${warnings.join('；')}。请核对后再发。`);
  if (days.length > 1) throw userError('invalid_input', '一次只能定一个日子的提醒，请分开发。');
  const [clock] = times[0]?.clock ?? [];
  if (clock === undefined) throw missingPiece('请写上几点提醒，例如：提醒我 明天9点 交材料');
  const at = instantOf(days[0], clock, { now, today, zone });
  const said = [...dates, ...times.slice(0, 1)].sort((a, b) => b.start - a.start);
  const rest = said.reduce((left, { start, end }) => `${left.slice(0, start)} ${left.slice(end)}`, text);
  const words = escapeMarkdown(rest.replace(ENDS, '').replace(/\s{2,}/g, ' '));
  if (words === '') throw missingPiece('请写上提醒什么事，例如：提醒我 明天9点 交材料');
  if ([...words].length > LONGEST_TEXT) throw userError('invalid_input', `提醒的内容请不超过${LONGEST_TEXT}个字。`);
  return { text: words, at };
}

/** Keeps it. @throws AppError where somebody has too many. */
export async function keepNote(context: CommandContext, order: NoteOrder, audience: Audience): Promise<Note> {
  const { db, message, messageId, now, sender } = context;
  const open = await findNotes(db, { from: now, to: new Date(8.64e15), creatorId: sender.id });
  if (open.length >= MOST_OPEN) throw userError('conflict', `你已经有${MOST_OPEN}个提醒等着，请先取消几个：我的提醒`);
  const chatId = message.chat.kind === 'group' ? message.chat.id : null;
  const note = await insertNote(db, { ...order, audience, chatId, creatorId: sender.id, messageId, createdAt: now });
  await recordAudit(context, { action: 'set_note', subject: `note:${note.id}` });
  return note;
}

/** The sender's own that lie ahead. */
export function notesOf({ db, now, sender }: CommandContext): Promise<Note[]> {
  return findNotes(db, { from: now, to: new Date(8.64e15), creatorId: sender.id });
}

/** @throws AppError where there is none such, it is another's or it has been sent. */
export async function dropNote(context: CommandContext, id: number): Promise<Note> {
  const note = await ownNote(context, id);
  if (note.at <= context.now) throw userError('conflict', `提醒${id}的时间已经过了，不用取消。`);
  await endNote(context.db, id, context.now);
  await recordAudit(context, { action: 'drop_note', subject: `note:${id}` });
  return note;
}

/** `撤销` of dropNote. */
export async function restoreNote(context: CommandContext, id: number): Promise<Note> {
  await reopenNote(context.db, id);
  await recordAudit(context, { action: 'restore_note', subject: `note:${id}` });
  return ownNote(context, id);
}

async function ownNote({ db, sender, can }: CommandContext, id: number): Promise<Note> {
  const note = await findNote(db, id);
  if (note && (note.creatorId === sender.id || can('meet'))) return note;
  throw userError('not_found', `没有找到提醒${id}。看自己定的提醒，发：我的提醒`);
}

function instantOf(
  day: Day | undefined,
  clock: string,
  { now, today, zone }: Pick<CommandContext, 'now' | 'today' | 'zone'>,
): Date {
  const at = toInstant(day ?? today, clock, zone);
  // 9点 said at ten is tomorrow's.
  if (at <= now && day === undefined) return toInstant(addDays(today, 1), clock, zone);
  if (at <= now) throw userError('invalid_input', '这个时间已经过了，请换一个，例如：提醒我 明天9点 交材料');
  if (day !== undefined && day > addDays(today, FARTHEST_DAYS))
    throw userError('invalid_input', '这个日子太远了，请一年内再说。');
  return at;
}
