import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { APP_CHAT } from '../../protocol/callback.ts';
import { parse } from '../../protocol/parse.ts';
import { Violation } from '../../protocol/violation.ts';
import { createMeter, type Meter } from '../../world/allowance.ts';
import type { Body } from '../../world/log.ts';
import type { CorpWorld } from '../world.ts';
import { isTappable } from './cards.ts';
import { readContent } from './content.ts';
import { createDuplicates } from './duplicates.ts';
import { findReceivers, type Receivers } from './receivers.ts';

/** What goes to a member beyond these is dropped without a word. */
const MEMBER_LIMITS = [
  { count: 30, ms: 60_000 },
  { count: 1000, ms: 3_600_000 },
];

const list = z
  .string()
  .default('')
  .transform((text) => text.split('|').filter((one) => one !== ''));
const agentSchema = z.object({ agentid: z.int() });
const messageSchema = z.object({
  ...{ touser: list, toparty: list, totag: list },
  safe: z.literal([0, 1, 2], '只能是 0、1 或 2').default(0),
  enable_id_trans: z.literal([0, 1], '只能是 0 或 1').default(0),
  enable_duplicate_check: z.literal([0, 1], '只能是 0 或 1').default(0),
  duplicate_check_interval: z.int().min(1).max(14_400, '最长 4 小时').default(1800),
});

/** `message/send`: https://developer.work.weixin.qq.com/document/path/90236. Returns the answer. @throws Violation */
export function createSend(world: CorpWorld): (message: unknown) => object {
  const { now, settings, directory, media, faults } = world;
  const isLetThrough = createMeter(now, MEMBER_LIMITS);
  const duplicates = createDuplicates(now);
  return (message) => {
    if (parse(agentSchema, message, 40_056).agentid !== settings.agentId)
      throw new Violation('invalid agentid', 40_056);
    const wanted = parse(messageSchema, message);
    const receivers = findReceivers(directory, { users: wanted.touser, parties: wanted.toparty, tags: wanted.totag });
    const content = readContent(message, { media, isChat: false });
    const isChecked = wanted.enable_duplicate_check === 1;
    const key = keyOf(message, receivers.userids);
    const isAgain = isChecked && duplicates.has(key, wanted.duplicate_check_interval);
    const code = isAgain ? undefined : show(world, isLetThrough, content, receivers.userids);
    if (isChecked || !faults().forgetsUnchecked) duplicates.add(key);
    return { ...tell(receivers), msgid: randomUUID(), ...(code && { response_code: code }) };
  };
}

/** Returns what lets the card be changed later. */
function show(world: CorpWorld, isLetThrough: Meter, body: Body, userids: string[]): string | undefined {
  const { cards, cardCodes, log, author } = world;
  const register = body.kind === 'card' ? cards.reserve(body) : undefined;
  for (const person of userids) {
    if (!isLetThrough(person)) continue;
    const { id } = log.add({ place: { chat: APP_CHAT, person }, author, body });
    register?.(person, id);
  }
  const taskId = body.kind === 'card' && isTappable(body) ? body.taskId : undefined;
  return taskId === undefined ? undefined : cardCodes.issue({ taskId });
}

function keyOf(message: unknown, userids: string[]): string {
  const parts = new Map<string, unknown>(Object.entries(Object(message)));
  const msgtype = String(parts.get('msgtype'));
  return JSON.stringify([userids, msgtype, parts.get(msgtype)]);
}

function tell({ invalidUsers, invalidParties, invalidTags }: Receivers): object {
  return {
    ...(invalidUsers.length > 0 && { invaliduser: invalidUsers.join('|') }),
    ...(invalidParties.length > 0 && { invalidparty: invalidParties.join('|') }),
    ...(invalidTags.length > 0 && { invalidtag: invalidTags.join('|') }),
  };
}
