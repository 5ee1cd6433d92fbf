import type { Command } from '../../bot/command.ts';
import { explainReply, NOTHING_SAID } from './reply.ts';
import { explain } from './usecase/explain.ts';

const NAME = 'explain';
/** The order in the text as typed: the words behind keep their own signs. */
const ORDER = /^\s*解[释釋](?:一下)?[\s:：]*(?:[。!！?？]+$)?/;

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
      const behind = context.message.text.replace(ORDER, '').trim();
      const explained = await explain(context, behind, { commands, botName, except: NAME });
      return { reply: explained ? explainReply(explained) : NOTHING_SAID };
    },
  };
}
