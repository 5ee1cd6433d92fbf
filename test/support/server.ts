import type { Server } from 'node:http';

/** On a free port of the loopback. */
export function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
}

export function addressOf(server: Server): string {
  const address = server.address();
  if (!address || typeof address !== 'object') throw new Error('the server does not listen');
  return `http://127.0.0.1:${address.port}`;
}
