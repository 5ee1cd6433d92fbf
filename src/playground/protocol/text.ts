import { z } from 'zod';

/** A string of at most `limit` bytes of UTF-8. */
export function bytes(limit: number) {
  return z.string().refine((text) => Buffer.byteLength(text) <= limit, { error: `不能超过 ${limit} 字节` });
}

/** What the client shows of a text that may have `limit` characters. */
export function cut(text: string, limit: number): string {
  const characters = Array.from(text);
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join('')}…`;
}

/** At most `limit` bytes of it, cut between characters. */
export function cutBytes(text: string, limit: number): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= limit) return text;
  let end = limit;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end).toString();
}

/** One clause out of what zod found first. */
export function firstFault(error: z.ZodError): string {
  const issue = error.issues[0];
  if (!issue) return '内容不对';
  return issue.path.length === 0 ? issue.message : `${issue.path.join('.')}：${issue.message}`;
}
