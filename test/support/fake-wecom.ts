import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { addressOf, listen } from './server.ts';

export interface TakenRequest {
  path: string;
  query: Record<string, string>;
  type: string | undefined;
  /** Whether it said its length beforehand instead of coming in chunks. */
  hasLength: boolean;
  json: unknown;
  form(): Promise<{ field: string; name: string; bytes: Buffer }[]>;
}

/** A server on the loopback that takes what a group robot sends and answers what the test wants. */
export interface FakeWecom {
  address: string;
  requests: TakenRequest[];
  /** To each request one of these in order, the last one for ever. */
  answer(...answers: { errcode: number; errmsg: string }[]): void;
  answerRaw(status: number, body: string, headers?: Record<string, string>): void;
  hang(): void;
  cut(): void;
  stop(): Promise<void>;
}

type Behaviour = (response: ServerResponse) => void;

export async function startFakeWecom(): Promise<FakeWecom> {
  const requests: TakenRequest[] = [];
  let behave: Behaviour = (response) => endJson(response, { errcode: 0, errmsg: 'ok', media_id: 'MEDIA-1' });
  const server = createServer((request, response) => {
    void takeIn(request).then((taken) => {
      requests.push(taken);
      behave(response);
    });
  });
  await listen(server);
  return {
    address: addressOf(server),
    requests,
    answer(...answers) {
      const left = [...answers];
      behave = (response) => endJson(response, left.length > 1 ? left.shift() : left[0]);
    },
    answerRaw(status, body, headers = {}) {
      behave = (response) => response.writeHead(status, headers).end(body);
    },
    hang() {
      behave = () => undefined;
    },
    cut() {
      behave = (response) => response.socket?.destroy();
    },
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function takeIn(request: IncomingMessage): Promise<TakenRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const url = new URL(request.url ?? '/', 'http://fake');
  const type = request.headers['content-type'];
  return {
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    type,
    hasLength: request.headers['content-length'] !== undefined,
    json: type === 'application/json' ? JSON.parse(body.toString()) : undefined,
    form: () => readForm(body, type),
  };
}

async function readForm(body: Buffer, type = ''): ReturnType<TakenRequest['form']> {
  const form = await new Response(Uint8Array.from(body), { headers: { 'content-type': type } }).formData();
  const parts: Awaited<ReturnType<TakenRequest['form']>> = [];
  for (const [field, value] of form) {
    if (typeof value === 'string') throw new Error(`${field} is no file`);
    parts.push({ field, name: value.name, bytes: Buffer.from(await value.arrayBuffer()) });
  }
  return parts;
}

function endJson(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
