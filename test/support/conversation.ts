import type { Command } from '../../src/bot/command.ts';
import { createCommandBook } from '../../src/bot/dialogue/order.ts';
import { createDispatch, type DispatchOptions } from '../../src/bot/dispatch.ts';
import type { Chat } from '../../src/bot/message.ts';
import type { Reply } from '../../src/bot/reply.ts';
import { toLocal } from '../../src/clock.ts';
import type { Database } from '../../src/database.ts';
import { undoCommand } from '../../src/features/undo/command.ts';
import { amend, readPiece } from '../../src/language/amend.ts';
import type { Reading } from '../../src/language/reading.ts';
import { createLogger } from '../../src/logger.ts';

const ZONE = 'Asia/Shanghai';

export interface Conversation {
  /** Sends a line; `reading` is what the language makes of it. */
  say(sender: string, text: string, reading?: Partial<Reading>, quote?: string): Promise<Reply>;
  /** Taps a button by its key, or sends off what was ticked. */
  click(sender: string, key: string, selected?: Record<string, string[]>): Promise<Reply>;
  /** From now on it is this instant. */
  setNow(iso: string): void;
}

/** Dispatch with the given commands and 撤销, over a real database, the language left out. */
export function startConversation(options: {
  database: Database;
  commands: readonly Command[];
  now: string;
  chat?: Chat;
  adminUserids?: string[];
  tagSubject?: DispatchOptions['tagSubject'];
}): Conversation {
  const { database, commands, chat = { kind: 'group', id: 'group-1' }, adminUserids = [], tagSubject } = options;
  let now = new Date(options.now);
  let serial = 0;
  /** By the text, so that different lines may be said at once. */
  const planned = new Map<string, Partial<Reading> | undefined>();
  const dispatch = createDispatch({
    database,
    book: createCommandBook([...commands, undoCommand(commands)]),
    read: {
      normalise: (text) => text,
      readings: (text) => {
        const reading = planned.get(text);
        return reading ? [{ intent: 'none', confidence: 1, spans: [], ...reading }] : [];
      },
      several: () => [],
      piece: readPiece,
      amend,
      localTime: (instant) => toLocal(instant, ZONE).time,
    },
    logger: createLogger('silent'),
    zone: ZONE,
    adminUserids,
    isTrial: false,
    now: () => now,
    localDay: (instant) => toLocal(instant, ZONE).day,
    roster: async () => [],
    botName: '志愿助手',
    nameRequest: async () => undefined,
    openLate: async () => undefined,
    wakeLate: () => undefined,
    namesOfRole: async () => [],
    ...(tagSubject ? { tagSubject } : {}),
  });
  function envelope(sender: string) {
    serial += 1;
    const id = `bot:${chat.kind === 'group' ? chat.id : 'single'}:${now.toISOString()}:${serial}`;
    return { id, bot: 'bot', chat, sender, attachments: [], receivedAt: now };
  }
  return {
    say(sender, text, reading, quote) {
      planned.set(text, reading);
      return dispatch.receive({
        ...envelope(sender),
        text,
        ...(quote === undefined ? {} : { quote: { text: quote } }),
      });
    },
    click(sender, key, selected) {
      const click = { taskId: 'card-1', key, ...(selected ? { selected } : {}) };
      return dispatch.receive({ ...envelope(sender), text: '', click });
    },
    setNow(iso) {
      now = new Date(iso);
    },
  };
}
