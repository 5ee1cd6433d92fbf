import type { Logger } from '../logger.ts';
import type { ChannelBoard } from './channels.ts';
import type { Directory } from './directory.ts';

/** What features need of the outside, made in app.ts and handed to them; clock and database come with each call. */
export interface Services {
  botName: string;
  zone: string;
  logger: Logger;
  /** Absent without OPENAI_API_KEY. */
  model?: Model;
  /** Absent without a self-built app. */
  directory?: Directory;
  /** Keeps the bytes under data/ and gives the link that opens them for seven days (none without an address people reach). */
  keepFile(file: NewFile, now: Date): Promise<{ id: string; link?: string }>;
  /** A file kept before, as it was; undefined where it is gone. */
  readFile(id: string): Promise<NewFile | undefined>;
  /** A new link for a file kept before; undefined without an address people reach. */
  linkFile(id: string, now: Date): string | undefined;
  /** What the paths of the pages stand behind; absent where nobody can sign in to them. */
  consoleUrl?: string;
  /** Fetches the pictures and files of a message until each is kept or refused. */
  keepAttachments(messageId: number): Promise<{ kept: number; reasons: string[] }>;
  /** Whether one person can be sent a message, without a group. */
  reachesPeople: boolean;
  /** How the ways in and out of the bot fare, and which one reaches whom. */
  channels: ChannelBoard;
}

export interface NewFile {
  name: string;
  mime: string;
  bytes: Uint8Array;
}

/** A language model behind an OpenAI-compatible address; see llm/client.ts. */
export interface Model {
  /**
   * One request; `text` is the whole answer.
   * @throws AppError `model_failed` after its time-out and retries.
   */
  complete(request: ModelRequest): Promise<{ text: string; promptTokens: number; completionTokens: number }>;
}

export interface ModelRequest {
  system: string;
  user: string;
  /** JSON schema of the answer. */
  schema?: { name: string; schema: Record<string, unknown> };
  /** Ends the request before its own time-out. */
  signal?: AbortSignal;
  /** Of one try, and how often it is tried again; the model's own where absent. */
  timeoutMs?: number;
  retries?: number;
  maxTokens: number;
}
