import type { Command, CommandContext, Outcome } from '../../../bot/command.ts';
import { textReply } from '../../../bot/reply.ts';
import { userError } from '../../../errors.ts';
import { parseNumber } from '../../../language/number.ts';
import { recordAudit } from '../../audit/usecase.ts';
import { NO_DRAFT } from '../reply.ts';
import { sayChangesSince, sayDifference, sayDraft, sayVersions } from '../reply-draft.ts';
import { versionUndoSchema } from '../schema.ts';
import { deleteDraft, findDraftById, findVersions, insertVersion, type KeptDraft, setFinal } from '../store/draft.ts';
import type { SummaryDraft } from '../types.ts';
import { redraft } from '../usecase/draft.ts';
import { applyEdit } from '../usecase/edit/apply.ts';
import { changesSince, differenceOf } from '../usecase/edit/difference.ts';
import { readEdit } from '../usecase/edit/order.ts';
import { formatFigure } from '../usecase/render.ts';
import { newestDraft } from './sources.ts';

const NUMERAL = '(\\d{1,3}|[一二三四五六七八九十]{1,3})';

const editCommand: Command = {
  name: 'edit_draft',
  pattern: /^(?=[\s\S]{3,700}$)[\s\S]*(?:第|加|添|补充|换成|改成|改为|标题|题目|对比|比较|比)[\s\S]*$/,
  right: 'summarise',
  reads: (text) => readEdit(text) !== undefined,
  async applies(context) {
    return (await newestDraft(context)) !== undefined;
  },
  help: {
    title: '修改草稿',
    line: '删一段、加一句、写详细些、换格式、改标题、对比去年；每改一次存一版',
    examples: ['第二部分写详细些', '加一句：感谢各单位对志愿服务的支持。', '换成季度简报'],
  },
  async run(context, { match }) {
    const text = match?.input ?? '';
    const edit = readEdit(text);
    const kept = await openDraft(context);
    if (!edit) throw userError('invalid_input', '没看懂要改哪里，例如：删掉第3段、加一句：感谢各单位的支持。');
    const draft = await applyEdit(kept.draft, edit, {
      by: context.sender.name,
      remake: (options) => redraft(context.db, { ...kept.draft, ...options }, context),
    });
    return keepVersion(context, kept, { draft, change: text });
  },
  undo: undoVersion,
};

const versionsCommand: Command = {
  name: 'draft_versions',
  pattern: new RegExp(
    `^(?:版本|有哪些版本|历史版本|草稿版本|各版本)[。?？]?$|^(?:和|与|跟)?第?${NUMERAL}版(?:比|对比|比较)(?:有什么不同|一下)?[。?？]?$|^(?:改了什么|有什么不同|和上一?版(?:比)?有什么不同)[?？。]?$`,
  ),
  right: 'summarise',
  help: {
    title: '草稿的版本',
    line: '改过几次、每次改了什么，两版有什么不同',
    examples: ['版本', '和上一版有什么不同', '和第1版比'],
  },
  async run(context, { match }) {
    const kept = await newestDraft(context);
    if (!kept) return { reply: textReply(NO_DRAFT) };
    const versions = await findVersions(context.db, kept);
    const asked = /上|改了|不同/.test(match?.input ?? '') ? versions.length - 1 : parseNumber(match?.[1] ?? '');
    if (asked === undefined) return { reply: textReply(sayVersions(versions, context)) };
    const other = versions[asked - 1];
    if (!other)
      throw userError(
        'not_found',
        asked === 0 ? '只有一版，还没有改过。' : `一共${versions.length}版，没有第${asked}版。`,
      );
    return { reply: textReply(sayDifference(differenceOf(other.draft, kept.draft), `和第${asked}版比`)) };
  },
};

const backCommand: Command = {
  name: 'draft_back',
  pattern: new RegExp(`^(?:回到|恢复到?|退回到?|用回?|换回)\\s?(?:第?${NUMERAL}版|上一?版)[。!！]?$`),
  right: 'summarise',
  help: { title: '回到某一版', line: '草稿改坏了，回到以前的一版', examples: ['回到第1版', '回到上一版', '恢复第2版'] },
  async run(context, { match }) {
    const kept = await openDraft(context);
    const versions = await findVersions(context.db, kept);
    const asked = match?.[1] === undefined ? versions.length - 1 : (parseNumber(match[1]) ?? 0);
    const target = versions[asked - 1];
    if (!target || target.id === kept.id) {
      throw userError(
        'not_found',
        `一共${versions.length}版，现在就是第${versions.length}版，没有别的第${asked}版可回。`,
      );
    }
    return keepVersion(context, kept, { draft: target.draft, change: `回到第${asked}版` });
  },
  undo: undoVersion,
};

