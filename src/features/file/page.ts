import { Router } from '@koa/router';
import type { Context } from 'koa';
import type { Database } from '../../database.ts';
import { readKeptFile, verifyLink } from './usecase.ts';

export interface FilePageDeps {
  database: Database;
  /** Where the bytes lie. */
  folder: string;
  /** Signs the links. */
  key: Buffer;
  now(): Date;
}

const EXPIRED = '这个链接已经过期或不完整，请在群里重新生成一次文件。';
const GONE = '这个文件已经不在了，请在群里重新生成一次。';

/** GET /files/:id?expires=…&signature=… */
export function fileRouter(deps: FilePageDeps): Router {
  const router = new Router();
  router.get('/files/:id', async (ctx) => {
    ctx.set('X-Content-Type-Options', 'nosniff');
    ctx.set('Cache-Control', 'private, no-store');
    ctx.set('Referrer-Policy', 'no-referrer');
    const { id = '' } = ctx.params;
    const { expires, signature } = ctx.query;
    const isSigned = typeof expires === 'string' && typeof signature === 'string';
    if (!isSigned || !verifyLink({ key: deps.key, id, expires, signature, now: deps.now() })) {
      return sayOnPage(ctx, 403, EXPIRED);
    }
    const file = await readKeptFile(deps.database.db, deps.folder, id);
    if (!file) return sayOnPage(ctx, 404, GONE);
    ctx.type = file.mime;
    ctx.attachment(file.name);
    ctx.body = Buffer.from(file.bytes);
  });
  return router;
}

function sayOnPage(ctx: Context, status: number, sentence: string): void {
  ctx.status = status;
  ctx.type = 'text/html; charset=utf-8';
  ctx.set('Content-Security-Policy', "default-src 'none'");
  ctx.body = `<!doctype html><html lang="zh-CN"><meta name="viewport" content="width=device-width"><title>文件</title><p>${sentence}</p></html>`;
}
