import { z } from 'zod';

const dayText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** Of the late job, of a choice's key. */
export const orderSchema = z.object({
  from: dayText,
  to: dayText,
  unit: z.string().max(100).exactOptional(),
  /** A key of prompts/forms.json; absent: the usual one. */
  form: z.string().max(30).exactOptional(),
});
export type Order = z.infer<typeof orderSchema>;

/** Of the late job that sends a version's file. */
export const fileOrderSchema = z.object({ draftId: z.int().positive(), text: z.string() });

/** Of the late job that sends the rows behind a figure. */
export const rowsOrderSchema = fileOrderSchema.extend({ figureId: z.string() });

/** What undoing a version needs: which is dropped, or which was frozen. */
export const versionUndoSchema = z.object({
  drop: z.int().positive().exactOptional(),
  unfreeze: z.int().positive().exactOptional(),
  freeze: z.int().positive().exactOptional(),
});

/** Setting `organisation`. */
export const organisationSchema = z.object({ name: z.string().min(1).max(60), branch: z.string().min(1).max(60) });

/** What a model may answer with, and no more. */
export const answerSchema = z.object({
  sections: z
    .array(z.object({ heading: z.string().max(60), paragraphs: z.array(z.string().max(6000)).max(30) }))
    .min(1)
    .max(10),
});

export const rewriteSchema = z.object({
  sentences: z.array(z.object({ n: z.number().int().nonnegative(), text: z.string().max(1000) })).max(300),
});

const rowSchema = z.object({
  source: z.string(),
  day: z.string().nullable(),
  text: z.string(),
  title: z.string().exactOptional(),
  value: z.number().nullable(),
  messageId: z.number().exactOptional(),
});

/** A kept draft, read back. */
export const draftSchema = z.object({
  title: z.string(),
  form: z.string().default('summary'),
  detailed: z.array(z.string()).default([]),
  isCompared: z.boolean().default(false),
  hasOwnTitle: z.boolean().exactOptional(),
  period: z.object({ from: z.string(), to: z.string(), name: z.string() }),
  unit: z.string().nullable(),
  signature: z.string(),
  date: z.string(),
  sections: z.array(
    z.object({
      heading: z.string(),
      paragraphs: z.array(
        z.object({
          text: z.string(),
          figures: z.array(z.string()),
          facts: z.array(z.string()),
          manual: z.object({ by: z.string().nullable(), unproved: z.array(z.string()) }).exactOptional(),
        }),
      ),
    }),
  ),
  figures: z.array(
    z.object({
      id: z.string(),
      key: z.string(),
      label: z.string(),
      unit: z.string(),
      value: z.number().nullable(),
      status: z.enum(['recorded', 'zero', 'partial', 'missing']),
      rule: z.string(),
      rows: z.array(rowSchema),
      subject: z.string().exactOptional(),
      within: z.string().exactOptional(),
    }),
  ),
  facts: z.array(
    z.object({
      id: z.string(),
      kind: z.enum([
        ...(['title', 'place', 'day', 'period', 'organisation', 'meeting', 'agenda', 'item'] as const),
        ...(['honour', 'medium', 'project'] as const),
      ]),
      text: z.string(),
      subjects: z.array(z.string()),
      isPrivate: z.boolean().exactOptional(),
    }),
  ),
  rejected: z.array(z.object({ sentence: z.string(), reason: z.string() })),
  writer: z.enum(['rule', 'model']),
  tokens: z.object({ used: z.number(), isEstimated: z.boolean() }).exactOptional(),
});
