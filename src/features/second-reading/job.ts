import type { Command, CommandContext, Feature, LateContext, LateEnd, LateJob } from '../../bot/command.ts';
import { isAnswerLike } from '../../bot/dialogue/answer.ts';
import { askBack, HINT } from '../../bot/dialogue/unsure.ts';
import { maskNumbers } from '../../bot/mask.ts';
import type { Reply } from '../../bot/reply.ts';
import type { Model, Services } from '../../bot/services.ts';
import { toLocal } from '../../clock.ts';
import { AppError } from '../../errors.ts';
import type { Reading } from '../../language/reading.ts';
import { readAnswer } from '../../llm/answer.ts';
import { rosterNames } from '../person/usecase.ts';
import { answerSchema, type Order, orderSchema } from './schema.ts';
import { addTokens } from './store.ts';
import type { Ground } from './types.ts';
import { askForReading, listActivities } from './usecase/ask.ts';
import { takeRequest } from './usecase/budget.ts';
import { checkProposal } from './usecase/check.ts';

const KIND = 'second-reading';
/** In letters; 嗯哪 orders nothing. */
const SHORTEST = 3;
/** An order is a line or two; what is longer is a pasted document, and would cost as much as twenty lines. */
const LONGEST = 500;
const LONGEST_ANSWER = 4000;

export type SecondReadingOptions = Pick<Services, 'model' | 'logger'> & { commands: readonly Command[] };

/**
 * A model as the second reader of what the rules made nothing of. What it proposes is shown back and done on a yes
 * only; without a key nothing is ever asked.
 */
export function secondReadingFeature(options: SecondReadingOptions): Feature {
  const lateJobs = [secondReadingJob(options)];
  return options.model ? { lateJobs, askModel: (context) => open(context, options) } : { lateJobs };
}

async function open(context: CommandContext, { logger }: SecondReadingOptions): Promise<Reply | undefined> {
  const { message, now, sender } = context;
  if (!isWorthAsking(message.text)) return undefined;
  const allowance = await takeRequest(context);
  if (!allowance.isAllowed) {
    const { reason } = allowance;
    logger.warn(
      { person: sender.id, chat: message.chat, reason },
      '没有再问大模型，这一句按没看懂答复；过一会儿自己恢复',
    );
    return undefined;
  }
  const order: Order = {
    text: maskNumbers(message.text),
    ...(message.quote ? { quote: maskNumbers(message.quote.text) } : {}),
    at: now.toISOString(),
    requestId: allowance.requestId,
  };
  return { text: '我再想想…', late: { kind: KIND, arguments: order } };
}

/** Not 嗯哪, nor 是 where nothing was asked, nor a pasted page. */
function isWorthAsking(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters >= SHORTEST && text.length <= LONGEST && !isAnswerLike(text.trim());
}

function secondReadingJob({ model, logger, commands }: SecondReadingOptions): LateJob {
  return {
    kind: KIND,
    async run(context, args) {
      const order = orderSchema.parse(args);
      const ground = await groundOf(context, order);
      const reading = model && (await propose(model, { context, order, ground }).catch(tell));
      const command = reading && commands.find(({ intent }) => intent === reading.intent);
      if (!reading || !command) return HINT;
      return { ...askBack(command, reading, ground.today), kept: keptOf(order, reading) };
    },
  };

  function tell(error: unknown): undefined {
    if (!(error instanceof AppError) || error.code !== 'model_failed') throw error;
    logger.warn(
      { reason: error.message },
      '大模型没有帮上忙，这一句按没看懂答复；总是这样，请检查 OPENAI_BASE_URL、OPENAI_API_KEY、OPENAI_MODEL 和余额',
    );
  }
}

async function groundOf({ database, chatId, now, zone }: LateContext, { text, at }: Order): Promise<Ground> {
  const { db } = database;
  const roster = await rosterNames(db);
  const chat = chatId === null ? ({ kind: 'single' } as const) : ({ kind: 'group', id: chatId } as const);
  const activities = await listActivities(db, { now: now(), chat, roster });
  return { text, today: toLocal(new Date(at), zone).day, activities, roster };
}

/** @throws AppError `model_failed` */
async function propose(
  model: Model,
  { context, order, ground }: { context: LateContext; order: Order; ground: Ground },
): Promise<Reading | undefined> {
  const { text, tokens } = await askForReading(model, ground);
  await context.database.transaction((db) => addTokens(db, order.requestId, tokens));
  return checkProposal(readAnswer(text, answerSchema, LONGEST_ANSWER), ground);
}

function keptOf({ text, quote, at }: Order, reading: Reading): LateEnd['kept'] {
  return { text, ...(quote === undefined ? {} : { quote }), at, reading };
}
