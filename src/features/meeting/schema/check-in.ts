import { z } from 'zod';

const id = z.number().int().positive();

export const undoCheckInSchema = z.object({ holding: id, people: z.array(id) });

/** Value of a button that completes 补签. */
export const byHandSchema = z.object({
  holding: id,
  people: z.array(z.union([z.string(), id])),
  isSure: z.boolean().optional(),
});
export type ByHandOrder = z.infer<typeof byHandSchema>;

export const graceUndoSchema = z.object({ minutes: z.number() });
