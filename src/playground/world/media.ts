import { randomUUID } from 'node:crypto';
import type { MediaType } from './media-type.ts';

export interface Medium {
  id: string;
  name: string;
  data: Buffer;
  /** Who uploaded it: nobody else can send it. Absent for what people send, and for a picture out of a reply. */
  key?: string;
  /** What it was uploaded as. */
  type?: MediaType;
  uploadedAt: Date;
}

/** Files kept in memory, the oldest dropped once they are more than `limitBytes` together. */
export interface MediaStore {
  keep(file: Omit<Medium, 'id'>): Medium;
  find(id: string): Medium | undefined;
  /** What a browser opens at `url`. */
  findAt(url: string): Medium | undefined;
}

export function createMediaStore(limitBytes = 200 * 1024 * 1024): MediaStore {
  const media = new Map<string, Medium>();
  let total = 0;
  return {
    keep(file) {
      const medium = { id: randomUUID().replaceAll('-', ''), ...file };
      media.set(medium.id, medium);
      total += medium.data.length;
      for (const [id, { data }] of media) {
        if (total <= limitBytes || id === medium.id) break;
        media.delete(id);
        total -= data.length;
      }
      return medium;
    },
    find: (id) => media.get(id),
    findAt: (url) => media.get(url.split('/').at(-2) ?? ''),
  };
}

/** Where a browser opens it. */
export function urlOf(medium: Medium): string {
  return `/playground/files/${medium.id}/${encodeURIComponent(medium.name)}`;
}
