import type { CommandContext } from '../../../bot/command.ts';
import { escapeMarkdown } from '../../../bot/markdown.ts';
import { userError } from '../../../errors.ts';
import type { Day } from '../../../language/day.ts';
import { parseNumber } from '../../../language/number.ts';
import { rosterSet } from '../../../language/people/roster.ts';
import { normalise } from '../../../language/text.ts';
import { describePerson, displayName, findPeople, type Person, rosterNames } from '../../person/usecase.ts';
import type { Proposal, ProposedTask } from '../types.ts';
import { findDues } from './find/due.ts';
import { ownersFrom } from './find/owners.ts';
import { findTasks } from './find/tasks.ts';
import { cleanTitle } from './find/title.ts';

export type Part = 'tasks' | 'decisions' | 'points';

const PART_NAMES: Record<Part, string> = { tasks: '任务', decisions: '决定', points: '议题' };
const MOST_LIKE = 4;

/** Numbers as typed: 2、3; 二 */
export function numbersIn(text: string): number[] {
  return text.split(/[、,，和及\s]+/).flatMap((piece) => parseNumber(piece) ?? []);
}

/** Without those of the numbers, counted from 1. @throws AppError `invalid_input` where there is no such one. */
export function without(proposal: Proposal, part: Part, numbers: readonly number[]): Proposal {
  const all: readonly unknown[] = proposal[part];
  const wrong = numbers.find((number) => number < 1 || number > all.length);
  if (wrong !== undefined) {
    const have = all.length === 0 ? `没有${PART_NAMES[part]}了` : `${PART_NAMES[part]}只有 1 到 ${all.length}`;
    throw userError('invalid_input', `没有第 ${wrong} 条，${have}。`);
  }
  const left = <T>(items: readonly T[]): T[] => items.filter((_, i) => !numbers.includes(i + 1));
  if (part === 'tasks') return { ...proposal, tasks: left(proposal.tasks) };
  if (part === 'points') return { ...proposal, points: left(proposal.points) };
  return { ...proposal, decisions: left(proposal.decisions) };
}

/** A task that has changed, or people of one name of whom one is to be picked. */
export type Change = { kind: 'changed'; proposal: Proposal } | { kind: 'several'; people: Person[] };

/**
 * `2改为6月12日`, `2改给王芳`, `2改成联系大巴`: the day, the owner or what is to be done.
 * @throws AppError `invalid_input` for nothing that can be read, or somebody unknown.
 */
export async function changeTask(
  context: CommandContext,
  proposal: Proposal,
  { number, words, day }: { number: number; words: string; day: Day },
): Promise<Change> {
  const task = proposal.tasks[number - 1];
  if (!task) throw userError('invalid_input', `没有第 ${number} 条，任务只有 1 到 ${proposal.tasks.length}。`);
  const roster = await rosterNames(context.db);
  const known = rosterSet(roster);
  const text = normalise(words)
    .text.replace(/^\s*(?:由|交?给)/, '')
    .trim();
  const due = findDues(text, { day, roster: known }).at(-1);
  if (due && due.day === null) throw userError('invalid_input', `${due.warning ?? '没有这一天'}，请核对后再发。`);
  const owners = ownersFrom(text, 0, known);
  const people = owners.flatMap(({ name }) => name);
  const rest = restOf(text, [...owners, ...(due ? [due] : [])]);
  const changed: ProposedTask = { ...task, ...(due ? { due: due.day, warning: undefined } : {}) };
  if (people.length > 0) {
    const picked = await pickPeople(context, people, roster);
    if (picked.kind === 'several') return picked;
    changed.owners = picked.people.map((person) => ({ id: person.id, name: displayName(person) }));
  }
  // 2改由王芳负责买雨衣: all of it; 2改给王芳: only who.
  const title = people.length > 0 ? (findTasks(text, { day, roster })[0]?.title ?? '') : cleanTitle(rest);
  if (people.length === 0 && !due && title === '') throw userError('invalid_input', HOW);
  if (title.length > 1) changed.title = title;
  return { kind: 'changed', proposal: replaced(proposal, number, changed) };
}

/** `决定1改为…` @throws AppError `invalid_input` where there is no such one. */
export function changeDecision(proposal: Proposal, number: number, words: string): Proposal {
  without(proposal, 'decisions', [number]);
  const decisions = proposal.decisions.map((one, i) => (i === number - 1 ? words.trim() : one));
  return { ...proposal, decisions };
}

const HOW = '没看懂要改成什么。可以这样：2改为6月12日、2改给王芳、2改成联系大巴';

export function replaced(proposal: Proposal, number: number, task: ProposedTask): Proposal {
  return { ...proposal, tasks: proposal.tasks.map((one, i) => (i === number - 1 ? task : one)) };
}

/** People whom a name that nobody goes by may mean: a namesake, or of the same surname. */
export async function peopleLike({ db }: Pick<CommandContext, 'db'>, name: string): Promise<Person[]> {
  const exact = await findPeople(db, name);
  if (exact.length > 0) return exact.slice(0, MOST_LIKE);
  const like = (await rosterNames(db))
    .map((known) => ({ known, shared: sharedWith(known, name) }))
    .filter(({ known, shared }) => shared >= 2 || (shared >= 1 && known.charAt(0) === surnameOf(name)))
    .sort((a, b) => b.shared - a.shared)
    .slice(0, MOST_LIKE);
  const found: Person[] = [];
  for (const { known } of like) found.push(...(await findPeople(db, known)));
  return found.slice(0, MOST_LIKE);
}

/** 老张 and 张书记 are of the surname 张. */
function surnameOf(name: string): string {
  return /^[老小阿]./.test(name) ? name.charAt(1) : name.charAt(0);
}

function sharedWith(known: string, name: string): number {
  return [...new Set(known)].filter((char) => name.includes(char)).length;
}

async function pickPeople(
  context: CommandContext,
  names: readonly string[],
  roster: readonly string[],
): Promise<{ kind: 'one'; people: Person[] } | { kind: 'several'; people: Person[] }> {
  const people: Person[] = [];
  for (const name of names) {
    const found = await findPeople(context.db, name);
    const [only, ...others] = found;
    if (!only) throw unknownPerson(name, await peopleLike(context, name), roster.length);
    if (others.length > 0) return { kind: 'several', people: found };
    people.push(only);
  }
  return { kind: 'one', people };
}

function unknownPerson(name: string, like: readonly Person[], count: number): Error {
  const who = like.map((person) => describePerson(person)).join('、');
  const hint = who === '' ? `我认识的人里（${count}位）没有这个名字` : `是不是：${who}`;
  return userError(
    'not_found',
    `不认识「${escapeMarkdown(name)}」，${hint}？请 TA 先在群里发一句「我是${escapeMarkdown(name)}」，或改给别人。`,
  );
}

function restOf(text: string, taken: readonly { start: number; end: number }[]): string {
  let rest = text;
  for (const { start, end } of taken.toSorted((a, b) => b.start - a.start))
    rest = rest.slice(0, start) + rest.slice(end);
  return rest;
}
