import type { Message } from '../../../bot/message.ts';
import type { Content } from '../../../bot/outbox.ts';
import { type Card, isInteractive, type Reply } from '../../../bot/reply.ts';
import { cardAsMarkdown } from '../card.ts';

/**
 * The whole answer as something to send, for where it could not be shown as an answer. Undefined: nothing is lost
 * without it, or it is kept elsewhere, as a late answer is.
 */
export function contentOf(reply: Reply, message: Message): Content | undefined {
  if (reply.streamId || message.isEntering) return undefined;
  const card = message.click ? undefined : tappableCard(reply);
  if (card) return { kind: 'markdown', text: reply.text || card.title, card };
  const shown = reply.card && (!message.click || reply.text === '') ? cardAsMarkdown(reply.card) : '';
  const text = [reply.text, shown, reply.beside ?? ''].filter((part) => part !== '').join('\n\n');
  return text === '' ? undefined : { kind: 'markdown', text };
}

/** The card alone, where the text beside it has been shown. */
export function cardContent(card: Card): Content {
  return { kind: 'markdown', text: card.title, card };
}

export function tappableCard({ card }: Reply): Card | undefined {
  return card?.taskId !== undefined && isInteractive(card) ? { ...card, taskId: card.taskId } : undefined;
}
