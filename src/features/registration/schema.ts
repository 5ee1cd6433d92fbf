import { z } from 'zod';

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

/** A clicked value: a plain id, or JSON. */
export function parseValue(value: string): unknown {
  if (/^\d{1,15}$/.test(value)) return Number(value);
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
