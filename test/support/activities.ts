import type { Chat } from '../../src/bot/message.ts';
import type { Database } from '../../src/database.ts';
import { activityFeature } from '../../src/features/activity/command.ts';
import { jielongFeature } from '../../src/features/jielong/command.ts';
import { organisingFeature } from '../../src/features/organising/command.ts';
import { personFeature } from '../../src/features/person/command.ts';
import { registrationFeature } from '../../src/features/registration/command.ts';
import { promoteWaiting } from '../../src/features/registration/usecase/promote.ts';
import type { Reading } from '../../src/language/reading.ts';
import { type Conversation, startConversation } from './conversation.ts';

export const NOW = '2026-05-30T10:00:00+08:00';

const COMMANDS = [
  registrationFeature,
  jielongFeature,
  activityFeature({ botName: '志愿助手' }),
  organisingFeature,
  personFeature({ promoteWaiting }),
].flatMap(({ commands = [] }) => commands);

/** A group chat in which activities are published and people register, on an emptied database. */
export async function startActivities(
  database: Database,
  options: { now?: string; chat?: Chat; adminUserids?: string[]; keep?: boolean } = {},
): Promise<Conversation> {
  const { now = NOW, chat, adminUserids = ['admin'], keep = false } = options;
  if (!keep) await empty(database);
  return startConversation({ database, commands: COMMANDS, now, adminUserids, ...(chat ? { chat } : {}) });
}

async function empty({ db }: Database): Promise<void> {
  for (const table of [
    db.outboxItem,
    db.question,
    db.auditEntry,
    db.registration,
    db.meetingLeave,
    db.serviceRecord,
    db.occurrence,
    db.activity,
    db.message,
    db.person,
  ]) {
    await (table as { deleteMany(): Promise<unknown> }).deleteMany();
  }
}

/** What the language makes of `发布活动 6月4日 8:00-12:00 护考志愿服务 地点:一中门口`. */
export const EXAM: Partial<Reading> = {
  intent: 'create_activity',
  keyword: '护考志愿服务',
  dates: ['2026-06-04'],
  time: ['08:00', '12:00'],
  place: '一中门口',
};

/** 陈静 publishes; gives the ids of the occurrences. */
export async function publish(talk: Conversation, database: Database, over: Partial<Reading> = {}): Promise<number[]> {
  const before = await database.db.occurrence.findMany({ select: { id: true } });
  const reply = await talk.say('chenjing', '发布活动 …', { ...EXAM, ...over });
  if (!reply.text.startsWith('已发布')) throw new Error(reply.text);
  const after = await database.db.occurrence.findMany({ select: { id: true }, orderBy: { startsAt: 'asc' } });
  return after.map(({ id }) => id).filter((id) => !before.some((known) => known.id === id));
}

export const REGISTER: Partial<Reading> = { intent: 'register', keyword: '护考', self: true };
export const CANCEL: Partial<Reading> = { intent: 'cancel', keyword: '护考', self: true };
export const LIST: Partial<Reading> = { intent: 'list', keyword: '护考' };
