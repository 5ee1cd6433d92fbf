import type { Place } from '../protocol/callback.ts';
import type { CardBody } from '../protocol/card.ts';
import { Violation } from '../protocol/violation.ts';

export interface KnownCard {
  shownId: string;
  cardType: string;
  place: Place;
  /** Of every state the card was in, as are the options: a phone may show an old one. */
  keys: Set<string>;
  options: Map<string, Set<string>>;
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
      const entry = { shownId: '', cardType: card.cardType, place, keys: new Set<string>(), options: new Map() };
      remember(entry, card);
      known.set(taskId, entry);
      return (shownId) => {
        entry.shownId = shownId;
      };
    },
    update(card) {
      const entry = known.get(card.taskId ?? '');
      if (!entry) throw new Violation('没有这张卡片');
      remember(entry, card);
      return entry.shownId;
    },
    find: (taskId) => known.get(taskId),
  };
}

function remember(entry: KnownCard, card: CardBody): void {
  entry.cardType = card.cardType;
  const submit = card.submit ? [card.submit] : [];
  const buttons = card.buttons.filter(({ url }) => url === undefined);
  for (const { key } of [...buttons, ...submit, ...(card.menu?.actions ?? [])]) entry.keys.add(key);
  for (const { key, options } of card.questions ?? []) {
    const ids = options.map(({ id }) => id);
    entry.options.set(key, new Set([...(entry.options.get(key) ?? []), ...ids]));
  }
}
