import { escapeMarkdown } from '../../bot/markdown.ts';
import type { Reply } from '../../bot/reply.ts';
import type { ChatChange, Tie } from './types.ts';

export function sayTied({ after, takenFrom, isNewUnit }: ChatChange): string {
  const lines = [
    `本群已绑定：${describe(after)}。`,
    ...(isNewUnit && after.unit ? [`「${escapeMarkdown(after.unit.name)}」是新登记的服务站。`] : []),
    ...(after.robot ? ['今后的通知由这个群机器人发到本群。'] : ['本群还没有群机器人，通知要等配好了才发得进来。']),
    ...(takenFrom.length > 0 ? ['它原来绑定的那个群已自动解除，一个群机器人只在一个群里。'] : []),
    '弄错了？10分钟内发“撤销”，以后可发“解除绑定”。',
  ];
  return lines.join('\n');
}

export function sayUntied(before: Tie): string {
  return `本群已解除绑定（${describe(before)}）。弄错了？10分钟内发“撤销”即可。`;
}

export function sayTieUndone({ before }: ChatChange): string {
  const isBare = before.robot === null && before.unit === null;
  return isBare ? '已撤销，本群现在没有绑定。' : `已撤销，本群的绑定仍是：${describe(before)}。`;
}

export function sayTie(tie: Tie, robotNames: readonly string[]): string {
  if (tie.robot !== null && !robotNames.includes(tie.robot)) {
    return `本群绑定的群机器人是“${escapeMarkdown(tie.robot)}”，但配置里已经没有它了，通知发不出来。${sayNames(robotNames)}`;
  }
  if (tie.robot === null && tie.unit === null) return `本群还没有绑定。${sayNames(robotNames)}`;
  return `本群的绑定：${describe(tie)}。要换，发：绑定本群 名称；不要了，发：解除绑定`;
}

/** The station is known; which robot speaks in its group is to be chosen. */
export function askRobot(unit: string, robotNames: readonly string[], keyOf: (robot: string | null) => string): Reply {
  return {
    text: `本群是「${escapeMarkdown(unit)}」的群。没有叫这个名字的群机器人，通知由哪个群机器人来发？`,
    choices: [
      ...robotNames.map((robot) => ({ label: robot, key: keyOf(robot) })),
      { label: '还没有群机器人', key: keyOf(null) },
    ],
  };
}

/** A group tied to nothing, and the robots that speak nowhere yet. */
export function offerRobots(free: readonly string[], keyOf: (robot: string) => string): Reply {
  const [first = ''] = free;
  return {
    text: `本群还没有绑定。本群的通知由哪个群机器人来发？也可以直接发：绑定本群 ${escapeMarkdown(first)}`,
    choices: free.map((robot) => ({ label: robot, key: keyOf(robot) })),
  };
}

/** A name nothing goes by. */
export function askNewUnit(name: string, robotNames: readonly string[], keyOf: () => string): Reply {
  return {
    text: `没有叫“${escapeMarkdown(name)}”的服务站或群机器人。${sayNames(robotNames)}\n要登记成一个新的服务站吗？`,
    choices: [
      { label: `登记「${name}」`, key: keyOf(), says: 'yes' },
      { label: '不用', key: 'tie_chat:no', says: 'no' },
    ],
  };
}

function describe({ robot, unit }: Tie): string {
  const parts = [
    ...(unit ? [`服务站「${escapeMarkdown(unit.name)}」`] : []),
    ...(robot ? [`群机器人“${escapeMarkdown(robot)}”`] : []),
  ];
  return parts.length > 0 ? parts.join('，') : '没有';
}

function sayNames(robotNames: readonly string[]): string {
  if (robotNames.length === 0) return '现在一个群机器人也没有配置，请管理员在 WECOM_GROUP_WEBHOOKS 里填上“名称=key”。';
  return `现有群机器人：${robotNames.map(escapeMarkdown).join('、')}。绑定请发：绑定本群 ${robotNames[0]}`;
}
