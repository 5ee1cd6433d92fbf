import { z } from 'zod';
import { Violation } from '../protocol/violation.ts';

export interface Frame {
  cmd: string;
  reqId: string;
  body: unknown;
}

const frameSchema = z.object({
  cmd: z.string().default(''),
  headers: z.object({ req_id: z.string().min(1) }),
  body: z.unknown().optional(),
});

/**
 * What the bot sends: https://developer.work.weixin.qq.com/document/path/101463
 * @throws Violation
 */
export function readFrame(text: string): Frame {
  const parsed = frameSchema.safeParse(parseJson(text));
  if (!parsed.success) throw new Violation('帧要有 headers.req_id');
  const { cmd, headers, body } = parsed.data;
  return { cmd, reqId: headers.req_id, body };
}

/** What answers it: the req_id as it came, and no cmd. */
export function writeAck(reqId: string, { errcode, errmsg, body }: Ack): string {
  return JSON.stringify({ headers: { req_id: reqId }, errcode, errmsg, ...(body && { body }) });
}

export interface Ack {
  errcode: number;
  errmsg: string;
  body?: object | undefined;
}

/** `body` is JSON already. */
export function writePush(cmd: string, reqId: string, body: string): string {
  return `{"cmd":${JSON.stringify(cmd)},"headers":{"req_id":${JSON.stringify(reqId)}},"body":${body}}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Violation('帧不是合法的 JSON');
  }
}
