import type { Content } from '../../../bot/outbox.ts';
import type { NewFile } from '../../../bot/services.ts';
import { userError } from '../../../errors.ts';
import type { Allowance, Channel, Destination, Piece } from '../../channel.ts';
import { ERRCODES, errcodeOf, unreachable } from './failure.ts';
import type { Link } from './link.ts';
import { type Part, partsOf } from './part.ts';
import { isDown, type StatusKeeper } from './status.ts';
import { uploadFile } from './upload.ts';

export interface SocketChannelOptions {
  link: Pick<Link, 'request'>;
  status: Pick<StatusKeeper, 'current'>;
  /** Whether the bot has been spoken to in the group. */
  isKnownChat(chatId: string): Promise<boolean>;
  /** Of these people, who has spoken to the bot one to one; userids as WeCom spells them, by the lower-case one. */
  acquainted(userids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Of these people, as the text should call them. */
  namesOf(userids: readonly string[]): Promise<string[]>;
  /** Undefined where the file is gone. */
  readFile(fileId: string): Promise<Pick<NewFile, 'name' | 'mime' | 'bytes'> | undefined>;
}

const SEND = 'aibot_send_msg';
/** Of one conversation; replies count as well. */
const PER_MINUTE = 30;
const PER_HOUR = 1000;
/** Of one bot. */
const UPLOADS: Allowance = { name: 'aibot:upload', perMinute: 30, perHour: 1000 };
const SINGLE = 1;
const GROUP = 2;

const ADVICE: Record<number, string> = {
  [ERRCODES.badChatid]:
    '智能机器人在这个会话里发不了消息：它可能被移出了群，或者还没有人在那里和它说过话。请把它拉进群，并 @ 它说一句话',
  [ERRCODES.badCredentials]: '企业微信不认机器人的账号：请核对 WECOM_BOT_ID 和 WECOM_BOT_SECRET',
  [ERRCODES.usedTaskId]: '这张卡片的编号已经用过：请让机器人重新发一次，还不行就把这一条报告给维护者',
  40007: '文件在企业微信那边失效了：请重新生成文件再发一次',
  40058: '企业微信认为这条消息的内容不合要求：请换个说法，或把这一条报告给维护者',
  40201: '企业微信的反垃圾检查没有放行这条消息：请换个说法再发',
};

interface Place {
  /** As WeCom spells it, with nothing added: anything else is refused. */
  chatid: string;
  chat_type: typeof SINGLE | typeof GROUP;
}

/** The AI bot as a way out: in groups and one to one, wherever somebody has spoken to it before. */
export function createSocketChannel(options: SocketChannelOptions): Channel {
  const { link, status } = options;

  async function objectionTo(destination: Destination): Promise<string | undefined> {
    if (destination.kind === 'robot') return '智能机器人不能替群机器人说话。';
    if (isDown(status.current())) return `${status.current().reason}。`;
    if (destination.kind === 'chat') {
      const isKnown = await options.isKnownChat(destination.chatId);
      return isKnown ? undefined : '还没有人在这个群里 @ 过智能机器人，它发不了：请把它拉进群，并 @ 它说一句话。';
    }
    const known = await options.acquainted(destination.userids);
    return known.size > 0 ? undefined : '本人还没有和智能机器人单独说过话，它发不了：请本人先点开机器人，发一句话。';
  }

  async function piecesFor(place: Place, parts: readonly Part[]): Promise<Piece[]> {
    const allowance = { name: `aibot:${place.chatid}`, perMinute: PER_MINUTE, perHour: PER_HOUR };
    return parts.map((part) => ({
      allowances: part.kind === 'file' ? [allowance, UPLOADS] : [allowance],
      async send() {
        await say(place, part);
        return {};
      },
    }));
  }

  async function say(place: Place, part: Part): Promise<void> {
    const body = part.kind === 'file' ? await upload(part) : part.body;
    try {
      await link.request(SEND, { ...place, ...body });
    } catch (error) {
      // The number of a card is spent once: it has been said.
      if (part.kind === 'card' && errcodeOf(error) === ERRCODES.usedTaskId) return;
      throw error;
    }
  }

  async function upload({ fileId, type }: Part & { kind: 'file' }): Promise<object> {
    const file = await options.readFile(fileId);
    if (!file) throw userError('not_found', '要发的文件已经不在了：请重新生成。');
    const { msgtype, mediaId } = await uploadFile(link, file, type);
    return { msgtype, [msgtype]: { media_id: mediaId } };
  }

  /** Who has never spoken to it is missed; who cannot be reached any more is missed alone. */
  async function piecesForPeople(userids: readonly string[], parts: readonly Part[]): Promise<Piece[]> {
    const known = await options.acquainted(userids);
    const strangers = userids.filter((userid) => !known.has(userid));
    const pieces: Piece[] = [];
    for (const userid of userids) {
      const chatid = known.get(userid);
      if (chatid === undefined) continue;
      for (const piece of await piecesFor({ chatid, chat_type: SINGLE }, parts)) {
        pieces.push({ ...piece, send: () => missing(userid, piece.send) });
      }
    }
    const [first, ...others] = pieces;
    if (!first) return [];
    const send = async () => ({ missed: [...strangers, ...((await first.send()).missed ?? [])] });
    return [{ ...first, send }, ...others];
  }

  return {
    name: 'aibot',
    objection: (destination) => objectionTo(destination),
    isObjectionPassing: () => isDown(status.current()),
    async pieces(destination, content) {
      if (status.current().state !== 'connected') throw unreachable();
      const parts = partsOf(await withNames(content, options));
      if (destination.kind === 'people') return piecesForPeople(destination.userids, parts);
      if (destination.kind === 'robot') return [];
      return piecesFor({ chatid: destination.chatId, chat_type: GROUP }, parts);
    },
    advise: (errcode) => ADVICE[errcode],
  };
}

async function missing(userid: string, send: Piece['send']): ReturnType<Piece['send']> {
  try {
    return await send();
  } catch (error) {
    if (errcodeOf(error) === ERRCODES.badChatid) return { missed: [userid] };
    throw error;
  }
}

/** How this bot mentions is not documented: who is meant is called by name. */
async function withNames(content: Content, { namesOf }: SocketChannelOptions): Promise<Content> {
  if (content.kind !== 'text' || !content.mentions?.length) return content;
  const names = (await namesOf(content.mentions)).filter((name) => !content.text.includes(name));
  return names.length === 0 ? content : { ...content, text: `${names.join('、')}：\n${content.text}` };
}
