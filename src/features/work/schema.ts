import { z } from 'zod';

const ids = z.array(z.int().positive());

export const workUndoSchema = z.object({ revoke: ids, restore: ids });

/** Value of a `correct_work:` choice: which record, and what it is to be. */
export const correctChoiceSchema = z.object({
  t: z.enum(['work', 'donation']),
  id: z.int().positive(),
  q: z.number().positive(),
  u: z.string().max(8).nullable(),
});

export const correctUndoSchema = z.object({ work: workUndoSchema, donation: workUndoSchema });
