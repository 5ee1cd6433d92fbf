import { z } from 'zod';

const dayText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const kindSchema = z.enum([
  'members',
  'committee',
  'party_group',
  'theme_day',
  'lecture',
  'organisational_life',
  'democratic_life',
  'regular',
]);

const requirementSchema = z.object({
  every: z.enum(['month', 'quarter', 'half_year', 'year']),
  times: z.int().min(1).max(31),
});

/** Setting `ledger:KIND`: what was set, and from when. */
export const stretchesSchema = z.array(z.object({ since: dayText, requirement: requirementSchema.nullable() }));

export const undoSchema = z.object({ kind: kindSchema, former: stretchesSchema });

/** Of the late job that makes the table. */
export const orderSchema = z.object({
  from: dayText,
  to: dayText,
  kind: kindSchema.exactOptional(),
  unitId: z.int().positive().nullable().exactOptional(),
});
export type LedgerOrder = z.infer<typeof orderSchema>;
