import type { Command, CommandContext } from '../../../bot/command.ts';
import { textReply } from '../../../bot/reply.ts';
import { userError } from '../../../errors.ts';
import { showAgendas, showCarried, showProposed } from '../reply/agenda.ts';
import { readPoint, undoCarrySchema, undoPointSchema } from '../schema/agenda.ts';
import type { AgendaPoint, StoredHolding } from '../types.ts';
import { type AgendaPlace, carryOver, proposePoint, putBack, switchPoint, withdrawPoint } from '../usecase/agenda.ts';
import { findWanted, matchMeetings, nextHoldings, recentHoldings, visibleMeetings } from '../usecase/find.ts';
import { withOverdue } from '../usecase/overdue.ts';
import { asShownTo } from '../usecase/unanswered.ts';

const LATER = '(?:都|全部)?(?:顺延|延后|(?:延|留|放|推)到下一?次|下一?次再(?:议|说|讨论))(?:吧|了)?';

/** `议题 护考车辆安排`, `议题 6月9日例会 护考车辆安排` */
export const agendaCommand: Command = {
  name: 'meeting-agenda',
  pattern: /^(?:我?想?(?:提|加|报)(?:一?个|一条)?|增加|添加|补充|提交)?议题[\s:：,，]+(?<said>.{2,300})$/,
  right: 'register',
  help: {
    title: '提议题',
    line: '会前人人可以提；发「议题」看下一次会的；开完没议的发「议题顺延」（支委）',
    examples: ['议题 护考车辆安排', '议题 6月9日例会 夏季服装', '撤回议题 12'],
  },
  async run(context, { match }) {
    const { keyword, days, text } = readPoint(match?.groups?.said ?? '', context.today, await visibleMeetings(context));
    const place = await placeFor(context, { keyword, days });
    const id = await proposePoint(context, place, text);
    return { reply: textReply(showProposed({ id, text, place }, context.today)), undo: { point: id, to: 'withdrawn' } };
  },
  async undo(context, data) {
    const { point, to } = undoPointSchema.parse(data);
    return `已撤销，议题「${await switchPoint(context, point, to)}」没有提。`;
  },
};

/** `议题`, `周一例会有哪些议题` */
export const agendasCommand: Command = {
  name: 'meeting-agendas',
  pattern:
    /^(?:查看?|看看?|看一下)?(?:下一?次)?(?<which>[^\s议]{0,20}?)的?(?:议题|议程)(?:有哪些|有什么|有啥|是什么|清单|列表|呢)?[\s?？。]*$/,
  right: 'everyone',
  async applies(context, { groups }) {
    return !groups?.which || matchMeetings(await visibleMeetings(context), groups.which).length > 0;
  },
  async run(context, { match }) {
    const meetings = matchMeetings(await visibleMeetings(context), match?.groups?.which);
    const shown: StoredHolding[] = [];
    for (const holding of await nextHoldings(context, meetings)) {
      if (holding.state !== 'planned') continue;
      shown.push(await withOverdue(context.db, await asShownTo(context, holding), context));
    }
    return { reply: textReply(showAgendas(shown, context.today)) };
  },
};

/** `撤回议题 12`, `撤回议题 护考车辆` */
export const withdrawPointCommand: Command = {
  name: 'meeting-agenda-off',
  pattern:
    /^(?:(?:撤回|取消|撤销|删除|删掉|去掉)\s*(?:第|我的)?(?<number1>\d{1,9})?号?议题(?:[\s:：第]*(?<said>.{1,60}))?|议题\s*(?<number2>\d{1,9})\s*(?:撤回|取消|删除|不议了|不用议了))[\s。.!！]*$/,
  right: 'register',
  async run(context, { match }) {
    const { number1, number2, said = '' } = match?.groups ?? {};
    const id = Number(number1 ?? number2 ?? /^\d{1,9}$/.exec(said.replace(/[号条\s]/g, ''))?.[0] ?? 0);
    const point = id > 0 ? id : await onlyPoint(context, said.trim());
    const text = await withdrawPoint(context, point);
    const reply = textReply(`已撤回议题「${text}」。弄错了可在十分钟内发：撤销`);
    return { reply, undo: { point, to: 'open' } };
  },
  async undo(context, data) {
    const { point, to } = undoPointSchema.parse(data);
    return `已撤销，议题「${await switchPoint(context, point, to)}」还在。`;
  },
};

/** `议题顺延`, `议题12顺延`, `周一例会议题顺延` */
export const carryOverCommand: Command = {
  name: 'meeting-agenda-on',
  pattern: new RegExp(
    `^(?<which>[^\\s议]{0,20}?)的?(?:没议的)?议题\\s*(?<number>\\d{1,9})?\\s*号?${LATER}[\\s。.!！]*$`,
  ),
  right: 'meet',
  async run(context, { match }) {
    const { which, number } = match?.groups ?? {};
    const meetings = matchMeetings(await visibleMeetings(context), which);
    const isMeant = (point: AgendaPoint) => number === undefined || point.id === Number(number);
    const carried = await carryOver(context, meetings, isMeant);
    const undo = { points: carried.points.map(({ id }) => id), holding: carried.from.id };
    return { reply: textReply(showCarried(carried, context.today)), undo };
  },
  async undo(context, data) {
    const { points, holding } = undoCarrySchema.parse(data);
    await putBack(context, points, holding);
    return `已撤销，${points.length}条议题没有顺延。`;
  },
};

/** The holding meant, or the next of all; one not planned yet of a meeting that was named. */
async function placeFor(
  context: CommandContext,
  { keyword, days }: { keyword: string | undefined; days: string[] },
): Promise<AgendaPlace> {
  const meetings = matchMeetings(await visibleMeetings(context), keyword);
  if (days.length === 0) {
    const next = (await nextHoldings(context, meetings)).filter(({ state }) => state === 'planned');
    const [first] = next;
    if (first) return { meeting: first.meeting, holding: first };
    const [meeting] = meetings.filter(({ recurrence }) => recurrence !== null);
    if (meeting) return { meeting, holding: undefined };
  }
  const [holding] = await findWanted(context, { keyword, days });
  if (!holding) throw userError('not_found', '后面还没有安排会议，议题没有记。');
  return { meeting: holding.meeting, holding };
}

/** @throws AppError where the words name no point still to come, or several. */
async function onlyPoint(context: CommandContext, words: string): Promise<number> {
  const meetings = await visibleMeetings(context);
  const holdings = [...(await nextHoldings(context, meetings)), ...(await recentHoldings(context, meetings))];
  const points = holdings.flatMap((holding) => holding.points);
  const found = points.filter(({ text, proposerId }) =>
    words === '' ? proposerId === context.sender.id : text.includes(words),
  );
  const [only, other] = found;
  if (!only) throw userError('not_found', '没有找到这条议题。发「议题」看现在的，再发：撤回议题 加编号');
  if (other) {
    const which = found.map(({ id, text }) => `${id}号 ${text}`).join('；');
    throw userError('conflict', `有几条，请写编号，例如：撤回议题 ${only.id}。${which}`);
  }
  return only.id;
}
