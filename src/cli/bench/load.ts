import autocannon from 'autocannon';
import type { SignedRequest } from './signed.ts';

export interface Load {
  /** Answers a second. */
  rate: number;
  p50Ms: number;
  p99Ms: number;
  /** Anything but a 200 with a body. */
  failures: number;
}

/** Sends each request once over `connections` kept-alive connections. */
export async function sendAll(address: string, requests: SignedRequest[], connections: number): Promise<Load> {
  let next = 0;
  const startedAt = performance.now();
  const result = await autocannon({
    url: address,
    connections,
    amount: requests.length,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    requests: [
      {
        setupRequest(request) {
          const signed = requests[next++ % requests.length];
          return { ...request, path: signed?.path ?? '/', body: signed?.body ?? '' };
        },
      },
    ],
  });
  const seconds = (performance.now() - startedAt) / 1000;
  return {
    rate: requests.length / seconds,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    failures: result.non2xx + result.errors + result.timeouts,
  };
}
