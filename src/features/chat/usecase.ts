import type { CommandContext } from '../../bot/command.ts';
import type { Db } from '../../database.ts';
import { recordAudit } from '../audit/usecase.ts';
import {
  deleteUnusedUnit,
  findBranchChat,
  findChatsOfRobot,
  findTie,
  findTiedRobots,
  findUnit,
  findUnitName,
  findUnitReach,
  insertUnit,
  saveTie,
  setRobot,
} from './store.ts';
import type { ChatChange, Tie } from './types.ts';

export type { ChatChange, Tie } from './types.ts';

type Context = Pick<CommandContext, 'db' | 'now' | 'sender' | 'messageId'>;

export function tieOf(db: Db, chatId: string): Promise<Tie> {
  return findTie(db, chatId);
}

/** Name of the group robot that speaks in the chat; undefined: none is tied to it. */
export async function robotOf(db: Db, chatId: string): Promise<string | undefined> {
  return (await findTie(db, chatId)).robot ?? undefined;
}

/** The branch's chat: the one its robot is tied to, else one tied to a unit called …支部. */
export async function branchChat(db: Db, robot: string | undefined): Promise<string | undefined> {
  const [tied] = robot === undefined ? [] : await findChatsOfRobot(db, robot);
  return tied ?? (await findBranchChat(db));
}

/** A station's chats, and its people with an account. */
export function reachOfUnit(db: Db, unitId: number): Promise<{ chatIds: string[]; userids: string[] }> {
  return findUnitReach(db, unitId);
}

export function isUnit(db: Db, name: string): Promise<boolean> {
  return findUnit(db, name).then((id) => id !== undefined);
}

/** Robots that speak in no known group; first the one named like the sender's own station. */
export async function findFreeRobots(
  { db, sender }: Pick<Context, 'db' | 'sender'>,
  robotNames: readonly string[],
): Promise<string[]> {
  const tied = await findTiedRobots(db);
  const own = sender.unitId === null ? undefined : await findUnitName(db, sender.unitId);
  const free = robotNames.filter((robot) => !tied.includes(robot));
  return free.toSorted((a, b) => Number(b === own) - Number(a === own));
}

/**
 * Ties the chat to a robot, a station, or both; what is not named stays. A robot lives in one group: another chat
 * that had it loses it. A station not known yet is made.
 */
export async function tieChat(
  context: Context,
  chatId: string,
  wanted: { robot?: string; unit?: string },
): Promise<ChatChange> {
  const { db } = context;
  const before = await findTie(db, chatId);
  const known = wanted.unit === undefined ? undefined : await findUnit(db, wanted.unit);
  const unit =
    wanted.unit === undefined ? before.unit : { id: known ?? (await insertUnit(db, wanted.unit)), name: wanted.unit };
  const after: Tie = { robot: wanted.robot ?? before.robot, unit };
  const isNewUnit = wanted.unit !== undefined && known === undefined;
  return change(context, { chatId, before, after, isNewUnit });
}

export async function untieChat(context: Context, chatId: string): Promise<ChatChange> {
  const before = await findTie(context.db, chatId);
  return change(context, { chatId, before, after: { robot: null, unit: null }, isNewUnit: false });
}

/** A station that was made along with the tie goes with it, unless something has come to it since. */
export async function undoTie(context: Context, change: ChatChange): Promise<void> {
  const { chatId, before, after, takenFrom } = change;
  await saveTie(context.db, chatId, { robot: before.robot, unitId: before.unit?.id ?? null });
  await setRobot(context.db, takenFrom, after.robot);
  if (change.isNewUnit && after.unit) await deleteUnusedUnit(context.db, after.unit.id);
  await recordAudit(context, {
    action: 'chat_tie_undone',
    subject: `chat:${chatId}`,
    detail: { before: { ...before }, takenFrom },
  });
}

async function change(context: Context, made: Omit<ChatChange, 'takenFrom'>): Promise<ChatChange> {
  const { db } = context;
  const { chatId, before, after } = made;
  const isMoving = after.robot !== null && after.robot !== before.robot;
  const takenFrom =
    isMoving && after.robot !== null ? (await findChatsOfRobot(db, after.robot)).filter((id) => id !== chatId) : [];
  await setRobot(db, takenFrom, null);
  await saveTie(db, chatId, { robot: after.robot, unitId: after.unit?.id ?? null });
  const complete = { ...made, takenFrom };
  const detail = { before: { ...before }, after: { ...after }, takenFrom };
  await recordAudit(context, { action: 'chat_tied', subject: `chat:${chatId}`, detail });
  return complete;
}
