import type { Faults } from '../world/faults.ts';
import type { Author, Log } from '../world/log.ts';
import type { ResponseCodes } from '../world/response-codes.ts';
import type { Directory } from './directory.ts';
import type { AppMedia } from './media.ts';
import type { AppCards } from './message/cards.ts';

/** A self-built app as its corporation set it up. */
export interface AppSettings {
  corpId: string;
  agentId: number;
  secret: string;
  /** Of its callback; where it has none, people cannot talk to it. */
  token?: string;
  aesKey?: string;
  callbackUrl: () => string;
  /** Where pages that sign people in may lie, with the port; that of the callback where not said. */
  trustedHost?: () => string;
}

export interface CorpWorld {
  settings: AppSettings;
  now: () => Date;
  log: Log;
  faults: () => Faults;
  directory: Directory;
  media: AppMedia;
  cards: AppCards;
  /** Each stands for a card that may be changed. */
  cardCodes: ResponseCodes<{ taskId: string }>;
  author: Author;
}
