import type { SheetKind } from '../types.ts';

/** The kind that a key, its name or another word for it means. */
export function findKind(kinds: readonly SheetKind[], word: string): SheetKind | undefined {
  const plain = word.trim().toLowerCase();
  return kinds.find(({ key, name, also }) => [key, name, ...also].some((one) => one.toLowerCase() === plain));
}
