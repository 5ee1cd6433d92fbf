import { escapeMarkdown } from '../../../bot/markdown.ts';
import { maskNumbers } from '../../../bot/mask.ts';
import { userError } from '../../../errors.ts';

const EDGES = /^[\s,，。:：;；、]+|[\s,，:：;；、]+$/g;
/** Between words; not the points of 1,200 and 8:00. */
const COMMA = /\s*(?:(?<!\d),|,(?!\d))\s*/g;
const COLON = /\s*(?:(?<!\d):(?!\/\/)|:(?!\d|\/\/))\s*/g;

/** Words somebody typed, as they are kept and shown: no markup, phone numbers starred, Chinese signs. */
export function plainWords(text: string): string {
  return escapeMarkdown(maskNumbers(text.replace(EDGES, '').replace(COMMA, '，').replace(COLON, '：')));
}

/** The same where it may be left out. @throws AppError where it is too long; `what`: 完成情况 */
export function optionalWords(text: string, { what, most }: { what: string; most: number }): string | null {
  const words = plainWords(text);
  if ([...words].length > most) throw userError('invalid_input', `${what}请写短一些，不超过${most}个字。`);
  return words === '' ? null : words;
}
