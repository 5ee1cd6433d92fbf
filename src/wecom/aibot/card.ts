import type { Card, Vote } from '../../bot/reply.ts';
import { cutCharacters } from '../limits.ts';
import { plainText } from '../plain.ts';

/** What a client shows of each part; characters, but for keys. */
export interface CardLimits {
  title: number;
  /** Of a card to tick. */
  voteTitle: number;
  description: number;
  text: number;
  label: number;
  value: number;
  button: number;
  /** To tick. */
  option: number;
  keyBytes: number;
}

/** A card of the AI bot: https://developer.work.weixin.qq.com/document/path/101032. */
export const AIBOT_CARD: CardLimits = {
  ...{ title: 26, voteTitle: 26, description: 30, text: 112, label: 5, value: 26 },
  ...{ button: 10, option: 11, keyBytes: 1024 },
};
/** A card of a self-built app: https://developer.work.weixin.qq.com/document/path/90236. */
export const APP_CARD: CardLimits = {
  ...AIBOT_CARD,
  ...{ title: 36, voteTitle: 16, description: 44, text: 160, option: 17 },
};
const MAX_FACTS = 6;
const MAX_BUTTONS = 6;
const MAX_OPTIONS = 20;

/** A card with something to tap must have a title. */
const UNTITLED = '请选择';
/** A card that only tells is a text_notice, and that kind must lead somewhere when tapped. */
const TAP_TARGET = { type: 1, url: 'https://work.weixin.qq.com' };

export type CardContent = Omit<Card, 'taskId'>;

/** A `template_card` within the client's limits: texts are cut; buttons with a key over 1024 bytes are left out. */
export function encodeCard(card: CardContent, taskId: string, limits = AIBOT_CARD): object {
  if (card.vote) return encodeVote(card, card.vote, { taskId, limits });
  const buttons = card.buttons.filter(({ key }) => Buffer.byteLength(key) <= limits.keyBytes).slice(0, MAX_BUTTONS);
  const { title, description, text } = shownTexts(card, limits);
  const facts = (card.facts ?? []).filter(({ label }) => plainText(label) !== '').slice(0, MAX_FACTS);
  const parts = {
    ...encodeTitle(title === '' && buttons.length > 0 ? UNTITLED : title, description),
    ...(text === '' ? {} : { sub_title_text: text }),
    ...(facts.length === 0 ? {} : { horizontal_content_list: facts.map((fact) => encodeFact(fact, limits)) }),
    task_id: taskId,
  };
  if (buttons.length === 0) return { card_type: 'text_notice', ...parts, card_action: TAP_TARGET };
  const button_list = buttons.map((button) => encodeButton(button, limits));
  return { card_type: 'button_interaction', ...parts, button_list };
}

/** Title, description and text of a card as they reach the eye. */
export function shownTexts(
  { title, description = '', text = '', vote }: CardContent,
  limits = AIBOT_CARD,
): { title: string; description: string; text: string } {
  return {
    title: cutCharacters(plainText(title), vote ? limits.voteTitle : limits.title),
    description: cutCharacters(plainText(description), limits.description),
    text: vote ? '' : cutCharacters(plainText(text), limits.text),
  };
}

/** A card without buttons that says `text`: the first line as its title where it is short enough for one. */
export function noticeCard(text: string): CardContent {
  const [first = '', ...rest] = plainText(text).split('\n');
  const isTitle = Array.from(first).length <= AIBOT_CARD.title;
  return isTitle ? { title: first, text: rest.join('\n'), buttons: [] } : { title: '', text, buttons: [] };
}

/** The same as lines of markdown, for where no card can be shown. */
export function cardAsMarkdown(card: CardContent): string {
  const facts = (card.facts ?? []).map(({ label, value }) => `${label}：${value}`);
  const options = (card.vote?.options ?? []).map(({ text, isChecked }) => `${isChecked ? '☑' : '☐'} ${text}`);
  const lines = [`**${card.title}**`, card.description ?? '', ...facts, card.text ?? '', ...options];
  return lines.filter((line) => line !== '').join('\n');
}

function encodeVote(
  card: CardContent,
  { questionKey, isMultiple, options, submit }: Vote,
  { taskId, limits }: { taskId: string; limits: CardLimits },
): object {
  const { title, description } = shownTexts(card, limits);
  return {
    card_type: 'vote_interaction',
    ...encodeTitle(title || UNTITLED, description),
    checkbox: {
      question_key: questionKey,
      mode: isMultiple ? 1 : 0,
      option_list: options.slice(0, MAX_OPTIONS).map(({ id, text, isChecked = false }) => ({
        id,
        text: cutCharacters(plainText(text), limits.option),
        is_checked: isChecked,
      })),
    },
    submit_button: { text: cutCharacters(plainText(submit.text), limits.button), key: submit.key },
    task_id: taskId,
  };
}

function encodeTitle(title: string, description: string): object {
  if (title === '') return {};
  return { main_title: { title, ...(description === '' ? {} : { desc: description }) } };
}

function encodeFact({ label, value }: { label: string; value: string }, limits: CardLimits): object {
  return {
    keyname: cutCharacters(plainText(label), limits.label),
    value: cutCharacters(plainText(value), limits.value),
  };
}

function encodeButton({ text, key, isPrimary }: Card['buttons'][number], limits: CardLimits): object {
  return { text: cutCharacters(plainText(text), limits.button), style: isPrimary ? 1 : 4, key };
}
