import { z } from 'zod';

const id = z.int().positive();
const count = z.int().min(0);
const numbers = z.array(z.int());

/** A pasted 接龙, as far as registrations are concerned: no phone number. */
export const pastedListSchema = z.object({
  /** In the order of the rows. */
  listed: z.array(
    z.object({
      name: z.string(),
      /** Brought along without a name. */
      companions: count,
      /** What stands behind the name, shown and not kept. */
      note: z.string().optional(),
      /** Absent: the row names no day. */
      days: z.array(z.string()).optional(),
      /** How often the name stands in the list for these days. */
      times: count,
    }),
  ),
  /** Whose row says that they do not come. */
  off: z.array(z.object({ name: z.string(), note: z.string().optional() })),
  /** Why a row is left out; sentences. */
  refused: z.array(z.string()),
  faults: z.object({ missing: numbers, doubled: numbers, nameless: numbers, twice: z.array(z.string()) }),
});
export type PastedList = z.infer<typeof pastedListSchema>;
export type Listed = PastedList['listed'][number];

/** People chosen among namesakes, by name. */
const chosenSchema = z.record(z.string(), z.array(id).min(1));
export type Chosen = z.infer<typeof chosenSchema>;

/** Value of a choice that goes on to the difference: the days, the list, the people chosen so far. */
export const compareChoiceSchema = z.object({ o: z.array(id).min(1), l: pastedListSchema, w: chosenSchema });

/** What is to be done: for each day, in the order of the rows, name, companions, and the person where known. */
export const planSchema = z.object({
  days: z.array(
    z.object({
      o: id,
      p: z.array(z.object({ n: z.string(), c: count, id: id.optional() })).min(1),
    }),
  ),
});
export type Plan = z.infer<typeof planSchema>;
