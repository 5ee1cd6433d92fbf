import type { Database, Db } from '../database.ts';
import { AppError } from '../errors.ts';
import type { Day } from '../language/day.ts';
import { findProjects, withoutProjects } from '../language/project.ts';
import type { Logger } from '../logger.ts';
import { insertAttachments, tieAttachments } from './attachment/store.ts';
import type { CommandContext, Outcome } from './command.ts';
import { type CompleteOptions, createCompletion } from './dialogue/complete.ts';
import { keptOf, type RunOrder, readingWithoutPhones, type SayOrder } from './dialogue/order.ts';
import { closeQuestion } from './dialogue/question.ts';
import { type Answer, chatIdOf, findSender, keepAnswer, storeMessage } from './inbox.ts';
import type { Message } from './message.ts';
import { leastRoleFor, mayDo, type Right, ROLE_NAMES, type Sender } from './permission.ts';
import { type Card, type Reply, textReply } from './reply.ts';
import { createRouting, type Routing } from './routing.ts';

/** How long a picture sent without a word waits for the line it belongs to. */
const PROOF_MS = 10 * 60_000;

export interface DispatchOptions extends CompleteOptions, Omit<Routing, 'read'> {
  database: Database;
  read: Omit<Routing['read'], 'localDay'>;
  logger: Logger;
  zone: string;
  /** Userids in lower case that are administrators whatever their row says. */
  adminUserids: readonly string[];
  /** A trial on this machine with no administrator named: whoever tries it may give every order, but change only their own activities. */
  isTrial: boolean;
  now(): Date;
  localDay(instant: Date): Day;
  /** In the transaction of a message that is brought once: keeps its answer until it has been shown. */
  oweAnswer?(db: Db, message: Message, reply: Reply): Promise<void>;
  /** After the commit of a late answer's order. */
  wakeLate(id: string): void;
  /** After the commit of a message with pictures or files: they are good for five minutes. */
  wakeAttachments?(messageId: number): void;
  /** Committee and administrators, to say who can. */
  namesOfRole(db: Db, right: Right): Promise<string[]>;
  /** Ties a record, `service:12`, to the projects of these names. */
  tagSubject?(context: CommandContext, subject: string, projects: readonly string[]): Promise<void>;
  /** Keeps for the administrators what was not read, or read wrongly. */
  keepMisreading?(context: CommandContext, misreading: Misreading): Promise<void>;
  onAnswered?(command: string | undefined): void;
}

export interface Misreading {
  text: string;
  reason: 'unanswered' | 'unsure' | 'mistaken';
}

