import type { Role } from '../../bot/permission.ts';
import { type Button, type Reply, textReply } from '../../bot/reply.ts';
import type { Topic } from './usecase/words.ts';

/** What each role is offered first, by the commands' names, where the sender may use them. */
const FRONT: Readonly<Record<Role, readonly string[]>> = {
  member: ['register', 'cancel', 'list', 'meeting-leave', 'log_service', 'open'],
  lead: ['register', 'list', 'publish', 'change', 'log_service', 'log_donation'],
  committee: ['meeting-create', 'meeting-change', 'meeting-leave', 'summary', 'register', 'list'],
  secretary: ['summary', 'sources', 'meeting-create', 'meeting-change', 'reminders', 'publish'],
  administrator: ['misreading', 'role', 'calendar', 'reminders', 'meeting-create', 'summary'],
};

/** A line for each topic, those of the role first and with buttons. */
export function overview(topics: readonly Topic[], { botName, role }: { botName: string; role: Role }): Reply {
  const front = FRONT[role].flatMap((name) => topics.find((topic) => topic.name === name) ?? []);
  const ordered = [...front, ...topics.filter((topic) => !front.includes(topic))];
  const lines = ordered.map(({ help }) => `**${help.title}**：${help.line}`);
  const buttons = front.map(({ name, help }): Button => ({ text: help.title, key: `help:${name}` }));
  return {
    text: [`我是${botName}，在群里@我，后面写一句话就行：`, ...lines, '想看例子，发「帮助 报名」这样的话。'].join('\n'),
    card: { title: '要办什么？点一下看怎么说', buttons },
  };
}

/** Lines to copy. */
export function teach({ help }: Topic, botName: string): Reply {
  const lines = help.examples.map((example) => `@${botName} ${example}`);
  return textReply([`${help.title}：${help.line}。照着这样发：`, ...lines].join('\n'));
}

/** `near`: what it may have meant; none: everything there is. */
export function unknownTopic(wanted: string, near: readonly Topic[], all: readonly Topic[]): Reply {
  const titles = (near.length > 0 ? near : all).map(({ help }) => `「${help.title}」`).join('、');
  const first = (near[0] ?? all[0])?.help.title ?? '报名';
  const lead = near.length > 0 ? '相近的有：' : '可以问：';
  return textReply(`没有「${wanted}」这一项。${lead}${titles}。例如发：帮助 ${first}`);
}
