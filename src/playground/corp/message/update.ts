import { z } from 'zod';
import { APP_CARD } from '../../protocol/card/limits.ts';
import { type CardBody, readCard } from '../../protocol/card.ts';
import { parse } from '../../protocol/parse.ts';
import { Violation } from '../../protocol/violation.ts';
import { bodyFor } from '../../world/log.ts';
import type { CorpWorld } from '../world.ts';
import { spend } from './cards.ts';

const updateSchema = z
  .object({
    userids: z.array(z.string()).max(1000, '最多 1000 人').default([]),
    partyids: z.array(z.int()).max(100, '最多 100 个').default([]),
    tagids: z.array(z.int()).max(100, '最多 100 个').default([]),
    atall: z.literal([0, 1], '只能是 0 或 1').default(0),
    agentid: z.int(),
    response_code: z.string(),
    button: z.object({ replace_name: z.string().min(1, '不能空') }).optional(),
    template_card: z.looseObject({ task_id: z.string().optional() }).optional(),
  })
  .refine(({ button, template_card }) => (button === undefined) !== (template_card === undefined), {
    error: 'button 和 template_card 要有一个，只能有一个',
  });

type Update = z.infer<typeof updateSchema>;

/** `message/update_template_card`: https://developer.work.weixin.qq.com/document/path/94888. @throws Violation */
export function updateCard(world: CorpWorld, message: unknown): object {
  const update = parse(updateSchema, message);
  if (update.agentid !== world.settings.agentId) throw new Violation('invalid agentid', 40_056);
  const subject = world.cardCodes.take(update.response_code);
  if (!subject) throw new Violation('invalid response_code');
  const { taskId } = subject;
  const card = update.template_card && readUpdate(update.template_card, taskId);
  const had = world.cards.receivers(taskId);
  const wanted = wantedBy(world, update, had);
  const receivers = wanted.filter((userid) => had.includes(userid));
  if (receivers.length === 0) throw new Violation('user & party & tag all invalid', 81_013);
  for (const person of receivers) {
    const next = card ?? spendShown(world, person, taskId, update.button?.replace_name ?? '');
    if (next) replaceCard(world, person, next);
  }
  const invaliduser = wanted.filter((userid) => !had.includes(userid));
  return { invaliduser, invalidparty: [], invalidtag: update.tagids };
}

/** The card `taskId` as it is to be; it may leave its number out. @throws Violation */
export function readUpdate(card: object, taskId: string): CardBody {
  const read = readCard({ task_id: taskId, ...card }, { limits: APP_CARD, isUpdate: true });
  if (read.taskId !== taskId) throw new Violation('更新卡片的 task_id 要和被点的卡片一样');
  return read;
}

/** `cause`: the id of what was done that brought it. */
export function replaceCard({ cards, log }: CorpWorld, person: string, card: CardBody, cause?: string): void {
  log.replace(cards.update(person, card), { body: card }, cause);
}

function wantedBy({ directory }: CorpWorld, { userids, partyids, atall }: Update, had: string[]): string[] {
  const named = userids.map((userid) => userid.toLowerCase());
  const inParties = partyids.flatMap((id) => directory.below(id) ?? []).map(({ userid }) => userid);
  return [...new Set([...(atall === 1 ? had : []), ...named, ...inParties.filter((userid) => had.includes(userid))])];
}

/** The card as the person sees it, its buttons replaced by `word`. */
export function spendShown(
  { cards, log }: CorpWorld,
  person: string,
  taskId: string,
  word: string,
): CardBody | undefined {
  const shown = log.find(cards.find(person, taskId)?.shownId ?? '');
  const body = shown && bodyFor(shown, person);
  return body?.kind === 'card' ? spend(body, word) : undefined;
}
