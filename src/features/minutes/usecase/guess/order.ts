import type { CommandContext } from '../../../../bot/command.ts';
import type { LateOrder } from '../../../../bot/reply.ts';
import type { Services } from '../../../../bot/services.ts';
import { rosterNames } from '../../../person/usecase.ts';
import { takeRequest } from '../../../second-reading/usecase/budget.ts';
import { findHeld } from '../../store/holdings.ts';
import type { Minutes } from '../../types.ts';
import { findTasks } from '../find/tasks.ts';
import { maskMinutes } from './masked.ts';

export const READING = 'minutes-reading';

/** Has the model look through what the rules made nothing of; undefined: there is none, nothing to look at, or no allowance. */
export async function orderReading(
  context: CommandContext,
  { minutes, head }: { minutes: Minutes; head: string },
  { model, logger }: Pick<Services, 'model' | 'logger'>,
): Promise<LateOrder | undefined> {
  const { db, sender, now } = context;
  const held = model && (await findHeld(db, minutes.holdingId));
  if (!held) return undefined;
  const roster = await rosterNames(db);
  const known = findTasks(minutes.text, { day: held.day, roster }).map(({ quote }) => quote);
  if (maskMinutes(minutes.text, { roster, known }).sentences.length === 0) return undefined;
  const allowance = await takeRequest(context);
  if (!allowance.isAllowed) {
    logger.warn({ person: sender.id, reason: allowance.reason }, '纪要没有请大模型再看，只用规则找任务');
    return undefined;
  }
  return {
    kind: READING,
    arguments: { minutes: minutes.id, request: allowance.requestId, at: now.toISOString(), head },
  };
}
