import { z } from 'zod';
import type { Place } from '../../protocol/callback.ts';
import { Violation } from '../../protocol/violation.ts';
import { type Command, parse, placeKey } from './call.ts';
import { showContent } from './content.ts';

const targetSchema = z.object({
  chatid: z.string(),
  /** 1 one person, 2 a group, 0 whichever there is. */
  chat_type: z.union([z.literal(0), z.literal(1), z.literal(2)], { error: '只能是 0、1 或 2' }).default(0),
});

/** Only where somebody has spoken to the bot before. */
export const sendMessage: Command = (world, { body }) => {
  const { chatid, chat_type } = parse(targetSchema, body);
  const places: Place[] = [];
  if (chat_type !== 1) places.push({ chat: chatid });
  if (chat_type !== 2) places.push({ chat: null, person: chatid });
  const place = places.find((one) => world.spoken.has(placeKey(one)));
  if (!place) throw new Violation('invalid chatid', 93_006);
  world.allowance(placeKey(place));
  showContent(world, body, place);
  return undefined;
};
