import type { z } from 'zod';
import { AppError } from '../errors.ts';

/**
 * What a model answered in JSON, as `schema` has it.
 * @throws AppError `model_failed` where it is longer than `longest` characters, no JSON, or of another shape.
 */
export function readAnswer<T extends z.ZodType>(text: string, schema: T, longest: number): z.infer<T> {
  if (text.length > longest) throw new AppError('model_failed', '模型的回答太长');
  const parsed = schema.safeParse(readJson(text));
  if (!parsed.success) throw new AppError('model_failed', '模型的回答不合格式', { cause: parsed.error });
  return parsed.data;
}

/** Models like to wrap JSON in a fence or a sentence. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
  } catch {
    return undefined;
  }
}
