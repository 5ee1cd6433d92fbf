import type { Intent, Reading } from '../../language/reading.ts';
import type { Call, Command, CommandContext, Outcome } from '../command.ts';
import { maskNumbers } from '../mask.ts';
import type { Right } from '../permission.ts';
import { type Reply, textReply } from '../reply.ts';
import type { Kept } from './question.ts';

/** What a message comes down to. */
export type Order = SayOrder | RunOrder;

/** Something to say and nothing to do. */
export interface SayOrder {
  kind: 'say';
  reply: Reply;
  /** What an answer to it would complete. */
  kept?: Kept;
  /** The order lacks a piece: what the person types next completes it. */
  asksFor?: Kept;
  /** The person answered this question of theirs by declining. */
  closes?: number;
  /** Kept for the administrators: it found nothing to do, or was not sure. */
  misreading?: 'unanswered' | 'unsure';
}

export interface RunOrder {
  kind: 'run';
  /** Name of the command, under which its effect can be taken back. */
  name: string;
  rights: readonly Right[];
  kept: Kept;
  /** An earlier line of the sender that was read wrongly. */
  mistaken?: string;
  run(context: CommandContext): Promise<Outcome>;
}

/** The commands as they are looked for. */
export interface CommandBook {
  all: readonly Command[];
  byName(name: string): Command | undefined;
  byIntent(intent: Intent): Command | undefined;
  /** The command whose fixed wording the whole text is, and where that depends on it, applies. */
  byWording(context: CommandContext, text: string): Promise<{ command: Command; match: RegExpExecArray } | undefined>;
}

export function createCommandBook(all: readonly Command[]): CommandBook {
  const names = new Map(all.map((command) => [command.name, command]));
  const intents = new Map<Intent, Command>();
  for (const command of all) if (command.intent) intents.set(command.intent, command);
  const worded = all.filter(({ pattern }) => pattern !== undefined);
  return {
    all,
    byName: (name) => names.get(name),
    byIntent: (intent) => intents.get(intent),
    async byWording(context, text) {
      for (const command of worded) {
        const match = command.pattern?.exec(text);
        if (match && command.reads?.(text, context.today) === false) continue;
        if (match && (await command.applies?.(context, match)) !== false) return { command, match };
      }
      return undefined;
    },
  };
}

/** Runs `command` as if `kept` had just been typed in one line. */
export function runCommand(command: Command, call: Call, kept: Kept): RunOrder {
  return {
    kind: 'run',
    name: command.name,
    rights: [command.right],
    kept,
    run: (context) => command.run(asTyped(context, kept), call),
  };
}

export function say(reply: Reply | string, more: Omit<SayOrder, 'kind' | 'reply'> = {}): SayOrder {
  return { kind: 'say', reply: typeof reply === 'string' ? textReply(reply) : reply, ...more };
}

/** The message as it came. */
export function keptOf({ message, now }: Pick<CommandContext, 'message' | 'now'>, reading?: Reading): Kept {
  return {
    text: message.text,
    at: now.toISOString(),
    ...(message.quote ? { quote: message.quote.text } : {}),
    ...(reading ? { reading } : {}),
  };
}

/** Without phone numbers: what is asked back is kept no longer than needed, and still without them. */
export function withoutPhones(kept: Kept): Kept {
  const { reading, quote } = kept;
  return {
    ...kept,
    text: maskNumbers(kept.text),
    ...(quote === undefined ? {} : { quote: maskNumbers(quote) }),
    ...(reading ? { reading: readingWithoutPhones(reading) } : {}),
  };
}

export function readingWithoutPhones(reading: Reading): Reading {
  const { phones: _, rows, ...rest } = reading;
  return rows ? { ...rest, rows: rows.map(({ phone: __, ...row }) => row) } : rest;
}

/** Commands look at the text and the quote too: an order completed later sees those it was given with. */
function asTyped(context: CommandContext, { text, quote }: Kept): CommandContext {
  const { quote: _, ...message } = context.message;
  return { ...context, message: { ...message, text, ...(quote === undefined ? {} : { quote: { text: quote } }) } };
}
