import type { CommandContext } from '../../../bot/command.ts';
import { enqueue } from '../../../bot/outbox.ts';
import type { Occurrence } from '../../activity/usecase/find.ts';
import { selectUserids } from '../store.ts';

const MENTIONS_PER_MESSAGE = 50;

export interface Notice {
  /** `activity:12:changed:345` */
  key: string;
  kind: 'activity_changed' | 'activity_cancelled';
  text: string;
  usefulUntil: Date;
}

/**
 * Tells everyone registered or waiting on these days of one activity: in the chat it was published in, mentioning
 * each; where it was published one to one, each by themselves.
 * @returns how many are told.
 */
export async function tellParticipants(
  context: CommandContext,
  occurrences: Occurrence[],
  notice: Notice,
): Promise<number> {
  const { db, now } = context;
  const ids = occurrences.map(({ id }) => id);
  const userids = await selectUserids(db, ids);
  const chatId = occurrences[0]?.activity.chatId ?? null;
  const { key, kind, text, usefulUntil } = notice;
  const common = { kind, dueAt: now, usefulUntil };
  if (chatId === null) {
    for (const userid of userids) {
      const target = { kind: 'person' as const, userid };
      await enqueue(db, { ...common, key: `${key}:${userid}`, target, content: { kind: 'text', text } }, now);
    }
    return userids.length;
  }
  for (let at = 0; at < userids.length; at += MENTIONS_PER_MESSAGE) {
    const mentions = userids.slice(at, at + MENTIONS_PER_MESSAGE);
    const part = `${key}:${at / MENTIONS_PER_MESSAGE}`;
    const target = { kind: 'chat' as const, chatId };
    await enqueue(db, { ...common, key: part, target, content: { kind: 'text', text, mentions } }, now);
  }
  return userids.length;
}
