import type { CommandContext } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import { nameOccurrence } from '../../activity/usecase/describe.ts';
import type { Occurrence } from '../../activity/usecase/find.ts';
import { findSiblings } from '../../activity/usecase/series/find.ts';
import { findOnDay, isUpcoming } from '../../registration/usecase/standing.ts';
import type { Exchange } from '../types.ts';

/** With the name as the one spoken to reads it. */
interface Somebody {
  id: number;
  name: string;
}

/** @throws AppError `conflict` where the places cannot change hands: begun, with companions, or at a time already taken. */
export async function checkFits(
  context: CommandContext,
  { given, taken }: Exchange,
  { asker, other }: { asker: Somebody; other: Somebody },
): Promise<void> {
  const { now, today } = context;
  const moving = [given, ...(taken ? [taken] : [])];
  for (const { occurrence, companions, state } of moving) {
    const name = nameOccurrence(occurrence, today);
    if (!isUpcoming(occurrence, now)) throw userError('conflict', `${name}已经开始或取消了，不能再换。`);
    if (state !== 'confirmed') throw userError('conflict', `${name}还在候补，没有班可换。`);
    if (companions > 0) {
      throw userError(
        'conflict',
        `${name}带了${companions}位家属一起报的，换班只能一个换一个。请先取消家属那几位，再换。`,
      );
    }
  }
  const swapped = moving.map(({ id }) => id);
  await refuseBusy(context, given.occurrence, { ...other, swapped });
  if (taken) await refuseBusy(context, taken.occurrence, { ...asker, swapped });
}

/** At one time nobody stands at two posts; what is given away in exchange does not count. */
async function refuseBusy(
  context: CommandContext,
  occurrence: Occurrence,
  { id, name, swapped }: Somebody & { swapped: readonly number[] },
): Promise<void> {
  const places = occurrence.post === null ? [occurrence] : await findSiblings(context, occurrence);
  for (const place of places) {
    const { known: there } = await findOnDay(context, place.id, { personIds: [id], most: 0 });
    const known = there.find((row) => !swapped.includes(row.id));
    if (!known) continue;
    const how = known.state === 'waiting' ? '在候补' : '已经报了';
    throw userError('conflict', `${name}${how} ${nameOccurrence(place, context.today)}，不用再换这一班。`);
  }
}
