import { randomBytes, randomUUID } from 'node:crypto';
import type { MediaAddress } from '../protocol/content.ts';
import { encryptBytes } from '../protocol/crypto.ts';
import type { Medium } from './media.ts';

const VALID_MS = 5 * 60_000;
const LIMIT = 1000;

/** What people sent, as the bot fetches it: encrypted, at an address that is good for five minutes. */
export interface MediaHost {
  /** Each call gives an address of its own. */
  publish(medium: Medium): MediaAddress;
  /** Undefined for an unknown address; no `data` for one that is too old. */
  find(token: string): { name: string; data?: Buffer } | undefined;
}

export function createMediaHost(world: {
  now: () => Date;
  /** Where the addresses lie. */
  base: () => string;
  /** Of the callback, for every file; undefined on the long connection, where each address has a key of its own. */
  key: Buffer | undefined;
}): MediaHost {
  const published = new Map<string, { medium: Medium; key: Buffer; at: number }>();
  return {
    publish(medium) {
      const token = randomUUID().replaceAll('-', '');
      const key = world.key ?? randomBytes(32);
      published.set(token, { medium, key, at: world.now().getTime() });
      const [oldest] = published.keys();
      if (published.size > LIMIT && oldest !== undefined) published.delete(oldest);
      return { url: `${world.base()}/${token}`, ...(!world.key && { aeskey: key.toString('base64') }) };
    },
    find(token) {
      const found = published.get(token);
      if (!found) return undefined;
      const { medium, key, at } = found;
      const isValid = world.now().getTime() - at <= VALID_MS;
      return { name: medium.name, ...(isValid && { data: encryptBytes(key, medium.data) }) };
    },
  };
}
