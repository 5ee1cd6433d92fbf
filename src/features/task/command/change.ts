import { z } from 'zod';
import type { Command, CommandContext, Outcome } from '../../../bot/command.ts';
import type { Choice } from '../../../bot/reply.ts';
import { missingPiece, userError } from '../../../errors.ts';
import { resolveDates } from '../../../language/date/resolve.ts';
import { addDays, type Day } from '../../../language/day.ts';
import { readFacts } from '../../../language/facts.ts';
import { dayKind } from '../../holiday/usecase/calendar.ts';
import { loadSetDays } from '../../holiday/usecase/setting.ts';
import { describePerson, findPeople } from '../../person/usecase.ts';
import { restDayNote, showDeferred, showFinished, showHanded, showTask } from '../reply.ts';
import {
  type Changed,
  deferTask,
  dropTask,
  finishTask,
  handOver,
  knownTask,
  reopenTask,
  restoreTask,
} from '../usecase/change.ts';

/** Nothing that it could count stands behind it: 完成2小时. */
const NUMBER = '(?:任务)?\\s*#?\\s*(?<id>\\d{1,9})(?=$|[\\s,，:：。了给到至])';
const undoSchema = z.object({
  id: z.number(),
  former: z.object({
    ownerId: z.number(),
    dueDay: z.string().nullable(),
    state: z.enum(['open', 'done', 'dropped']),
    result: z.string().nullable(),
    doneAt: z.coerce.date().nullable(),
  }),
});

/** What one order does to one task. */
interface ChangeOrder extends Pick<Command, 'name' | 'pattern' | 'help' | 'applies'> {
  change(context: CommandContext, id: number, said: string): Promise<Outcome>;
}

/** `完成 12 已联系4辆`, `任务12办完了`. */
const finish = commandOf({
  name: 'task-finish',
  pattern: new RegExp(
    `^(?:(?:完成|办完|做完)(?:了)?${NUMBER}|任务\\s*#?(?<id2>\\d{1,9})\\s*(?:已经|已)?(?:完成|办完|办好|做完|做好|搞定)了?)[\\s,，:：。]*(?<said>[\\s\\S]{0,300})$`,
  ),
  help: {
    title: '完成任务',
    line: '办完了说一声，可以写上结果；来不及就延期或转交',
    examples: ['完成 12 已联系4辆车', '延期 12 到6月15日', '转交 12 给王芳'],
  },
  async change(context, id, said) {
    const changed = await finishTask(context, id, said === '' ? null : said);
    return { reply: showFinished(changed.task), undo: undoOf(changed) };
  },
});

/** `延期 12 到6月15日`. */
const defer = commandOf({
  name: 'task-defer',
  pattern: new RegExp(`^(?:延期|推迟|延后|宽限)${NUMBER}[\\s,，:：]*(?:到|至|改到)?\\s*(?<said>[\\s\\S]{0,100})$`),
  async change(context, id, said) {
    const day = dayIn(said, context.today);
    const changed = await deferTask(context, id, day);
    const kind = dayKind(await loadSetDays(context.db, day, addDays(day, 1)), day);
    const note = kind.isWorkday ? undefined : restDayNote(day, kind.name, context.today);
    return { reply: showDeferred(changed.task, note, context.today), undo: undoOf(changed) };
  },
});

/** `转交 12 给王芳`. */
const hand = commandOf({
  name: 'task-hand',
  pattern: new RegExp(`^(?:转交|转给|移交|转派)(?:任务)?${NUMBER}[\\s,，:：]*(?:转?给|由|让)?\\s*(?<said>\\S{0,20})$`),
  async change(context, id, said) {
    if (said === '') throw missingPiece(`请写上转给谁，例如：转交 ${id} 给王芳`);
    const people = await findPeople(context.db, said);
    const [person, other] = people;
    if (!person)
      throw userError(
        'not_found',
        `没有叫「${said}」的人。请核对姓名；TA 还没和我说过话，请先让 TA 发一句「我是${said}」。`,
      );
    if (!other) return handTo(context, id, person.id);
    const choices = people.map((one): Choice => ({ label: describePerson(one), key: `task-hand:${id}:${one.id}` }));
    return { reply: { text: `有几位${said}，转给哪一位？`, choices } };
  },
});

/** `取消任务 12`. */
const drop = commandOf({
  name: 'task-drop',
  pattern: /^(?:取消|删除|作废|不办了?)任务\s*#?\s*(?<id>\d{1,9})(?<said>)$/,
  async change(context, id) {
    const changed = await dropTask(context, id);
    const { title, owner } = changed.task;
    return {
      reply: { text: `任务${id}「${title}」取消了，${owner.name}不用办了。弄错了发：撤销` },
      undo: undoOf(changed),
    };
  },
});

/** `重开任务 12`. */
const reopen = commandOf({
  name: 'task-reopen',
  pattern: /^(?:重开|重新打开|恢复)任务\s*#?\s*(?<id>\d{1,9})(?<said>)$/,
  async change(context, id) {
    const changed = await reopenTask(context, id);
    return { reply: showTask(changed.task, context.today), undo: undoOf(changed) };
  },
});

export const changeCommands: readonly Command[] = [finish, defer, hand, drop, reopen];

function commandOf({ change, ...rest }: ChangeOrder): Command {
  return {
    ...rest,
    right: 'register',
    async run(context, { match }) {
      const { id, id2, said = '' } = match?.groups ?? {};
      return change(context, Number(id ?? id2), said.trim());
    },
    async click(context, value) {
      const [id, person] = value.split(':');
      if (person !== undefined) return handTo(context, Number(id), Number(person));
      return change(context, Number(id), '');
    },
    async undo(context, data) {
      const { id, former } = undoSchema.parse(data);
      await restoreTask(context, id, former);
      const { text } = showTask(await knownTask(context, id), context.today);
      return `已撤销。${text}`;
    },
  };
}

async function handTo(context: CommandContext, id: number, ownerId: number): Promise<Outcome> {
  const changed = await handOver(context, id, ownerId);
  return { reply: showHanded(changed.task), undo: undoOf(changed) };
}

function undoOf({ task, former }: Changed) {
  return { id: task.id, former: { ...former, doneAt: former.doneAt?.toISOString() ?? null } };
}

function dayIn(said: string, today: Day): Day {
  const { dates } = readFacts(said, []);
  const { days, warnings } = resolveDates(dates, today, 'future');
  const day = days.at(-1);
  if (day !== undefined) return day;
  if (warnings.length > 0) throw userError('invalid_input', `${warnings.join('；')}。请核对日期后再发一次。`);
  throw missingPiece('请写上延到哪一天，例如：延期 12 到6月15日');
}
