import type { Card } from '../../bot/reply.ts';
import { cutCharacters } from '../limits.ts';
import { plainText } from '../plain.ts';

/** What the client shows of each part: https://developer.work.weixin.qq.com/document/path/101032. Characters, but for keys. */
const LIMITS = { title: 26, description: 30, text: 112, label: 5, value: 26, button: 10, keyBytes: 1024 };
const MAX_FACTS = 6;
const MAX_BUTTONS = 6;

/** A card with buttons must have a title. */
const UNTITLED = '请选择';
/** A card that only tells is a text_notice, and that kind must lead somewhere when tapped. */
const TAP_TARGET = { type: 1, url: 'https://work.weixin.qq.com' };

export type CardContent = Omit<Card, 'taskId'>;

/** A `template_card` within the client's limits: texts are cut; buttons with a key over 1024 bytes are left out. */
export function encodeCard(card: CardContent, taskId: string): object {
  const texts = shownTexts(card);
  const facts = (card.facts ?? []).filter(({ label }) => plainText(label) !== '').slice(0, MAX_FACTS);
  const buttons = card.buttons.filter(({ key }) => Buffer.byteLength(key) <= LIMITS.keyBytes).slice(0, MAX_BUTTONS);
  const title = texts.title === '' && buttons.length > 0 ? UNTITLED : texts.title;
  const parts = {
    ...(title === ''
      ? {}
      : { main_title: { title, ...(texts.description === '' ? {} : { desc: texts.description }) } }),
    ...(texts.text === '' ? {} : { sub_title_text: texts.text }),
    ...(facts.length === 0 ? {} : { horizontal_content_list: facts.map(encodeFact) }),
    task_id: taskId,
  };
  if (buttons.length === 0) return { card_type: 'text_notice', ...parts, card_action: TAP_TARGET };
  return { card_type: 'button_interaction', ...parts, button_list: buttons.map(encodeButton) };
}

/** Title, description and text of a card as they reach the eye. */
export function shownTexts(card: CardContent): { title: string; description: string; text: string } {
  return {
    title: cutCharacters(plainText(card.title), LIMITS.title),
    description: cutCharacters(plainText(card.description ?? ''), LIMITS.description),
    text: cutCharacters(plainText(card.text ?? ''), LIMITS.text),
  };
}

/** A card without buttons that says `text`: the first line as its title where it is short enough for one. */
export function noticeCard(text: string): CardContent {
  const [first = '', ...rest] = plainText(text).split('\n');
  const isTitle = Array.from(first).length <= LIMITS.title;
  return isTitle ? { title: first, text: rest.join('\n'), buttons: [] } : { title: '', text, buttons: [] };
}

/** The same as lines of markdown, for where no card can be shown. */
export function cardAsMarkdown(card: CardContent): string {
  const facts = (card.facts ?? []).map(({ label, value }) => `${label}：${value}`);
  const lines = [`**${card.title}**`, card.description ?? '', ...facts, card.text ?? ''];
  return lines.filter((line) => line !== '').join('\n');
}

function encodeFact({ label, value }: { label: string; value: string }): object {
  return {
    keyname: cutCharacters(plainText(label), LIMITS.label),
    value: cutCharacters(plainText(value), LIMITS.value),
  };
}

function encodeButton({ text, key, isPrimary }: Card['buttons'][number]): object {
  return { text: cutCharacters(text, LIMITS.button), style: isPrimary ? 1 : 4, key };
}
