import { createHash } from 'node:crypto';
import type { SheetKind, Stored } from '../types.ts';

/** Short for what makes a row the same thing. */
export function keyDigest<R extends object>(kind: SheetKind<R>, record: R): string {
  return digest(`${kind.key}\n${kind.keysOf(record)[0] ?? ''}`);
}

export function contentDigest<R extends object>(kind: SheetKind<R>, record: R): string {
  return digest(kind.contentOf(record));
}

/** `12-3fa9c1`: the record's number, and what tells it from one of that number in another database. */
export function codeOf(table: string, { id, createdAt }: Pick<Stored<unknown>, 'id' | 'createdAt'>): string {
  return `${id}-${createHash('sha256').update(`${table}:${id}:${createdAt.toISOString()}`).digest('hex').slice(0, 6)}`;
}

/** The number in a code that may be one. */
export function idIn(code: string | null): number | undefined {
  const id = /^(\d{1,9})-[0-9a-f]{6}$/.exec(code ?? '')?.[1];
  return id === undefined ? undefined : Number(id);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
