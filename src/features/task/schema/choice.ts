import { z } from 'zod';
import { userError } from '../../../errors.ts';

const id = z.int().positive();
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);

/** A task half given, as the choices asked about it carry it. */
export const draftSchema = z.object({
  title: z.string(),
  /** Absent: not said yet; null: 不限. */
  dueDay: day.nullable().optional(),
  /** Rows of people known for sure. */
  ids: z.array(id),
  /** Still to be looked up. */
  names: z.array(z.string()),
  /** The first of `names` is nobody known, and is kept as a new person. */
  isNew: z.boolean().optional(),
  /** The same is given on purpose once more. */
  isAgain: z.boolean().optional(),
});
export type Draft = z.output<typeof draftSchema>;

export const givenSchema = z.object({ given: z.array(id) });

const state = z.enum(['open', 'done', 'dropped']);
export const restoringSchema = z.object({
  id,
  former: z.object({
    ownerId: id,
    dueDay: day.nullable(),
    state,
    result: z.string().nullable(),
    doneAt: z.coerce.date().nullable(),
  }),
  after: z.object({ ownerId: id, dueDay: day.nullable(), state }),
});

/** What a choice about one task carries besides its number: a day, null for none, or a person. */
export const stepSchema = z.object({
  id,
  dueDay: day.nullable().optional(),
  ownerId: id.optional(),
  reason: z.string().nullable().optional(),
});

/** @throws AppError where the value is of no such choice. */
export function readChoice<T>(schema: z.ZodType<T>, value: string): T {
  const parsed = schema.safeParse(jsonIn(value));
  if (parsed.success) return parsed.data;
  throw userError('invalid_input', '这个选择认不出来了，请重新发一次，例如：安排 李强 6月10日前 联系出租车');
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
