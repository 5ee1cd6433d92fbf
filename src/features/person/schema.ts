import { z } from 'zod';

/** Value of a `role:` button. */
export const roleChoiceSchema = z.object({
  p: z.int().positive(),
  r: z.enum(['member', 'lead', 'committee', 'secretary', 'administrator']),
});
