import type { LateContext, LateEnd, LateJob } from '../../bot/command.ts';
import type { Model, Services } from '../../bot/services.ts';
import { toLocal } from '../../clock.ts';
import { AppError } from '../../errors.ts';
import { DOCX, fileNameOf, offerFile, sayFileWay } from '../file/usecase.ts';
import { rosterNames, viewerOf } from '../person/usecase.ts';
import { addTokens } from '../second-reading/usecase/budget.ts';
import { askProposal } from './reply/proposal.ts';
import { exportOrderSchema, readingOrderSchema } from './schema.ts';
import { findHeld, findPointsOf } from './store/holdings.ts';
import { findMinutes, setMinutesFile } from './store/minutes.ts';
import { findTasksOf } from './store/tasks.ts';
import type { Held, Minutes } from './types.ts';
import { attendanceOf } from './usecase/attendance.ts';
import { findLabels } from './usecase/find/labels.ts';
import { type FoundTask, findTasks } from './usecase/find/tasks.ts';
import { askForTasks, checkGuesses } from './usecase/guess/guess.ts';
import { maskMinutes } from './usecase/guess/masked.ts';
import { READING } from './usecase/guess/order.ts';
import { coverMinutes } from './usecase/helped.ts';
import { renderRecord, spellDay, titleOf } from './usecase/paper.ts';
import { proposeFrom } from './usecase/propose.ts';

export const EXPORT = 'minutes-export';
const GONE = '这份纪要已经撤掉了。';

/** Adds to what the rules found what a model finds, and asks whether it is to be so; without the model's answer, by rule alone. */
export function readingJob({ model, logger }: Pick<Services, 'model' | 'logger'>): LateJob {
  return {
    kind: READING,
    async run(context, args): Promise<string | LateEnd> {
      const { minutes: id, request, at, head } = readingOrderSchema.parse(args);
      const { db } = context.database;
      const found = await load(context, id);
      if (!found) return GONE;
      const more = model ? await guess(model, { context, request, ...found }).catch(tell) : [];
      const { id: personId, name, userid } = await viewerOf(db, context.userid, []);
      const speaker = { id: personId ?? 0, name, userid };
      const proposal = await proposeFrom(db, { ...found, speaker, more });
      const { text, choices } = askProposal(head, proposal, toLocal(context.now(), context.zone).day);
      if (!choices) return text;
      return { text, choices, kept: { text: '', at }, movedOn: `${head}\n任务还没有派，要派，发：纪要任务` };
    },
  };

  function tell(error: unknown): FoundTask[] {
    if (!(error instanceof AppError) || error.code !== 'model_failed') throw error;
    logger.warn(
      { reason: error.message },
      '大模型没有帮上忙，纪要里的任务只按规则找；总是这样，请检查 OPENAI_BASE_URL、OPENAI_API_KEY、OPENAI_MODEL 和余额',
    );
    return [];
  }
}

/** Makes the Word file of a version and sends it. */
export function exportJob(services: Services): LateJob {
  return {
    kind: EXPORT,
    async run(context, args) {
      const { minutes: id } = exportOrderSchema.parse(args);
      const found = await load(context, id);
      if (!found) return GONE;
      const { held, minutes } = found;
      const bytes = await renderRecord(await recordOf(context, found));
      const name = `${fileNameOf(`${titleOf(held)}（${spellDay(held.day)}）`)}.docx`;
      const { id: fileId } = await services.keepFile({ name, mime: DOCX, bytes }, context.now());
      await context.database.transaction((db) => setMinutesFile(db, minutes.id, fileId));
      const way = await offerFile(services, context, {
        ...{ fileId, kind: 'minutes_file', key: `minutes:${minutes.id}:file:${context.messageId}` },
      });
      return `会议记录做好了：${name}（第${minutes.version}版）。\n${sayFileWay(way)}`;
    },
  };
}

async function recordOf({ database, chatId }: LateContext, { held, minutes }: { held: Held; minutes: Minutes }) {
  const { db } = database;
  const roster = await rosterNames(db);
  const whole = { minutes, tasks: await findTasksOf(db, held.id) };
  return {
    // A file sent to a group is read by all of it.
    ...(chatId === null ? whole : coverMinutes(whole, roster)),
    held,
    attendance: await attendanceOf(db, held),
    labels: findLabels(minutes.text, { roster }),
    points: await findPointsOf(db, held),
  };
}

async function load(
  { database: { db } }: LateContext,
  id: number,
): Promise<{ held: Held; minutes: Minutes } | undefined> {
  const minutes = await findMinutes(db, id);
  const held = minutes && (await findHeld(db, minutes.holdingId));
  return minutes && held ? { held, minutes } : undefined;
}

/** @throws AppError `model_failed` */
async function guess(
  model: Model,
  { context, request, held, minutes }: { context: LateContext; request: number; held: Held; minutes: Minutes },
): Promise<FoundTask[]> {
  const roster = await rosterNames(context.database.db);
  const ruled = findTasks(minutes.text, { day: held.day, roster });
  const masked = maskMinutes(minutes.text, { roster, known: ruled.map(({ quote }) => quote) });
  const { guesses, tokens } = await askForTasks(model, masked);
  await context.database.transaction((db) => addTokens(db, request, tokens));
  return checkGuesses(guesses, masked, { day: held.day, roster });
}
