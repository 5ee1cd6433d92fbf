/** A token is renewed this long before it ends. */
const EARLY_MS = 5 * 60_000;
/** Asking for tokens again and again gets the whole address blocked: a failure stands for a while. */
const FAILURE_STANDS_MS = 5_000;

export interface Token {
  value: string;
  lifeMs: number;
}

/** The app's one token: asked for by one caller, shared by all. */
export interface TokenCache {
  get(): Promise<string>;
  /** WeCom no longer takes `stale`: the one that came after it, or a new one. */
  renew(stale: string): Promise<string>;
}

export function createTokenCache(fetchToken: () => Promise<Token>, now: () => Date): TokenCache {
  let known: { value: string; from: number; until: number } | undefined;
  let failure: { error: unknown; at: number } | undefined;
  let asking: Promise<string> | undefined;

  async function ask(): Promise<string> {
    const at = now().getTime();
    if (failure && at >= failure.at && at < failure.at + FAILURE_STANDS_MS) throw failure.error;
    try {
      const { value, lifeMs } = await fetchToken();
      known = { value, from: at, until: at + Math.max(lifeMs - EARLY_MS, lifeMs / 2) };
      failure = undefined;
      return value;
    } catch (error) {
      failure = { error, at };
      throw error;
    }
  }

  function askOnce(): Promise<string> {
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  }

  return {
    async get() {
      const at = now().getTime();
      return known && at >= known.from && at < known.until ? known.value : askOnce();
    },
    async renew(stale) {
      if (known?.value === stale) known = undefined;
      return known ? known.value : askOnce();
    },
  };
}
