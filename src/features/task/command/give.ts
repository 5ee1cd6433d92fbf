import type { Command, CommandContext, Outcome } from '../../../bot/command.ts';
import { maskNumbers } from '../../../bot/mask.ts';
import { missingPiece, userError } from '../../../errors.ts';
import { checkName, findOrCreatePerson, findPeople, rosterNames } from '../../person/usecase.ts';
import { askAgain, askDay, askNamesake, askUnknown, showGiven } from '../reply/give.ts';
import { type Draft, draftSchema, givenSchema, readChoice } from '../schema/choice.ts';
import { type Giving, readGiving } from '../schema/giving.ts';
import { GIVING, type Worded, wordedIn } from '../schema/wording.ts';
import type { Task } from '../types.ts';
import { takeTasksBack } from '../usecase/change.ts';
import { checkTitle, giveTask, ownerFor, sameTask } from '../usecase/give.ts';
import { isTask } from '../usecase/meant.ts';
import { nearPeople } from '../usecase/near.ts';
import { restDayNote } from '../usecase/rest-day.ts';
import { mayGiveToOthers, refuseGiving } from '../usecase/right.ts';
import { nameTask } from '../usecase/text.ts';

const MOST_OWNERS = 10;

/** `安排 李强 6月10日前 联系出租车`, `李强负责写通讯稿，周五前`, `记任务 6月10日前 写总结`. */
export const giveCommand: Command = {
  name: 'task-give',
  pattern: GIVING,
  right: 'register',
  help: {
    title: '派任务',
    line: '谁、哪天前、办什么，到期前会提醒；派给别人要支委或站长，自己的谁都能记',
    examples: ['安排 李强 6月10日前 联系出租车', '任务 李强、王芳 周五前 写通讯稿', '记任务 6月10日前 交材料'],
  },
  async applies(context, match) {
    const worded = wordedIn(match);
    const roster = await rosterNames(context.db);
    return isTask(context, worded, { line: match.input, giving: readFor(context, worded, roster), roster });
  },
  async run(context, { match }) {
    if (!match) throw new Error('a task is given by a wording');
    const worded = wordedIn(match);
    const giving = readFor(context, worded, await rosterNames(context.db));
    if (giving.problem) throw giving.problem;
    const title = checkTitle(giving.title);
    const { names, dueDay } = giving;
    const isSelf = worded.kind === 'own' || giving.isSelf;
    if (!isSelf && names.length === 0)
      throw missingPiece('这件事交给谁？请写上姓名，例如：安排 李强 6月10日前 联系出租车');
    if (names.length > MOST_OWNERS) throw userError('invalid_input', `一次最多派给${MOST_OWNERS}个人，请分开发。`);
    const draft = { title, names, ids: isSelf ? [context.sender.id] : [] };
    return give(context, dueDay === undefined ? draft : { ...draft, dueDay }, withStars(giving));
  },
  async click(context, value) {
    if (value === 'no') return { reply: { text: '好的，没有记任务。' } };
    return give(context, readChoice(draftSchema, value));
  },
  async undo(context, data) {
    const dropped = await takeTasksBack(context, givenSchema.parse(data).given);
    if (dropped.length === 0) return '这个任务已经办完或取消了，没有再动。';
    return `已撤销，不用办了：${dropped.map(nameTask).join('、')}。`;
  },
};

/** Of what one says to do oneself, no name is looked for. */
function readFor({ today }: CommandContext, { kind, text }: Worded, roster: readonly string[]): Giving {
  const giving = readGiving(kind === 'own' ? `我 ${text}` : text, { today, roster });
  return kind === 'own' ? { ...giving, names: [], isSelf: true } : giving;
}

/** Numbers are kept with stars: groups read them. */
function withStars({ title, warnings, ...giving }: Giving): Giving {
  const isStarred = maskNumbers(title) !== title;
  return { ...giving, title, warnings: isStarred ? [...warnings, '电话、证件号打了星号，请私下告诉负责人'] : warnings };
}

/** Asks for what is still open, one thing after the other; keeps the tasks once nothing is. */
async function give(context: CommandContext, given: Draft, giving?: Giving): Promise<Outcome> {
  const found = await findOwners(context, given);
  if ('reply' in found) return found;
  const { draft } = found;
  const { dueDay } = draft;
  if (dueDay === undefined) {
    const owners = [];
    for (const id of draft.ids) owners.push((await ownerFor(context, id)).name);
    return { reply: askDay(draft, { owners, mentioned: giving?.mentioned, today: context.today }) };
  }
  const same = draft.isAgain ? undefined : await findSame(context, draft);
  if (same) return { reply: askAgain(draft, same, context.today) };
  const tasks: Task[] = [];
  for (const ownerId of new Set(draft.ids)) {
    tasks.push(await giveTask(context, { title: draft.title, dueDay, ownerId }));
  }
  const notes = [
    ...(giving?.warnings ?? []).map((warning) => `请留意：${warning}。`),
    ...(await notesOn(context, tasks)),
  ];
  const reply = showGiven(tasks, { notes, today: context.today, senderId: context.sender.id });
  return { reply, undo: { given: tasks.map(({ id }) => id) } };
}

/** Everybody named, looked up; or the question who is meant. */
async function findOwners(context: CommandContext, given: Draft): Promise<{ draft: Draft } | Outcome> {
  if (given.names.length > 0 && !mayGiveToOthers(context)) throw await refuseGiving(context);
  const { isNew, ...rest } = given;
  let draft: Draft = rest;
  for (const [i, name] of given.names.entries()) {
    const people = await findPeople(context.db, name);
    const [only, other] = people;
    if (other) return { reply: askNamesake(draft, name, people) };
    if (!only && !(isNew && i === 0)) {
      return { reply: askUnknown(draft, checkName(name), await nearPeople(context.db, name)) };
    }
    const person = only ?? (await makePerson(context, name));
    await ownerFor(context, person.id);
    draft = { ...draft, ids: [...draft.ids, person.id], names: draft.names.slice(1) };
  }
  return { draft };
}

async function makePerson({ db, now }: CommandContext, name: string): Promise<{ id: number }> {
  const made = await findOrCreatePerson(db, name, now);
  if (made.kind === 'one') return made.person;
  throw userError('conflict', `现在有几位${name}了，请重新发一次。`);
}

async function findSame(context: CommandContext, { ids, title }: Draft): Promise<Task | undefined> {
  for (const ownerId of ids) {
    const same = await sameTask(context, { ownerId, title });
    if (same) return same;
  }
  return undefined;
}

async function notesOn({ db, today }: CommandContext, tasks: readonly Task[]): Promise<string[]> {
  const silent = tasks.filter(({ owner }) => owner.userid === null).map(({ owner }) => owner.name);
  const rest = await restDayNote(db, tasks[0]?.dueDay ?? null, today);
  return [
    ...(silent.length > 0 ? [`${silent.join('、')}还没有和我说过话，我通知不到，请当面告诉 TA；到期会提醒你。`] : []),
    ...(rest === undefined ? [] : [rest]),
  ];
}
