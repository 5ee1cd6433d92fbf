import { z } from 'zod';
import type { CardScope } from '../activity/usecase/card/days.ts';

const id = z.int().positive();

/** Value of a `register:` choice: days, names, people chosen among namesakes, companions, oneself. */
export const registerChoiceSchema = z.object({
  o: z.union([id, z.array(id).min(1)]),
  n: z.array(z.string()).default([]),
  p: z.array(id).default([]),
  c: z.int().min(0).default(0),
  s: z.boolean().default(false),
});
export type RegisterChoice = z.input<typeof registerChoiceSchema>;

/** Value of a `cancel:` choice: registrations. */
export const cancelChoiceSchema = z.object({ r: z.array(id).min(1) });

export const registerUndoSchema = z.object({
  added: z.array(id),
  changed: z.array(z.object({ id, companions: z.int().min(0) })),
});
export type RegisterUndo = z.infer<typeof registerUndoSchema>;

export const cancelUndoSchema = z.object({
  cancelled: z.array(z.object({ occurrence: id, person: id, companions: z.int().min(0) })),
  changed: z.array(z.object({ id, companions: z.int().min(0) })),
});
export type CancelUndo = z.infer<typeof cancelUndoSchema>;

/** A tap on an activity's card; the card stays one of `scope`. */
export interface CardTap {
  /** Absent: the button is about all days of the activity. */
  occurrenceId?: number;
  scope: CardScope;
}

/** `12`: a day; `12@3`: a day, on the card of activity 3; `@3`: activity 3. Undefined: no button of such a card. */
export function parseCardTap(value: string): CardTap | undefined {
  const [whole, day, activity] = /^(\d{1,9})?(?:@(\d{1,9}))?$/.exec(value) ?? [];
  if (!whole) return undefined;
  const ofDay = day === undefined ? {} : { occurrenceId: Number(day) };
  return { ...ofDay, scope: activity === undefined ? { occurrenceId: Number(day) } : { activityId: Number(activity) } };
}

/** The value of a choice's key. */
export function parseChoice(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
