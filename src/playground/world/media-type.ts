import { Violation } from '../protocol/violation.ts';
import type { Body } from './log.ts';
import { type MediaStore, type Medium, urlOf } from './media.ts';

const MB = 1024 * 1024;
const MIN_BYTES = 6;
const VALID_MS = 3 * 86_400_000;
const MAX_VOICE_MS = 60_000;
const AMR_HEAD = '#!AMR\n';
const FRAME_MS = 20;
/** Bytes of a frame of each mode of AMR, its first byte included: RFC 3267, 5.3 */
const FRAME_BYTES = [13, 14, 16, 18, 20, 21, 27, 32, 6];

/** The largest that may be uploaded. */
export const MAX_BYTES = { image: 10 * MB, voice: 2 * MB, video: 10 * MB, file: 20 * MB };

export type MediaType = keyof typeof MAX_BYTES;

export function isMediaType(type: string): type is MediaType {
  return Object.hasOwn(MAX_BYTES, type);
}

/** What an upload over HTTP must be. @throws Violation */
export function checkUpload<T extends { data: Buffer }>(type: MediaType, file: T | undefined): T {
  if (!file) throw new Violation('media data missing', 41_005);
  if (file.data.length < MIN_BYTES) throw new Violation('invalid media size', 40_006);
  if (file.data.length > MAX_BYTES[type]) throw new Violation('media size out of limit', 45_001);
  if (!isOfType(type, file.data)) throw new Violation('invalid file type', 40_005);
  if (type === 'voice' && voiceMs(file.data) > MAX_VOICE_MS) throw new Violation('voice too long', 45_007);
  return file;
}

/** Pictures are JPG or PNG, speech AMR, films MP4. */
export function isOfType(type: MediaType, data: Buffer): boolean {
  switch (type) {
    case 'image':
      return data.subarray(0, 3).toString('hex') === 'ffd8ff' || data.subarray(1, 4).toString() === 'PNG';
    case 'voice':
      return data.subarray(0, 5).toString() === '#!AMR';
    case 'video':
      return data.subarray(4, 8).toString() === 'ftyp';
    case 'file':
      return true;
  }
}

function voiceMs(data: Buffer): number {
  let ms = 0;
  for (let at = AMR_HEAD.length; at < data.length; ms += FRAME_MS) {
    at += FRAME_BYTES[((data[at] ?? 0) >> 3) & 15] ?? 1;
  }
  return ms;
}

export interface WantedMedium {
  id: string;
  /** Whatever its type where absent. */
  type?: MediaType;
  /** Who uploaded it. */
  key: string;
}

/** An upload that is still good: three days. @throws Violation 40007 */
export function findUploaded(media: MediaStore, { id, type, key }: WantedMedium, now: Date): Medium {
  const medium = media.find(id);
  const isWanted = medium?.key === key && (type === undefined || medium.type === type);
  if (!medium || !isWanted || now.getTime() - medium.uploadedAt.getTime() >= VALID_MS) {
    throw new Violation('invalid media_id', 40_007);
  }
  return medium;
}

/** What is shown of an uploaded file. */
export function showUploaded(medium: Medium): Body {
  const { name, data, type } = medium;
  const url = urlOf(medium);
  if (type === 'image') return { kind: 'image', text: '［图片］', url };
  return { kind: type === 'video' ? 'video' : 'file', text: name, name, url, size: data.length };
}
