import { Violation } from '../../protocol/violation.ts';
import type { FaultBox } from '../../world/faults.ts';
import type { AppSettings } from '../world.ts';
import { createTokens, type Tokens } from './token.ts';

/** Where WeCom sees the bot's calls come from. */
const SEEN_IP = '203.0.113.7';

/** What every call of the app's interface passes, and how often each was made. */
export interface Gate {
  tokens: Tokens;
  /** `path`: `message/send`. @throws Violation where the token is no good, or as the faults say. */
  admit(path: string, token: string): void;
  count(path: string): void;
  /** By path. */
  calls(): Record<string, number>;
}

export function createGate(settings: AppSettings, world: { now: () => Date; faults: FaultBox }): Gate {
  const tokens = createTokens({ ...settings, now: world.now });
  const calls = new Map<string, number>();
  const count = (path: string) => void calls.set(path, (calls.get(path) ?? 0) + 1);
  world.faults.watch(({ endToken }) => {
    if (endToken) tokens.end(endToken);
  });
  return {
    tokens,
    count,
    admit(path, token) {
      count(path);
      tokens.check(token);
      const { appErrcode, appSendErrcode } = world.faults.get();
      const errcode = appErrcode || (path === 'message/send' && appSendErrcode);
      if (errcode)
        throw new Violation(errcode === 60_020 ? 'not allow to access from your ip' : 'playground fault', errcode);
    },
    calls: () => Object.fromEntries(calls),
  };
}

/** The `errmsg` of a refusal, with all that WeCom adds. */
export function tellRefusal({ message, errcode }: Violation): string {
  const address = `https://open.work.weixin.qq.com/devtool/query?e=${errcode}`;
  return `${message}, hint: [1700000000123456789], from ip: ${SEEN_IP}, more info at ${address}`;
}
