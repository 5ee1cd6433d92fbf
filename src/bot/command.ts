import type { Database, Db } from '../database.ts';
import type { Day } from '../language/day.ts';
import type { Intent, Reading } from '../language/reading.ts';
import type { Kept } from './dialogue/question.ts';
import type { Message } from './message.ts';
import type { Page } from './page.ts';
import type { Right, Sender } from './permission.ts';
import type { Choice, Reply } from './reply.ts';

/** What a command may use; all reads and writes through `db` end in one transaction with the reply. */
export interface CommandContext {
  db: Db;
  now: Date;
  /** `now` on the association's wall clock. */
  today: Day;
  zone: string;
  /** What people of a group mention. */
  botName: string;
  message: Message;
  /** Row of the message in the inbox: what rows made by it refer to. */
  messageId: number;
  sender: Sender;
  /** True where `sender` may do what `right` says. */
  can(right: Right): boolean;
}

/** What the people typed, as the command gets it. */
export interface Call {
  /** The best reading of the text with the command's intent; absent where `pattern` matched. */
  reading?: Reading;
  match?: RegExpExecArray;
}

export interface Outcome {
  reply: Reply;
  /** What `undo` of the same command needs to take the effect back. */
  undo?: Record<string, unknown>;
  /** The record made, `service:12`: pictures that came with the order are tied to it. */
  subject?: string;
  /** All records made, where there are several: the projects named in the order (#春雨行动) hold for each. */
  subjects?: readonly string[];
}

/** A thing people can order, declared beside its feature; dispatch finds it by intent, pattern or clicked key. */
export interface Command {
  /** Unique, in Latin letters: prefix of its buttons' keys, name in the log. */
  name: string;
  intent?: Intent;
  /** Fixed wording, matched against the whole normalised text before any reading is tried. Linear time. */
  pattern?: RegExp;
  /** Whether what `pattern` lets pass is one, looked at closely; pure. Else the text is looked at as if it were none. */
  reads?(text: string, today: Day): boolean;
  /** The wording is taken only where this holds; else the text is looked at as if it were none. */
  applies?(context: CommandContext, match: RegExpExecArray): Promise<boolean>;
  right: Right;
  help?: { title: string; line: string; examples: readonly string[] };
  run(context: CommandContext, call: Call): Promise<Outcome>;
  /** Pictures or files without a word. One command at most takes them. */
  attach?(context: CommandContext): Promise<Outcome>;
  /** A button whose key is `name:value`. */
  click?(context: CommandContext, value: string): Promise<Outcome>;
  /** `撤销`: takes back what an Outcome's `undo` describes; says what it did. */
  undo?(context: CommandContext, data: Record<string, unknown>): Promise<string>;
}

export interface LateContext {
  /** Outside any transaction. */
  database: Database;
  now(): Date;
  zone: string;
  chatId: string | null;
  userid: string;
  messageId: number;
  /** Shows `text` as the whole answer so far. */
  progress(text: string): Promise<void>;
}

/** Finishes an answer that takes over a second. May run again after a crash: its effects are keyed. */
export interface LateJob {
  kind: string;
  /** Returns the whole final text. */
  run(context: LateContext, args: Record<string, unknown>): Promise<string | LateEnd>;
}

/** The end of a late answer that asks the sender to choose. */
export interface LateEnd {
  text: string;
  choices: Choice[];
  /** The order that the answer completes. */
  kept: Kept;
  /** Said in place of it where the sender has gone on to something else meanwhile. */
  movedOn?: string;
}

/** A cron entry; `schedule` is read in the association's time zone. */
export interface Job {
  name: string;
  schedule: string;
  run(context: JobContext): Promise<void>;
}

export interface JobContext {
  database: Database;
  now: Date;
  zone: string;
}

/** What a folder of features/ offers; see features/index.ts. */
export interface Feature {
  commands?: readonly Command[];
  jobs?: readonly Job[];
  lateJobs?: readonly LateJob[];
  pages?: readonly Page[];
  /** Has a message read again that the rules made nothing of; undefined: not this time. One folder at most offers it. */
  askModel?(context: CommandContext): Promise<Reply | undefined>;
}
