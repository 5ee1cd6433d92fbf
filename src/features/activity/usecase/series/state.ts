import type { CommandContext } from '../../../../bot/command.ts';
import { userError } from '../../../../errors.ts';
import { displayName, findPerson } from '../../../person/usecase.ts';
import { updateSeries } from '../../store/series.ts';
import type { Series, SeriesRule } from '../../types.ts';

export { lockSeries, updatePosts } from '../../store/series.ts';

/** Ends an activity that repeats, or takes it up again. */
export function setSeriesState(
  { db }: Pick<CommandContext, 'db'>,
  { id }: Series,
  change: { state: Series['state']; rule: SeriesRule },
): Promise<void> {
  return updateSeries(db, id, change);
}

/** @throws AppError `forbidden` with the organiser's name */
export async function checkMayOrganise(context: CommandContext, series: Series): Promise<void> {
  const { organiserId, title } = series;
  if (organiserId === context.sender.id || context.can('manage')) return;
  const organiser = organiserId === null ? undefined : await findPerson(context.db, organiserId);
  const who = organiser ? `发起人 ${displayName(organiser)} 或管理员` : '管理员';
  throw userError('forbidden', `「${title}」只有${who}能改、停办或恢复。`);
}
