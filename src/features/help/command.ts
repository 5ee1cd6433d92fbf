import type { Command, CommandContext } from '../../bot/command.ts';
import { escapeMarkdown } from '../../bot/markdown.ts';
import { type Reply, textReply } from '../../bot/reply.ts';
import { overview, pageOf, type Reader, showChapter, teach, teachOnCard, unknownTopic } from './reply.ts';
import { findTopic, helpPattern, nearTopics } from './usecase/find.ts';
import { type Chapter, isChapterNamed, topicsAmong, wordsOf } from './usecase/words.ts';

/**
 * `帮助`: what the sender does most, and what there is besides by chapters; `帮助 开会和任务`: a chapter; `帮助 报名`, `怎么请假`:
 * lines to copy. `all`: everything there is, by chapters.
 */
export function helpCommand(all: readonly { title: string; commands: readonly Command[] }[], botName: string): Command {
  const chapters = all.map(({ title, commands }): Chapter => ({ title, topics: topicsAmong(commands) }));
  const topics = chapters.flatMap((chapter) => chapter.topics);
  const usable = ({ can, sender }: CommandContext): Reader => ({
    botName,
    role: sender.role,
    chapters: chapters
      .map(({ title, topics }) => ({ title, topics: topics.filter(({ right }) => can(right)) }))
      .filter(({ topics }) => topics.length > 0),
  });
  return {
    name: 'help',
    intent: 'help',
    pattern: helpPattern(topics),
    right: 'everyone',
    help: { title: '帮助', line: '看看我会什么，怎么说', examples: ['帮助', '帮助 报名', '怎么请假'] },
    async run(context, { match, reading }) {
      const { topic, how, what } = match?.groups ?? {};
      const wanted = topic ?? how ?? what ?? reading?.keyword;
      return { reply: wanted === undefined ? overview(usable(context)) : answer(wanted.trim(), usable(context)) };
    },
    async click(context, value) {
      const topic = topics.find(({ name }) => name === value);
      if (topic) return { reply: teachOnCard(topic, botName) };
      return { reply: { ...pageOf(usable(context), value), isUpdate: true, isOnCard: true } };
    },
  };

  function answer(wanted: string, reader: Reader): Reply {
    const own = reader.chapters.flatMap((chapter) => chapter.topics);
    const chapter = reader.chapters.find((one) => isChapterNamed(one, wanted));
    if (chapter && !own.some((topic) => wordsOf(topic).includes(wanted))) return showChapter(chapter, reader);
    const topic = findTopic(wanted, own) ?? findTopic(wanted, topics);
    return topic ? teach(topic, botName) : unknownTopic(escapeMarkdown(wanted), nearTopics(wanted, own), reader);
  }
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
