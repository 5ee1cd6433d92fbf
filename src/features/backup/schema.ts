import { z } from 'zod';

/** The only names a backup may hold. */
export const ENTRY_NAME = /^(?:manifest\.json|bot\.db|database\.dump|data\.key|files\/[0-9a-f]{32})$/;

export const manifestSchema = z.object({
  format: z.literal('zhibu-volunteer-assistant-backup'),
  version: z.literal(1),
  createdAt: z.iso.datetime(),
  provider: z.enum(['sqlite', 'postgresql']),
  entries: z.array(
    z.object({
      path: z.string().regex(ENTRY_NAME),
      size: z.int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});

export type Manifest = z.infer<typeof manifestSchema>;
