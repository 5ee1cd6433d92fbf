import { Busboy } from '@fastify/busboy';
import type { Context, Middleware } from 'koa';
import { Violation } from '../protocol/violation.ts';
import { BadRequest, readJson } from './body.ts';

const MAX_UPLOAD_BYTES = 21 * 1024 * 1024;

export interface UploadedFile {
  name: string;
  data: Buffer;
}

/** HTTP 200 always: the outcome is `errcode`. */
export const answerWithErrcode: Middleware = async (ctx, next) => {
  try {
    await next();
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    ctx.status = 200;
    ctx.body = { errcode: error.errcode, errmsg: error.message };
  }
};

/** @throws Violation 47001 for what is not JSON. */
export async function readMessage(ctx: Context): Promise<unknown> {
  try {
    return await readJson(ctx);
  } catch (error) {
    if (error instanceof BadRequest) throw new Violation('data format error', 47_001);
    throw error;
  }
}

/** Empty where it is not given. */
export function queryOf(ctx: Context, name: string): string {
  const value = ctx.query[name];
  return typeof value === 'string' ? value : '';
}

/** The multipart field `media`; undefined where there is none. */
export function readUpload(ctx: Context): Promise<UploadedFile | undefined> {
  const contentType = ctx.get('content-type');
  if (!contentType.startsWith('multipart/form-data')) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const parser = new Busboy({
      headers: { ...ctx.headers, 'content-type': contentType },
      limits: { files: 1, fileSize: MAX_UPLOAD_BYTES },
    });
    let file: UploadedFile | undefined;
    parser.on('file', (field, stream, name) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (field === 'media' && name) file = { name, data: Buffer.concat(chunks) };
      });
    });
    parser.on('error', () => reject(new Violation('invalid multipart body', 41_005)));
    parser.on('finish', () => resolve(file));
    ctx.req.pipe(parser);
  });
}
