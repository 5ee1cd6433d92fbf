const LONGEST_MS = 4 * 3_600_000;

/** Messages sent before, for `enable_duplicate_check`. */
export interface Duplicates {
  has(key: string, withinSeconds: number): boolean;
  add(key: string): void;
}

export function createDuplicates(now: () => Date): Duplicates {
  const sentAt = new Map<string, number>();
  return {
    has(key, withinSeconds) {
      const agoMs = now().getTime() - (sentAt.get(key) ?? Number.NEGATIVE_INFINITY);
      return agoMs >= 0 && agoMs <= withinSeconds * 1000;
    },
    add(key) {
      const at = now().getTime();
      for (const [other, then] of sentAt) if (at - then > LONGEST_MS) sentAt.delete(other);
      sentAt.set(key, at);
    },
  };
}
