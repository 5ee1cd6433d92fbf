import { userError } from '../../errors.ts';
import type { Fields, Intent, Reading } from '../../language/reading.ts';
import type { CommandContext } from '../command.ts';
import { findTyped } from '../inbox.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Message } from '../message.ts';
import type { Choice } from '../reply.ts';
import { messageIdOf } from '../task-id.ts';
import { answerOf, choiceNamed, isAnswerLike } from './answer.ts';
import { type CommandBook, keptOf, type Order, type RunOrder, runCommand, say } from './order.ts';
import { closeQuestion, findQuestion, findQuestionById, type Kept, type OpenQuestion } from './question.ts';
import { tappedChoice } from './show-question.ts';
import { askBack, KEPT_NO, KEPT_RUN } from './unsure.ts';

const DECLINED = '好的，没有办。要办什么，直接说就行。';
/** A name alone (护考); longer words are a sentence of their own. */
const LONGEST_WORDS = 12;
const NOT_YOURS = '这是给别人选的，你不用点。';
/** Of a line to send again. */
const LONGEST_LINE = 80;

type Click = NonNullable<Message['click']>;

export interface PendingOptions {
  book: CommandBook;
  /** What people mention. */
  botName: string;
  normalise(text: string): string;
  /** What a piece alone says, in the light of the order it completes. */
  readPiece(context: CommandContext, text: string, kept: Kept & { reading: Reading }): Promise<Fields>;
  amend(reading: Reading, piece: Fields): Reading;
  /** A whole line that asks for something beyond doubt. */
  readSure(context: CommandContext, text: string, at: Date): Promise<Reading | undefined>;
  /** The order behind a button's key. */
  orderOfKey(context: CommandContext, key: string): Order;
}

/** What becomes of the question a person was asked. */
export interface Pending {
  /** By a tap on the question's card; undefined for a tap on any other. */
  byButton(context: CommandContext, click: Click): Promise<Order | undefined>;
  /** By a number, yes, no and the like. */
  byAnswer(context: CommandContext, text: string): Promise<Order | undefined>;
  /** By the piece that was missing, alone; `reading`: the order the line seems to be by itself. */
  byPiece(context: CommandContext, text: string, reading: Reading | undefined): Promise<Order | undefined>;
}

