import type { CardLimits } from './limits.ts';
import type { WireCard } from './schema.ts';

/** The part without which the client would not show a card of this kind. */
export function findMissing(card: WireCard, limits: CardLimits): string | undefined {
  const hasTitle = Boolean(card.main_title?.title);
  if (card.action_menu && !card.task_id) return 'task_id';
  switch (card.card_type) {
    case 'text_notice':
      return hasTitle || card.sub_title_text ? missingAction(card) : 'main_title.title';
    case 'news_notice':
      if (!hasTitle) return 'main_title.title';
      return card.card_image || card.image_text_area ? missingAction(card) : 'card_image';
    default:
      return hasTitle ? missingInForm(card, limits) : 'main_title.title';
  }
}

function missingAction({ card_action }: WireCard): string | undefined {
  return card_action?.type ? undefined : 'card_action';
}

function missingInForm(card: WireCard, { needsTaskId }: CardLimits): string | undefined {
  if (card.card_type === 'button_interaction') {
    if (card.button_list.length === 0) return 'button_list';
    return card.task_id ? undefined : 'task_id';
  }
  const isVote = card.card_type === 'vote_interaction';
  if (isVote && !card.checkbox) return 'checkbox';
  if (!isVote && card.select_list.length === 0) return 'select_list';
  if (!card.submit_button) return 'submit_button';
  return card.task_id || (!isVote && !needsTaskId) ? undefined : 'task_id';
}

/** The part that does not belong where the card goes. */
export function findForeign(card: WireCard, limits: CardLimits): string | undefined {
  const { horizontal_content_list: facts, button_list: buttons, jump_list: jumps } = card;
  if (!limits.hasAttachments && facts.some(({ type }) => type === 2)) return 'horizontal_content_list.type 2';
  if (!limits.hasLinkButtons && buttons.some(({ type }) => type === 1)) return 'button_list.type 1';
  if (limits.hasAttachments && jumps.some(({ type }) => type === 3)) return 'jump_list.type 3';
  return undefined;
}
