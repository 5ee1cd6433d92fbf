const LIMIT = 3;

/** The messages of each person that wait for their answer; three at most. */
export interface InFlight {
  /** Undefined for one too many; else what to call once it is answered. */
  begin(sender: string): (() => void) | undefined;
}

export function createInFlight(): InFlight {
  const waiting = new Map<string, number>();
  return {
    begin(sender) {
      const count = waiting.get(sender) ?? 0;
      if (count >= LIMIT) return undefined;
      waiting.set(sender, count + 1);
      return () => waiting.set(sender, (waiting.get(sender) ?? 1) - 1);
    },
  };
}
