import type { Shown } from './app.ts';

export interface Pushed extends Shown {
  chat: string | null;
}

export interface Pushes {
  /** What group robots have said since the last call. */
  take(): Promise<Pushed[]>;
  close(): void;
}

/** Follows the stand-in's event stream as its page does. */
export async function followPushes(address: string): Promise<Pushes> {
  let seen: Pushed[] = [];
  const closing = new AbortController();
  const response = await fetch(`${address}/playground/events`, { signal: closing.signal });
  const read = readEvents(response, (shown) => seen.push(shown)).catch(() => undefined);
  return {
    async take() {
      // A round trip through the same server: what was written to the stream before has been read by then.
      await fetch(`${address}/playground/clock`);
      const taken = seen;
      seen = [];
      return taken;
    },
    close() {
      closing.abort();
      void read;
    },
  };
}

async function readEvents(response: Response, onPush: (shown: Pushed) => void): Promise<void> {
  if (!response.body) throw new Error('no event stream');
  let rest = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1];
      const event: unknown = data === undefined ? undefined : JSON.parse(data);
      if (isShown(event) && event.author.kind === 'robot') onPush({ ...event.body, chat: event.chat });
    }
  }
}

interface Event {
  chat: string | null;
  author: { kind: string };
  body: Shown;
}

function isShown(event: unknown): event is Event {
  return typeof event === 'object' && event !== null && 'author' in event && 'body' in event;
}
