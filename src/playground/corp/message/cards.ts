import { APP_CHAT } from '../../protocol/callback.ts';
import { tellCard } from '../../protocol/card/tell.ts';
import type { CardBody } from '../../protocol/card.ts';
import { Violation } from '../../protocol/violation.ts';
import { type Cards, createCards, type KnownCard } from '../../world/cards.ts';

/** The app's cards: one task id, and a message for each who got it. */
export interface AppCards {
  /** Takes the task id, for ever; the result says who sees the card in which message. @throws Violation 42014 */
  reserve(card: CardBody): (person: string, shownId: string) => void;
  find(person: string, taskId: string): KnownCard | undefined;
  /** Returns the person's message. @throws Violation for a card they have not got. */
  update(person: string, card: CardBody): string;
  /** Who got it. */
  receivers(taskId: string): string[];
}

export function createAppCards(): AppCards {
  const used = new Set<string>();
  const people = new Map<string, Cards>();
  return {
    reserve(card) {
      const { taskId } = card;
      if (taskId !== undefined && used.has(taskId)) throw new Violation('task_id duplicated', 42_014);
      if (taskId !== undefined) used.add(taskId);
      return (person, shownId) => {
        const cards = people.get(person) ?? createCards();
        people.set(person, cards);
        cards.reserve(card, { chat: APP_CHAT, person })(shownId);
      };
    },
    find: (person, taskId) => people.get(person)?.find(taskId),
    update(person, card) {
      const cards = people.get(person);
      if (!cards) throw new Violation('没有这张卡片');
      return cards.update(card);
    },
    receivers: (taskId) => [...people].flatMap(([person, cards]) => (cards.find(taskId) ? [person] : [])),
  };
}

/** With one grey word in place of its buttons. */
export function spend({ text: _, submit: __, ...card }: CardBody, word: string): CardBody {
  const spent = { ...card, buttons: [], spent: word };
  return { ...spent, text: tellCard(spent) };
}

/** Whether taps on it reach the app, and it may be changed later. */
export function isTappable({ buttons, submit, menu }: CardBody): boolean {
  return buttons.length > 0 || submit !== undefined || menu !== undefined;
}
