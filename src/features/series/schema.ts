import { z } from 'zod';

const id = z.int().positive();

export const standingUndoSchema = z.object({ standing: z.array(id).min(1) });

export const endUndoSchema = z.object({ ended: z.array(z.object({ standing: id, occurrences: z.array(id) })).min(1) });

export const stopUndoSchema = z.object({ series: id, occurrences: z.array(id), until: z.string().nullable() });

export const resumeUndoSchema = z.object({ series: id });

export const fixedUndoSchema = z.object({
  standing: z.array(id),
  published: z.object({ series: id, occurrences: z.array(id) }).optional(),
});
