import type { Chat } from '../../src/bot/message.ts';
import type { Reply } from '../../src/bot/reply.ts';
import type { Database } from '../../src/database.ts';
import { personFeature } from '../../src/features/person/command.ts';
import { taskFeature } from '../../src/features/task/command/task.ts';
import { type Conversation, startConversation } from './conversation.ts';

/** A Tuesday. */
export const NOW = '2025-06-03T10:00:00+08:00';

const COMMANDS = [taskFeature, personFeature({ promoteWaiting: async () => [] })].flatMap(
  ({ commands = [] }) => commands,
);

export interface TaskTalk extends Conversation {
  ask(sender: string, line: string): Promise<string>;
  /** The number of the task that a line of the secretary gives. */
  give(line: string): Promise<string>;
  /** Whom the outbox tells what, since it was asked last. */
  told(): Promise<{ to: string; text: string; kind: string; buttons: string[] }[]>;
}

/** On an emptied database: a secretary, a station lead with one of their people, volunteers, two of one name. */
export async function startTasks(database: Database, chat?: Chat): Promise<TaskTalk> {
  const { db } = database;
  await db.outboxItem.deleteMany();
  await db.task.deleteMany();
  await db.auditEntry.deleteMany();
  await db.question.deleteMany();
  await db.message.deleteMany();
  await db.person.deleteMany();
  await db.unit.deleteMany();
  const createdAt = new Date('2025-01-01T00:00:00Z');
  const { id: unitId } = await db.unit.create({ data: { name: '城区站' } });
  await db.person.createMany({
    data: [
      { userid: 'zhaomin', name: '赵敏', role: 'secretary', createdAt },
      { userid: 'sunhao', name: '孙浩', role: 'lead', unitId, createdAt },
      { userid: 'wangfang', name: '王芳', unitId, createdAt },
      { userid: 'liqiang', name: '李强', createdAt },
      { userid: 'chenjing', name: '陈静', createdAt },
      { userid: 'chenjing2', name: '陈静', createdAt },
      { userid: null, name: '周丽', createdAt },
    ],
  });
  const talk = startConversation({ database, commands: COMMANDS, now: NOW, ...(chat ? { chat } : {}) });
  const ask = async (sender: string, line: string) => (await talk.say(sender, line)).text;
  return {
    ...talk,
    ask,
    give: async (line) => /任务(\d+)/.exec(await ask('zhaomin', line))?.[1] ?? '',
    async told() {
      const rows = await db.outboxItem.findMany({ orderBy: { id: 'asc' } });
      await db.outboxItem.deleteMany();
      return rows.map(({ target, content, kind }) => {
        const { text, card } = content as { text: string; card?: Reply['card'] };
        return {
          to: (target as { userid: string }).userid,
          text,
          kind,
          buttons: card?.buttons.map(({ text }) => text) ?? [],
        };
      });
    },
  };
}
