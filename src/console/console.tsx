import { readFile } from 'node:fs/promises';
import { Router } from '@koa/router';
import type { Context } from 'koa';
import type { Page, PageContext, Viewer } from '../bot/page.ts';
import { leastRoleFor, mayDo, ROLE_NAMES, type Role } from '../bot/permission.ts';
import { toLocal } from '../clock.ts';
import type { Database, Db } from '../database.ts';
import { Frame, Notice, showPage } from './layout.tsx';
import { createSignIn, type Session, type SignInOptions } from './sign-in.tsx';

const HOME = '/console';
const STYLE = new URL('style.css', import.meta.url);

export interface ConsoleOptions {
  database: Database;
  zone: string;
  now(): Date;
  pages: readonly Page[];
  findViewer(db: Db, userid: string): Promise<Viewer>;
  /** Undefined where people cannot sign in; `missing` then says what to set. */
  signIn: SignInOptions | undefined;
  missing: string;
}

/** The pages for people who have signed in by WeCom. */
export function consoleRouter(options: ConsoleOptions): Router {
  const router = new Router();
  router.get('/console/style.css', async (ctx) => {
    ctx.type = 'text/css';
    ctx.set('Cache-Control', 'public, max-age=300');
    ctx.body = await readFile(STYLE);
  });
  const { pages, signIn } = options;
  if (!signIn) {
    for (const { path } of pages) router.get(path, (ctx) => showPage(ctx, 200, <NotSetUp text={options.missing} />));
    return router;
  }
  const { router: routes, require } = createSignIn(signIn);
  router.use(routes.routes());
  for (const page of pages) {
    router.get(page.path, async (ctx) => {
      const session = await require(ctx);
      if (session) await answer(ctx, page, { ...options, session });
    });
  }
  return router;
}

async function answer(ctx: Context, page: Page, options: ConsoleOptions & { session: Session }): Promise<void> {
  const { database, zone, session } = options;
  const now = options.now();
  const viewer = await options.findViewer(database.db, session.userid);
  const can: PageContext['can'] = (right) => mayDo(viewer.role, right);
  if (!can(page.right)) return showPage(ctx, 403, <Forbidden least={leastRoleFor(page.right)} />);
  const today = toLocal(now, zone).day;
  const content = await page.render({ db: database.db, now, today, zone, viewer, can });
  const open = options.pages
    .filter(({ right }) => can(right))
    .sort((a, b) => Number(b.path === HOME) - Number(a.path === HOME));
  const menu = open.map(({ path, title }) => ({ path, title, isHere: path === page.path }));
  showPage(
    ctx,
    200,
    <Frame title={page.title} aside={<SignedInAs viewer={viewer} />} menu={menu} renewedSeconds={page.renewedSeconds}>
      {content}
      <SignOut proof={session.proof} />
    </Frame>,
  );
}

function SignedInAs({ viewer: { name, userid, role, unit } }: { viewer: Viewer }) {
  return <p>{[name ?? userid, ROLE_NAMES[role], unit].filter(Boolean).join(' · ')}</p>;
}

function SignOut({ proof }: { proof: string }) {
  return (
    <form method="post" action="/console/sign-out">
      <input type="hidden" name="proof" value={proof} />
      <button type="submit">退出登录</button>
    </form>
  );
}

function Forbidden({ least }: { least: Role }) {
  const who = least === 'administrator' ? ROLE_NAMES[least] : `${ROLE_NAMES[least]}以上`;
  return <Notice title="你还看不了这一页" text={`这一页要${who}才能看。`} link={{ path: HOME, title: '回到首页' }} />;
}

function NotSetUp({ text }: { text: string }) {
  return <Notice title="网页还没有开通" text={text} />;
}
