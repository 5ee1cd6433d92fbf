import type { CommandContext } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import type { Day } from '../../../language/day.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { coverPoints, findHeld, reopenPoints } from '../store/holdings.ts';
import { findMinutes, setDecisions } from '../store/minutes.ts';
import type { Held, Proposal, ProposedTask } from '../types.ts';

/** The tasks' part in it, handed in where the features are joined. */
export interface TaskGiver {
  giveTask(context: CommandContext, task: TaskToGive): Promise<{ id: number }>;
  /** Takes back those that were given by mistake. */
  takeTasksBack(context: CommandContext, ids: readonly number[]): Promise<unknown>;
}

/** Something given to one person, as the tasks take it. */
export interface TaskToGive {
  title: string;
  ownerId: number;
  dueDay: Day | null;
  /** The holding. */
  occurrenceId: number;
  minutesId: number;
}

/** What takes a confirmation back. */
export interface Confirmed {
  minutes: number;
  tasks: number[];
  /** As they were before; absent: they did not change. */
  decisions?: string[] | undefined;
  points: { id: number; holdingId: number | null }[];
}

/**
 * Gives the tasks whose owners are all known, keeps the decisions that are left, ends the points of the agenda.
 * @throws AppError `not_found` where the minutes have been taken back.
 */
export async function confirmProposal(
  context: CommandContext,
  proposal: Proposal,
  giver: TaskGiver,
): Promise<{ held: Held; given: ProposedTask[]; left: ProposedTask[]; undo: Confirmed }> {
  const { db } = context;
  const minutes = await findMinutes(db, proposal.minutesId);
  const held = minutes && (await findHeld(db, minutes.holdingId));
  if (!minutes || !held) throw userError('not_found', '这份纪要已经撤掉了，任务没有派。');
  const given = proposal.tasks.filter(isReady);
  const tasks: number[] = [];
  for (const { title, owners, due } of given) {
    for (const { id } of owners) {
      if (id === null) continue;
      const task = { title, ownerId: id, dueDay: due, occurrenceId: held.id, minutesId: minutes.id };
      tasks.push((await giver.giveTask(context, task)).id);
    }
  }
  const isChanged = minutes.decisions.join('\n') !== proposal.decisions.join('\n');
  if (isChanged) await setDecisions(db, minutes.id, proposal.decisions);
  const points = await coverPoints(
    db,
    held.id,
    proposal.points.map(({ id }) => id),
  );
  await recordAudit(context, {
    action: 'minutes_confirmed',
    subject: `minutes:${minutes.id}`,
    detail: { tasks, points: points.map(({ id }) => id) },
  });
  const undo = { minutes: minutes.id, tasks, points, ...(isChanged ? { decisions: minutes.decisions } : {}) };
  return { held, given, left: proposal.tasks.filter((task) => !isReady(task)), undo };
}

export async function revokeConfirmation(context: CommandContext, undo: Confirmed, giver: TaskGiver): Promise<void> {
  if (undo.tasks.length > 0) await giver.takeTasksBack(context, undo.tasks);
  if (undo.decisions) await setDecisions(context.db, undo.minutes, undo.decisions);
  await reopenPoints(context.db, undo.points);
  await recordAudit(context, { action: 'minutes_unconfirmed', subject: `minutes:${undo.minutes}` });
}

export function isReady({ owners }: ProposedTask): boolean {
  return owners.length > 0 && owners.every(({ id }) => id !== null);
}
