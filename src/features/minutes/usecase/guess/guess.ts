import { z } from 'zod';
import type { Model } from '../../../../bot/services.ts';
import type { Day } from '../../../../language/day.ts';
import { rosterSet } from '../../../../language/people/roster.ts';
import { readAnswer } from '../../../../llm/answer.ts';
import { loadPrompt } from '../../../../llm/prompt.ts';
import { findDues } from '../find/due.ts';
import type { FoundTask } from '../find/tasks.ts';
import { cleanTitle } from '../find/title.ts';
import type { Masked } from './masked.ts';

const TIMEOUT_MS = 30_000;
const RETRIES = 1;
const MOST_TOKENS = 1500;
const LONGEST_ANSWER = 8000;
const MOST_TASKS = 10;

const answerSchema = z.strictObject({
  tasks: z.array(z.strictObject({ quote: z.string(), people: z.array(z.string()), title: z.string() })),
});
type Guess = z.infer<typeof answerSchema>['tasks'][number];

/** What a model reads out of the statements, as it came. @throws AppError `model_failed` */
export async function askForTasks(model: Model, { sentences }: Masked): Promise<{ guesses: Guess[]; tokens: number }> {
  const answer = await model.complete({
    system: await loadPrompt('minutes-reader'),
    user: JSON.stringify({ sentences }),
    schema: { name: 'tasks', schema: z.toJSONSchema(answerSchema) },
    maxTokens: MOST_TOKENS,
    timeoutMs: TIMEOUT_MS,
    retries: RETRIES,
  });
  const tokens = answer.promptTokens + answer.completionTokens;
  return { guesses: readAnswer(answer.text, answerSchema, LONGEST_ANSWER).tasks, tokens };
}

/**
 * Those guesses whose every word stands in the minutes, in words of the minutes: quoted whole from one statement, for
 * members named in it. The day is read by rule from the quote. Pure.
 */
export function checkGuesses(
  guesses: readonly Guess[],
  masked: Masked,
  { day, roster }: { day: Day; roster: readonly string[] },
): FoundTask[] {
  const known = rosterSet(roster);
  return guesses.slice(0, MOST_TASKS).flatMap((guess): FoundTask[] => {
    const quote = guess.quote.trim();
    const said = masked.sentences.find((sentence) => squeeze(sentence).includes(squeeze(quote)));
    const people = [...new Set(guess.people)];
    const isFounded =
      squeeze(quote).length >= 4 && people.length > 0 && people.every((person) => isNamedIn(person, said));
    if (!isFounded) return [];
    const dues = findDues(quote, { day, roster: known });
    const due = dues.find(({ isLimit }) => isLimit) ?? dues[0];
    const words = holds(quote, guess.title)
      ? guess.title
      : people.reduce((text, one) => text.replaceAll(one, ''), quote);
    const title = masked.unmask(cleanTitle(words));
    const warning = due?.warning === undefined ? {} : { warning: due.warning };
    const owners = people.map((person) => masked.unmask(person));
    return title.length < 2 ? [] : [{ title, owners, due: due?.day ?? null, quote: masked.unmask(quote), ...warning }];
  });
}

function isNamedIn(person: string, said: string | undefined): boolean {
  return /^人\d{1,3}$/.test(person) && new RegExp(`${person}(?!\\d)`).test(said ?? '');
}

/** Every character of it stands in the quote, in this order. */
function holds(quote: string, words: string): boolean {
  let at = 0;
  for (const char of squeeze(words)) {
    at = squeeze(quote).indexOf(char, at) + 1;
    if (at === 0) return false;
  }
  return squeeze(words).length >= 2;
}

function squeeze(text: string): string {
  return text.replace(/[\p{P}\p{S}\p{Z}\s]/gu, '');
}
