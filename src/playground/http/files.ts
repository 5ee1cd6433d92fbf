import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { Router } from '@koa/router';
import type { Context } from 'koa';
import type { MediaStore } from '../world/media.ts';

const PAGE = join(import.meta.dirname, '..', 'page');
/** preact and htm in one file, for browsers. */
const HTM = join(dirname(createRequire(import.meta.url).resolve('htm')), '../preact/standalone.module.js');
const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page and the files that were sent. */
export function filesRouter(media: MediaStore): Router {
  const router = new Router();
  router.get('/', async (ctx) => {
    ctx.set('content-security-policy', CONTENT_POLICY);
    await serve(ctx, join(PAGE, 'index.html'));
  });
  router.get('/page/*path', async (ctx) => {
    const path = ctx.params.path ?? '';
    if (/^([a-z-]+\/)?[a-z-]+\.(js|css)$/.test(path)) await serve(ctx, join(PAGE, path));
  });
  router.get('/modules/htm-preact.js', (ctx) => serve(ctx, HTM));
  router.get('/files/:id/:name', (ctx) => {
    const medium = media.find(ctx.params.id ?? '');
    if (!medium) return;
    const isImage = /\.(png|jpe?g|gif|webp)$/i.test(medium.name);
    ctx.set({ 'x-content-type-options': 'nosniff', 'cache-control': 'private' });
    ctx.attachment(medium.name, { type: isImage ? 'inline' : 'attachment' });
    ctx.body = medium.data;
  });
  return router;
}

/** Leaves 404 where there is no such file. */
async function serve(ctx: Context, path: string): Promise<void> {
  const content = await readFile(path).catch(() => undefined);
  if (!content) return;
  ctx.set({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cache-control': 'no-cache' });
  ctx.type = extname(path);
  ctx.body = content;
}
