import { userError } from '../../errors.ts';
import type { Fields, Intent, Reading } from '../../language/reading.ts';
import type { CommandContext } from '../command.ts';
import type { Choice } from '../reply.ts';
import { answerOf, choiceNamed, isAnswerLike } from './answer.ts';
import { type CommandBook, keptOf, type Order, type RunOrder, runCommand, say } from './order.ts';
import { closeQuestion, findQuestion, findQuestionById, type Kept, type OpenQuestion } from './question.ts';
import { askBack, KEPT_NO, KEPT_RUN } from './unsure.ts';

const DECLINED = '好的，没有办。要办什么，直接说就行。';
/** A name alone (护考); longer words are a sentence of their own. */
const LONGEST_WORDS = 12;

export interface PendingOptions {
  book: CommandBook;
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
  /** By a button: `choice:QUESTION:INDEX`; undefined for any other key. */
  byButton(context: CommandContext, key: string): Promise<Order | undefined>;
  /** By a number, yes, no and the like. */
  byAnswer(context: CommandContext, text: string): Promise<Order | undefined>;
  /** By the piece that was missing, alone. */
  byPiece(context: CommandContext, text: string): Promise<Order | undefined>;
}

export function createPending(options: PendingOptions): Pending {
  const { book } = options;

  function find({ sender, message, now, db }: CommandContext): Promise<OpenQuestion | undefined> {
    return findQuestion(db, { personId: sender.id, message, now });
  }

  async function byButton(context: CommandContext, key: string): Promise<Order | undefined> {
    const choice = /^choice:(\d+):(\d+)$/.exec(key);
    if (!choice) return undefined;
    const question = await findQuestionById(context.db, Number(choice[1]), context.now);
    if (!question) throw userError('not_found', '这个选择已经过期或已经选过了，请重新发一次。');
    if (question.personId !== context.sender.id) throw userError('forbidden', '这是给别人选的，你不用点。');
    return choose(context, question, question.choices[Number(choice[2])]);
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

  async function byPiece(context: CommandContext, text: string): Promise<Order | undefined> {
    const question = await find(context);
    const named = question && choiceNamed(text, question.choices);
    if (named) return choose(context, question, named);
    if (!question?.kept) return undefined;
    const { kept } = question;
    const order = kept.reading
      ? await completeReading(context, text, { ...kept, reading: kept.reading })
      : await completeLine(context, kept);
    if (!order) return undefined;
    const isUnconfirmed = question.choices.some(({ key }) => key === KEPT_RUN);
    return isUnconfirmed ? askAgain(context, order.kept) : closing(question.id, order);
  }

  /** What nobody has said yes to stays a question, whichever piece of it is changed. */
  function askAgain({ today }: CommandContext, kept: Kept): Order | undefined {
    const command = kept.reading && book.byIntent(kept.reading.intent);
    return command && kept.reading && say(askBack(command, kept.reading, today), { kept });
  }

  async function completeReading(
    context: CommandContext,
    text: string,
    kept: Kept & { reading: Reading },
  ): Promise<RunOrder | undefined> {
    const piece = await options.readPiece(context, text, kept);
    const said = Object.keys(piece).filter((field) => field !== 'warnings');
    const isWords = said.every((field) => field === 'keyword');
    if (said.length === 0 || (isWords && (text.length > LONGEST_WORDS || /[?？吗呢]/.test(text)))) return undefined;
    return runKept({
      ...kept,
      text: `${kept.text} ${context.message.text}`,
      reading: options.amend(kept.reading, piece),
    });
  }

  /** `发布活动` and then `6月4日 8:00 护考`: read as one line. */
  async function completeLine(context: CommandContext, kept: Kept): Promise<RunOrder | undefined> {
    const text = `${kept.text} ${context.message.text}`;
    const worded = book.byWording(options.normalise(text).trim());
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
