import { ROLE_NAMES, type Role } from '../../bot/permission.ts';
import { type Button, type Reply, textReply } from '../../bot/reply.ts';
import type { Topic } from './usecase/words.ts';

/** What each role is offered first, by the commands' names, where the sender may use them. */
const FRONT: Readonly<Record<Role, readonly string[]>> = {
  member: ['register', 'cancel', 'list', 'meeting-leave', 'log_service', 'open'],
  lead: ['register', 'list', 'publish', 'change', 'log_service', 'log_donation'],
  committee: ['meeting-create', 'meeting-change', 'poll', 'summary', 'meeting-leave', 'register', 'list'],
  secretary: ['summary', 'sources', 'meeting-create', 'meeting-change', 'reminders', 'publish'],
  administrator: ['misreading', 'role', 'calendar', 'reminders', 'meeting-create', 'summary'],
};

/** Beside 更多 or 看开头, which lead to the others. */
const PAGE = 5;
const MOST_BUTTONS = 6;
/** About what a card shows before it cuts. */
const CARD_TEXT_LENGTH = 100;

/** A line for each topic, those of the role first, and a button for each: a page of them, counted from 0. */
export function overview(
  topics: readonly Topic[],
  { botName, role, page = 0 }: { botName: string; role: Role; page?: number },
): Reply {
  const front = FRONT[role].flatMap((name) => topics.find((topic) => topic.name === name) ?? []);
  const ordered = [...front, ...topics.filter((topic) => !front.includes(topic))];
  const lines = ordered.map(({ help }) => `**${help.title}**：${help.line}`);
  return {
    text: [`我是${botName}，在群里@我，后面写一句话就行：`, ...lines, '想看例子，发「帮助 报名」这样的话。'].join('\n'),
    card: {
      title: '要办什么？点一下看怎么说',
      description: `${ROLE_NAMES[role]}能办的，共 ${ordered.length} 件`,
      buttons: buttonsOf(ordered, page),
    },
  };
}

function buttonsOf(topics: readonly Topic[], page: number): Button[] {
  const isAll = topics.length <= MOST_BUTTONS;
  const shown = isAll ? topics : topics.slice(page * PAGE, (page + 1) * PAGE);
  const buttons = shown.map(({ name, help }): Button => ({ text: help.title, key: `help:${name}` }));
  if (isAll) return buttons;
  const isLast = (page + 1) * PAGE >= topics.length;
  return [...buttons, isLast ? { text: '看开头', key: 'help:' } : { text: '更多', key: `help:#${page + 1}` }];
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

/** `near`: what it may have meant; none: everything there is. */
export function unknownTopic(wanted: string, near: readonly Topic[], all: readonly Topic[]): Reply {
  const titles = (near.length > 0 ? near : all).map(({ help }) => `「${help.title}」`).join('、');
  const first = (near[0] ?? all[0])?.help.title ?? '报名';
  const lead = near.length > 0 ? '相近的有：' : '可以问：';
  return textReply(`没有「${wanted}」这一项。${lead}${titles}。例如发：帮助 ${first}`);
}
