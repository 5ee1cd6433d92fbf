import { z } from 'zod';
import type { Command, CommandContext, Outcome } from '../../../bot/command.ts';
import type { Offset, ReminderKind } from '../../../bot/reminder.ts';
import { userError } from '../../../errors.ts';
import { showRule, showRules } from '../reply.ts';
import type { RuleSetting } from '../store/setting.ts';
import { readOffset } from '../usecase/read-offset.ts';
import { loadRules, type RuleOptions } from '../usecase/rule.ts';
import { countWeek, kindNamed, MOST_MOMENTS, setRule } from '../usecase/set-rule.ts';

const offsetSchema = z.union([
  z.object({ days: z.number().int(), at: z.string() }),
  z.object({ minutes: z.number().int() }),
]);
const settingSchema = z.object({ isOn: z.boolean(), offsets: z.array(offsetSchema).nullable() });
const clickSchema = z.object({ kind: z.string(), offsets: z.array(offsetSchema) });
const undoSchema = z.object({ kind: z.string(), former: settingSchema.nullable() });

/** More than this in a week is asked back. */
const MANY = 300;
const OFF = /^(?:关|关闭|关掉|不发|停|停用)$/;
const ON = /^(?:开|打开|开启|启用)$/;
const DEFAULT = /^(?:默认|恢复默认|原样|恢复)$/;
const AS_DECLARED: RuleSetting = { isOn: true, offsets: null };

/** `提醒设置`: which kinds there are and when; `提醒设置 任务到期 提前1天9:00`. */
export function rulesCommand(botName: string, options: RuleOptions): Command {
  const { kinds } = options;
  return {
    name: 'reminder-rules',
    pattern: /^提醒(?:设置|规则)[\s:]*(?<kind>\S{0,20})[\s:]*(?<what>[\s\S]{0,100})$/,
    right: 'meet',
    help: {
      title: '提醒设置',
      line: '看和改各种提醒什么时候发（支委）',
      examples: ['提醒设置', '提醒设置 任务到期 提前1天9:00、当天9:00', '提醒设置 报名截止 关'],
    },
    async run(context, { match }) {
      const { kind: words = '', what = '' } = match?.groups ?? {};
      if (words === '') return { reply: showRules((await loadRules(context.db, options)).rules) };
      const kind = kindNamed(kinds, words);
      if (what.trim() === '') {
        const { rules } = await loadRules(context.db, options);
        return { reply: showRules(rules.filter((rule) => rule.kind === kind)) };
      }
      return order(context, kind, what.trim());
    },
    async click(context, value) {
      if (value === 'no') return { reply: { text: '好的，没有改。' } };
      const { kind: name, offsets } = clickSchema.parse(JSON.parse(value));
      return change(context, kindNamedExactly(name), { isOn: true, offsets });
    },
    async undo(context, data) {
      const { kind: name, former } = undoSchema.parse(data);
      const kind = kindNamedExactly(name);
      await setRule(context, kind, former ?? AS_DECLARED);
      return `已撤销。${showRule(kind, former ?? AS_DECLARED)}`;
    },
  };

  async function order(context: CommandContext, kind: ReminderKind, what: string): Promise<Outcome> {
    if (OFF.test(what)) return change(context, kind, { isOn: false, offsets: null });
    if (ON.test(what) || DEFAULT.test(what)) return change(context, kind, AS_DECLARED);
    const offsets = readMoments(what, kind);
    const count = await countWeek(context, { kind, offsets, botName }, options);
    if (count <= MANY) return change(context, kind, { isOn: true, offsets });
    const key = `reminder-rules:${JSON.stringify({ kind: kind.name, offsets })}`;
    return {
      reply: {
        text: `这样设置，往后一周要发 ${count} 条「${kind.label}」提醒，太多了怕打扰大家。确定要这样吗？`,
        choices: [
          { label: '是，就这样设置', key, says: 'yes' },
          { label: '不用了', key: 'reminder-rules:no', says: 'no' },
        ],
      },
    };
  }

  function kindNamedExactly(name: string): ReminderKind {
    const kind = kinds.find((candidate) => candidate.name === name);
    if (!kind) throw userError('not_found', '这种提醒已经没有了，请发「提醒设置」看看现在有哪些。');
    return kind;
  }
}

async function change(context: CommandContext, kind: ReminderKind, setting: RuleSetting): Promise<Outcome> {
  const former = await setRule(context, kind, setting);
  return { reply: { text: showRule(kind, setting) }, undo: { kind: kind.name, former } };
}

function readMoments(what: string, { label }: ReminderKind): Offset[] {
  const pieces = what.split(/[、,，;；]/).filter((piece) => piece.trim() !== '');
  const offsets = pieces.map((piece) => {
    const offset = readOffset(piece);
    if (offset) return offset;
    throw userError(
      'invalid_input',
      `没看懂「${piece}」是什么时候。请这样发：提醒设置 ${label} 提前1天20:00、提前2小时；关掉发：提醒设置 ${label} 关`,
    );
  });
  if (offsets.length > MOST_MOMENTS) throw userError('invalid_input', `一种提醒最多发${MOST_MOMENTS}次，请少写几个。`);
  return offsets;
}
