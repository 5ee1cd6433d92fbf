import type { Place } from '../protocol/callback.ts';
import type { CardBody } from '../protocol/card.ts';
import { Violation } from '../protocol/violation.ts';

export interface KnownCard {
  shownId: string;
  cardType: string;
  place: Place;
  /** Of every state the card was in: a phone may show an old one. */
  keys: Set<string>;
}

/** The cards shown, by task id. */
export interface Cards {
  /** Takes the card's task id, for ever; the result says which message shows it. @throws Violation 42014 if taken. */
  reserve(card: CardBody, place: Place): (shownId: string) => void;
  /** Returns the message that shows the card. @throws Violation for an unknown task id. */
  update(card: CardBody): string;
  find(taskId: string): KnownCard | undefined;
}

export function createCards(): Cards {
  const known = new Map<string, KnownCard>();
  return {
    reserve(card, place) {
      const { taskId } = card;
      if (taskId === undefined) return () => undefined;
      if (known.has(taskId)) throw new Violation('task_id 用过了', 42_014);
      const entry = { shownId: '', cardType: card.cardType, place, keys: keysOf(card) };
      known.set(taskId, entry);
      return (shownId) => {
        entry.shownId = shownId;
      };
    },
    update(card) {
      const entry = known.get(card.taskId ?? '');
      if (!entry) throw new Violation('没有这张卡片');
      entry.cardType = card.cardType;
      for (const key of keysOf(card)) entry.keys.add(key);
      return entry.shownId;
    },
    find: (taskId) => known.get(taskId),
  };
}

function keysOf(card: CardBody): Set<string> {
  return new Set(card.buttons.map(({ key }) => key));
}
