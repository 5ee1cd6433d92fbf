import type { Content, Delivery, Target } from '../bot/outbox.ts';
import type { Role } from '../bot/permission.ts';
import { isInteractive } from '../bot/reply.ts';
import type { Channel } from './channel.ts';
import { failed } from './outcome.ts';
import type { Way } from './say.ts';

/** Who and where the targets are; asked of the features. */
export interface Addressees {
  /** Name of the group robot bound to a chat. */
  robotOf(chatId: string): Promise<string | undefined>;
  /** The chat of the branch: the one that the robot is bound to, else one bound to the branch by name. */
  branchChat(robot: string | undefined): Promise<string | undefined>;
  /** Userids of everyone who has at least this role. */
  withRole(role: Role): Promise<string[]>;
  /** A station's group chats, and its people. */
  ofUnit(unitId: number): Promise<{ chatIds: string[]; userids: string[] }>;
  /** Everyone registered for these days of an activity, and the chat it was published in. */
  registered(occurrenceIds: readonly number[]): Promise<{ chatId: string | null; userids: string[] }>;
}

export interface PlanOptions {
  /** Those that are set up. */
  channels: readonly Channel[];
  /** Names of the group robots, the first one the branch's own. */
  robots: readonly string[];
  addressees: Addressees;
}

/** How a target is reached. */
export type Plan =
  /** In one place: by the first of the ways that can. */
  | { kind: 'place'; ways: Way[] }
  /** One to one, each by the first of the ways that reaches them; who is left over by name in a group. */
  | { kind: 'people'; userids: string[]; ways: WayToPeople[]; groups: Way[] }
  | { kind: 'nobody'; delivery: Delivery };

export type WayToPeople = (userids: readonly string[]) => Way;

type PersonTarget = Extract<Target, { kind: 'person' }>;
type PlaceTarget = Extract<Target, { kind: 'chat' | 'branch' }>;

/**
 * Finds the ways that reach a target, in order of preference. What is for one person, or for a few, is never put
 * before a group.
 */
export function createPlanner({ channels, robots, addressees }: PlanOptions) {
  async function plan(target: Target, content: Content): Promise<Plan> {
    if (target.kind === 'person') return toPerson(target, content);
    if (target.kind === 'role') return toRole(target.role);
    if (target.kind === 'unit') return toUnit(target.unitId, content);
    if (target.kind === 'registered') return toRegistered(target.occurrenceIds, content);
    return { kind: 'place', ways: await waysTo(target, content) };
  }

  async function toPerson({ userid, chatId }: PersonTarget, content: Content): Promise<Plan> {
    return toPeople([userid], chatId === undefined ? [] : await waysTo({ kind: 'chat', chatId }, content));
  }

  async function toRole(role: Role): Promise<Plan> {
    const userids = await addressees.withRole(role);
    return userids.length > 0 ? toPeople(userids) : nobody(failed('还没有人是这个角色：请管理员先设置角色。'));
  }

  async function toUnit(unitId: number, content: Content): Promise<Plan> {
    const { chatIds, userids } = await addressees.ofUnit(unitId);
    const [chatId] = chatIds;
    if (chatId !== undefined) return { kind: 'place', ways: await waysTo({ kind: 'chat', chatId }, content) };
    if (userids.length > 0) return toPeople(userids);
    return nobody(failed('这个服务站还没有群，也没有人：请管理员在站里的群发「绑定本群 站名」。'));
  }

  async function toRegistered(occurrenceIds: readonly number[], content: Content): Promise<Plan> {
    const { chatId, userids } = await addressees.registered(occurrenceIds);
    if (userids.length === 0) return nobody({ outcome: 'sent', reason: '没有人报名，不用发' });
    return toPeople(userids, chatId === null ? [] : await waysTo({ kind: 'chat', chatId }, content));
  }

  function toPeople(userids: string[], groups: Way[] = []): Plan {
    return { kind: 'people', userids, ways: waysToPeople(), groups };
  }

  function waysToPeople(): WayToPeople[] {
    const labels = { app: '自建应用', aibot: '智能机器人' } as const;
    return (['app', 'aibot'] as const).flatMap((name) =>
      channelsNamed(name).map(
        (channel): WayToPeople =>
          (userids) => ({ channel, destination: { kind: 'people', userids }, name, label: labels[name] }),
      ),
    );
  }

  /** What can be tapped goes where that is carried, everything else first by the group's own robot. */
  async function waysTo(target: PlaceTarget, content: Content): Promise<Way[]> {
    const { robot, chatId } = await placeOf(target);
    const ways = [...waysByRobot(robot), ...waysByBot(chatId)];
    return 'card' in content && content.card && isInteractive(content.card) ? ways.reverse() : ways;
  }

  function waysByRobot(robot: string | undefined): Way[] {
    if (robot === undefined) return [];
    const destination = { kind: 'robot', robot } as const;
    const label = `群机器人「${robot}」`;
    return channelsNamed('robot').map((channel) => ({ channel, destination, name: `robot:${robot}`, label }));
  }

  function waysByBot(chatId: string | undefined): Way[] {
    if (chatId === undefined) return [];
    const destination = { kind: 'chat', chatId } as const;
    return channelsNamed('aibot').map((channel) => ({ channel, destination, name: 'aibot', label: '智能机器人' }));
  }

  /** Of a chat the robot bound to it, else the one named like it, else the only one there is: never another group's. */
  async function placeOf(target: PlaceTarget): Promise<{ robot: string | undefined; chatId: string | undefined }> {
    const [first] = robots;
    if (target.kind === 'branch') return { robot: first, chatId: await addressees.branchChat(first) };
    const { chatId } = target;
    const bound = (await addressees.robotOf(chatId)) ?? (robots.includes(chatId) ? chatId : undefined);
    return { robot: bound ?? (robots.length === 1 ? first : undefined), chatId };
  }

  function channelsNamed(name: Channel['name']): Channel[] {
    return channels.filter((channel) => channel.name === name);
  }

  return plan;
}

function nobody(delivery: Delivery): Plan {
  return { kind: 'nobody', delivery };
}
