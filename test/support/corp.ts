import { CORP, startFakeApp } from './fake-app.ts';
import { sendJson, startFakeBot, startPlayground, stream } from './fake-bot.ts';

/** The stand-in with a self-built app, and what calls its interface as the app does. */
export async function startCorp() {
  const app = await startFakeApp();
  const bot = await startFakeBot(() => stream('收到'));
  const playground = await startPlayground(bot, { corp: app.settings() });
  const api = `${playground.origin}/playground/wecom/cgi-bin`;
  const get = async (path: string) => (await sendJson(`${api}/${path}`, 'GET', undefined)).body;
  let token: string | undefined;

  async function accessToken(): Promise<string> {
    token ??= (await get(`gettoken?corpid=${CORP.corpId}&corpsecret=${CORP.secret}`)).access_token as string;
    return token;
  }

  async function url(path: string): Promise<string> {
    return `${api}/${path}${path.includes('?') ? '&' : '?'}access_token=${await accessToken()}`;
  }

  return {
    ...{ app, bot, playground, api, get, url },
    /** With a token. */
    fetch: async (path: string) => (await sendJson(await url(path), 'GET', undefined)).body,
    post: async (path: string, body: unknown) => (await sendJson(await url(path), 'POST', body)).body,
    /** The next call asks for a token anew. */
    forgetToken() {
      token = undefined;
    },
    setFaults: (faults: object) => playground.send('PUT', '/faults', faults),
    /** What the person sees in the app's chat. */
    async view(sender = 'wangfang', chat = 'app'): Promise<string[]> {
      return (await playground.send('GET', `/view?chat=${chat}&sender=${sender}`)).body.lines;
    },
    async close() {
      await playground.close();
      await app.close();
      await bot.close();
    },
  };
}

export type RunningCorp = Awaited<ReturnType<typeof startCorp>>;
