import type { Content } from '../../bot/outbox.ts';
import { isInteractive } from '../../bot/reply.ts';
import { userError } from '../../errors.ts';
import type { Channel, Destination, Piece } from '../channel.ts';
import { plainText } from '../plain.ts';
import {
  cardMessage,
  type GroupFile,
  type GroupMessage,
  imageMessages,
  markdownMessages,
  newsMessages,
  textMessages,
} from './body.ts';
import type { WebhookClient } from './client.ts';

export interface RobotChannelOptions {
  client: WebhookClient;
  /** Undefined where the file is gone. */
  readFile(fileId: string): Promise<GroupFile | undefined>;
  /** Userids as WeCom spells them. */
  spell(userids: readonly string[]): Promise<string[]>;
}

const PER_MINUTE = 20;
/** WeCom takes files of more than 5 bytes and at most 20 MB. */
const MIN_FILE_BYTES = 6;
const MAX_FILE_BYTES = 20 * 1024 * 1024;

/** What the secretary is to do about a refusal that will not pass by itself. */
const ADVICE: Record<number, (robot: string) => string> = {
  93000: (robot) =>
    `群机器人「${robot}」的地址失效，或者机器人已被移出群：请在群里重新添加群机器人，并更新 WECOM_GROUP_WEBHOOKS`,
  93004: (robot) => `群机器人「${robot}」被停用了：请在群的机器人设置里重新启用，或者换一个并更新 WECOM_GROUP_WEBHOOKS`,
  93008: (robot) => `群机器人「${robot}」不在群里：请在群里重新添加，并更新 WECOM_GROUP_WEBHOOKS`,
  40007: () => '文件在企业微信那边失效了：请重新生成文件再发一次',
  40008: () => '企业微信不认识这种消息：请把这一条报告给维护者',
  40058: () => '企业微信认为这条消息的内容不合要求：请换个说法，或把这一条报告给维护者',
  44004: () => '这条消息是空的，没有可发的内容：请检查要发的文字',
  45002: () => '这条消息太长了：请分成几条发',
};

/** The group robots: into their own group only, and without buttons. */
export function createRobotChannel({ client, readFile, spell }: RobotChannelOptions): Channel {
  async function messagesOf(content: Content): Promise<GroupMessage[]> {
    if (content.kind === 'text' || content.kind === 'markdown') {
      const notice = content.card && !isInteractive(content.card) ? [cardMessage(content.card)] : [];
      const isSaidByNotice = notice.length > 0 && plainText(content.text) === plainText(content.card?.title ?? '');
      return isSaidByNotice ? notice : [...(await textsOf(content)), ...notice];
    }
    if (content.kind === 'news') return newsMessages(content.articles);
    const file = await fileOf(content.fileId);
    return content.kind === 'image' ? imageMessages(file) : [{ msgtype: 'file', file }];
  }

  /** What can be tapped is not carried: the text has the line to copy. */
  async function textsOf({
    kind,
    text,
    mentions = [],
  }: Content & { kind: 'text' | 'markdown' }): Promise<GroupMessage[]> {
    const spelt = await spell(mentions);
    if (kind === 'text') return textMessages(text, spelt);
    return markdownMessages(text, new Map(mentions.map((userid, i) => [userid, spelt[i] ?? userid])));
  }

  async function fileOf(fileId: string): Promise<GroupFile> {
    const file = await readFile(fileId);
    if (!file) throw userError('not_found', '要发的文件已经不在了：请重新生成。');
    const size = file.bytes.byteLength;
    if (size < MIN_FILE_BYTES) throw userError('invalid_input', `文件「${file.name}」是空的，没有发：请重新生成。`);
    if (size > MAX_FILE_BYTES) {
      throw userError('invalid_input', `文件「${file.name}」超过 20 MB，企业微信群里发不了：请到网页上下载。`);
    }
    return file;
  }

  return {
    name: 'robot',
    async objection(destination) {
      if (destination.kind !== 'robot') return '群机器人只能发到它自己的群里。';
      if (client.robots.includes(destination.robot)) return undefined;
      return `群机器人「${destination.robot}」不在 WECOM_GROUP_WEBHOOKS 里：请补上它的 key，或者在群里重新绑定。`;
    },
    async pieces(destination, content) {
      const robot = robotOf(destination);
      const allowances = [{ name: `robot:${robot}`, perMinute: PER_MINUTE }];
      return (await messagesOf(content)).map(
        (message): Piece => ({
          allowances,
          async send() {
            await client.send(robot, message);
            return {};
          },
        }),
      );
    },
    advise: (errcode, destination) => ADVICE[errcode]?.(robotOf(destination)),
  };
}

function robotOf(destination: Destination): string {
  return destination.kind === 'robot' ? destination.robot : '';
}
