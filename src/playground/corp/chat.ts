import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { parse } from '../protocol/parse.ts';
import { Violation } from '../protocol/violation.ts';
import { createAllowance, createMeter } from '../world/allowance.ts';
import { readContent } from './message/content.ts';
import type { CorpWorld } from './world.ts';

const CREATED = [{ count: 1000, ms: 86_400_000 }];
/** What comes beyond these is dropped without a word. */
const SENT = [
  { count: 200, ms: 60_000 },
  { count: 10_000, ms: 86_400_000 },
];

const createSchema = z.object({
  name: z.string().max(50, '最多 50 个字').default(''),
  owner: z.string().optional(),
  userlist: z.array(z.string()),
  chatid: z
    .string()
    .regex(/^[0-9A-Za-z]{1,32}$/, '只能是数字和字母，最多 32 个')
    .optional(),
});
const sendSchema = z.object({ chatid: z.string() });

/** Groups that the app makes. */
export interface AppChats {
  /** https://developer.work.weixin.qq.com/document/path/90245. @throws Violation */
  create(message: unknown): object;
  /** https://developer.work.weixin.qq.com/document/path/90248. @throws Violation 86008 for any other group. */
  send(message: unknown): undefined;
}

export function createAppChats({ now, directory, log, media, author }: CorpWorld): AppChats {
  const chats = new Set<string>();
  const countGroup = createAllowance(now, CREATED);
  const isLetThrough = createMeter(now, SENT);
  return {
    create(message) {
      const { owner, userlist, chatid = randomUUID().replaceAll('-', '') } = parse(createSchema, message);
      const members = [...new Set(userlist.map((userid) => userid.toLowerCase()))];
      if (members.length < 2 || members.length > 2000) throw new Violation('invalid count of members', 86_006);
      if (members.some((userid) => !directory.find(userid))) throw new Violation('invalid member', 86_007);
      if (owner !== undefined && !members.includes(owner.toLowerCase())) throw new Violation('invalid owner', 86_005);
      if (chats.has(chatid)) throw new Violation('chatid existed', 86_215);
      countGroup('');
      chats.add(chatid);
      return { chatid };
    },
    send(message) {
      const { chatid } = parse(sendSchema, message);
      if (!chats.has(chatid)) throw new Violation('no permission to access chat', 86_008);
      const body = readContent(message, { media, isChat: true });
      if (isLetThrough(chatid)) log.add({ place: { chat: chatid }, author, body });
      return undefined;
    },
  };
}
