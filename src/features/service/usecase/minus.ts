import { userError } from '../../../errors.ts';

/** `-500元`, not the second half of `3-5人`. */
const MINUS = /(?:^|[\s:：])([-－−]\d+(?:\.\d+)?)\s*(?![\d年月日号.:：-])/u;

/** A number below zero is not taken for the one above. @throws AppError `invalid_input` */
export function refuseMinus(text: string): void {
  const said = MINUS.exec(text)?.[1];
  if (said !== undefined)
    throw userError('invalid_input', `数字不能是负的，你写的是 ${said}，请改好再发，这次没有记。`);
}
