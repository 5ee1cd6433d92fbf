import type { Db } from '../database.ts';
import { type AppError, userError } from '../errors.ts';
import { type Fields, type Intent, type Reading, type ReadingContext, SURE } from '../language/reading.ts';
import type { CommandContext } from './command.ts';
import { isAnswerLike } from './dialogue/answer.ts';
import { correct, correctionIn } from './dialogue/correction.ts';
import { type CommandBook, keptOf, type Order, type RunOrder, runCommand, say } from './dialogue/order.ts';
import { createPending } from './dialogue/pending.ts';
import type { Kept } from './dialogue/question.ts';
import { joinOrders } from './dialogue/take-back.ts';
import { askBack, HINT } from './dialogue/unsure.ts';
import { NO_REPLY, type Reply } from './reply.ts';

export interface Routing {
  book: CommandBook;
  /** What people mention. */
  botName: string;
  /** The language, see language/; fixed wordings are matched against `normalise`. */
  read: {
    normalise(text: string): string;
    readings(text: string, context: ReadingContext): Reading[];
    /** Several orders in one message; empty where it gives one. */
    several(text: string, context: ReadingContext): Reading[];
    piece(intent: Intent, text: string, context: ReadingContext, near?: string): Fields;
    amend(reading: Reading, piece: Fields): Reading;
    localTime(instant: Date): string;
    localDay(instant: Date): string;
  };
  roster(db: Db): Promise<readonly string[]>;
  /** Asks the model what the rules did not find; undefined: there is none, or its allowance is used up. */
  askModel?(context: CommandContext): Promise<Reply | undefined>;
  /** Names the command that a wording nearly is; undefined: none is near, or it has been said. */
  suggest?(context: CommandContext, text: string): Promise<Reply | undefined>;
}

const LONGEST_TEXT = 8000;
const JUST_CALLED = '在呢。要办什么，请和我的名字写在同一条里，例如：@我 报名 6月4日护考；发「帮助」看更多。';
const NOT_YET = '这件事我还不会办。发「帮助」看看我会什么。';
const BARE_ENDS = /^\s+|[\s。.!！?？~]+$/g;
/** What only shows something needs no asking back. */
const HARMLESS: ReadonlySet<Intent> = new Set(['list', 'help', 'points']);

