import { randomUUID } from 'node:crypto';
import type { Database, Db } from '../database.ts';
import { AppError } from '../errors.ts';
import type { Day } from '../language/day.ts';
import type { Logger } from '../logger.ts';
import type { Command, CommandContext, Outcome } from './command.ts';
import { findSender, keepAnswer, storeMessage } from './inbox.ts';
import type { Message } from './message.ts';
import { leastRoleFor, mayDo, ROLE_NAMES, type Sender } from './permission.ts';
import { keepQuestion } from './question.ts';
import { type Card, type Reply, textReply } from './reply.ts';
import { createRouting, type Order, type Routing } from './routing.ts';

export interface DispatchOptions {
  database: Database;
  commands: readonly Command[];
  read: Routing['read'];
  logger: Logger;
  zone: string;
  /** What people mention. */
  botName: string;
  /** Userids in lower case that are administrators whatever their row says. */
  adminUserids: readonly string[];
  /** A trial on this machine with no administrator named: whoever tries it may give every order, but change only their own activities. */
  isTrial: boolean;
  now(): Date;
  localDay(instant: Date): Day;
  /** Names the members go by, for the language. */
  roster(db: Db): Promise<readonly string[]>;
  /** The line that asks a nameless person for the name, once; undefined: nothing to ask. */
  nameRequest(context: CommandContext): Promise<string | undefined>;
  /** Keeps a late answer's order; its id is the stream's. */
  openLate(db: Db, order: { id: string; message: Message; messageId: number; reply: Reply; now: Date }): Promise<void>;
  /** After the commit of a late answer's order. */
  wakeLate(id: string): void;
  /** Committee and administrators, to say who can. */
  namesOfRole(db: Db, right: Parameters<typeof leastRoleFor>[0]): Promise<string[]>;
  onAnswered?(command: string | undefined): void;
}

