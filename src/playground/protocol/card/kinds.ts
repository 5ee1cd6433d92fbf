import type { CardKind } from './limits.ts';
import { cardSchema, type WireCard } from './schema.ts';

const EVERYWHERE: (keyof WireCard)[] = ['card_type', 'source', 'main_title', 'replace_text', 'task_id', 'feedback'];

/** The other parts that the client shows on a card of each kind; it passes over the rest. */
const PARTS: Record<CardKind, (keyof WireCard)[]> = {
  text_notice: [
    ...(['action_menu', 'emphasis_content', 'quote_area', 'sub_title_text'] as const),
    ...(['horizontal_content_list', 'jump_list', 'card_action'] as const),
  ],
  news_notice: [
    ...(['action_menu', 'card_image', 'image_text_area', 'quote_area', 'vertical_content_list'] as const),
    ...(['horizontal_content_list', 'jump_list', 'card_action'] as const),
  ],
  button_interaction: [
    ...(['action_menu', 'quote_area', 'sub_title_text', 'horizontal_content_list'] as const),
    ...(['button_selection', 'button_list', 'card_action'] as const),
  ],
  vote_interaction: ['checkbox', 'submit_button'],
  multiple_interaction: ['select_list', 'submit_button'],
};

/** Without what a card of its kind does not show. */
export function ownParts(card: WireCard, kind: CardKind): WireCard {
  const parts: string[] = [...EVERYWHERE, ...PARTS[kind]];
  return cardSchema.parse(Object.fromEntries(Object.entries(card).filter(([name]) => parts.includes(name))));
}
