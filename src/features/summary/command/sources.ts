import type { Call, Command, CommandContext } from '../../../bot/command.ts';
import { textReply } from '../../../bot/reply.ts';
import { originsOf } from '../../transfer/usecase/origin.ts';
import {
  formatCheck,
  formatFigureList,
  formatSources,
  NO_DRAFT,
  ROWS_A_PAGE,
  rowsOnPage,
  unknownFigureText,
} from '../reply.ts';
import { findNewestDraft, type KeptDraft } from '../store/draft.ts';

/** `出处 F12`: the rows behind a figure, a page at a time; over a page, all of them as a spreadsheet as well. */
export const sourcesCommand: Command = {
  name: 'sources',
  pattern:
    /^(?:(?:看|查|查看)?出处\s*[:：]?\s*(?:([Ff]\d{1,6})\s*(?:第?\s*(\d{1,4})\s*页?)?)?|([Ff]\d{1,6})\s*的?出处)$/,
  right: 'summarise',
  help: {
    title: '数据出处',
    line: '看总结里一个数据是由哪些记录算来的。',
    examples: ['出处', '出处 F3', '出处 F3 第2页'],
  },
  async run(context, { match }: Call) {
    const kept = await newestDraft(context);
    if (!kept) return { reply: textReply(NO_DRAFT) };
    const id = (match?.[1] ?? match?.[3])?.toUpperCase();
    if (id === undefined) return { reply: textReply(formatFigureList(kept.draft)) };
    const figure = kept.draft.figures.find((one) => one.id === id);
    if (!figure) return { reply: textReply(unknownFigureText(id, kept.draft)) };
    const page = Number(match?.[2] ?? 1);
    const shown = rowsOnPage(figure, page).map(({ source }) => source);
    const origins = await originsOf(context.db, shown);
    const text = formatSources(figure, { page, today: context.today, origins });
    if (figure.rows.length <= ROWS_A_PAGE || page > 1) return { reply: textReply(text) };
    return { reply: { text, late: { kind: 'summary_rows', arguments: { draftId: kept.id, figureId: id, text } } } };
  },
};

/** `核对`: every figure with its rule and the number of its rows. */
export const checkCommand: Command = {
  name: 'check_figures',
  pattern: /^(?:核对|核对数据|核对总结|逐项核对|数据核对)\s*(?:第?\s*(\d{1,3})\s*页?)?[。!！]?$/,
  right: 'summarise',
  help: {
    title: '核对总结',
    line: '草稿里的数逐个列出来：怎么算的、由几条记录算来',
    examples: ['核对', '核对总结', '核对 第2页'],
  },
  async run(context, { match }: Call) {
    const kept = await newestDraft(context);
    return { reply: textReply(kept ? formatCheck(kept.draft, Number(match?.[1] ?? 1)) : NO_DRAFT) };
  },
};

/** The newest of the chat, else of the sender. */
export function newestDraft({ db, message, sender }: CommandContext): Promise<KeptDraft | undefined> {
  const chatId = message.chat.kind === 'group' ? message.chat.id : null;
  return findNewestDraft(db, { chatId, personId: sender.id });
}