/** Answers each message once; see design.md, "The message path". */
export function createDispatch(options: DispatchOptions): { receive(message: Message): Promise<Reply> } {
  const routing = createRouting(options);

  async function receive(message: Message): Promise<Reply> {
    try {
      return await answer(message, (db, messageId) => act(db, message, messageId));
    } catch (error) {
      if (error instanceof AppError && error.isForUser) return refuse(message, error);
      options.logger.error(
        { err: error, message: message.id, sender: message.sender },
        '处理一条消息时出错，什么也没有存；请把这一行连同版本号报告给维护者',
      );
      return textReply('抱歉，刚才出了点问题，这条没有办成。请过一会儿再发一次，还不行就告诉管理员。');
    }
  }

  /** The message, its effect and its reply in one transaction. */
  async function answer(message: Message, work: (db: Db, messageId: number) => Promise<Done>): Promise<Reply> {
    const { reply, command } = await options.database.transaction(async (db) => {
      const arrival = await storeMessage(db, message);
      if (!arrival.isNew) return { reply: arrival.reply, command: undefined };
      const done = await work(db, arrival.messageId);
      await keepAnswer(db, arrival.messageId, done);
      return done;
    });
    if (reply.streamId) options.wakeLate(reply.streamId);
    options.onAnswered?.(command);
    return reply;
  }

  async function act(db: Db, message: Message, messageId: number): Promise<Done> {
    const now = options.now();
    const context = contextFor({ db, message, messageId, now, sender: await senderOf(db, message) });
    const order = await routing.route(context);
    if (order.kind === 'say') return { personId: context.sender.id, reply: order.reply };
    await checkRight(context, order);
    const outcome = await order.run(context);
    const reply = await complete(context, outcome.reply);
    return { personId: context.sender.id, command: order.command.name, reply, undo: outcome.undo };
  }

  /** What the person did wrong: the transaction was rolled back, the refusal is kept as the reply. */
  async function refuse(message: Message, error: AppError): Promise<Reply> {
    return answer(message, async (db) => {
      const sender = await senderOf(db, message);
      const reply = message.click ? refusalCard(message.click.taskId, error.message) : textReply(error.message);
      return { personId: sender.id, reply };
    });
  }

  async function senderOf(db: Db, message: Message): Promise<Sender> {
    const sender = await findSender(db, message);
    return options.adminUserids.includes(sender.userid) ? { ...sender, role: 'administrator' } : sender;
  }

  function contextFor(given: Pick<CommandContext, 'db' | 'message' | 'messageId' | 'now' | 'sender'>): CommandContext {
    return {
      ...given,
      today: options.localDay(given.now),
      zone: options.zone,
      can: (right) => mayDo(given.sender.role, right) || (options.isTrial && leastRoleFor(right) === 'committee'),
    };
  }

  async function checkRight(context: CommandContext, order: Extract<Order, { kind: 'run' }>): Promise<void> {
    const { right } = order.command;
    if (context.can(right) || options.isTrial) return;
    const names = await options.namesOfRole(context.db, right);
    const who = names.length > 0 ? `可以找：${names.join('、')}。` : '还没有人有这个权限，请管理员先设置。';
    const least = leastRoleFor(right);
    const role = least === 'administrator' ? ROLE_NAMES[least] : `${ROLE_NAMES[least]}以上`;
    throw new AppError('forbidden', `这件事要${role}才能办。${who}`, { isForUser: true });
  }

  /** Adds what only dispatch can give: numbers, ids, the kept question, the stream, the request for a name. */
  async function complete(context: CommandContext, given: Reply): Promise<Reply> {
    const reply = fitTo(context.message, given);
    if (reply.choices && reply.choices.length > 0) await ask(context, reply);
    const request = context.message.click ? undefined : await options.nameRequest(context);
    if (request && reply.text !== '') reply.text = `${reply.text}\n\n${request}${mentionHint(context)}`;
    if (reply.card) reply.card = { ...reply.card, taskId: reply.card.taskId ?? taskIdFor(context, reply) };
    if (reply.late) {
      reply.streamId = randomUUID();
      const { message, messageId, now } = context;
      await options.openLate(context.db, { id: reply.streamId, message, messageId, reply, now });
    }
    return reply;
  }

  /** Said once, with the request for the name: in a group an answer without the mention never arrives. */
  function mentionHint({ message }: CommandContext): string {
    return message.chat.kind === 'group' ? `\n在群里每句话都要先@我，例如：@${options.botName} 我的报名` : '';
  }

  async function ask(context: CommandContext, reply: Reply): Promise<void> {
    const choices = reply.choices ?? [];
    const { message, messageId, now } = context;
    const id = await keepQuestion(context.db, {
      personId: context.sender.id,
      message,
      messageId,
      choices,
      kept: undefined,
      now,
    });
    const lines = choices.map((choice, i) => `${i + 1}. ${choice.label}`);
    const title = reply.text.split('\n')[0] ?? '';
    const how =
      message.chat.kind === 'group' ? `点按钮，或回复数字，例如：@${options.botName} 1` : '回复数字即可，例如：1';
    reply.text = `${reply.text}\n${lines.join('\n')}\n${how}（十分钟内有效）`;
    reply.card ??= {
      title,
      buttons: choices.slice(0, 6).map((choice, i) => ({ text: `${i + 1} ${choice.label}`, key: `choice:${id}:${i}` })),
    };
  }

  return { receive };
}

interface Done {
  personId: number;
  reply: Reply;
  command?: string;
  undo?: Outcome['undo'];
}

/** An update keeps the clicked card's id; anything else gets one that has never been used. */
function taskIdFor(context: CommandContext, reply: Reply): string {
  const clicked = context.message.click?.taskId;
  return reply.isUpdate && clicked ? clicked : `m${context.messageId}-${randomUUID()}`;
}

/** A click is answered by changing its card, a message never is: a choice may have been tapped or typed. */
function fitTo(message: Message, given: Reply): Reply {
  if (message.click && !given.isUpdate) return { ...given, isUpdate: true, card: given.card ?? cardOf(given.text) };
  if (message.click || !given.isUpdate) return { ...given };
  const { isUpdate: _, isForAll: __, card, ...rest } = given;
  return { ...rest, text: given.text || [card?.title, card?.description, card?.text].filter(Boolean).join('\n') };
}

function cardOf(text: string): NonNullable<Reply['card']> {
  const [title = '', ...rest] = text.split('\n');
  return { title, text: rest.join('\n').trim(), buttons: [] };
}

function refusalCard(taskId: string, text: string): Reply {
  const card: Card = { taskId, title: '没有办成', text, buttons: [] };
  return { text, card, isUpdate: true };
}
