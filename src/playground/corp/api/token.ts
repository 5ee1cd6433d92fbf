import { randomBytes } from 'node:crypto';
import { Violation } from '../../protocol/violation.ts';
import { createAllowance } from '../../world/allowance.ts';

const LIFE_MS = 7_200_000;
/** The limit is WeCom's own secret; a bot that asks before every call goes beyond this one. */
const LIMITS = [
  { count: 10, ms: 60_000 },
  { count: 60, ms: 3_600_000 },
];
const GONE = { 40014: 'invalid access_token', 42001: 'access_token expired' };

/** The app's access tokens: https://developer.work.weixin.qq.com/document/path/91039 */
export interface Tokens {
  /** The same one as long as it is good. @throws Violation 40013, 40001, or 45009 for asking too often. */
  get(corpId: string, secret: string): { access_token: string; expires_in: number };
  /** @throws Violation 41001, 40014 or 42001 */
  check(token: string): void;
  /** The present one is no longer good; it is refused with `errcode`. */
  end(errcode: keyof typeof GONE): void;
}

export function createTokens(app: { corpId: string; secret: string; now: () => Date }): Tokens {
  const issued = new Map<string, { endsAt: number; gone?: keyof typeof GONE }>();
  const count = createAllowance(app.now, LIMITS);
  let current = '';

  function remainingMs(token: string): number {
    const found = issued.get(token);
    return found && found.gone === undefined ? found.endsAt - app.now().getTime() : 0;
  }

  return {
    get(corpId, secret) {
      if (corpId !== app.corpId) throw new Violation('invalid corpid', 40_013);
      if (secret !== app.secret) throw new Violation('invalid credential', 40_001);
      count('');
      // The clock can be moved back.
      if (remainingMs(current) <= 0 || remainingMs(current) > LIFE_MS) {
        current = randomBytes(160).toString('base64url');
        issued.set(current, { endsAt: app.now().getTime() + LIFE_MS });
      }
      return { access_token: current, expires_in: Math.ceil(remainingMs(current) / 1000) };
    },
    check(token) {
      if (token === '') throw new Violation('access_token missing', 41_001);
      const found = issued.get(token);
      if (!found) throw new Violation(GONE[40014], 40_014);
      if (found.gone) throw new Violation(GONE[found.gone], found.gone);
      if (remainingMs(token) <= 0) throw new Violation(GONE[42001], 42_001);
    },
    end(errcode) {
      const found = issued.get(current);
      if (found) found.gone = errcode;
    },
  };
}
