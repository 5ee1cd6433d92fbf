import type { Content, Deliver, Delivery, Target } from '../bot/outbox.ts';
import type { Clock } from '../clock.ts';
import { type GroupFile, type GroupMessage, markdownMessages, textMessages } from './webhook/body.ts';
import type { WebhookClient } from './webhook/client.ts';
import { failed, isTooOften, later, outcomeOf } from './webhook/outcome.ts';
import { createPace } from './webhook/pace.ts';
import { createProgress } from './webhook/progress.ts';

export interface DeliveryOptions {
  webhook: WebhookClient;
  clock: Clock;
  /** Name of the group robot bound to a chat. */
  robotOf(chatId: string): Promise<string | null | undefined>;
  /** Undefined where the file is gone. */
  readFile(fileId: string): Promise<GroupFile | undefined>;
}

/** WeCom takes files of more than 5 bytes and at most 20 MB. */
const MIN_FILE_BYTES = 6;
const MAX_FILE_BYTES = 20 * 1024 * 1024;

/** Sends what is not an answer by the group robot that reaches the target. */
export function createDelivery(options: DeliveryOptions): Deliver {
  const { webhook, clock } = options;
  const pace = createPace();
  const progress = createProgress();

  async function sendAll(robot: string, messages: GroupMessage[], key: string): Promise<Delivery> {
    const sent = progress.sentOf(key, clock.now());
    for (const [i, message] of messages.entries()) {
      if (i < sent) continue;
      const waitMs = pace.take(robot, clock.now());
      if (waitMs > 0) return later('这个群一分钟内已发满 20 条，稍后接着发', waitMs);
      try {
        await webhook.send(robot, message);
      } catch (error) {
        if (isTooOften(error)) pace.block(robot, clock.now());
        return outcomeOf(error, robot);
      }
      if (messages.length > 1) progress.mark(key, i + 1, clock.now());
    }
    return { outcome: 'sent' };
  }

  return async (target, content) => {
    const robot = await findRobot(target, options);
    if (typeof robot !== 'string') return robot;
    const messages = await messagesFor(content, options);
    if (!Array.isArray(messages)) return messages;
    const key = JSON.stringify([robot, target, content]);
    const delivery = await sendAll(robot, messages, key);
    if (delivery.outcome !== 'later') progress.forget(key);
    return delivery;
  };
}

/**
 * The robot bound to the chat, else the one named like it, else the only one there is. What is for one group or one
 * person is never put before another: where no robot is known to speak in the chat, that is a failure with advice.
 */
async function findRobot(target: Target, { webhook, robotOf }: DeliveryOptions): Promise<string | Delivery> {
  const [first] = webhook.robots;
  if (first === undefined) {
    return failed('还没有设置群机器人：请在群里添加群机器人，把它的 key 填进 WECOM_GROUP_WEBHOOKS，再重新启动。');
  }
  if (target.kind === 'branch') return first;
  if (target.kind !== 'chat') return failed('这是给一个人的消息，群机器人只能发到群里：请当面或打电话告诉本人。');
  const bound = (await robotOf(target.chatId)) ?? (webhook.robots.includes(target.chatId) ? target.chatId : undefined);
  if (!bound && webhook.robots.length === 1) return first;
  if (!bound) return failed('不知道这个群用哪个群机器人：请管理员在群里发「绑定本群 机器人名称」。');
  if (webhook.robots.includes(bound)) return bound;
  return failed(`这个群绑定的群机器人「${bound}」不在 WECOM_GROUP_WEBHOOKS 里：请补上它的 key，或者重新绑定。`);
}

async function messagesFor(content: Content, { readFile }: DeliveryOptions): Promise<GroupMessage[] | Delivery> {
  if (content.kind === 'file') return fileMessages(content.fileId, readFile);
  if (content.kind !== 'text' && content.kind !== 'markdown') return failed('群机器人发不了这种消息。');
  const messages =
    content.kind === 'text' ? textMessages(content.text, content.mentions) : markdownMessages(content.text);
  return messages.length > 0 ? messages : failed('这条消息是空的，没有可发的内容。');
}

async function fileMessages(fileId: string, readFile: DeliveryOptions['readFile']): Promise<GroupMessage[] | Delivery> {
  const file = await readFile(fileId);
  if (!file) return failed('要发的文件已经不在了：请重新生成。');
  const size = file.bytes.byteLength;
  if (size < MIN_FILE_BYTES) return failed(`文件「${file.name}」是空的，没有发：请重新生成。`);
  if (size > MAX_FILE_BYTES) return failed(`文件「${file.name}」超过 20 MB，企业微信群里发不了：请到网页上下载。`);
  return [{ msgtype: 'file', file }];
}
