import { Violation } from '../protocol/violation.ts';
import type { Body } from '../world/log.ts';
import type { MediaStore, Medium } from '../world/media.ts';
import { checkUpload, findUploaded, isMediaType, type MediaType, showUploaded } from '../world/media-type.ts';

/** All apps of a corporation share their media. */
const KEY = 'corp';

/** Files of the app, each good for three days: https://developer.work.weixin.qq.com/document/path/90253 */
export interface AppMedia {
  /** @throws Violation 40004, 41005, 40006, 45001 or 40005 */
  upload(type: string, file: { name: string; data: Buffer } | undefined): Medium & { type: MediaType };
  /** What somebody sent to the app; returns its media_id. */
  receive(type: MediaType, file: { name: string; data: Buffer }): string;
  /** @throws Violation 40007 */
  find(mediaId: string): Medium;
  /** @throws Violation 40007, also where it is of another type. */
  show(type: MediaType, mediaId: string): Body;
}

export function createAppMedia({ media, now }: { media: MediaStore; now: () => Date }): AppMedia {
  const keep = (type: MediaType, { name, data }: { name: string; data: Buffer }) =>
    media.keep({ name, data, key: KEY, type, uploadedAt: now() });
  return {
    upload(type, file) {
      if (!isMediaType(type)) throw new Violation('invalid media type', 40_004);
      return { ...keep(type, checkUpload(type, file)), type };
    },
    receive: (type, file) => keep(type, file).id,
    find: (id) => findUploaded(media, { id, key: KEY }, now()),
    show: (type, id) => showUploaded(findUploaded(media, { id, type, key: KEY }, now())),
  };
}
