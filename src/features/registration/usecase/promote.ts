import { enqueue, type Target } from '../../../bot/outbox.ts';
import type { Day } from '../../../language/day.ts';
import { nameOccurrence, typedName } from '../../activity/usecase/describe.ts';
import { findByIds, type Occurrence } from '../../activity/usecase/find.ts';
import { givePlaces, takePlaces } from '../../activity/usecase/places.ts';
import { type Change, recordAudit } from '../../audit/usecase.ts';
import { displayName } from '../../person/usecase.ts';
import { confirmRegistration, selectNextWaiting, selectUserid } from '../store.ts';
import type { Promotion, Registration } from '../types.ts';

export type Promoting = Change & { today: Day };

/**
 * Gives free places to those who wait, in the order of the line; who brings more than there is room for lets the
 * next go first. Tells each through the outbox. To be called in the transaction in which places became free.
 */
export async function promoteWaiting(context: Promoting, occurrenceId: number): Promise<Promotion[]> {
  const { db, now } = context;
  const [occurrence] = await findByIds(context, [occurrenceId]);
  if (occurrence?.state !== 'open' || occurrence.startsAt <= now) return [];
  const promoted: Promotion[] = [];
  let left = occurrence.placesLeft;
  while (left === null || left > 0) {
    const next = await selectNextWaiting(db, occurrenceId, left);
    if (!next) break;
    const taken = await takePlaces(db, occurrenceId, 1 + next.companions);
    if (!taken) break;
    left = taken.placesLeft;
    if (!(await confirmRegistration(db, next))) {
      left = await givePlaces(db, occurrenceId, 1 + next.companions);
      continue;
    }
    await tell(context, occurrence, next);
    promoted.push({ registrationId: next.id, name: displayName(next.person) });
  }
  if (promoted.length > 0) {
    const detail = promoted.map(({ registrationId }) => registrationId);
    await recordAudit(context, { action: 'promote', subject: `occurrence:${occurrenceId}`, detail });
  }
  return promoted;
}

async function tell(context: Promoting, occurrence: Occurrence, row: Registration): Promise<void> {
  const { db, now, today } = context;
  const userid = row.person.userid ?? (await selectUserid(db, row.registrarId));
  const chatId = row.chatId ?? occurrence.activity.chatId;
  const target: Target | undefined =
    chatId !== null ? { kind: 'chat', chatId } : userid ? { kind: 'person', userid } : undefined;
  if (!target) return;
  const name = displayName(row.person);
  const typed = row.person.userid ? typedName(occurrence) : `${row.person.name ?? ''} ${typedName(occurrence)}`;
  const place = occurrence.activity.place ? `地点：${occurrence.activity.place}。` : '';
  await enqueue(
    db,
    {
      key: `promotion:${row.id}`,
      kind: 'promotion',
      target,
      content: {
        kind: 'text',
        text: `${name}，有名额了，候补已经转成正式报名：${nameOccurrence(occurrence, today)}。${place}来不了请发：取消 ${typed}`,
        ...(userid ? { mentions: [userid] } : {}),
      },
      dueAt: now,
      usefulUntil: occurrence.startsAt,
    },
    now,
  );
}
