import type { Command, CommandContext } from '../../../bot/command.ts';
import { type Reply, textReply } from '../../../bot/reply.ts';
import { userError } from '../../../errors.ts';
import { isName } from '../../../language/people/name.ts';
import { rosterSet } from '../../../language/people/roster.ts';
import { displayName, findPeople, namesWithRight, rosterNames } from '../../person/usecase.ts';
import { showByOwner, showDone, showTasks } from '../reply/list.ts';
import { showTask } from '../reply/one.ts';
import type { Task } from '../types.ts';
import { ownTask } from '../usecase/change.ts';
import { doneTasksOf, openTasksOf, tasksGivenBy, visibleTasks } from '../usecase/find.ts';
import { historyOf, sourceOf } from '../usecase/history.ts';
import { nearPeople } from '../usecase/near.ts';
import { isOverdue } from '../usecase/text.ts';

const LOOK = '(?:请)?(?:帮我)?(?:看看?|查看?|查一?查|查询|显示)?(?:一下)?\\s*';
const NAME = '[@＠]?[\\p{Script=Han}·]{2,8}';
/** 我的任务, 全部任务, 逾期任务, 任务12, 任务 李强, 李强的任务. */
const ASKING = new RegExp(
  `^${LOOK}(?:${[
    '(?<mine>我?(?:还|现在)?有(?:什么|哪些|几个|啥)任务(?:没(?:办|完成?|做)完?)?|我的(?:任务|待办)|任务|待办|没(?:办|做)完的任务)',
    '(?<all>(?:全部|所有|大家的?|全体|每个人的)任务|任务(?:清单|列表|汇总|情况|一览)|谁(?:还)?有任务(?:没办完)?)',
    '(?<late>(?:全部|所有)?(?:逾期|过期|超期|拖期)(?:了|没办完)?的?任务|任务逾期(?:情况|清单)?|哪些任务(?:逾期|过期)了?)',
    '(?<given>我(?:派|安排|布置|交办|给)(?:出去|给别人)?的任务)',
    '(?<done>(?:我)?(?:已经?)?(?:办完|完成|做完)了?的任务)',
    '任务\\s*[:：#＃]?\\s*(?<first>\\d{1,9})|[#＃]?(?<second>\\d{1,9})号任务',
    `任务[\\s:：]*(?<name>${NAME})`,
    `(?<whose>${NAME})(?:有(?:什么|哪些)|的)任务`,
  ].join('|')})(?:怎么样了?|进展|办得怎么样了?)?[?？。.!！]*$`,
  'u',
);

export const listCommand: Command = {
  name: 'tasks',
  pattern: ASKING,
  right: 'everyone',
  help: {
    title: '看任务',
    line: '自己要办的、一个任务的经过；支委看全部，站长看本站',
    examples: ['我的任务', '任务 李强', '逾期任务'],
  },
  /** 任务 写稿: that is no name. */
  async applies({ db }, { groups = {} }) {
    const name = bareName(groups);
    if (name === undefined) return true;
    const roster = await rosterNames(db);
    return roster.includes(name) || isName(name, groups.name === undefined ? 'apt' : 'named', rosterSet(roster));
  },
  async run(context, { match }) {
    const { groups = {} } = match ?? {};
    const { today, zone } = context;
    const id = groups.first ?? groups.second;
    if (id !== undefined) return { reply: await oneReply(context, Number(id)) };
    if (groups.all !== undefined) return { reply: await allReply(context, '没办完的任务：', () => true) };
    if (groups.late !== undefined) {
      return { reply: await allReply(context, '逾期的任务：', (task) => isOverdue(task, today)) };
    }
    if (groups.done !== undefined) return { reply: showDone(await doneTasksOf(context), { today, zone }) };
    if (groups.given !== undefined) {
      return { reply: showByOwner(await tasksGivenBy(context), { title: '你派出去、没办完的任务：', today }) };
    }
    const name = bareName(groups);
    return { reply: name === undefined ? await mineReply(context) : await namedReply(context, name) };
  },
  async click(context) {
    return { reply: await mineReply(context) };
  },
};

function bareName({ name, whose }: Record<string, string | undefined>): string | undefined {
  return (name ?? whose)?.replace(/^[@＠]/, '');
}

async function oneReply(context: CommandContext, id: number): Promise<Reply> {
  const { db, today, zone } = context;
  const task = await ownTask(context, id);
  return showTask(task, { history: await historyOf(db, task), source: await sourceOf(db, task), today, zone });
}

async function mineReply(context: CommandContext): Promise<Reply> {
  const tasks = await openTasksOf(context, context.sender.id);
  const givenCount = (await tasksGivenBy(context)).length;
  return showTasks(tasks, { whose: '你', today: context.today, givenCount });
}

async function namedReply(context: CommandContext, name: string): Promise<Reply> {
  const people = await findPeople(context.db, name);
  if (people.length === 0) {
    const near = (await nearPeople(context.db, name)).map(displayName);
    const hint = near.length > 0 ? `相近的有：${near.join('、')}。` : '';
    throw userError('not_found', `没有叫「${name}」的人。${hint}看自己的任务，发：我的任务`);
  }
  const tasks: Task[] = [];
  for (const { id } of people) tasks.push(...(await openTasksOf(context, id)));
  if (tasks.length > 0 || (await visibleTasks(context)) !== undefined) {
    return showTasks(tasks, { whose: name, today: context.today });
  }
  return textReply(`没有你能看到的、${name}的任务：你能看自己的和自己派出去的；${await whoSees(context)}`);
}

/** Of everybody, or of the sender's station. */
async function allReply(context: CommandContext, title: string, isWanted: (task: Task) => boolean): Promise<Reply> {
  const tasks = await visibleTasks(context);
  if (!tasks)
    throw userError('forbidden', `大家的任务只有支委和站长能看；${await whoSees(context)}看自己的，发：我的任务`);
  return showByOwner(tasks.filter(isWanted), { title, today: context.today });
}

async function whoSees({ db }: CommandContext): Promise<string> {
  const names = await namesWithRight(db, 'meet', []);
  return names.length > 0 ? `可以问：${names.join('、')}。` : '';
}