const showCommand: Command = {
  name: 'show_draft',
  pattern: /^(?:看|查看|显示)?(?:一下)?(?:草稿|总结草稿|草稿全文|总结全文)\s*(?:第?\s*(\d{1,2})\s*页)?[。!！]?$/,
  right: 'summarise',
  help: { title: '看草稿', line: '全文和每段的编号，哪些是人写的', examples: ['看草稿', '草稿全文', '看草稿 第2页'] },
  async run(context, { match }) {
    const kept = await newestDraft(context);
    if (!kept) return { reply: textReply(NO_DRAFT) };
    const { length } = await findVersions(context.db, kept);
    return { reply: textReply(sayDraft(kept, { version: length, page: Number(match?.[1] ?? 1) })) };
  },
};

const finalCommand: Command = {
  name: 'draft_final',
  pattern: /^(?:总结|草稿)?(取消)?定稿[。!！]?$/,
  right: 'summarise',
  help: {
    title: '定稿',
    line: '文字和数据都不再变；记录后来改了，另列出来',
    examples: ['定稿', '取消定稿', '定稿后变化'],
  },
  async run(context, { match }) {
    const isCancelled = match?.[1] !== undefined;
    const kept = await newestDraft(context);
    if (!kept) return { reply: textReply(NO_DRAFT) };
    if (isCancelled === (kept.finalAt === null)) {
      return {
        reply: textReply(isCancelled ? '这一份还没有定稿，可以接着改。' : '这一份已经定稿了。要再改，发：取消定稿'),
      };
    }
    await setFinal(
      context.db,
      kept.id,
      isCancelled ? { at: null, by: null } : { at: context.now, by: context.sender.id },
    );
    await recordAudit(context, { action: isCancelled ? 'draft_reopened' : 'draft_final', subject: `draft:${kept.id}` });
    const text = isCancelled
      ? `《${kept.draft.title}》可以接着改了。`
      : `《${kept.draft.title}》已定稿，文字和数据不再变。以后记录有更正，发「定稿后变化」看有哪些数不同；要再改，发「取消定稿」。`;
    return { reply: textReply(text), undo: isCancelled ? { freeze: kept.id } : { unfreeze: kept.id } };
  },
  undo: undoVersion,
};

const sinceCommand: Command = {
  name: 'draft_since',
  pattern: /^(?:定稿|草稿)(?:以?后|之后)的?(?:变化|变动|更正|改动)[?？。]?$/,
  right: 'summarise',
  help: {
    title: '定稿后变化',
    line: '定稿以后记录又有更正的，哪些数不一样了',
    examples: ['定稿后变化', '定稿之后的更正', '定稿后的变动？'],
  },
  async run(context) {
    const kept = await newestDraft(context);
    if (!kept) return { reply: textReply(NO_DRAFT) };
    const now = await redraft(context.db, kept.draft, context);
    return { reply: textReply(sayChangesSince(kept, changesSince(kept.draft, now, formatFigure), context)) };
  },
};

/** Working on the newest draft of the chat. */
export const draftCommands: readonly Command[] = [
  backCommand,
  versionsCommand,
  finalCommand,
  sinceCommand,
  showCommand,
  editCommand,
];

/** @throws AppError for the person where there is none, or it is frozen. */
async function openDraft(context: CommandContext): Promise<KeptDraft> {
  const kept = await newestDraft(context);
  if (!kept) throw userError('not_found', NO_DRAFT);
  if (kept.finalAt === null) return kept;
  throw userError('conflict', `《${kept.draft.title}》已经定稿，文字和数据不再变。要再改，先发：取消定稿`);
}

async function keepVersion(
  context: CommandContext,
  from: KeptDraft,
  { draft, change }: { draft: SummaryDraft; change: string },
): Promise<Outcome> {
  const { db, messageId, now } = context;
  const kept = await insertVersion(db, {
    from: from.id,
    draft,
    change: change.slice(0, 100),
    messageId,
    createdAt: now,
  });
  await recordAudit(context, {
    action: 'draft_changed',
    subject: `draft:${kept.id}`,
    detail: { from: from.id, change },
  });
  const { length } = await findVersions(db, kept);
  const text = sayDifference(differenceOf(from.draft, draft), `已改好，这是第${length}版`);
  return {
    reply: { text, late: { kind: 'summary_file', arguments: { draftId: kept.id, text } } },
    undo: { drop: kept.id },
  };
}

async function undoVersion(context: CommandContext, data: Record<string, unknown>): Promise<string> {
  const { drop, unfreeze, freeze } = versionUndoSchema.parse(data);
  if (unfreeze !== undefined) await setFinal(context.db, unfreeze, { at: null, by: null });
  if (freeze !== undefined) await setFinal(context.db, freeze, { at: context.now, by: context.sender.id });
  if (drop === undefined) return '已撤销。';
  const kept = await findDraftById(context.db, drop);
  if (kept) await deleteDraft(context.db, drop);
  return '已撤销，草稿回到改之前的一版。';
}
