import { z } from 'zod';
import { changeUndoSchema } from '../organising/schema.ts';

const id = z.int().positive();

export const standingUndoSchema = z.object({ standing: z.array(id).min(1) });

export const endUndoSchema = z.object({ ended: z.array(z.object({ standing: id, occurrences: z.array(id) })).min(1) });

export const stopUndoSchema = z.object({ series: id, occurrences: z.array(id), until: z.string().nullable() });

export const resumeUndoSchema = z.object({ series: id });

export const fixedUndoSchema = z.object({
  standing: z.array(id),
  published: z.object({ series: id, occurrences: z.array(id) }).optional(),
});

const hours = { startTime: z.string().nullable(), endTime: z.string().nullable() };

export const alterUndoSchema = changeUndoSchema.extend({
  posts: z.array(z.object({ id, ...hours, capacity: z.int().nullable() })),
});

export const moveUndoSchema = z.object({ moved: z.array(z.object({ id, day: z.string(), ...hours })).min(1) });
