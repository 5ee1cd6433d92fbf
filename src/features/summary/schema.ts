import { z } from 'zod';

const dayText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** Of the late job, of a choice's key. */
export const orderSchema = z.object({ from: dayText, to: dayText, unit: z.string().max(100).exactOptional() });
export type Order = z.infer<typeof orderSchema>;

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
  period: z.object({ from: z.string(), to: z.string(), name: z.string() }),
  unit: z.string().nullable(),
  signature: z.string(),
  date: z.string(),
  sections: z.array(
    z.object({
      heading: z.string(),
      paragraphs: z.array(z.object({ text: z.string(), figures: z.array(z.string()), facts: z.array(z.string()) })),
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
    }),
  ),
  facts: z.array(
    z.object({
      id: z.string(),
      kind: z.enum([
        'title',
        'place',
        'day',
        'period',
        'organisation',
        'meeting',
        'agenda',
        'item',
        'medium',
        'honour',
      ]),
      text: z.string(),
      subjects: z.array(z.string()),
      isPrivate: z.boolean().exactOptional(),
    }),
  ),
  rejected: z.array(z.object({ sentence: z.string(), reason: z.string() })),
  writer: z.enum(['rule', 'model']),
});
