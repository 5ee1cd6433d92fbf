import { createServer } from 'node:http';

/** What the stand-in of a model answers a request with. */
export type Answer =
  | { content: string }
  /** Bytes as they are, with this status. */
  | { status: number; body: string }
  /** The head of an answer, and then nothing more. */
  | { hangs: true };

export interface ModelServer {
  baseUrl: string;
  /** The user message of each request so far. */
  asked: { system: string; user: string }[];
  /** Each request whole, as it came over the wire. */
  bodies: string[];
  close(): Promise<void>;
}

/** Speaks the OpenAI chat completions protocol on loopback; `answer` is what the model says. */
export async function startModelServer(
  answer: (request: { system: string; user: string }, count: number) => Answer | Promise<Answer>,
): Promise<ModelServer> {
  const asked: ModelServer['asked'] = [];
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const body = Buffer.concat(chunks).toString();
      bodies.push(body);
      const { messages }: { messages: { content: string }[] } = JSON.parse(body);
      const question = { system: messages[0]?.content ?? '', user: messages[1]?.content ?? '' };
      asked.push(question);
      const said = await answer(question, asked.length);
      response.writeHead('status' in said ? said.status : 200, { 'content-type': 'application/json' });
      if ('hangs' in said) response.write('{');
      else if ('status' in said) response.end(said.body);
      else response.end(completion(said.content));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    asked,
    bodies,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function completion(content: string): string {
  return JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 0,
    model: 'stand-in',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
    usage: { prompt_tokens: 10, completion_tokens: 10, total_tokens: 20 },
  });
}
