import type { Chat } from '../../src/bot/message.ts';
import { meetingFeature } from '../../src/features/meeting/command/meeting.ts';
import { ensureDefaultMeeting } from '../../src/features/meeting/usecase/defaults.ts';
import { type Conversation, startConversation } from './conversation.ts';
import type { TestDatabase } from './database.ts';

const TABLES = [
  ...['check_in_code', 'attendance', 'agenda_item', 'meeting_leave', 'meeting_acceptance', 'meeting_occurrence'],
  ...['meeting', 'task', 'outbox_item', 'setting', 'question', 'message', 'audit_entry', 'person', 'unit'],
];

/** The branch of the meeting tests, by userid. */
export interface Branch {
  ids: ReadonlyMap<string, number>;
  groupId: number;
}

/** An association with 周一例会, a secretary, a lead, three members in the party, of whom two are in a group. */
export async function makeBranch(database: TestDatabase): Promise<Branch> {
  const { db } = database.get();
  for (const table of TABLES) await db.$executeRawUnsafe(`DELETE FROM ${table}`);
  const { id: groupId } = await db.unit.create({ data: { name: '第二党小组', kind: 'party_group' } });
  const ids = new Map<string, number>();
  for (const [userid, name, role, isInGroup] of [
    ['shuji', '赵敏', 'secretary', false],
    ['liqiang', '李强', 'lead', false],
    ['zhangsan', '张三', 'member', true],
    ['lisi', '李四', 'member', true],
    ['wangfang', '王芳', 'member', undefined],
  ] as const) {
    const data = {
      ...{ userid, name, role, createdAt: new Date(0) },
      partyStatus: isInGroup === undefined ? ('none' as const) : ('member' as const),
      partyGroupId: isInGroup ? groupId : null,
    };
    ids.set(userid, (await db.person.create({ data })).id);
  }
  await ensureDefaultMeeting(db, new Date('2025-05-01T00:00:00Z'));
  return { ids, groupId };
}

/** Wednesday, 4 June 2025; the next 周一例会 is on the 9th. */
export const WEDNESDAY = '2025-06-04T10:00:00+08:00';

export function talkOfMeetings(database: TestDatabase, chat: Chat = { kind: 'group', id: 'group-1' }): Conversation {
  return startConversation({
    ...{ database: database.get(), commands: meetingFeature.commands ?? [], now: WEDNESDAY, chat },
  });
}