/** Finds what a message orders, in a fixed order: click, answer, fixed wording, correction, reading, missing piece, model. */
export function createRouting(options: Routing): { route(context: CommandContext): Promise<Order> } {
  const { book, read } = options;
  const pending = createPending({
    book,
    botName: options.botName,
    normalise: read.normalise,
    readPiece,
    amend: read.amend,
    async readSure(context, text, at) {
      const [reading] = read.readings(text, await contextOf(context, { at }));
      return reading && reading.intent !== 'none' && reading.confidence >= SURE ? reading : undefined;
    },
    orderOfKey: (context, key) => orderOfKey(context, key),
  });

  async function route(context: CommandContext): Promise<Order> {
    const { message } = context;
    if (message.click)
      return (await pending.byButton(context, message.click)) ?? orderOfKey(context, message.click.key);
    if (message.isEntering) return runHelp(context);
    const text = read.normalise(message.text).trim();
    if (text === '') return routeEmpty(context);
    if (text.length > LONGEST_TEXT)
      return say(`这条消息太长了（${text.length} 字），请分成几条，每条不超过 ${LONGEST_TEXT} 字。`);
    const answered = await pending.byAnswer(context, text);
    if (answered) return answered;
    const worded = await book.byWording(context, text);
    if (worded) return runCommand(worded.command, { match: worded.match }, keptOf(context));
    const right = correctionIn(text);
    if (right !== undefined) return correct(context, right, { book, readPiece, amend: read.amend });
    return routeReading(context, text);
  }

  async function routeReading(context: CommandContext, text: string): Promise<Order> {
    const readingContext = await contextOf(context, {
      at: context.now,
      quote: context.message.quote?.text,
    });
    const [reading] = read.readings(context.message.text, readingContext);
    const isOrder = reading !== undefined && reading.intent !== 'none';
    const several = runSeveral(context, read.several(context.message.text, readingContext));
    if (several) return several;
    if (isOrder && reading.confidence >= SURE)
      return runReading(reading, context) ?? say(NOT_YET, { misreading: 'unanswered' });
    const piece = await pending.byPiece(context, text, isOrder ? reading : undefined);
    if (piece) return piece;
    return isOrder ? runUnsure(context, reading) : routeNothing(context, text);
  }

  function runSeveral(context: CommandContext, readings: Reading[]): RunOrder | undefined {
    const orders = readings.flatMap((reading) => runReading(reading, context) ?? []);
    return orders.length > 1 && orders.length === readings.length ? joinOrders(orders, notTogether) : undefined;
  }

  function runReading(reading: Reading, context: CommandContext): RunOrder | undefined {
    const command = book.byIntent(reading.intent);
    return command && runCommand(command, { reading }, keptOf(context, reading));
  }

  /** Not sure enough to act: shown back, done on a yes. */
  function runUnsure(context: CommandContext, reading: Reading): Order {
    const command = book.byIntent(reading.intent);
    if (!command) return say(HINT, { misreading: 'unanswered' });
    if (HARMLESS.has(reading.intent)) return runCommand(command, { reading }, keptOf(context, reading));
    const { text, choices } = askBack(command, reading, context.today);
    const reply = { text: `没有把握看懂了。${text}`, choices };
    return say(reply, { kept: keptOf(context, reading), misreading: 'unsure' });
  }

  async function routeNothing(context: CommandContext, text: string): Promise<Order> {
    const unfinished = completion(text);
    if (unfinished) return say(unfinished, { asksFor: keptOf(context) });
    if (context.message.isAside) return say(NO_REPLY);
    const asked = await options.askModel?.(context);
    if (asked) return say(asked, { misreading: 'unanswered' });
    const near = await options.suggest?.(context, text);
    // A yes to nothing is no wording to learn from.
    return say(near ?? HINT, isAnswerLike(text) ? {} : { misreading: 'unanswered' });
  }

  /** `发布活动` by itself: how the line goes on. */
  function completion(text: string): string | undefined {
    const word = text.replace(BARE_ENDS, '');
    for (const { help } of book.all) {
      const example = help?.examples.find((line) => line.startsWith(`${word} `));
      if (word !== '' && example) return `要「${help?.title}」，请接着写，例如：${example.slice(word.length).trim()}`;
    }
    return undefined;
  }

  function orderOfKey(context: CommandContext, key: string): RunOrder {
    const at = key.indexOf(':');
    const command = book.byName(at < 0 ? key : key.slice(0, at));
    const click = command?.click?.bind(command);
    if (!command || !click) throw userError('not_found', '这个按钮已经不能用了，请直接发一句话，例如：我的报名');
    const value = at < 0 ? '' : key.slice(at + 1);
    const run = (inside: CommandContext) => click(inside, value);
    return { kind: 'run', name: command.name, rights: [command.right], kept: keptOf(context), run };
  }

  /** Only the bot's name, only a picture, or nothing a person can see. */
  function routeEmpty(context: CommandContext): Order {
    const taker = book.all.find(({ attach }) => attach);
    if (!taker || context.message.attachments.length === 0) return say(JUST_CALLED);
    const run = async (inside: CommandContext) => (await taker.attach?.(inside)) ?? { reply: NO_REPLY };
    return { kind: 'run', name: taker.name, rights: [taker.right], kept: keptOf(context), run };
  }

  function runHelp(context: CommandContext): Order {
    const help = book.byName('help');
    return help ? runCommand(help, {}, keptOf(context)) : say(HINT);
  }

  async function readPiece(context: CommandContext, text: string, kept: Kept & { reading: Reading }): Promise<Fields> {
    const { intent, dates, from } = kept.reading;
    return read.piece(intent, text, await contextOf(context, { at: new Date(kept.at) }), (dates ?? from)?.[0]);
  }

  /** What days and names mean at the instant something was typed. */
  async function contextOf(
    { db, sender }: CommandContext,
    { at, quote }: { at: Date; quote?: string | undefined },
  ): Promise<ReadingContext> {
    return {
      today: read.localDay(at),
      time: read.localTime(at),
      roster: await options.roster(db),
      sender: sender.name ?? sender.userid,
      ...(quote === undefined ? {} : { quote }),
    };
  }

  return { route };
}

function notTogether({ reply }: { reply: Reply }): AppError {
  return userError('conflict', `这一条里有几件事，要么都办要么都不办。有一件没办成，所以都没有办：\n${reply.text}`);
}
