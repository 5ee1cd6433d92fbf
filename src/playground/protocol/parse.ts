import type { z } from 'zod';
import { firstFault } from './text.ts';
import { Violation } from './violation.ts';

/** @throws Violation with `errcode` */
export function parse<T>(schema: z.ZodType<T>, value: unknown, errcode = 40_058): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Violation(firstFault(parsed.error), errcode);
  return parsed.data;
}
