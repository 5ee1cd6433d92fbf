import { createServer, type ServerResponse } from 'node:http';
import { addressOf, listen } from './server.ts';

export interface Called {
  /** `message/send` */
  path: string;
  query: Record<string, string>;
  json: Record<string, unknown>;
  body: Buffer;
}

type Behaviour = (call: Called, response: ServerResponse) => unknown;

/** The interface of a self-built app on the loopback: tokens T1, T2 … and what the test says. */
export interface AppApiServer {
  address: string;
  calls: Called[];
  /** Paths called, `gettoken` included. */
  paths(): string[];
  /** An object is answered as JSON; one that answers by itself returns undefined. */
  on(path: string, behave: Behaviour): void;
  stop(): Promise<void>;
}

export async function startAppApi(): Promise<AppApiServer> {
  const calls: Called[] = [];
  let serial = 0;
  const behaviours = new Map<string, Behaviour>([
    ['gettoken', () => ({ errcode: 0, errmsg: 'ok', access_token: `T${++serial}`, expires_in: 7200 })],
  ]);
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const url = new URL(request.url ?? '/', 'http://fake');
    const isJson = request.headers['content-type'] === 'application/json';
    const call: Called = {
      path: url.pathname.replace('/cgi-bin/', ''),
      query: Object.fromEntries(url.searchParams),
      json: isJson ? JSON.parse(body.toString()) : {},
      body,
    };
    calls.push(call);
    const behave = behaviours.get(call.path) ?? (() => ({ errcode: 0, errmsg: 'ok' }));
    const answer = await behave(call, response);
    if (answer !== undefined) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    }
  });
  await listen(server);
  return {
    address: addressOf(server),
    calls,
    paths: () => calls.map(({ path }) => path),
    on: (path, behave) => void behaviours.set(path, behave),
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
