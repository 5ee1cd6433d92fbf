import { randomUUID } from 'node:crypto';
import type { Db } from '../../database.ts';
import type { CommandContext } from '../command.ts';
import { chatIdOf } from '../inbox.ts';
import type { Message } from '../message.ts';
import type { Choice, Reply } from '../reply.ts';
import { newTaskId } from '../task-id.ts';
import { withoutPhones } from './order.ts';
import { type Kept, keepQuestion } from './question.ts';
import { showQuestion } from './show-question.ts';

export interface CompleteOptions {
  /** What people mention. */
  botName: string;
  /** The line that asks a nameless person for the name, once; undefined: nothing to ask. */
  nameRequest(context: CommandContext): Promise<string | undefined>;
  /** Keeps a late answer's order; its id is the stream's. */
  openLate(db: Db, order: { id: string; message: Message; messageId: number; reply: Reply; now: Date }): Promise<void>;
}

/** Adds to a reply what a command cannot give: numbers, ids, the kept question, the stream, the request for a name. */
export function createCompletion(options: CompleteOptions) {
  const { botName } = options;

  /** `kept`: the order that an answer to the reply's question completes. */
  async function complete(context: CommandContext, given: Reply, kept: Kept | undefined): Promise<Reply> {
    const reply = fitTo(context.message, given);
    if (reply.choices && reply.choices.length > 0) await ask(context, reply, kept);
    const request = hasRoom(context.message, reply) ? await options.nameRequest(context) : undefined;
    if (request) addRequest(context, reply, `${request}${mentionHint(context.message)}`);
    if (reply.card) reply.card = { ...reply.card, taskId: reply.card.taskId ?? taskIdFor(context, reply) };
    if (reply.late) {
      reply.streamId = randomUUID();
      const { message, messageId, now } = context;
      await options.openLate(context.db, { id: reply.streamId, message, messageId, reply, now });
    }
    return reply;
  }

  /** `text` asks for a missing piece; what the person types next completes `kept`. */
  async function askForPiece(context: CommandContext, text: string, kept: Kept): Promise<Reply> {
    await keep(context, [], kept);
    const mention = context.message.chat.kind === 'group' ? `（先@${botName}）` : '';
    return { text: `${text}\n缺的直接接着发就行${mention}，十分钟内有效。` };
  }

  async function ask(context: CommandContext, reply: Reply, kept: Kept | undefined): Promise<void> {
    const choices = reply.choices ?? [];
    const id = await keep(context, choices, kept);
    const isAlone = context.message.click !== undefined;
    const shown = showQuestion({ id, text: reply.text, choices, chatId: chatIdOf(context.message), botName, isAlone });
    reply.text = shown.text;
    reply.card ??= shown.card;
  }

  function keep(context: CommandContext, choices: Choice[], kept: Kept | undefined): Promise<number> {
    const { db, message, messageId, now, sender } = context;
    const order = kept && withoutPhones(kept);
    return keepQuestion(db, {
      personId: sender.id,
      chatId: chatIdOf(message),
      bot: message.bot,
      messageId,
      choices,
      kept: order,
      now,
    });
  }

  /** Said once, with the request for the name: in a group an answer without the mention never arrives. */
  function mentionHint({ chat }: Message): string {
    return chat.kind === 'group' ? `\n在群里每句话都要先@我，例如：@${botName} 我的报名` : '';
  }

  return { complete, askForPiece };
}

/** A card alone has no room for it, and a late answer would soon stand in its place: asked another time. */
function hasRoom({ click, responseUrl }: Message, { text, late }: Reply): boolean {
  return text !== '' && !late && (!click || responseUrl !== undefined);
}

/** Beside a card that changed for everybody it has to say whom it asks. */
function addRequest({ message, sender }: CommandContext, reply: Reply, request: string): void {
  if (!message.click) reply.text = `${reply.text}\n\n${request}`;
  else reply.beside = message.chat.kind === 'group' ? `${sender.userid}，${request}` : request;
}

/** An update keeps the clicked card's id; anything else gets one that has never been used. */
function taskIdFor(context: CommandContext, reply: Reply): string {
  const clicked = context.message.click?.taskId;
  return reply.isUpdate && clicked ? clicked : newTaskId(context.messageId);
}

/** A click is answered by changing its card, a message never is: a choice may have been tapped or typed. */
function fitTo(message: Message, given: Reply): Reply {
  if (message.click && !given.isUpdate) {
    // A question gets its card with its buttons.
    const card = given.card ?? (given.choices?.length ? undefined : cardOf(given.text));
    return { ...given, isUpdate: true, ...(card ? { card } : {}) };
  }
  if (message.click || !given.isUpdate) return { ...given };
  const { isUpdate: _, isForAll: __, card, ...rest } = given;
  return { ...rest, text: given.text || [card?.title, card?.description, card?.text].filter(Boolean).join('\n') };
}

function cardOf(text: string): NonNullable<Reply['card']> {
  const [title = '', ...rest] = text.split('\n');
  return { title, text: rest.join('\n').trim(), buttons: [] };
}
