import type { Command } from '../../bot/command.ts';
import { escapeMarkdown } from '../../bot/markdown.ts';
import { maskNumbers } from '../../bot/mask.ts';
import { INTENT_NAMES, readBack } from '../../bot/read-back.ts';
import { type Reply, textReply } from '../../bot/reply.ts';
import type { Reading } from '../../language/reading.ts';
import { SURE } from '../../language/reading.ts';
import type { Explained } from './usecase/explain.ts';
import type { Recognised } from './usecase/recognise.ts';

const LONGEST_SHOWN = 60;

export const NOTHING_SAID = textReply(
  '你在这里还没有说过别的话。可以把要看的话写在后面，例如：解释 报名 6月4日护考；或者引用一条消息，再发「解释」。',
);

/** `「抱名 六月四号护考」我是这样看的：` and a line for each thing read. */
export function explainReply(explained: Explained): Reply {
  const { text, recognised, done } = explained;
  const lines = recognised.kind === 'worded' ? sayWorded(recognised.command) : sayReadings(recognised, explained);
  const other = done && done !== recognised.command && done.help ? [`当时按「${done.help.title}」办的。`] : [];
  return textReply([`「${shown(text)}」我是这样看的：`, ...lines, ...other].join('\n'));
}

function sayWorded({ help }: Command): string[] {
  return [`意思：这是固定的说法${help ? `，对应「${help.title}」：${help.line}` : '，照原样发就认得'}`];
}

function sayReadings(
  { readings, command }: Extract<Recognised, { kind: 'read' }>,
  { text, today, typos }: Explained,
): string[] {
  const [best, ...others] = readings;
  if (!best) return [];
  const likely = others.filter(({ intent }) => intent !== 'none').map(nameReading);
  const fields = best.intent === 'none' ? [] : readBack(best, today, text);
  return [
    `意思：${best.intent === 'none' ? `${INTENT_NAMES.none}，发「帮助」看看可以怎么说` : nameReading(best)}`,
    ...(best.intent === 'none' || command ? [] : ['这件事我还不会办。']),
    ...fields.map(({ label, value, words }) => `${label}：${value}${words ? ` ←「${words}」` : ''}`),
    ...(typos.length > 0 ? [`错字：${typos.map(({ typed, meant }) => `${typed}→${meant}`).join('、')}`] : []),
    ...(best.warnings?.length ? [`提醒：${best.warnings.join('；')}`] : []),
    ...(likely.length > 0 ? [`也可能是：${likely.join('、')}`] : []),
  ];
}

function nameReading({ intent, confidence }: Reading): string {
  const isSure = confidence >= SURE;
  return `${INTENT_NAMES[intent]}（把握 ${Math.round(confidence * 100)}%${isSure ? '' : '，不够，不会直接办'}）`;
}

function shown(text: string): string {
  const characters = [...escapeMarkdown(maskNumbers(text))];
  return characters.length > LONGEST_SHOWN ? `${characters.slice(0, LONGEST_SHOWN).join('')}…` : characters.join('');
}
