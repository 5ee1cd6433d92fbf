import { z } from 'zod';
import type { Command, CommandContext, Outcome } from '../../../bot/command.ts';
import type { Choice } from '../../../bot/reply.ts';
import { missingPiece, userError } from '../../../errors.ts';
import { addDays } from '../../../language/day.ts';
import { isName } from '../../../language/people/name.ts';
import { dayKind } from '../../holiday/usecase/calendar.ts';
import { loadSetDays } from '../../holiday/usecase/setting.ts';
import { describePerson, findOrCreatePerson, findPeople, rosterNames } from '../../person/usecase.ts';
import { restDayNote, showGiven } from '../reply.ts';
import type { Task } from '../types.ts';
import { dropTask } from '../usecase/change.ts';
import { checkDay, checkTitle, giveTask } from '../usecase/give.ts';
import { readTask } from '../usecase/read.ts';

const clickSchema = z.object({
  title: z.string(),
  dueDay: z.string().nullable(),
  /** Rows of people known for sure. */
  ids: z.array(z.number()),
  /** Still to be looked up. */
  names: z.array(z.string()),
  /** Names of nobody known so far are taken for new people. */
  canMake: z.boolean(),
});
type GiveClick = z.output<typeof clickSchema>;

const undoSchema = z.object({ given: z.array(z.number()) });
const MOST_OWNERS = 10;

/** `安排 李强 6月10日前 联系出租车`, `李强负责写通讯稿，周五前`, `记任务 6月10日前 写总结`. */
export const giveCommand: Command = {
  name: 'task-give',
  pattern:
    /^(?:(?<self>(?:我)?记(?:个|一个|一下)?任务|我的任务\s*加)[\s:：,，]*(?<own>[\s\S]{1,500})|(?:安排|分派|布置|派)(?:个|一个)?(?:任务)?[\s:：,，]*(?<rest>[\s\S]{1,500})|任务[\s:：,，]*(?!\d)(?<task>\S{2,40}[\s,，:：][\s\S]{2,500})|(?:请|让|由)?(?<duty>\p{Script=Han}{2,4}(?:[、和]\p{Script=Han}{2,4})*(?:来)?(?:负责|牵头)[\s\S]{2,300}))$/u,
  right: 'register',
  help: {
    title: '派任务',
    line: '把事情派给人，到期前会提醒（站长、支委可以派给别人）',
    examples: ['安排 李强 6月10日前 联系出租车', '任务 李强、王芳 周五前 写通讯稿', '记任务 6月10日前 交材料'],
  },
  /** 安排 and 负责 begin many other lines: here somebody is named. */
  async applies(context, { groups = {} }) {
    if (groups.self !== undefined) return true;
    const text = groups.rest ?? groups.task ?? groups.duty ?? '';
    const roster = await rosterNames(context.db);
    const { owners, isSelf, dueDay } = readTask(text, { roster, today: context.today });
    if (isSelf) return dueDay !== undefined;
    const known = new Set(roster);
    const isNamed =
      owners.length > 0 && owners.every((name) => isName(name, dueDay === undefined ? 'likely' : 'sure', known));
    return isNamed && (groups.duty === undefined || dueDay !== undefined);
  },
  async run(context, { match }) {
    const { self, own, rest, task, duty } = match?.groups ?? {};
    const roster = await rosterNames(context.db);
    const words = readTask(own ?? rest ?? task ?? duty ?? '', { roster, today: context.today });
    if (words.warnings.length > 0 && !words.dueDay) {
      throw userError('invalid_input', `${words.warnings.join('；')}。请核对日期后再发一次，这次没有办。`);
    }
    checkTitle(words.title);
    if (words.dueDay === undefined) {
      throw missingPiece('请写上什么时候之前办完，例如：6月10日前；没有期限请写「不限」。');
    }
    checkDay(words.dueDay, context.today);
    const isSelf = self !== undefined || words.isSelf;
    if (words.owners.length > MOST_OWNERS)
      throw userError('invalid_input', `一次最多派给${MOST_OWNERS}个人，请分开发。`);
    const { title, dueDay } = words;
    const ids = isSelf ? [context.sender.id] : [];
    return give(context, { title, dueDay, ids, names: isSelf ? [] : words.owners, canMake: false });
  },
  async click(context, value) {
    if (value === 'no') return { reply: { text: '好的，没有记。' } };
    return give(context, clickSchema.parse(JSON.parse(value)));
  },
  async undo(context, data) {
    const { given } = undoSchema.parse(data);
    for (const id of given) await dropTask(context, id);
    return `已撤销，任务${given.join('、')}不用办了。`;
  },
};

async function give(context: CommandContext, order: GiveClick): Promise<Outcome> {
  const ids = [...order.ids];
  for (const [i, name] of order.names.entries()) {
    const people = await findPeople(context.db, name);
    const left = { ...order, ids, names: order.names.slice(i) };
    if (people.length === 0 && !order.canMake) return { reply: askUnknown(name, left) };
    const named = await findOrCreatePerson(context.db, name, context.now);
    if (named.kind === 'several') {
      const choices = named.people.map((person): Choice => {
        const key = keyOf({ ...order, ids: [...ids, person.id], names: order.names.slice(i + 1) });
        return { label: describePerson(person), key };
      });
      return { reply: { text: `有几位${name}，派给哪一位？`, choices } };
    }
    ids.push(named.person.id);
  }
  const tasks: Task[] = [];
  for (const ownerId of new Set(ids)) {
    tasks.push(await giveTask(context, { title: order.title, dueDay: order.dueDay, ownerId }));
  }
  const notes = await notesOn(context, tasks);
  return { reply: showGiven(tasks, notes, context.today), undo: { given: tasks.map(({ id }) => id) } };
}

function askUnknown(name: string, order: GiveClick) {
  return {
    text: `还没有叫「${name}」的人和我说过话。照这个名字记下来吗？记下后我通知不到 TA，请当面告诉。`,
    choices: [
      { label: `是，记给${name}`, key: keyOf({ ...order, canMake: true }), says: 'yes' },
      { label: '不用，我改一下名字', key: 'task-give:no', says: 'no' },
    ] satisfies Choice[],
  };
}

async function notesOn({ db, today }: CommandContext, tasks: readonly Task[]): Promise<string[]> {
  const [first] = tasks;
  const silent = tasks.filter(({ owner }) => owner.userid === null).map(({ owner }) => owner.name);
  const notes = silent.length > 0 ? [`${silent.join('、')}还没有和我说过话，我通知不到，请当面告诉 TA。`] : [];
  if (!first?.dueDay) return notes;
  const kind = dayKind(await loadSetDays(db, first.dueDay, addDays(first.dueDay, 1)), first.dueDay);
  return kind.isWorkday ? notes : [...notes, restDayNote(first.dueDay, kind.name, today)];
}

function keyOf(order: GiveClick): string {
  return `task-give:${JSON.stringify(order)}`;
}
