import type { Command, CommandContext } from '../../../bot/command.ts';
import { chatIdOf } from '../../../bot/inbox.ts';
import { toLocal } from '../../../clock.ts';
import type { Day } from '../../../language/day.ts';
import { stripMention } from '../../../language/text.ts';
import { rosterNames } from '../../person/usecase.ts';
import { findLastSaid, type SaidBefore } from '../store.ts';
import { type Recognised, recognise } from './recognise.ts';
import { findTypos, type Typo } from './typos.ts';

/** A text, how it is read, and what it was taken for when it was said. */
export interface Explained {
  text: string;
  /** The day it was said. */
  today: Day;
  recognised: Recognised;
  typos: readonly Typo[];
  /** The command it was taken for then, where it was said to the bot. */
  done?: Command;
}

export interface ExplainOptions {
  commands: readonly Command[];
  botName: string;
  /** The command that asks: what was said with it is not what is asked about. */
  except: string;
}

/** Reads the text behind the order, else the quoted one, else what the sender said last in this chat; undefined: there is none. */
export async function explain(
  context: CommandContext,
  behind: string,
  { commands, botName, except }: ExplainOptions,
): Promise<Explained | undefined> {
  const { db, message, now, sender, zone } = context;
  const given = behind || withoutBot(message.quote?.text ?? '', botName);
  const said = given === '' ? await findSaid(context, except) : { text: given, receivedAt: now, command: null };
  if (!said) return undefined;
  const { text, receivedAt, command } = said;
  const { day: today, time } = toLocal(receivedAt, zone);
  const roster = await rosterNames(db);
  const recognised = recognise(text, commands, { today, time, roster, sender: sender.name ?? sender.userid });
  const explained = { text, today, recognised, typos: findTypos(text, roster) };
  const done = commands.find(({ name }) => name === command);
  return done ? { ...explained, done } : explained;
}

function findSaid({ db, message, messageId, sender }: CommandContext, except: string): Promise<SaidBefore | undefined> {
  return findLastSaid(db, { personId: sender.id, chatId: chatIdOf(message), beforeId: messageId, except });
}

/** Only the bot's own mention: `@王芳 你来吗` is said to a person, and is to be read so. */
function withoutBot(quoted: string, botName: string): string {
  const text = quoted.trim();
  return /^[@＠]/.test(text) && text.startsWith(botName, 1) ? stripMention(text, [botName]) : text;
}
