import { z } from 'zod';
import { maskNumbers } from '../../../bot/mask.ts';
import type { Chat } from '../../../bot/message.ts';
import type { Model } from '../../../bot/services.ts';
import type { Db } from '../../../database.ts';
import { formatWeekday } from '../../../language/day.ts';
import { loadPrompt } from '../../../llm/prompt.ts';
import { findOpen } from '../../activity/usecase/find.ts';
import { answerSchema, PROPOSABLE } from '../schema.ts';
import type { Ground, OpenActivity } from '../types.ts';
import { isPrivate } from './private.ts';

/** People wait for it, so it is tried once more only. */
const TIMEOUT_MS = 20_000;
const RETRIES = 1;
const MOST_TOKENS = 500;
/** More than anybody chooses from; the soonest. */
const MOST_ACTIVITIES = 30;

/** What a model may know of the activities open in a chat. Titles that name a person, or who is to join the party, stay here. */
export async function listActivities(
  db: Db,
  { now, chat, roster }: { now: Date; chat: Chat; roster: readonly string[] },
): Promise<OpenActivity[]> {
  const open = await findOpen({ db, now, message: { chat } });
  return open
    .filter(({ activity }) => !isPrivate(activity.title, roster))
    .slice(0, MOST_ACTIVITIES)
    .map(({ activity, day, startTime, endTime }) => ({
      title: maskNumbers(activity.title),
      day,
      time: [startTime, endTime].flatMap((time) => time ?? []),
    }));
}

/** The model's answer to a message, as it came. @throws AppError `model_failed` */
export async function askForReading(
  model: Model,
  { text, today, activities }: Omit<Ground, 'roster'>,
): Promise<{ text: string; tokens: number }> {
  const input = { message: text, today, weekday: formatWeekday(today), activities, intents: PROPOSABLE };
  const answer = await model.complete({
    system: await loadPrompt('second-reader'),
    user: JSON.stringify(input),
    schema: { name: 'reading', schema: z.toJSONSchema(answerSchema) },
    maxTokens: MOST_TOKENS,
    timeoutMs: TIMEOUT_MS,
    retries: RETRIES,
  });
  return { text: answer.text, tokens: answer.promptTokens + answer.completionTokens };
}
