import { z } from 'zod';
import type { Draft } from '../delivery/draft.ts';

/** A hundred megabytes, WeCom's limit for a file, in base64. */
export const MAX_MESSAGE_BYTES = 140 * 1024 * 1024;

const sentence = z
  .string({ error: '要写一句话' })
  .max(100_000, '最多 100000 个字')
  .refine((text) => text.trim() !== '', { error: '不能是空的' });
const notAFile = { error: '要写成 {"name":"文件名","base64":"…"}' };
const fileSchema = z
  .object({ name: z.string(notAFile).min(1, '不能空').max(255, '最多 255 个字'), base64: z.base64(notAFile) }, notAFile)
  .transform(({ name, base64 }) => ({ name, data: Buffer.from(base64, 'base64') }));

/** The parts of which one message is made. */
export const draftParts = {
  text: sentence.optional(),
  images: z.array(fileSchema, { error: '要写成一列图片' }).max(9, '最多 9 张').optional(),
  file: fileSchema.optional(),
  video: fileSchema.optional(),
  /** What was said, as WeCom recognised it. */
  voice: sentence.optional(),
  /** Text and pictures in another order than text first. */
  items: z
    .array(z.union([z.object({ text: sentence }), z.object({ image: fileSchema })]))
    .min(1, '不能空')
    .optional(),
};

type Parts = z.infer<z.ZodObject<typeof draftParts>>;

/** Undefined where the parts make no message, or more than one. */
export function draftOf({ text, images = [], file, video, voice, items }: Parts): Draft | undefined {
  const drafts: (Draft | undefined)[] = [
    items && { kind: 'mixed', items },
    file && { kind: 'file', file },
    video && { kind: 'video', file: video },
    voice === undefined ? undefined : { kind: 'voice', text: voice },
    written(text, images),
  ];
  const [draft, other] = drafts.filter((one) => one !== undefined);
  return other ? undefined : draft;
}

function written(text: string | undefined, images: NonNullable<Parts['images']>): Draft | undefined {
  const [first, ...more] = images;
  if (!first) return text === undefined ? undefined : { kind: 'text', text };
  if (text === undefined && more.length === 0) return { kind: 'image', file: first };
  return { kind: 'mixed', items: [...(text === undefined ? [] : [{ text }]), ...images.map((image) => ({ image }))] };
}
