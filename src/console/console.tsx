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
    const { download } = page;
    if (!download) continue;
    router.get(download.path, async (ctx) => {
      const session = await require(ctx);
      if (session) await give(ctx, page, { ...options, session });
    });
  }
  return router;
}

interface Asked extends ConsoleOptions {
  session: Session;
}

async function answer(ctx: Context, page: Page, options: Asked): Promise<void> {
  const context = await enter(ctx, page, options);
  if (!context) return;
  const content = await page.render(context);
  const open = options.pages
    .filter(({ right }) => context.can(right))
    .sort((a, b) => Number(b.path === HOME) - Number(a.path === HOME));
  const menu = open.map(({ path, title }) => ({ path, title, isHere: path === page.path }));
  showPage(
    ctx,
    200,
    <Frame
      title={page.title}
      aside={<SignedInAs viewer={context.viewer} />}
      menu={menu}
      renewedSeconds={page.renewedSeconds}
    >
      {content}
      <SignOut proof={options.session.proof} />
    </Frame>,
  );
}

async function give(ctx: Context, page: Page, options: Asked): Promise<void> {
  const context = await enter(ctx, page, options);
  if (!context) return;
  const file = await page.download?.make(context, String(ctx.params.id ?? ''));
  if (!file) return showPage(ctx, 404, <Gone path={page.path} title={page.title} />);
  ctx.set('X-Content-Type-Options', 'nosniff');
  ctx.set('Cache-Control', 'private, no-store');
  ctx.type = file.mime;
  ctx.attachment(file.name);
  ctx.body = Buffer.from(file.bytes);
}

/** What the page may use; undefined where it is not for this viewer, who has been told. */
async function enter(
  ctx: Context,
  page: Page,
  { database, zone, session, now: clock, findViewer }: Asked,
): Promise<PageContext | undefined> {
  const now = clock();
  const viewer = await findViewer(database.db, session.userid);
  const can: PageContext['can'] = (right) => mayDo(viewer.role, right);
  if (can(page.right)) return { db: database.db, now, today: toLocal(now, zone).day, zone, viewer, can };
  showPage(ctx, 403, <Forbidden least={leastRoleFor(page.right)} />);
  return undefined;
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

function Gone({ path, title }: { path: string; title: string }) {
  return (
    <Notice title="没有这个文件" text="可能数据已经更新，请回到那一页再点。" link={{ path, title: `回到${title}` }} />
  );
}

function NotSetUp({ text }: { text: string }) {
  return <Notice title="网页还没有开通" text={text} />;
}
