import type { Command, CommandContext, Feature, Outcome } from '../../bot/command.ts';
import { textReply } from '../../bot/reply.ts';
import type { Services } from '../../bot/services.ts';
import { userError } from '../../errors.ts';
import { createTableJobs, IMPORT_JOB, TABLE_JOB, type TableTaker, TRY_JOB } from './job.ts';
import { askWhichKind, GONE, IMPORT_COMMAND, sayImports, sayKinds, sayUndone } from './reply.ts';
import { importUndoSchema, readChoice } from './schema.ts';
import type { SheetKind } from './types.ts';
import { findKind } from './usecase/kind.ts';
import { listImports } from './usecase/list.ts';
import { undoImport } from './usecase/undo.ts';

const ONE_TO_ONE = '表格里有大家的资料，请一对一发给我，不在群里办。';
const NOT_ALLOWED = '表格导入导出由书记和管理员来办。';

/** Tables sent one to one are read in; templates and tables are handed out. Secretary and administrators only. */
export function transferFeature(
  services: Services,
  kinds: readonly SheetKind[],
): { feature: Feature; taker: TableTaker } {
  const { jobs, taker } = createTableJobs(services, kinds);

  const importCommand: Command = {
    name: IMPORT_COMMAND,
    pattern: /^(?:表格导入|导入表格|导入记录|表格导入记录)[。?？]?$/,
    right: 'summarise',
    help: {
      title: '表格导入',
      line: '一对一把 Excel 表发给我，先说会记什么，回“是”才记（书记、管理员）；看导入过哪些',
      examples: ['导入记录', '表格导入', '导入表格'],
    },
    async run(context) {
      checkAllowed(context);
      return { reply: textReply(sayImports(await listImports(context.db), kinds, context)) };
    },
    async click(context, value) {
      checkAllowed(context);
      return clicked(context, value);
    },
    async undo(context, data) {
      const { importedBy } = importUndoSchema.parse(data);
      return sayUndone(await undoImport(kinds, context, { messageId: importedBy }));
    },
  };

  function clicked({ messageId }: CommandContext, value: string): Outcome {
    const choice = readChoice(value);
    if (!choice) throw userError('invalid_input', GONE);
    const { what, fileId, kind } = choice;
    if (what === 'no') return { reply: textReply('好的，没有记。') };
    if (what === 'which') return { reply: askWhichKind('这是哪一种表？', fileId, kinds) };
    const late = { kind: what === 'do' ? IMPORT_JOB : TRY_JOB, arguments: { fileId, kind } };
    if (what === 'try') return { reply: { text: '正在看表格…', late } };
    return { reply: { text: '正在记…', late }, undo: { importedBy: messageId } };
  }

  const undoCommand: Command = {
    name: 'undo_import',
    pattern: /^撤销(?:第)?\s?(?:导入|表格)\s?(?:第)?(?<id>\d{1,9})?(?:次|号)?[。]?$/,
    right: 'summarise',
    help: {
      title: '撤销表格导入',
      line: '一次导入的整份收回（书记、管理员），号码看「导入记录」',
      examples: ['撤销导入 12', '撤销导入', '撤销导入 第3次'],
    },
    async run(context, { match }) {
      checkAllowed(context);
      const id = match?.groups?.id;
      return {
        reply: textReply(sayUndone(await undoImport(kinds, context, id === undefined ? {} : { id: Number(id) }))),
      };
    },
  };

  const tableCommand: Command = {
    name: 'make_table',
    pattern:
      /^(?:要|发|给我)?(?:(?<template>表格模板|导入模板)|导出(?:表格|Excel)|表格导出)[\s:]*(?<kind>\S{1,12})?[。]?$/iu,
    right: 'summarise',
    help: {
      title: '表格模板和导出',
      line: '要一份空表照着填，或把记录导成 Excel 改好再发回来（书记、管理员，一对一）',
      examples: ['表格模板 服务记录', '导出表格 捐赠', '表格模板'],
    },
    async run(context, { match }) {
      checkAllowed(context);
      const { template, kind: word } = match?.groups ?? {};
      const kind = findKind(kinds, word ?? '');
      if (!kind) return { reply: textReply(sayKinds(kinds, word)) };
      const what = template === undefined ? 'export' : 'template';
      if (what === 'export' && context.message.chat.kind === 'group') throw userError('forbidden', ONE_TO_ONE);
      const late = { kind: TABLE_JOB, arguments: { kind: kind.key, what } };
      return { reply: { text: '正在做表格…', late } };
    },
  };

  return {
    feature: { commands: [importCommand, undoCommand, tableCommand], lateJobs: jobs },
    taker: {
      ...taker,
      mayTake: (context) => context.message.chat.kind === 'single' && isAllowed(context),
    },
  };
}

function isAllowed({ sender, can }: CommandContext): boolean {
  return can('manage') || sender.role === 'secretary';
}

function checkAllowed(context: CommandContext): void {
  if (!isAllowed(context)) throw userError('forbidden', NOT_ALLOWED);
}
