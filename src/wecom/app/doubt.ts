import type { Body } from './body.ts';

/** What is not repeated by then is no repetition any more. */
const LONGEST_MS = 30 * 60_000;
const MARGIN_MS = 60_000;

/** Has WeCom leave out what it said within this time: https://developer.work.weixin.qq.com/document/path/90236. */
export interface Check {
  enable_duplicate_check: 1;
  duplicate_check_interval: number;
}

/**
 * Of what is said for the first time. WeCom does not say whether it remembers what it was not asked to look for, so it
 * is asked always; for longer than a second it would swallow what somebody rightly gets twice in the same words.
 */
export const FIRST_CHECK: Check = { enable_duplicate_check: 1, duplicate_check_interval: 1 };

/** A message that may have been said: nobody knows, since no answer came. */
export interface Doubt {
  /** The very same body: only what is the same is known again. */
  body: Body;
  check: Check;
}

/** Messages that may have been said: when they are repeated WeCom looks for the same as long ago as that. */
export interface Doubts {
  of(key: string): Doubt | undefined;
  add(key: string, body: Body): void;
  end(key: string): void;
}

export function createDoubts(now: () => Date): Doubts {
  const open = new Map<string, { body: Body; at: number }>();
  return {
    of(key) {
      const doubt = open.get(key);
      const agoMs = doubt ? Math.max(now().getTime() - doubt.at, 0) : 0;
      if (!doubt || agoMs > LONGEST_MS) return undefined;
      const interval = Math.ceil((agoMs + MARGIN_MS) / 1000);
      const check = { enable_duplicate_check: 1, duplicate_check_interval: interval } as const;
      return { body: doubt.body, check };
    },
    add(key, body) {
      const at = now().getTime();
      for (const [other, doubt] of open) if (at - doubt.at > LONGEST_MS) open.delete(other);
      open.set(key, { body, at: open.get(key)?.at ?? at });
    },
    end: (key) => void open.delete(key),
  };
}
