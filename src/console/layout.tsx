import type { Context } from 'koa';
import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Answers with a page of ours: no script, nothing from elsewhere, nothing kept by anybody on the way. */
export function showPage(ctx: Context, status: number, page: VNode): void {
  ctx.status = status;
  ctx.type = 'text/html; charset=utf-8';
  ctx.set('Content-Security-Policy', POLICY);
  ctx.set('Cache-Control', 'no-store');
  ctx.set('Referrer-Policy', 'no-referrer');
  ctx.set('X-Content-Type-Options', 'nosniff');
  ctx.body = `<!doctype html>${renderToString(page)}`;
}

export interface FrameProps {
  title: string;
  /** What stands beside the title, e.g. who is signed in. */
  aside?: ComponentChildren;
  /** Asked for anew so often by itself. */
  renewedSeconds?: number | undefined;
  menu?: readonly { path: string; title: string; isHere: boolean }[];
  children?: ComponentChildren;
}

/** What is around every page. */
export function Frame({ title, aside, renewedSeconds, menu = [], children }: FrameProps) {
  return (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        {renewedSeconds !== undefined && <meta http-equiv="refresh" content={String(renewedSeconds)} />}
        <title>{title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/console/style.css" />
      </head>
      <body>
        <header>
          <h1>{title}</h1>
          {aside}
        </header>
        {menu.length > 1 && (
          <nav aria-label="页面">
            {menu.map((entry) => (
              <a key={entry.path} href={entry.path} {...(entry.isHere ? { 'aria-current': 'page' as const } : {})}>
                {entry.title}
              </a>
            ))}
          </nav>
        )}
        <main>{children}</main>
      </body>
    </html>
  );
}

/** A page that says one thing, and where to go on. */
export function Notice({ title, text, link }: { title: string; text: string; link?: { path: string; title: string } }) {
  return (
    <Frame title={title}>
      <p>{text}</p>
      {link && (
        <p>
          <a class="button" href={link.path}>
            {link.title}
          </a>
        </p>
      )}
    </Frame>
  );
}
