import { ownParts } from './card/kinds.ts';
import { AIBOT_CARD, type CardLimits } from './card/limits.ts';
import { findForeign, findMissing } from './card/missing.ts';
import { cardSchema, type WireCard, type WireList } from './card/schema.ts';
import { tellCard } from './card/tell.ts';
import { cut, firstFault } from './text.ts';
import { Violation } from './violation.ts';

/** One thing to choose on a card. */
export interface CardQuestion {
  key: string;
  title: string;
  /** Options side by side, or one after the other in a list that opens. */
  form: 'vote' | 'list';
  isMultiple: boolean;
  isDisabled: boolean;
  options: { id: string; text: string; isChosen: boolean }[];
}

/** A template card as the client shows it: texts cut to what fits. */
export interface CardBody {
  kind: 'card';
  /** The whole card in words. */
  text: string;
  cardType: string;
  /** Absent on a card that cannot be clicked. */
  taskId?: string;
  source?: string;
  title: string;
  description: string;
  picture?: { url: string; title: string; description: string };
  emphasis?: { title: string; description: string };
  quote?: string;
  detail?: string;
  facts: { label: string; value: string }[];
  questions?: CardQuestion[];
  /** `url`: opens a page, and the sender does not hear of it. */
  buttons: { text: string; key: string; style: number; url?: string }[];
  /** Sends what was chosen. */
  submit?: { text: string; key: string };
  /** Grey, in place of the buttons. */
  spent?: string;
  links: { text: string; url: string }[];
  /** What the reader says to the bot by tapping. */
  asks?: { text: string; question: string }[];
  /** At the top right. */
  menu?: { text: string; actions: { text: string; key: string }[] };
  /** Where the sender wants to hear what readers think of it. */
  feedbackId?: string;
}

export interface CardUse {
  limits?: CardLimits;
  /** What is closed or replaced counts in an update only. */
  isUpdate?: boolean;
}

/** @throws Violation where WeCom would not show the card. */
export function readCard(value: unknown, { limits = AIBOT_CARD, isUpdate = false }: CardUse = {}): CardBody {
  const parsed = cardSchema.safeParse(value);
  if (!parsed.success) throw new Violation(`template_card 不对：${firstFault(parsed.error)}`);
  const kind = limits.kinds.find((one) => one === parsed.data.card_type);
  if (!kind) throw new Violation(`template_card 不对：card_type：这里只能是 ${limits.kinds.join('、')}`);
  const card = ownParts(parsed.data, kind);
  const missing = findMissing(card, limits);
  if (missing) throw new Violation(`${card.card_type} 卡片缺 ${missing}`);
  const foreign = findForeign(card, limits);
  if (foreign) throw new Violation(`这里的卡片不能有 ${foreign}`);
  const body = show(card, limits, isUpdate);
  return { ...body, text: tellCard(body) };
}

function show(card: WireCard, limits: CardLimits, isUpdate: boolean): Omit<CardBody, 'text'> {
  const { emphasis_content: emphasis, quote_area: quote, sub_title_text: detail, task_id: taskId } = card;
  const spent = isUpdate && limits.hasReplaceText ? card.replace_text : undefined;
  const questions = questionsOf(card, limits, isUpdate);
  return {
    kind: 'card',
    cardType: card.card_type,
    ...(taskId && { taskId }),
    ...(card.source?.desc && { source: cut(card.source.desc, limits.source) }),
    title: cut(card.main_title?.title ?? '', limits.title),
    description: cut(card.main_title?.desc ?? '', limits.description),
    ...pictureOf(card),
    ...(emphasis && { emphasis: { title: cut(emphasis.title, 10), description: cut(emphasis.desc, 15) } }),
    ...(quote && { quote: [quote.title, quote.quote_text].filter(Boolean).join('：') }),
    ...(detail && { detail: cut(detail, limits.detail) }),
    facts: factsOf(card),
    ...(questions.length > 0 && { questions }),
    ...(spent ? { spent, buttons: [] } : buttonsOf(card)),
    ...linksOf(card),
    ...(card.action_menu && menuOf(card.action_menu)),
    ...(card.feedback && { feedbackId: card.feedback.id }),
  };
}

function pictureOf({ card_image, image_text_area }: WireCard): Pick<CardBody, 'picture'> {
  if (card_image) return { picture: { url: card_image.url, title: '', description: '' } };
  if (!image_text_area) return {};
  const { image_url: url, title, desc: description } = image_text_area;
  return { picture: { url, title, description } };
}

function factsOf(card: WireCard): CardBody['facts'] {
  return [
    ...card.horizontal_content_list.map(({ keyname, value }) => ({ label: cut(keyname, 5), value: cut(value, 26) })),
    ...card.vertical_content_list.map(({ title, desc }) => ({ label: cut(title, 26), value: cut(desc, 112) })),
  ];
}

function questionsOf(card: WireCard, limits: CardLimits, isUpdate: boolean): CardQuestion[] {
  const lists = card.button_selection ? [card.button_selection] : card.select_list;
  const votes = card.checkbox ? [voteQuestion(card.checkbox, limits, isUpdate)] : [];
  return [...votes, ...lists.map((list) => listQuestion(list, limits, isUpdate))];
}

function voteQuestion(
  { question_key, mode, disable, option_list }: NonNullable<WireCard['checkbox']>,
  { voteOption }: CardLimits,
  isUpdate: boolean,
): CardQuestion {
  const isMultiple = mode === 1;
  const first = option_list.findIndex(({ is_checked }) => is_checked);
  const options = option_list.map(({ id, text, is_checked }, index) => ({
    ...{ id, text: cut(text, voteOption) },
    isChosen: isMultiple ? is_checked : index === first,
  }));
  return { key: question_key, title: '', form: 'vote', isMultiple, isDisabled: isUpdate && disable, options };
}

/** The first option is chosen where no other is. */
function listQuestion(
  { question_key, title, disable, selected_id, option_list }: WireList,
  { listOption }: CardLimits,
  isUpdate: boolean,
): CardQuestion {
  const chosen = Math.max(
    option_list.findIndex(({ id }) => id === selected_id),
    0,
  );
  const options = option_list.map(({ id, text }, index) => ({
    ...{ id, text: cut(text, listOption) },
    isChosen: index === chosen,
  }));
  const isDisabled = isUpdate && disable;
  return { key: question_key, title: cut(title, 13), form: 'list', isMultiple: false, isDisabled, options };
}

function buttonsOf({ button_list, submit_button }: WireCard): Pick<CardBody, 'buttons' | 'submit'> {
  const buttons = button_list.map(({ text, key = '', style, type, url }) => ({
    ...{ text: cut(text, 10), key, style },
    ...(type === 1 && url && { url }),
  }));
  return { buttons, ...(submit_button && { submit: { ...submit_button, text: cut(submit_button.text, 10) } }) };
}

function linksOf(card: WireCard): Pick<CardBody, 'links' | 'asks'> {
  const action = card.card_action ? [{ title: '查看详情', url: card.card_action.url }] : [];
  const links = [...card.jump_list, ...action].flatMap(({ title, url }) =>
    url && /^https?:\/\//.test(url) ? [{ text: cut(title, 13), url }] : [],
  );
  const asks = card.jump_list.flatMap(({ type, title, question }) =>
    type === 3 && question ? [{ text: cut(title, 13), question }] : [],
  );
  return { links, ...(asks.length > 0 && { asks }) };
}

function menuOf({ desc, action_list }: NonNullable<WireCard['action_menu']>): Pick<CardBody, 'menu'> {
  return { menu: { text: desc, actions: action_list } };
}
