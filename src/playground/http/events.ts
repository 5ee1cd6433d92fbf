import type { ServerResponse } from 'node:http';
import { Router } from '@koa/router';
import type { Log, Shown } from '../world/log.ts';
import { toWallTime } from '../world/wall-time.ts';

const KEEP_ALIVE_MS = 15_000;

/** Server-sent events: what is shown, from the beginning or from the browser's last event on. */
export interface Events {
  router: Router;
  /** Tells the pages that the clock stands elsewhere. */
  tellClock(): void;
  close(): void;
}

export function createEvents({ log, now }: { log: Log; now: () => Date }): Events {
  const streams = new Set<ServerResponse>();
  const router = new Router();
  router.get('/events', (ctx) => {
    const stream = ctx.res;
    // Koa would log each page that is closed as an error.
    ctx.respond = false;
    stream.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
    streams.add(stream);
    const stop = follow(log, stream, ctx.get('last-event-id'));
    stream.on('close', () => {
      streams.delete(stream);
      stop();
    });
  });
  return {
    router,
    tellClock() {
      const data = JSON.stringify({ now: toWallTime(now()) });
      for (const stream of streams) stream.write(`event: clock\ndata: ${data}\n\n`);
    },
    close() {
      for (const stream of streams) stream.end();
    },
  };
}

/** Sends the past, then what comes; returns how to stop. */
function follow(log: Log, stream: ServerResponse, lastEventId: string): () => void {
  const [run, position] = lastEventId.split(':');
  let known = run === log.id ? Number(position) || 0 : 0;
  stream.write(`retry: 1000\nevent: run\ndata: ${JSON.stringify({ id: log.id })}\n\n`);
  const send = () => {
    const news = log.since(known);
    known = news.position;
    for (const shown of news.entries) stream.write(`id: ${log.id}:${known}\ndata: ${JSON.stringify(wire(shown))}\n\n`);
  };
  send();
  const stop = log.watch(send);
  const timer = setInterval(() => stream.write(': \n\n'), KEEP_ALIVE_MS);
  timer.unref();
  return () => {
    stop();
    clearInterval(timer);
  };
}

/** `chat` is null for a talk with the bot alone, which is then `person`'s. */
function wire({ place, ...shown }: Shown): Record<string, unknown> {
  return { ...place, ...shown };
}
