import { Router } from '@koa/router';
import type { Context } from 'koa';
import { queryOf } from '../../http/api.ts';
import { Violation } from '../../protocol/violation.ts';
import type { Directory } from '../directory.ts';
import { type Authorisation, OUTSIDER, type SignIn } from './sign-in.ts';

/** Where a phone is sent to sign in. WeCom knows who holds it; here one says who one is. */
export function signInRouter({ signIn, directory }: { signIn: SignIn; directory: Directory }): Router {
  const router = new Router();
  router.get('/connect/oauth2/authorize', (ctx) => {
    ctx.set({
      'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
    const wanted = wantedBy(ctx);
    try {
      signIn.check(wanted);
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      ctx.status = 400;
      ctx.type = 'html';
      ctx.body = page(`登录不了（${error.errcode}）`, `<p>${escapeHtml(error.message)}。</p>`);
      return;
    }
    const who = queryOf(ctx, 'as');
    if (directory.find(who) || who === OUTSIDER) {
      ctx.redirect(signIn.addressFor(wanted, who));
      return;
    }
    ctx.type = 'html';
    ctx.body = page('你是谁？', choices(ctx.querystring, directory));
  });
  return router;
}

function wantedBy(ctx: Context): Authorisation {
  return {
    appid: queryOf(ctx, 'appid'),
    redirectUri: queryOf(ctx, 'redirect_uri'),
    responseType: queryOf(ctx, 'response_type'),
    scope: queryOf(ctx, 'scope'),
    state: queryOf(ctx, 'state'),
    agentId: queryOf(ctx, 'agentid'),
  };
}

function choices(querystring: string, directory: Directory): string {
  const people = directory.all().map(({ userid, name, duty }) => ({ who: userid, text: `${name}（${duty}）` }));
  const links = [...people, { who: OUTSIDER, text: '不是本单位的人' }].map(({ who, text }) => {
    const query = new URLSearchParams(querystring);
    query.set('as', who);
    return `<li><a href="?${escapeHtml(query.toString())}">${escapeHtml(text)}</a></li>`;
  });
  return `<p>真的企业微信认得出拿着手机的人；这里是试用，请选一位。</p><ul>${links.join('')}</ul>`;
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
