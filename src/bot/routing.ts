import type { Db } from '../database.ts';
import { userError } from '../errors.ts';
import type { Day } from '../language/day.ts';
import type { Intent, Reading, ReadingContext } from '../language/reading.ts';
import type { Command, CommandContext, Outcome } from './command.ts';
import { closeQuestion, findQuestion, findQuestionById } from './question.ts';
import { type Choice, type Reply, textReply } from './reply.ts';

/** What a message comes down to. */
export type Order =
  | { kind: 'say'; reply: Reply }
  | { kind: 'run'; command: Command; run(context: CommandContext): Promise<Outcome> };

export interface Routing {
  commands: readonly Command[];
  /** language/read.ts, with the text normalised for fixed wordings beside it. */
  read: {
    normalise(text: string): string;
    readings(text: string, context: ReadingContext): Reading[];
    localTime(instant: Date): string;
  };
  localDay(instant: Date): Day;
  roster(db: Db): Promise<readonly string[]>;
}

const LONGEST_TEXT = 8000;
const SURE = 0.8;
const HINT = '没看懂这一句。发「帮助」看看可以怎么说，例如：报名 6月4日护考';
const BARE_ENDS = /^\s+|[\s。.!！?？~]+$/g;
/** A number by itself: the answer to a numbered choice. */
const NUMBER_ANSWER = /^(?:选|第)?\s*(\d{1,2})\s*(?:个|号|项)?$/;

/** Finds what a message orders, in a fixed order: click, fixed wording, answer to a question, reading. */
export function createRouting(options: Routing): { route(context: CommandContext): Promise<Order> } {
  const byName = new Map(options.commands.map((command) => [command.name, command]));
  const byIntent = new Map<Intent, Command>();
  for (const command of options.commands) if (command.intent) byIntent.set(command.intent, command);
  const worded = options.commands.filter((command) => command.pattern !== undefined);

  async function route(context: CommandContext): Promise<Order> {
    const { message } = context;
    if (message.click) return routeClick(context, message.click.key);
    if (message.isEntering) return runOrSay(byName.get('help'), {});
    const text = options.read.normalise(message.text).trim();
    if (text === '') return routeEmpty(context);
    if (text.length > LONGEST_TEXT)
      return say(`这条消息太长了（${text.length} 字），请分成几条，每条不超过 ${LONGEST_TEXT} 字。`);
    for (const command of worded) {
      const match = command.pattern?.exec(text);
      if (match) return runOrSay(command, { match });
    }
    return (await routeAnswer(context, text)) ?? routeReading(context);
  }

  async function routeReading(context: CommandContext): Promise<Order> {
    const { message, now, today } = context;
    const readings = options.read.readings(message.text, {
      today,
      time: options.read.localTime(now),
      roster: await options.roster(context.db),
      sender: context.sender.name ?? context.sender.userid,
    });
    const reading = readings[0];
    if (!reading || reading.intent === 'none') return say(completion(options.read.normalise(message.text)) ?? HINT);
    const command = byIntent.get(reading.intent);
    if (!command) return say('这件事我还不会办。发「帮助」看看我会什么。');
    if (reading.confidence < SURE) return say(suggest(command));
    return runOrSay(command, { reading });
  }

  /** `发布活动` by itself: how the line goes on. */
  function completion(text: string): string | undefined {
    const word = text.replace(BARE_ENDS, '');
    for (const { help } of options.commands) {
      const example = help?.examples.find((line) => line.startsWith(`${word} `));
      if (word !== '' && example) return `要「${help?.title}」，请在一条里写全，例如：${example}`;
    }
    return undefined;
  }

  async function routeClick(context: CommandContext, key: string): Promise<Order> {
    const choice = /^choice:(\d+):(\d+)$/.exec(key);
    if (choice) {
      const question = await findQuestionById(context.db, Number(choice[1]), context.now);
      if (!question) throw userError('not_found', '这个选择已经过期或已经选过了，请重新发一次。');
      if (question.personId !== context.sender.id) throw userError('forbidden', '这是给别人选的，你不用点。');
      return choose(question.id, question.choices[Number(choice[2])]);
    }
    return clickOrder(key);
  }

  async function routeAnswer(context: CommandContext, text: string): Promise<Order | undefined> {
    const number = NUMBER_ANSWER.exec(text)?.[1];
    if (number === undefined) return undefined;
    const question = await findQuestion(context.db, {
      personId: context.sender.id,
      message: context.message,
      now: context.now,
    });
    if (!question) return undefined;
    const choice = question.choices[Number(number) - 1];
    if (!choice)
      throw userError('invalid_input', `没有第 ${number} 项，请回复 1 到 ${question.choices.length} 之间的数字。`);
    return choose(question.id, choice);
  }

  /** Runs the chosen line as if its button had been tapped, and closes the question in the same transaction. */
  function choose(questionId: number, choice: Choice | undefined): Order {
    const order = clickOrder(choice?.key ?? '');
    if (order.kind === 'say') return order;
    return {
      ...order,
      async run(context) {
        await closeQuestion(context.db, questionId);
        return order.run(context);
      },
    };
  }

  function clickOrder(key: string): Order {
    const at = key.indexOf(':');
    const command = byName.get(at < 0 ? key : key.slice(0, at));
    const click = command?.click?.bind(command);
    if (!command || !click) throw userError('not_found', '这个按钮已经不能用了，请直接发一句话，例如：我的报名');
    return { kind: 'run', command, run: (context) => click(context, at < 0 ? '' : key.slice(at + 1)) };
  }

  return { route };
}

function runOrSay(command: Command | undefined, call: Parameters<Command['run']>[1]): Order {
  return command ? { kind: 'run', command, run: (context) => command.run(context, call) } : say(HINT);
}

/** Only the bot's name, only a picture, or nothing a person can see. */
function routeEmpty(context: CommandContext): Order {
  if (context.message.attachments.length > 0) return say('图片收到了，可是不知道要办什么，请再配上一句话。');
  return say('在呢。要办什么，请和我的名字写在同一条里，例如：@我 报名 6月4日护考；发「帮助」看更多。');
}

function suggest(command: Command): string {
  const example = command.help?.examples[0];
  return example ? `没有把握看懂了。如果是要「${command.help?.title}」，可以这样说：${example}` : HINT;
}

function say(text: string): Order {
  return { kind: 'say', reply: textReply(text) };
}
