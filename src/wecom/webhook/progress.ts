const USEFUL_MS = 60 * 60_000;

/**
 * How many pieces of a long content went out before one was refused, so that trying again goes on from there.
 * In memory: after a restart the whole content is sent once more.
 */
export interface Progress {
  sentOf(key: string, now: Date): number;
  mark(key: string, sent: number, now: Date): void;
  forget(key: string): void;
}

export function createProgress(): Progress {
  const known = new Map<string, { sent: number; at: number }>();
  return {
    sentOf(key, now) {
      const entry = known.get(key);
      return entry && now.getTime() - entry.at < USEFUL_MS ? entry.sent : 0;
    },
    mark(key, sent, now) {
      for (const [other, { at }] of known) if (now.getTime() - at >= USEFUL_MS) known.delete(other);
      known.set(key, { sent, at: now.getTime() });
    },
    forget(key) {
      known.delete(key);
    },
  };
}
