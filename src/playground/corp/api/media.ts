import { Router } from '@koa/router';
import { queryOf, readUpload } from '../../http/api.ts';
import type { CorpWorld } from '../world.ts';
import type { Gate } from './gate.ts';

/** https://developer.work.weixin.qq.com/document/path/90253 and 90254 */
export function mediaRouter({ media, now }: CorpWorld, gate: Gate): Router {
  const router = new Router();
  router.post('/cgi-bin/media/upload', async (ctx) => {
    const file = await readUpload(ctx);
    gate.admit('media/upload', queryOf(ctx, 'access_token'));
    const { id, type } = media.upload(queryOf(ctx, 'type'), file);
    const created_at = String(Math.floor(now().getTime() / 1000));
    ctx.body = { errcode: 0, errmsg: 'ok', type, media_id: id, created_at };
  });
  router.get('/cgi-bin/media/get', (ctx) => {
    gate.admit('media/get', queryOf(ctx, 'access_token'));
    const { name, data } = media.find(queryOf(ctx, 'media_id'));
    ctx.attachment(name);
    if (!ctx.type) ctx.type = 'application/octet-stream';
    ctx.body = data;
  });
  return router;
}
