import { z } from 'zod';

const tieSchema = z.object({
  robot: z.string().nullable(),
  unit: z.object({ id: z.int(), name: z.string() }).nullable(),
});

export const changeSchema = z.object({
  chatId: z.string(),
  before: tieSchema,
  after: tieSchema,
  takenFrom: z.array(z.string()),
  isNewUnit: z.boolean(),
});

/** What a button of the question carries: the station (none: the group is of none), and the robot (none: not yet). */
export const choiceSchema = z.object({ unit: z.string().max(30).nullable(), robot: z.string().nullable() });
