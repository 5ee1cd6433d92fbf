import { ROLE_NAMES, type Role } from '../../bot/permission.ts';
import { type Button, type Reply, textReply } from '../../bot/reply.ts';
import type { Chapter, Topic } from './usecase/words.ts';

/** What each role is offered first, by the commands' names, where the sender may use them. */
const FRONT: Readonly<Record<Role, readonly string[]>> = {
  member: ['register', 'cancel', 'list', 'meeting-leave', 'log_service', 'open'],
  lead: ['register', 'list', 'publish', 'change', 'log_service', 'log_donation'],
  committee: ['meeting-create', 'meeting-change', 'poll', 'summary', 'meeting-leave', 'register', 'list'],
  secretary: ['summary', 'sources', 'meeting-create', 'meeting-change', 'reminders', 'publish'],
  administrator: ['misreading', 'role', 'calendar', 'reminders', 'meeting-create', 'summary'],
};

/** Beside the button that leads on. */
const PAGE = 5;
/** About what a card shows before it cuts. */
const CARD_TEXT_LENGTH = 100;
/** Where a button leads besides to a topic: the chapters, a page of one (`#2.0`, counted from 0). */
const CHAPTERS = '#';
const PAGE_KEY = /^#(\d{1,2})\.(\d{1,2})$/;

/** Who asks for help: what they may use, by chapters, none of them empty. */
export interface Reader {
  botName: string;
  role: Role;
  chapters: readonly Chapter[];
}

/** What the role does most in a line each and a button each; the rest by its title, chapter by chapter. */
export function overview({ botName, role, chapters }: Reader): Reply {
  const topics = chapters.flatMap((chapter) => chapter.topics);
  const front = FRONT[role].flatMap((name) => topics.find((topic) => topic.name === name) ?? []);
  const named = chapters.map(({ title, topics }) => `**${title}**：${topics.map(({ help }) => help.title).join('、')}`);
  return {
    text: [
      `我是${botName}，在群里@我，后面写一句话就行。常用的：`,
      ...front.map(lineOf),
      '还能办：',
      ...named,
      `要看一类里每件事是做什么的，发「帮助 ${chapters[0]?.title ?? ''}」；要看怎么说，发「帮助 报名」这样的话。`,
    ].join('\n'),
    card: {
      title: '要办什么？点一下看怎么说',
      description: `${ROLE_NAMES[role]}能办的，共 ${topics.length} 件`,
      buttons: [...front.slice(0, PAGE).map(buttonFor), { text: '更多', key: `help:${CHAPTERS}` }],
    },
  };
}

/** What a button leads to that is no topic: the beginning, the chapters, a page of one. */
export function pageOf(reader: Reader, value: string): Reply {
  const [, serial, page] = PAGE_KEY.exec(value) ?? [];
  const chapter = reader.chapters[Number(serial)];
  if (serial !== undefined && chapter) return showChapter(chapter, reader, Number(page));
  return value === CHAPTERS ? showChapters(reader) : overview(reader);
}

function showChapters({ chapters }: Reader): Reply {
  const buttons = chapters.map(({ title }, i): Button => ({ text: title, key: `help:#${i}.0` }));
  const text = chapters.map(({ title, topics }) => `${title}：${topics.length} 件`).join('\n');
  return { text, card: { title: '想看哪一类？', buttons: [...buttons, { text: '看开头', key: 'help:' }] } };
}

/** Every topic of a chapter in a line; on the card a page of them. */
export function showChapter(chapter: Chapter, { chapters, botName }: Reader, page = 0): Reply {
  const { title, topics } = chapter;
  const isLast = (page + 1) * PAGE >= topics.length;
  const next = `help:#${chapters.indexOf(chapter)}.${page + 1}`;
  return {
    text: [
      `${title}，在群里@${botName}就能办：`,
      ...topics.map(lineOf),
      '要看怎么说，发「帮助 」加上事情的名字。',
    ].join('\n'),
    card: {
      title,
      description: `共 ${topics.length} 件，点一下看怎么说`,
      buttons: [
        ...topics.slice(page * PAGE, (page + 1) * PAGE).map(buttonFor),
        isLast ? { text: '看别的', key: `help:${CHAPTERS}` } : { text: '更多', key: next },
      ],
    },
  };
}

function lineOf({ help }: Topic): string {
  return `**${help.title}**：${help.line}`;
}

function buttonFor({ name, help }: Topic): Button {
  return { text: help.title, key: `help:${name}` };
}

/** Lines to copy. */
export function teach({ help }: Topic, botName: string): Reply {
  return textReply([`${help.title}：${help.line}。照着这样发：`, ...linesOf(help, botName)].join('\n'));
}

/** The same on the card of the one who tapped it; lines it has no room for are said besides. */
export function teachOnCard(topic: Topic, botName: string): Reply {
  const { title, line } = topic.help;
  const text = linesOf(topic.help, botName).join('\n');
  const card = { title, description: line, text, buttons: [{ text: '看别的', key: 'help:' }] };
  return { ...teach(topic, botName), card, isUpdate: true, isOnCard: [...text].length <= CARD_TEXT_LENGTH };
}

function linesOf({ examples }: Topic['help'], botName: string): string[] {
  return examples.map((example) => `@${botName} ${example}`);
}

/** `near`: what it may have meant; none: what there is, by chapters. */
export function unknownTopic(wanted: string, near: readonly Topic[], { chapters }: Reader): Reply {
  const titles = near.length > 0 ? near.map(({ help }) => help.title) : chapters.map(({ title }) => title);
  const lead = near.length > 0 ? '相近的有：' : '可以问：';
  const quoted = titles.map((title) => `「${title}」`).join('、');
  return textReply(`没有「${wanted}」这一项。${lead}${quoted}。例如发：帮助 ${titles[0] ?? '报名'}`);
}
