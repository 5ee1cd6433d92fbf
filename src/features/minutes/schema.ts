import { z } from 'zod';
import { userError } from '../../errors.ts';

/** A version to keep: the text is that of the message, which the inbox has. */
export const keepClickSchema = z.object({
  holding: z.int(),
  message: z.int(),
  isAddition: z.boolean(),
});
export type KeepClick = z.output<typeof keepClickSchema>;

export const undoMinutesSchema = z.object({ minutes: z.int() });

/** Of a meeting, as kept. */
export const attendeesSchema = z.union([
  z.object({ audience: z.enum(['committee', 'committee_and_leads', 'party', 'party_group', 'unknown']) }),
  z.object({ personIds: z.array(z.int()) }),
]);

const owner = z.object({ id: z.int().nullable(), name: z.string() });
const task = z.object({
  title: z.string(),
  owners: z.array(owner),
  due: z.string().nullable(),
  warning: z.string().optional(),
  isGuess: z.literal(true).optional(),
});
export const proposalSchema = z.object({
  minutesId: z.int(),
  tasks: z.array(task),
  decisions: z.array(z.string()),
  points: z.array(z.object({ id: z.int(), text: z.string() })),
});

/** What becomes of a proposal; `pick`: one task is looked at, `assign`: it gets this owner, `only`: all others go. */
export const proposalClickSchema = z.object({
  do: z.enum(['give', 'none', 'pick', 'drop', 'only', 'assign', 'back']),
  proposal: proposalSchema,
  number: z.int().optional(),
  person: z.int().optional(),
});
export type ProposalClick = z.output<typeof proposalClickSchema>;

export const undoConfirmationSchema = z.object({
  minutes: z.int(),
  tasks: z.array(z.int()),
  decisions: z.array(z.string()).optional(),
  points: z.array(z.object({ id: z.int(), holdingId: z.int().nullable() })),
});

/** Of the late jobs. */
export const readingOrderSchema = z.object({ minutes: z.int(), request: z.int(), at: z.string(), head: z.string() });
export const exportOrderSchema = z.object({ minutes: z.int() });

/** Reads what a button carries. @throws AppError for one of an older version. */
export function readValue<T>(schema: z.ZodType<T>, value: string): T {
  try {
    return schema.parse(JSON.parse(value));
  } catch (cause) {
    if (!(cause instanceof SyntaxError || cause instanceof z.ZodError)) throw cause;
    throw userError('not_found', '这个按钮已经不能用了。发「纪要任务」再看一遍。');
  }
}
