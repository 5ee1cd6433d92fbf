import { Violation } from '../../protocol/violation.ts';
import { createResponseCodes } from '../../world/response-codes.ts';
import type { Directory } from '../directory.ts';
import type { AppSettings } from '../world.ts';

const CODE_MS = 5 * 60_000;
const MAX_STATE_BYTES = 128;
const SCOPES = ['snsapi_base', 'snsapi_privateinfo'];

/** Somebody who is none of the corporation's. */
export const OUTSIDER = 'outsider';

/** https://developer.work.weixin.qq.com/document/path/91022 */
export interface Authorisation {
  appid: string;
  redirectUri: string;
  responseType: string;
  scope: string;
  state: string;
  agentId: string;
}

/** Signing in to the app's pages. */
export interface SignIn {
  /** @throws Violation where WeCom would show an error in place of the page. */
  check(wanted: Authorisation): void;
  /** Where the browser of `who` goes next, with a code. */
  addressFor(wanted: Authorisation, who: string): string;
  /** Who came with `code`. @throws Violation 40029 for one that is unknown, used, or older than five minutes. */
  identify(code: string): object;
}

export function createSignIn(settings: AppSettings, world: { now: () => Date; directory: Directory }): SignIn {
  const codes = createResponseCodes<{ who: string }>(world.now, CODE_MS);
  const trusted = settings.trustedHost ?? (() => new URL(settings.callbackUrl()).host);
  return {
    check: (wanted) => check(settings, trusted(), wanted),
    addressFor({ redirectUri, state }, who) {
      const address = new URL(redirectUri);
      address.searchParams.set('code', codes.issue({ who }));
      address.searchParams.set('state', state);
      return address.href;
    },
    identify(code) {
      const found = codes.take(code);
      if (!found) throw new Violation('invalid code', 40_029);
      const person = world.directory.find(found.who);
      return person ? { userid: person.userid } : { openid: 'oPlayground', external_userid: 'wmPlayground' };
    },
  };
}

function check({ corpId, agentId }: AppSettings, trustedHost: string, wanted: Authorisation): void {
  const { appid, redirectUri, responseType, scope, state } = wanted;
  if (appid !== corpId) throw new Violation('appid 不是这个企业的企业 ID', 40_013);
  if (responseType !== 'code') throw new Violation('response_type 只能是 code');
  if (!SCOPES.includes(scope)) throw new Violation(`scope 只能是 ${SCOPES.join(' 或 ')}`);
  if (Buffer.byteLength(state) > MAX_STATE_BYTES) throw new Violation(`state 不能超过 ${MAX_STATE_BYTES} 字节`);
  if (wanted.agentId === '' ? scope === 'snsapi_privateinfo' : wanted.agentId !== String(agentId)) {
    throw new Violation('agentid 不是这个应用的编号', 40_056);
  }
  const isAddress = URL.canParse(redirectUri) && /^https?:$/.test(new URL(redirectUri).protocol);
  if (!isAddress || new URL(redirectUri).host !== trustedHost) {
    throw new Violation('redirect_uri 的域名和应用的可信域名不一样', 50_001);
  }
}
