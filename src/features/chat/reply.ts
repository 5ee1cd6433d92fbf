import type { ChatChange } from './usecase.ts';

export function sayTied(change: ChatChange): string {
  const moved = change.takenFrom.length > 0 ? '\n它原来绑定的那个群已自动解除，一个群机器人只在一个群里。' : '';
  return `本群已绑定群机器人“${change.robot}”，今后的通知由它发到本群。${moved}\n弄错了？10分钟内发“撤销”，以后可发“解除绑定”。`;
}

export function sayUntied(robot: string): string {
  return `本群已解除和群机器人“${robot}”的绑定。弄错了？10分钟内发“撤销”即可。`;
}

export function sayTie(robot: string | undefined, robotNames: readonly string[]): string {
  if (robot !== undefined && !robotNames.includes(robot)) {
    return `本群绑定的是“${robot}”，但配置里已经没有它了，通知发不出来。${sayNames(robotNames)}`;
  }
  if (robot !== undefined) return `本群绑定的群机器人是“${robot}”。要换一个，发：绑定本群 名称；不要了，发：解除绑定`;
  return `本群还没有绑定群机器人。${sayNames(robotNames)}`;
}

export function sayWhichExist(robotNames: readonly string[], asked: string): string {
  return `没有叫“${asked}”的群机器人。${sayNames(robotNames)}`;
}

function sayNames(robotNames: readonly string[]): string {
  if (robotNames.length === 0) return '现在一个也没有配置，请管理员在 WECOM_GROUP_WEBHOOKS 里填上“名称=key”。';
  return `现有：${robotNames.join('、')}。绑定请发：绑定本群 ${robotNames[0]}`;
}
