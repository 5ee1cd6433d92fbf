import type { Content, Deliver, Delivery, Sending, Target } from '../bot/outbox.ts';
import type { Role } from '../bot/permission.ts';
import type { Clock } from '../clock.ts';
import type { Allowances } from './allowance/allowance.ts';
import type { Channel } from './channel.ts';
import { failed } from './outcome.ts';
import { createReach } from './reach.ts';
import { createSay, type Way } from './say.ts';

/** Who and where the targets are; asked of the features. */
export interface Addressees {
  /** Name of the group robot bound to a chat. */
  robotOf(chatId: string): Promise<string | undefined>;
  /** Userids of everyone who has at least this role. */
  withRole(role: Role): Promise<string[]>;
  /** A station's group chats, and its people. */
  ofUnit(unitId: number): Promise<{ chatIds: string[]; userids: string[] }>;
  /** Everyone confirmed for one day of an activity, and the chat it was published in. */
  registered(occurrenceId: number): Promise<{ chatId: string | null; userids: string[] }>;
}

export interface DeliveryOptions {
  /** Those that are set up. */
  channels: readonly Channel[];
  /** Names of the group robots, the first one the branch's own. */
  robots: readonly string[];
  allowances: Allowances;
  addressees: Addressees;
  clock: Clock;
  /** Notes for 通道状态 what went out, or why not. */
  note(channel: string, error?: string): Promise<void>;
}

/**
 * Sends what is not an answer: finds the ways that reach the target, in order of preference, and takes the first that
 * can. What is for one person is never put before a group.
 */
export function createDelivery(options: DeliveryOptions): Deliver {
  const { addressees } = options;
  const say = createSay(options);
  const reach = createReach({ channels: options.channels, say });

  return async (sending) => {
    const { target } = sending;
    if (target.kind === 'person') return reach.people([target.userid], sending);
    if (target.kind === 'role') return toRole(target.role, sending);
    if (target.kind === 'unit') return toUnit(target.unitId, sending);
    if (target.kind === 'registered') return toRegistered(target.occurrenceId, sending);
    return reach.place(await waysTo(target, sending.content), sending);
  };

  async function toRole(role: Role, sending: Sending): Promise<Delivery> {
    const userids = await addressees.withRole(role);
    return userids.length > 0 ? reach.people(userids, sending) : failed('还没有人是这个角色：请管理员先设置角色。');
  }

  async function toUnit(unitId: number, sending: Sending): Promise<Delivery> {
    const { chatIds, userids } = await addressees.ofUnit(unitId);
    const [chatId] = chatIds;
    if (chatId !== undefined) return reach.place(await waysTo({ kind: 'chat', chatId }, sending.content), sending);
    if (userids.length > 0) return reach.people(userids, sending);
    return failed('这个服务站还没有群，也没有人：请管理员在站里的群发「绑定本群 站名」。');
  }

  /** One to one where that reaches them; the others by name in the group that knows of the activity. */
  async function toRegistered(occurrenceId: number, sending: Sending): Promise<Delivery> {
    const { chatId, userids } = await addressees.registered(occurrenceId);
    if (userids.length === 0) return { outcome: 'sent', reason: '没有人报名，不用发' };
    const ways = chatId === null ? [] : await waysTo({ kind: 'chat', chatId }, sending.content);
    return reach.people(userids, sending, ways);
  }

  /** A card with buttons goes where buttons are carried, everything else first by the group's own robot. */
  async function waysTo(target: Extract<Target, { kind: 'chat' | 'branch' }>, content: Content): Promise<Way[]> {
    const robot = await robotFor(target);
    const chatId = target.kind === 'chat' ? target.chatId : undefined;
    const ways = [...waysBy('robot', robot), ...waysBy('aibot', chatId)];
    return 'card' in content && content.card && content.card.buttons.length > 0 ? ways.reverse() : ways;
  }

  function waysBy(name: Channel['name'], place: string | undefined): Way[] {
    const channel = options.channels.find((one) => one.name === name);
    if (!channel || place === undefined) return [];
    if (name === 'robot')
      return [{ channel, destination: { kind: 'robot', robot: place }, label: `群机器人「${place}」` }];
    return [{ channel, destination: { kind: 'chat', chatId: place }, label: '智能机器人' }];
  }

  /** The robot bound to the chat, else the one named like it, else the only one there is: never another group's. */
  async function robotFor(target: Extract<Target, { kind: 'chat' | 'branch' }>): Promise<string | undefined> {
    const { robots } = options;
    if (target.kind === 'branch') return robots[0];
    const { chatId } = target;
    const bound = (await addressees.robotOf(chatId)) ?? (robots.includes(chatId) ? chatId : undefined);
    return bound ?? (robots.length === 1 ? robots[0] : undefined);
  }
}
