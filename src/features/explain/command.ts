import type { Command, CommandContext } from '../../bot/command.ts';
import { chatIdOf } from '../../bot/inbox.ts';
import { toLocal } from '../../clock.ts';
import { stripMention } from '../../language/text.ts';
import { rosterNames } from '../person/usecase.ts';
import { explainReply, NOTHING_SAID } from './reply.ts';
import { findLastSaid, type SaidBefore } from './store.ts';
import { findTypos, recognise } from './usecase.ts';

const NAME = 'explain';
/** As typed: the text behind keeps its own signs. */
const ORDER = /^\s*解[释釋](?:一下)?[\s:：]*/;

/** `解释`: how a message was read, with the words each field was read from. `commands`: all there are. */
export function explainCommand(commands: readonly Command[], botName: string): Command {
  return {
    name: NAME,
    pattern: /^解释(?:一下)?(?:[\s:：]+\S[\s\S]*|[。!！?？]*)$/,
    right: 'everyone',
    help: {
      title: '解释',
      line: '看看一句话我是怎么看懂的；也可以引用一条消息再发',
      examples: ['解释', '解释 抱名 六月四号护考', '解释 周六植树加我一个'],
    },
    async run(context) {
      const said = await findText(context, botName);
      if (!said) return { reply: NOTHING_SAID };
      const { day: today, time } = toLocal(said.receivedAt, context.zone);
      const roster = await rosterNames(context.db);
      const sender = context.sender.name ?? context.sender.userid;
      const recognised = recognise(said.text, commands, { today, time, roster, sender });
      const done = commands.find(({ name }) => name === said.command);
      const explained = { text: said.text, today, recognised, typos: findTypos(said.text, roster) };
      return { reply: explainReply(done ? { ...explained, done } : explained) };
    },
  };
}

/** The text behind the order, else the quoted one, else what the sender said last in this chat. */
async function findText(context: CommandContext, botName: string): Promise<SaidBefore | undefined> {
  const { db, message, messageId, now, sender } = context;
  const behind = message.text
    .replace(ORDER, '')
    .replace(/^[。!！?？]+$/, '')
    .trim();
  const text = behind || withoutBot(message.quote?.text ?? '', botName);
  if (text !== '') return { text, receivedAt: now, command: null };
  return findLastSaid(db, { personId: sender.id, chatId: chatIdOf(message), beforeId: messageId, except: NAME });
}

/** Only the bot's own mention: `@王芳 你来吗` is said to a person, and is to be read so. */
function withoutBot(quoted: string, botName: string): string {
  const text = quoted.trim();
  return /^[@＠]/.test(text) && text.startsWith(botName, 1) ? stripMention(text, [botName]) : text;
}
