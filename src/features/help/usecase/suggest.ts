import type { Command, CommandContext } from '../../../bot/command.ts';
import { chatIdOf } from '../../../bot/inbox.ts';
import { escapeMarkdown } from '../../../bot/markdown.ts';
import { maskNumbers } from '../../../bot/mask.ts';
import type { Reply } from '../../../bot/reply.ts';
import { findAnswersSince } from '../store.ts';
import { nearestTopic } from './nearest.ts';
import { type Topic, topicsAmong } from './words.ts';

/** Nobody is asked twice within this. */
const QUIET_MS = 10 * 60_000;
const ASKING = '我没看懂。是不是要「';
const LONGEST_SHOWN = 20;

/**
 * For a line that was not read: `「例会请教」我没看懂。是不是要「会议请假」？` with the line to copy, where it is nearly what the
 * sender may order. Undefined: near to nothing, or the sender was asked so in this chat within ten minutes.
 */
export async function suggestNearest(
  context: Pick<CommandContext, 'db' | 'now' | 'message' | 'sender' | 'can'>,
  text: string,
  { commands, botName }: { commands: readonly Command[]; botName: string },
): Promise<Reply | undefined> {
  const { db, now, message, sender } = context;
  const usable = topicsAmong(commands).filter(({ right }) => context.can(right));
  const topic = nearestTopic(text, usable);
  if (!topic) return undefined;
  const since = new Date(now.getTime() - QUIET_MS);
  const answers = await findAnswersSince(db, { personId: sender.id, chatId: chatIdOf(message), since });
  return answers.some((answer) => answer.text.includes(ASKING)) ? undefined : suggestion(topic, text, botName);
}

function suggestion({ name, help }: Topic, text: string, botName: string): Reply {
  const characters = [...escapeMarkdown(maskNumbers(text))];
  const typed = characters.slice(0, LONGEST_SHOWN).join('');
  const rest = characters.length > LONGEST_SHOWN ? '…' : '';
  return {
    text: `「${typed}${rest}」${ASKING}${help.title}」？照这样发：\n@${botName} ${help.examples[0] ?? ''}`,
    card: { title: `要办「${help.title}」？`, buttons: [{ text: '看看怎么说', key: `help:${name}` }] },
  };
}
