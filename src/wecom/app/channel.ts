import type { Content } from '../../bot/outbox.ts';
import type { NewFile } from '../../bot/services.ts';
import { AppError } from '../../errors.ts';
import type { Allowance, Channel, Piece } from '../channel.ts';
import { refusalOf } from '../failure.ts';
import { advise, ipIn } from './advice.ts';
import type { AppApi } from './api.ts';
import { type Body, cardBody, type Part, partsOf } from './body.ts';
import { createDoubts, FIRST_CHECK } from './doubt.ts';

const MOST_RECEIVERS = 1000;
/** What goes beyond these is dropped without a word: https://developer.work.weixin.qq.com/document/path/90236. */
const PER_MINUTE = 30;
const PER_HOUR = 1000;
const TASK_ID_USED = 42014;

const MIN_FILE_BYTES = 6;
const MAX_FILE_BYTES = 20 * 1024 * 1024;
const MAX_IMAGE_BYTES = 10 * 1024 * 1024;
const PICTURES = new Set(['image/jpeg', 'image/png']);

export interface AppChannelOptions {
  api: AppApi;
  /** Whether the app's callback is set up, so that cards can be tapped. */
  canClick: boolean;
  /** Undefined where the file is gone. */
  readFile(fileId: string): Promise<NewFile | undefined>;
  /** Userids as WeCom spells them, in the same order. */
  spell(userids: readonly string[]): Promise<string[]>;
  now(): Date;
}

/** The self-built app as a way out: to people one to one, in their chat with the app. */
export function createAppChannel(options: AppChannelOptions): Channel {
  const { api } = options;
  const doubts = createDoubts(options.now);
  let refusedIp: string | undefined;

  async function say(userids: readonly string[], key: string, make: () => Promise<Body>): ReturnType<Piece['send']> {
    const doubt = doubts.of(key);
    const body = doubt?.body ?? (await make());
    try {
      const said = await api.send(await options.spell(userids), { ...body, ...(doubt?.check ?? FIRST_CHECK) });
      doubts.end(key);
      return said;
    } catch (error) {
      if (error instanceof AppError && error.code === 'wecom_unclear') doubts.add(key, body);
      const refusal = refusalOf(error);
      refusedIp = ipIn(refusal?.errmsg ?? '') ?? refusedIp;
      if (!doubt || refusal?.errcode !== TASK_ID_USED) throw error;
      // A card's number is spent once: it had been said.
      doubts.end(key);
      return {};
    }
  }

  /** The bytes are uploaded once for all who get them. */
  function makerOf(part: Part, batch: number): () => Promise<Body> {
    if (part.kind === 'plain') return async () => part.body;
    if (part.kind === 'card') {
      const { taskId } = part.card;
      return async () => cardBody(part.card, batch === 0 ? taskId : `${taskId}-${batch}`);
    }
    return () => uploadOnce(part);
  }

  const uploads = new WeakMap<Part, Promise<Body>>();

  function uploadOnce(part: Part & { kind: 'file' }): Promise<Body> {
    const known = uploads.get(part);
    if (known) return known;
    const made = upload(part).catch((error: unknown) => {
      uploads.delete(part);
      throw error;
    });
    uploads.set(part, made);
    return made;
  }

  async function upload({ fileId, type }: Part & { kind: 'file' }): Promise<Body> {
    const file = await options.readFile(fileId);
    if (!file) throw new AppError('not_found', '要发的文件已经不在了');
    const msgtype = type === 'image' && isPicture(file) ? 'image' : 'file';
    return { msgtype, [msgtype]: { media_id: await api.upload(msgtype, file) } };
  }

  return {
    name: 'app',
    async objection(destination, content) {
      if (destination.kind !== 'people') return '自建应用只能发给个人，发不到群里：群里请用群机器人或智能机器人。';
      if (destination.userids.length === 0) return '没有可以发的人。';
      return objectionTo(content, options);
    },
    async pieces(destination, content) {
      if (destination.kind !== 'people') return [];
      const batches = batchesOf(destination.userids);
      return partsOf(content, options.canClick).flatMap((part) =>
        batches.map((userids, batch) => {
          const key = JSON.stringify([userids, part]);
          return { allowances: userids.map(allowanceOf), send: () => say(userids, key, makerOf(part, batch)) };
        }),
      );
    },
    advise: (errcode) => advise(errcode, refusedIp),
  };
}

async function objectionTo(content: Content, { canClick, readFile }: AppChannelOptions): Promise<string | undefined> {
  if (content.kind !== 'file' && content.kind !== 'image') {
    return partsOf(content, canClick).length > 0 ? undefined : '这条消息是空的，没有可发的内容。';
  }
  const file = await readFile(content.fileId);
  if (!file) return '要发的文件已经不在了：请重新生成。';
  const size = file.bytes.byteLength;
  if (size < MIN_FILE_BYTES) return `文件「${file.name}」是空的，没有发：请重新生成。`;
  return size > MAX_FILE_BYTES ? `文件「${file.name}」超过 20 MB，企业微信发不了：请到网页上下载。` : undefined;
}

/** What WeCom takes as a picture; any other goes as a file. */
function isPicture({ mime, bytes }: NewFile): boolean {
  return PICTURES.has(mime) && bytes.byteLength <= MAX_IMAGE_BYTES;
}

function batchesOf(userids: readonly string[]): string[][] {
  const batches: string[][] = [];
  for (let i = 0; i < userids.length; i += MOST_RECEIVERS) batches.push(userids.slice(i, i + MOST_RECEIVERS));
  return batches;
}

function allowanceOf(userid: string): Allowance {
  return { name: `app:${userid}`, perMinute: PER_MINUTE, perHour: PER_HOUR };
}