export function createPending(options: PendingOptions): Pending {
  const { book } = options;

  function find({ sender, message, now, db }: CommandContext): Promise<OpenQuestion | undefined> {
    return findQuestion(db, { personId: sender.id, message, now });
  }

  async function byButton(context: CommandContext, click: Click): Promise<Order | undefined> {
    const tapped = tappedChoice(click);
    if (!tapped) return undefined;
    const question = await findQuestionById(context.db, tapped.questionId, context.now);
    if (!question) throw await noLongerAsked(context, click);
    if (question.personId !== context.sender.id) throw userError('forbidden', NOT_YOURS);
    if (tapped.index === undefined) return askForTick(question);
    return choose(context, question, question.choices[tapped.index]);
  }

  function askForTick({ id, choices, kept }: OpenQuestion): Order {
    const reply = { text: '还没有选，请先勾一个，再点下面的按钮。', choices };
    return say(reply, { closes: id, ...(kept ? { kept } : {}) });
  }

  /** Answered, replaced by a later question, or ten minutes old: the card still tells the line to send again. */
  async function noLongerAsked({ db, sender, message }: CommandContext, { taskId }: Click): Promise<Error> {
    const messageId = messageIdOf(taskId);
    const asked = messageId === undefined ? undefined : await findTyped(db, messageId);
    if (asked && asked.personId !== sender.id) return userError('forbidden', NOT_YOURS);
    const line = [...escapeMarkdown(asked?.text ?? '')].slice(0, LONGEST_LINE).join('');
    const mention = message.chat.kind === 'group' ? `@${options.botName} ` : '';
    const again = line === '' ? '请重新发一次。' : `请重新发：\n${mention}${line}`;
    return userError('not_found', `这个问题已经选过或过时了。还要办，${again}`);
  }

  async function byAnswer(context: CommandContext, text: string): Promise<Order | undefined> {
    if (!isAnswerLike(text)) return undefined;
    const question = await find(context);
    const answer = question && answerOf(text, question.choices);
    if (!question || !answer) return undefined;
    if (answer.kind === 'declined') return say(DECLINED, { closes: question.id });
    if (answer.kind === 'choice') return choose(context, question, answer.choice);
    const { length } = question.choices;
    throw userError('invalid_input', `没有第 ${answer.number} 项，请回复 1 到 ${length} 之间的数字。`);
  }

  async function byPiece(
    context: CommandContext,
    text: string,
    reading: Reading | undefined,
  ): Promise<Order | undefined> {
    const question = await find(context);
    const named = question && choiceNamed(text, question.choices);
    if (named) return choose(context, question, named);
    if (!question?.kept) return undefined;
    const { kept, choices } = question;
    // Another order, if not a sure one, is no piece of this.
    if (reading && kept.reading && reading.intent !== kept.reading.intent) return undefined;
    const isUnconfirmed = choices.some(({ key }) => key === KEPT_RUN);
    const isOffered = choices.length > 0 && !isUnconfirmed;
    if (isOffered && !(await isStillToDo(context, question))) return undefined;
    const order = kept.reading
      ? await completeReading(context, text, { ...kept, reading: kept.reading, isOffered })
      : await completeLine(context, kept);
    if (!order) return undefined;
    return isUnconfirmed ? askAgain(context, order.kept) : closing(question.id, order);
  }

  /** Whether a choice carries the order out. Where it has been done and something else is asked, no piece of it is missing. */
  async function isStillToDo(context: CommandContext, { kept, choices }: OpenQuestion): Promise<boolean> {
    const { reading, text = '' } = kept ?? {};
    const worded = reading ? undefined : await book.byWording(context, options.normalise(text).trim());
    const command = reading ? book.byIntent(reading.intent) : worded?.command;
    return command === undefined || choices.some(({ key }) => key.startsWith(`${command.name}:`));
  }

  /** What nobody has said yes to stays a question, whichever piece of it is changed. */
  function askAgain({ today }: CommandContext, kept: Kept): Order | undefined {
    const command = kept.reading && book.byIntent(kept.reading.intent);
    return command && kept.reading && say(askBack(command, kept.reading, today), { kept });
  }

  async function completeReading(
    context: CommandContext,
    text: string,
    { isOffered, ...kept }: Kept & { reading: Reading; isOffered: boolean },
  ): Promise<RunOrder | undefined> {
    const piece = await options.readPiece(context, text, kept);
    const said = Object.keys(piece).filter((field) => field !== 'warnings');
    const isWords = said.every((field) => field === 'keyword');
    // Words that name none of the choices offered are talk.
    const isTalk = isWords && (isOffered || text.length > LONGEST_WORDS || /[?？吗呢]/.test(text));
    if (said.length === 0 || isTalk) return undefined;
    return runKept({
      ...kept,
      text: `${kept.text} ${context.message.text}`,
      reading: options.amend(kept.reading, piece),
    });
  }

  /** `发布活动` and then `6月4日 8:00 护考`: read as one line. */
  async function completeLine(context: CommandContext, kept: Kept): Promise<RunOrder | undefined> {
    const text = `${kept.text} ${context.message.text}`;
    const worded = await book.byWording(context, options.normalise(text).trim());
    if (worded) return runCommand(worded.command, { match: worded.match }, { ...kept, text });
    const reading = await options.readSure(context, text, new Date(kept.at));
    return reading && runKept({ ...kept, text, reading });
  }

  function runKept(kept: Kept & { reading: Reading }): RunOrder | undefined {
    const command = book.byIntent(kept.reading.intent satisfies Intent);
    return command && runCommand(command, { reading: kept.reading }, kept);
  }

  /** Carries out the choice, and closes the question in the same transaction: it cannot be taken twice. */
  function choose(context: CommandContext, question: OpenQuestion, choice: Choice | undefined): Order {
    const { kept } = question;
    if (choice?.key === KEPT_NO) return say(DECLINED, { closes: question.id });
    const order =
      choice?.key === KEPT_RUN && kept?.reading
        ? runKept({ ...kept, reading: kept.reading })
        : options.orderOfKey(context, choice?.key ?? '');
    if (!order) throw userError('not_found', '这个选择已经不能用了，请重新发一次。');
    if (order.kind === 'say') return { ...order, closes: question.id };
    return closing(question.id, { ...order, kept: kept ?? keptOf(context) });
  }

  return { byButton, byAnswer, byPiece };
}

function closing(questionId: number, order: RunOrder): RunOrder {
  return {
    ...order,
    async run(context) {
      await closeQuestion(context.db, questionId);
      return order.run(context);
    },
  };
}
