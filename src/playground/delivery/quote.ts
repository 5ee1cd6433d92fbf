import type { Place } from '../protocol/callback.ts';
import { Violation } from '../protocol/violation.ts';
import { type Body, bodyFor, isSamePlace, type Log } from '../world/log.ts';
import type { MediaStore } from '../world/media.ts';
import { type Draft, showDraft } from './draft.ts';

/** A message shown before, or written for itself. */
export type Quote = Draft | { messageId: string };

/** What is quoted, as `sender` sees it. @throws Violation for a message that is not there. */
export function quotedBody(
  world: { log: Log; media: MediaStore; now: () => Date },
  { place, sender }: { place: Place; sender: string },
  quote: Quote,
): Body {
  if (!('messageId' in quote)) return showDraft(quote, world.media, world.now());
  const shown = world.log.find(quote.messageId);
  if (!shown || !isSamePlace(shown.place, place)) throw new Violation('这个会话里没有要引用的消息');
  return bodyFor(shown, sender);
}