/** Answers each message once; see design.md, "The message path". */
export function createDispatch(options: DispatchOptions): { receive(message: Message): Promise<Reply> } {
  const routing = createRouting({ ...options, read: { ...options.read, localDay: options.localDay } });
  const completion = createCompletion(options);

  async function receive(message: Message): Promise<Reply> {
    try {
      return await answer(message, act);
    } catch (error) {
      if (error instanceof AppError && error.isForUser) return answer(message, (context) => refuse(context, error));
      options.logger.error(
        { err: error, message: message.id, sender: message.sender },
        '处理一条消息时出错，什么也没有存；请把这一行连同版本号报告给维护者',
      );
      return sorry(message);
    }
  }

  /** The message, its effect and its reply in one transaction. */
  async function answer(message: Message, work: (context: CommandContext) => Promise<Done>): Promise<Reply> {
    const { reply, command, messageId } = await options.database.transaction(async (db) => {
      const arrival = await storeMessage(db, message);
      if (!arrival.isNew) return { reply: arrival.reply, command: undefined, messageId: undefined };
      const { messageId } = arrival;
      await insertAttachments(db, messageId, message);
      const context = await contextFor(db, message, messageId);
      const done = await work(context);
      await keepAnswer(db, messageId, { ...done, personId: context.sender.id });
      if (message.isBroughtOnce) await options.oweAnswer?.(db, message, done.reply);
      return { ...done, messageId };
    });
    if (reply.streamId) options.wakeLate(reply.streamId);
    else if (messageId !== undefined && message.attachments.length > 0) options.wakeAttachments?.(messageId);
    options.onAnswered?.(command);
    return reply;
  }

  async function act(context: CommandContext): Promise<Done> {
    const order = await routing.route(withoutTags(context));
    return order.kind === 'say' ? tell(context, order) : carryOut(context, order);
  }

  async function tell(context: CommandContext, order: SayOrder): Promise<Done> {
    if (order.closes !== undefined) await closeQuestion(context.db, order.closes);
    if (order.misreading) {
      await options.keepMisreading?.(context, { text: context.message.text, reason: order.misreading });
    }
    if (order.asksFor) return { reply: await completion.askForPiece(context, order.reply.text, order.asksFor) };
    return { reply: await completion.complete(context, order.reply, order.kept) };
  }

  async function carryOut(context: CommandContext, order: RunOrder): Promise<Done> {
    await checkRights(context, order);
    const { undo, ...outcome } = await order.run(context);
    const reply = await withProjects(context, outcome, await withProofs(context, outcome));
    if (order.mistaken !== undefined) {
      await options.keepMisreading?.(context, { text: order.mistaken, reason: 'mistaken' });
    }
    const { reading } = order.kept;
    return {
      command: order.name,
      reply: await completion.complete(context, reply, order.kept),
      ...(reading ? { reading: readingWithoutPhones(reading) } : {}),
      undo,
    };
  }

  /** Pictures sent with the order, or without a word just before it, prove what it recorded. */
  async function withProofs(context: CommandContext, { reply, subject }: Outcome): Promise<Reply> {
    if (subject === undefined) return reply;
    const { db, messageId, now, message, sender } = context;
    const since = new Date(now.getTime() - PROOF_MS);
    const place = { messageId, personId: sender.id, chatId: chatIdOf(message) };
    const count = await tieAttachments(db, { ...place, subject, since });
    return count === 0 ? reply : { ...reply, text: `${reply.text}\n附上的${count}张照片或文件，存作它的凭证。` };
  }

  /** `#春雨行动` in an order holds for what it recorded. */
  async function withProjects(context: CommandContext, { subject, subjects }: Outcome, reply: Reply): Promise<Reply> {
    const projects = findProjects(context.message.text);
    const all = subjects ?? (subject === undefined ? [] : [subject]);
    if (projects.length === 0 || all.length === 0 || !options.tagSubject) return reply;
    for (const one of all) await options.tagSubject(context, one, projects);
    return { ...reply, text: `${reply.text}\n归入项目：${projects.join('、')}` };
  }

  /** What the person did wrong: the transaction was rolled back, the refusal is kept as the reply. */
  async function refuse(context: CommandContext, error: AppError): Promise<Done> {
    const { click } = context.message;
    if (click) return { reply: refusalCard(click.taskId, error.message) };
    if (error.code !== 'incomplete') return { reply: textReply(error.message) };
    // Nothing has changed since, so the same order is found: it waits for the piece it lacks.
    const order = await routing.route(withoutTags(context));
    return { reply: await completion.askForPiece(context, error.message, order.kept ?? keptOf(context)) };
  }

  async function contextFor(db: Db, message: Message, messageId: number): Promise<CommandContext> {
    const now = options.now();
    const sender = await senderOf(db, message);
    return {
      ...{ db, message, messageId, now, sender },
      today: options.localDay(now),
      zone: options.zone,
      can: (right) => mayDo(sender.role, right) || (options.isTrial && leastRoleFor(right) === 'committee'),
    };
  }

  async function senderOf(db: Db, message: Message): Promise<Sender> {
    const sender = await findSender(db, message);
    return options.adminUserids.includes(sender.userid) ? { ...sender, role: 'administrator' } : sender;
  }

  async function checkRights(context: CommandContext, { rights }: RunOrder): Promise<void> {
    const right = rights.find((one) => !context.can(one));
    if (right === undefined || options.isTrial) return;
    const names = await options.namesOfRole(context.db, right);
    const who = names.length > 0 ? `可以找：${names.join('、')}。` : '还没有人有这个权限，请管理员先设置。';
    const least = leastRoleFor(right);
    const role = least === 'administrator' ? ROLE_NAMES[least] : `${ROLE_NAMES[least]}以上`;
    throw new AppError('forbidden', `这件事要${role}才能办。${who}`, { isForUser: true });
  }

  return { receive };
}

/** Projects are no part of what is ordered. */
function withoutTags(context: CommandContext): CommandContext {
  const { message } = context;
  return { ...context, message: { ...message, text: withoutProjects(message.text) } };
}

type Done = Omit<Answer, 'personId'>;

/** A card that was tapped can be tapped again. */
function sorry({ click }: Message): Reply {
  if (!click) return textReply('抱歉，刚才出了点问题，这条没有办成。请过一会儿再发一次，还不行就告诉管理员。');
  const text = '抱歉，刚才出了点问题。请过一会儿再点一次，还不行就告诉管理员。';
  const buttons = [{ text: '再点一次', key: click.key }];
  return { text, card: { taskId: click.taskId, title: '没有办成', text, buttons }, isUpdate: true };
}

function refusalCard(taskId: string, text: string): Reply {
  const card: Card = { taskId, title: '没有办成', text, buttons: [] };
  return { text, card, isUpdate: true };
}
