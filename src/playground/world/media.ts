import { randomUUID } from 'node:crypto';

export interface Medium {
  id: string;
  name: string;
  data: Buffer;
  /** The group robot it was uploaded with; it can be sent with no other. Absent for a picture out of a reply. */
  key?: string;
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
