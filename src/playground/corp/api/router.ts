import { Router } from '@koa/router';
import { answerWithErrcode, queryOf, readMessage } from '../../http/api.ts';
import { createAppChats } from '../chat.ts';
import { createSend } from '../message/send.ts';
import { updateCard } from '../message/update.ts';
import type { SignIn } from '../oauth/sign-in.ts';
import type { CorpWorld } from '../world.ts';
import { type Gate, tellRefusal } from './gate.ts';
import { mediaRouter } from './media.ts';
import { convertUserids, getUser, listDepartments, listUsers } from './people.ts';

const BASE = '/cgi-bin';
/** Where callbacks come from. */
const CALLBACK_IPS = ['127.0.0.1'];

/** The app's interface at WeCom, as far as the bot uses it. */
export function apiRouter(world: CorpWorld, { gate, signIn }: { gate: Gate; signIn: SignIn }): Router {
  const router = new Router();
  router.use(answerWithErrcode(tellRefusal));
  router.get(`${BASE}/gettoken`, (ctx) => {
    gate.count('gettoken');
    ctx.body = succeed(gate.tokens.get(queryOf(ctx, 'corpid'), queryOf(ctx, 'corpsecret')));
  });
  const post = (path: string, answer: (message: unknown) => object | undefined) =>
    router.post(`${BASE}/${path}`, async (ctx) => {
      const message = await readMessage(ctx);
      gate.admit(path, queryOf(ctx, 'access_token'));
      ctx.body = succeed(answer(message));
      if (path === 'message/send' && world.faults().cutAppSend) ctx.req.socket.destroy();
    });
  const get = (path: string, answer: (query: (name: string) => string) => object) =>
    router.get(`${BASE}/${path}`, (ctx) => {
      gate.admit(path, queryOf(ctx, 'access_token'));
      ctx.body = succeed(answer((name) => queryOf(ctx, name)));
    });
  const { directory } = world;
  post('message/send', createSend(world));
  const chats = createAppChats(world);
  post('appchat/create', chats.create);
  post('appchat/send', chats.send);
  post('message/update_template_card', (message) => updateCard(world, message));
  get('user/get', (query) => getUser(directory, query('userid')));
  get('user/simplelist', (query) => listUsers(directory, query('department_id')));
  get('department/list', (query) => listDepartments(query('id')));
  post('batch/openuserid_to_userid', (message) => convertUserids(directory, message));
  get('auth/getuserinfo', (query) => signIn.identify(query('code')));
  get('user/getuserinfo', (query) => signIn.identify(query('code')));
  get('getcallbackip', () => ({ ip_list: CALLBACK_IPS }));
  router.use(mediaRouter(world, gate).routes());
  return router;
}

function succeed(answer: object = {}): object {
  return { errcode: 0, errmsg: 'ok', ...answer };
}
