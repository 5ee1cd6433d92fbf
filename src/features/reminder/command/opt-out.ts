import { z } from 'zod';
import type { Command, CommandContext, Outcome } from '../../../bot/command.ts';
import type { ReminderKind } from '../../../bot/reminder.ts';
import { userError } from '../../../errors.ts';
import { deleteOptOut, insertOptOut } from '../store/setting.ts';
import { kindNamed } from '../usecase/set-rule.ts';

const undoSchema = z.object({ kind: z.string(), wasOut: z.boolean() });

/** `不要任务到期提醒`, `关闭提醒 任务到期`; `恢复提醒 任务到期`. */
export function optOutCommand(kinds: readonly ReminderKind[]): Command {
  const personal = kinds.filter(({ canOptOut }) => canOptOut);
  return {
    name: 'reminder-opt-out',
    pattern:
      /^(?:(?<out>不要再?(?:给我发?)?|别再?(?:给我)?发|关闭|退订)|恢复|打开|重新要)(?:提醒[\s:]*(?<after>\S{0,20})|(?<before>\S{1,20}?)的?提醒)了?[。!]?$/,
    right: 'everyone',
    help: {
      title: '不要某种提醒',
      line: '自己不想收的提醒可以关，也可以再打开',
      examples: ['关闭提醒 任务到期', '不要任务到期提醒', '恢复提醒 任务到期'],
    },
    async run(context, { match }) {
      const { out, after, before } = match?.groups ?? {};
      const words = (after ?? before ?? '').trim();
      if (words === '') {
        const names = personal.map(({ label }) => label).join('、');
        throw userError(
          'invalid_input',
          `请写明是哪一种提醒，例如：关闭提醒 ${personal[0]?.label ?? ''}。能关的有：${names}。`,
        );
      }
      return set(context, kindNamed(personal, words), out !== undefined);
    },
    async undo(context, data) {
      const { kind: name, wasOut } = undoSchema.parse(data);
      const kind = personal.find((candidate) => candidate.name === name);
      if (!kind) throw userError('not_found', '这种提醒已经没有了。');
      await set(context, kind, wasOut);
      return `已撤销，「${kind.label}」提醒${wasOut ? '不再发给你' : '照常发给你'}。`;
    },
  };
}

async function set(context: CommandContext, { name: kind, label }: ReminderKind, isOut: boolean): Promise<Outcome> {
  const { db, sender, messageId, now } = context;
  const isChanged = isOut
    ? await insertOptOut(db, { personId: sender.id, kind, messageId, now })
    : await deleteOptOut(db, sender.id, kind);
  const text = isOut
    ? `好的，「${label}」提醒不再发给你。想再要，发：恢复提醒 ${label}`
    : `好的，「${label}」提醒照常发给你。`;
  return { reply: { text }, ...(isChanged ? { undo: { kind, wasOut: !isOut } } : {}) };
}
