import { z } from 'zod';

/** What is kept of an activity that repeats; SeriesRule of types.ts. */
export const seriesRuleSchema = z.object({
  every: z.enum(['week', 'two_weeks', 'month']),
  weekdays: z.exactOptional(z.array(z.int().min(1).max(7))),
  nth: z.exactOptional(z.int()),
  dates: z.exactOptional(z.array(z.int().min(1).max(31))),
  from: z.string(),
  until: z.string().optional(),
  deadline: z.object({ daysBefore: z.int(), time: z.string() }).optional(),
  ended: z.array(z.int().positive()).optional(),
});

export const publishUndoSchema = z.object({
  occurrences: z.array(z.int().positive()),
  series: z.int().positive().optional(),
});

/** Value of a `publish:` choice: the order as typed, to be carried out however much it makes. */
export const publishChoiceSchema = z.object({ t: z.string() });

/** The value of a choice's key. */
export function parseChoice(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
