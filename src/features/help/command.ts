import type { Command } from '../../bot/command.ts';
import { type Button, type Reply, textReply } from '../../bot/reply.ts';

/** What the buttons of the short help offer, in this order, where the sender may use them. */
const FRONT = ['register', 'cancel', 'list', 'open', 'meeting-leave', 'summary'];
const MOST_BUTTONS = 6;

/** `帮助`: what the sender may do, a line each; `帮助 报名`: lines to copy. */
export function helpCommand(commands: readonly Command[], botName: string): Command {
  const topics = commands.filter((command) => command.help !== undefined);
  return {
    name: 'help',
    intent: 'help',
    pattern: /^(?:帮助|菜单|help|怎么用|使用说明|你是谁|你会什么|你会干什么|你能做什么|[?？]+)\s*[:：]?\s*(\S{0,12})$/i,
    right: 'everyone',
    help: { title: '帮助', line: '看看我会什么', examples: ['帮助', '帮助 报名'] },
    async run(context, { match }) {
      const wanted = match?.[1];
      if (!wanted)
        return {
          reply: overview(
            topics.filter((topic) => context.can(topic.right)),
            botName,
          ),
        };
      const topic = topics.find(({ help }) => help?.title.includes(wanted) || wanted.includes(help?.title ?? '\n'));
      return { reply: topic ? explain(topic, botName) : unknownTopic(wanted, topics) };
    },
    async click(_context, value) {
      const topic = topics.find(({ name }) => name === value);
      return { reply: topic ? explain(topic, botName) : overview(topics, botName) };
    },
  };
}

/** 你好, 谢谢: said to everybody, meant as no order. */
export const courtesyCommand: Command = {
  name: 'courtesy',
  pattern:
    /^(?:小?助手|志愿助手)?[,，\s]*(?:(?<thanks>谢谢你?|谢了|多谢|感谢|辛苦了?|好的?|好嘞|收到|知道了|明白了?|ok)|你好|您好|大家好|早上?好?|上午好|下午好|晚上好|在吗|在不在|嗨|hi|hello)[,，\s]*(?:小?助手|志愿助手)?[啊呀啦哦了你您!！。.~～\s]*$/iu,
  right: 'everyone',
  async run(_context, { match }) {
    if (match?.groups?.thanks !== undefined) return { reply: textReply('不客气，有事随时叫我。') };
    return { reply: textReply('你好！要报名、查名单、请假都可以直接说，例如：报名 6月4日护考；发「帮助」看更多。') };
  },
};

function overview(topics: readonly Command[], botName: string): Reply {
  const lines = topics.map(({ help }) => `**${help?.title}**：${help?.line}`);
  const buttons = FRONT.flatMap((name): Button[] => {
    const topic = topics.find((candidate) => candidate.name === name);
    return topic?.help ? [{ text: topic.help.title, key: `help:${name}` }] : [];
  });
  return {
    text: [`我是${botName}，在群里@我，后面写一句话就行：`, ...lines, '想看例子，发「帮助 报名」这样的话。'].join('\n'),
    card: { title: '要办什么？点一下看怎么说', buttons: buttons.slice(0, MOST_BUTTONS) },
  };
}

function explain({ help }: Command, botName: string): Reply {
  const lines = (help?.examples ?? []).map((example) => `@${botName} ${example}`);
  return { text: [`${help?.title}：${help?.line}。照着这样发：`, ...lines].join('\n') };
}

function unknownTopic(wanted: string, topics: readonly Command[]): Reply {
  const titles = topics.map(({ help }) => help?.title).join('、');
  return { text: `没有「${wanted}」这一项。可以问：${titles}` };
}
