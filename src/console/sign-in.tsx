import { randomBytes, timingSafeEqual } from 'node:crypto';
import { Router } from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { Notice, showPage } from './layout.tsx';
import { type SealedCookie, sealedCookie } from './session.ts';

const SESSION_MS = 12 * 3_600_000;
const STATE_MS = 10 * 60_000;
const HOME = '/console';
/** Only pages of ours are gone back to. */
const OWN_PATH = /^\/console(?:\/[\w-]+)*$/;
const AGAIN = { path: HOME, title: '从头打开' };

const sessionSchema = z.object({
  /** Lower case. */
  userid: z.string().min(1),
  /** Goes with every form, so that no other site can send one. */
  proof: z.string().min(1),
});
const stateSchema = z.object({ state: z.string(), path: z.string() });

export type Session = z.output<typeof sessionSchema>;

export interface SignInOptions {
  /** Of the self-built app. */
  app: { corpId: string; agentId: number };
  /** Where WeCom asks people whether it is them. */
  authorizeUrl: string;
  /** The address people reach us by, without a slash at the end. */
  baseUrl: string;
  /** Userid of who comes with this code; undefined: nobody of this corporation. */
  identify(code: string): Promise<string | undefined>;
  /** 32 bytes. */
  key: Buffer;
  now(): Date;
  logger: Logger;
}

export interface SignIn {
  router: Router;
  /** Who is signed in; undefined: the request was sent on to WeCom, to come back signed in. */
  require(ctx: Context): Promise<Session | undefined>;
}

/** https://developer.work.weixin.qq.com/document/path/91022: who opens the page in WeCom is told to us by WeCom. */
export function createSignIn(options: SignInOptions): SignIn {
  const { key, now } = options;
  const common = { key, now, isSecure: options.baseUrl.startsWith('https:') };
  const sessions = sealedCookie({ ...common, name: 'console', schema: sessionSchema, lifeMs: SESSION_MS });
  const states = sealedCookie({ ...common, name: 'console-state', schema: stateSchema, lifeMs: STATE_MS });
  const spent = createSpent(now);

  async function comeBack(ctx: Context): Promise<void> {
    const begun = await states.read(ctx);
    states.clear(ctx);
    const { code, state } = ctx.query;
    const isOurs = begun !== undefined && typeof state === 'string' && isSame(state, begun.state);
    if (!isOurs || typeof code !== 'string' || code === '' || !spent.spend(begun.state))
      return showPage(ctx, 400, <Stale />);
    const userid = await identify(code, options);
    if (typeof userid !== 'string') return showPage(ctx, userid.status, userid.page);
    await sessions.write(ctx, { userid: userid.toLowerCase(), proof: randomBytes(16).toString('hex') });
    ctx.redirect(OWN_PATH.test(begun.path) ? begun.path : HOME);
  }

  const router = new Router();
  router.get('/console/signed-in', comeBack);
  router.get('/console/signed-out', (ctx) => showPage(ctx, 200, <SignedOut />));
  router.post('/console/sign-out', (ctx) => signOut(ctx, sessions));
  return {
    router,
    async require(ctx) {
      const session = await sessions.read(ctx);
      if (session) return session;
      const state = randomBytes(24).toString('hex');
      await states.write(ctx, { state, path: ctx.path });
      ctx.set('Cache-Control', 'no-store');
      ctx.redirect(authorizeAddress(options, state));
      return undefined;
    },
  };
}

function authorizeAddress({ app, authorizeUrl, baseUrl }: SignInOptions, state: string): string {
  const query = new URLSearchParams({
    appid: app.corpId,
    redirect_uri: `${baseUrl}/console/signed-in`,
    response_type: 'code',
    scope: 'snsapi_base',
    state,
    agentid: String(app.agentId),
  });
  return `${authorizeUrl}?${query}#wechat_redirect`;
}

async function identify(
  code: string,
  { identify: ask, logger }: SignInOptions,
): Promise<string | { status: number; page: ReturnType<typeof Stale> }> {
  try {
    return (await ask(code)) ?? { status: 403, page: <Stranger /> };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    logger.warn({ err: error }, '有人登录网页，企业微信没有说出是谁；错误码的意思见「通道状态」');
    return error.code === 'wecom_refused' ? { status: 400, page: <Stale /> } : { status: 502, page: <Unreachable /> };
  }
}

/** A form of ours, sent by a page of ours: the cookie alone proves nothing. */
async function signOut(ctx: Context, sessions: SealedCookie<Session>): Promise<void> {
  const session = await sessions.read(ctx);
  const proof = new URLSearchParams(await readForm(ctx)).get('proof') ?? '';
  if (session && !isSame(proof, session.proof)) return showPage(ctx, 403, <Stale />);
  sessions.clear(ctx);
  ctx.redirect('/console/signed-out');
  ctx.status = 303;
}

async function readForm(ctx: Context): Promise<string> {
  let text = '';
  for await (const chunk of ctx.req) {
    text += chunk;
    if (text.length > 1000) return '';
  }
  return text;
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** States that have brought somebody back: each does so once. */
function createSpent(now: () => Date): { spend(state: string): boolean } {
  const spentUntil = new Map<string, number>();
  return {
    spend(state) {
      const at = now().getTime();
      for (const [one, until] of spentUntil) if (until <= at) spentUntil.delete(one);
      if (spentUntil.has(state)) return false;
      spentUntil.set(state, at + STATE_MS);
      return true;
    },
  };
}

function Stale() {
  return <Notice title="没有登录上" text="这个登录链接已经用过、过期了，或者不是从这里打开的。" link={AGAIN} />;
}

function Stranger() {
  return (
    <Notice
      title="这里只给本企业成员用"
      text="企业微信说你不是本企业的成员，所以打不开。如果你已经是志愿者，请管理员先把你加进企业微信，再从企业微信的工作台打开。"
    />
  );
}

function Unreachable() {
  return <Notice title="没有登录上" text="连不上企业微信，请过一会儿再试。" link={AGAIN} />;
}

function SignedOut() {
  return <Notice title="已退出" text="你已经退出登录。" link={{ path: HOME, title: '重新登录' }} />;
}
