import { z } from 'zod';
import { readCard } from '../protocol/card.ts';
import { feedbackSchema } from '../protocol/reply.ts';
import { bytes, firstFault } from '../protocol/text.ts';
import { Violation } from '../protocol/violation.ts';
import type { Log } from '../world/log.ts';
import { showMentions } from '../world/people.ts';
import type { ResponseCodes } from '../world/response-codes.ts';
import type { LateAnswer } from './conversation.ts';
import type { Presenter } from './presenter.ts';

// https://developer.work.weixin.qq.com/document/path/101138
const bodySchema = z.discriminatedUnion(
  'msgtype',
  [
    z.object({
      msgtype: z.literal('markdown'),
      markdown: z.object({ content: bytes(20_480).min(1, '不能空'), feedback: feedbackSchema }),
    }),
    z.object({ msgtype: z.literal('template_card'), template_card: z.unknown() }),
  ],
  { error: 'msgtype 只能是 markdown 或 template_card' },
);

/**
 * What the bot posts to a `response_url`. The code is used up even where the content is refused.
 * @throws Violation with the errcode to answer.
 */
export function answerLate(
  world: { log: Log; presenter: Presenter; responseCodes: ResponseCodes<LateAnswer>; botName: string },
  code: string,
  value: unknown,
): void {
  const late = world.responseCodes.take(code);
  if (!late) throw new Violation('response_code invalid, used or expired', 40_001);
  const parsed = bodySchema.safeParse(value);
  if (!parsed.success) throw new Violation(firstFault(parsed.error));
  const { exchange, quote } = late;
  const where = {
    place: exchange.place,
    author: { kind: 'bot', name: world.botName } as const,
    ...(quote !== undefined && { quote }),
  };
  if ('template_card' in parsed.data) {
    world.presenter.showCard(readCard(parsed.data.template_card), where, exchange.msgid);
    return;
  }
  const { content, feedback } = parsed.data.markdown;
  const about = feedback ? { feedbackId: feedback.id } : {};
  world.log.add({ ...where, ...about, body: { kind: 'markdown', text: showMentions(content) } }, exchange.msgid);
}
