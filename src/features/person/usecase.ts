import type { CommandContext } from '../../bot/command.ts';
import type { Viewer } from '../../bot/page.ts';
import { mayDo, type Right, ROLE_NAMES, type Role } from '../../bot/permission.ts';
import type { Db } from '../../database.ts';
import { userError } from '../../errors.ts';
import { isName } from '../../language/people/name.ts';
import { recordAudit } from '../audit/usecase.ts';
import { mergePeople } from './store/merge.ts';
import {
  findById,
  findByName,
  findByUserid,
  insertNamed,
  insertPerson,
  markAsked,
  selectByNames,
  selectNames,
  selectNamesIn,
  selectNamesOf,
  selectSpellings,
  selectUseridsWithRoles,
  selectWithRole,
  selectWithRoles,
  updateName,
  updateRole,
} from './store/people.ts';
import type { Person } from './types.ts';

const NAME = /^[\p{Script=Han}A-Za-z][\p{Script=Han}A-Za-z·•.' -]*$/u;
/** 我是周丽，报名护考 */
const ALONG_THE_WAY = /^我(?:是|叫)\s*(\p{Script=Han}{2,4})[\s,，。;；]/u;
const SHORTEST_NAME = 2;
const LONGEST_NAME = 15;
const LARGEST_ROSTER = 20_000;
const MOST_NAMED = 6;

export type { Person } from './types.ts';

/**
 * The name as it may be kept: 2–15 characters, Chinese or Latin, no digits, no markup.
 * @throws AppError `invalid_input` with the sentence to show.
 */
export function checkName(text: string): string {
  const name = text.trim().replace(/\s+/g, ' ');
  const length = [...name].length;
  const shown = [...name].slice(0, LONGEST_NAME).join('');
  if (length < SHORTEST_NAME) throw userError('invalid_input', `姓名「${shown}」太短了，请写全名，例如：王芳`);
  if (length > LONGEST_NAME) {
    throw userError('invalid_input', `姓名「${shown}…」太长了，最多 ${LONGEST_NAME} 个字，请核对后再发一次。`);
  }
  if (!NAME.test(name)) {
    throw userError('invalid_input', '姓名里只能有汉字或字母，不能有数字和符号，请改好再发一次，例如：王芳');
  }
  return name;
}

/** The name as it may be kept; undefined: it is none. */
export function usableName(text: string): string | undefined {
  try {
    return checkName(text);
  } catch {
    return undefined;
  }
}

/** What a person is called in a list. */
export function displayName(person: Pick<Person, 'name' | 'userid'>): string {
  return person.name ?? person.userid ?? '未留姓名';
}

/** How everybody in the chat is told who tapped a button. */
export function tapperName({ message, sender }: Pick<CommandContext, 'message' | 'sender'>): string {
  return message.chat.kind === 'group' ? displayName(sender) : '你';
}

/** Tells people of the same name apart, as a line to choose from. */
export function describePerson(person: Person): string {
  const where = person.unit ?? (person.userid === null ? '别人代报的' : `企业微信 ${person.userid}`);
  return `${displayName(person)}（${where}）`;
}

export function findPeople(db: Db, name: string): Promise<Person[]> {
  return findByName(db, name);
}

/** Who looks at the pages; `adminUserids`: administrators whatever their row says. */
export async function viewerOf(db: Db, userid: string, adminUserids: readonly string[]): Promise<Viewer> {
  const person = await findByUserid(db, userid);
  const role = adminUserids.includes(userid) ? 'administrator' : (person?.role ?? 'member');
  return { id: person?.id ?? null, userid, name: person?.name ?? null, role, unit: person?.unit ?? null };
}

export function findPerson(db: Db, id: number): Promise<Person | undefined> {
  return findById(db, id);
}

/** Several: people of the same name, of whom the sender has to choose. */
export type NamedPerson = { kind: 'one'; person: Person } | { kind: 'several'; people: Person[] };

/**
 * Whom a delegate means by a name; a name not known yet makes a person who is bound when they introduce themselves.
 * @throws AppError `invalid_input` when it is no name.
 */
export async function findOrCreatePerson(db: Db, text: string, now: Date): Promise<NamedPerson> {
  const name = checkName(text);
  const people = await findByName(db, name);
  const [first, ...others] = people;
  if (first && others.length > 0) return { kind: 'several', people };
  return { kind: 'one', person: first ?? (await insertPerson(db, name, now)) };
}

/** Everybody who goes by one of the names, by name. */
export async function peopleByName(db: Db, names: Iterable<string>): Promise<Map<string, Person[]>> {
  const byName = new Map<string, Person[]>();
  for (const person of await selectByNames(db, [...new Set(names)])) {
    const name = person.name ?? '';
    byName.set(name, [...(byName.get(name) ?? []), person]);
  }
  return byName;
}

/** Makes people nobody has named before; the names have been checked. @returns their ids by name. */
export async function addPeople(db: Db, names: readonly string[], now: Date): Promise<Map<string, number>> {
  const ids = await insertNamed(db, names, now);
  return new Map(names.map((name, index) => [name, ids[index] ?? 0]));
}

export interface Naming {
  name: string;
  /** The sender had this very name before. */
  isKnown: boolean;
  /** What a delegate had recorded under the name is now the sender's. */
  isMerged: boolean;
  /** Somebody else who writes to the bot has the same name. */
  hasNamesake: boolean;
  /** Occurrences on which the sender had been registered twice: a place became free. */
  freedOccurrences: number[];
}

/** `我是张三`. @throws AppError `invalid_input` when it is no name. */
export async function nameSender(context: CommandContext, text: string): Promise<Naming> {
  const { db, sender, now } = context;
  const name = checkName(text);
  const others = (await findByName(db, name)).filter(({ id }) => id !== sender.id);
  const unbound = others.filter(({ userid }) => userid === null);
  const [only] = unbound;
  // Of several people who share the name and have not written yet, nobody can tell which one this is.
  const merged = only && unbound.length === 1 ? only : undefined;
  const isKnown = sender.name === name;
  if (!isKnown) await updateName(db, sender.id, name);
  const freedOccurrences = merged ? await mergePeople(db, { from: merged.id, to: sender.id }, now) : [];
  if (!isKnown || merged) {
    await recordAudit(context, {
      action: 'name',
      subject: `person:${sender.id}`,
      detail: { from: sender.name, to: name, merged: merged?.id ?? null },
    });
  }
  const hasNamesake = others.length > unbound.length;
  return { name, isKnown, isMerged: merged !== undefined, hasNamesake, freedOccurrences };
}

/** The line that asks a nameless sender for the name, once; who said it along the way is only told. */
export async function nameRequest(context: CommandContext): Promise<string | undefined> {
  const { db, sender, now } = context;
  if (sender.name !== null) return undefined;
  const said = await saidName(context);
  if (said !== undefined) {
    await nameSender(context, said);
    return `你的姓名记成了${said}，不对就发「我是+姓名」。`;
  }
  if (!(await markAsked(db, sender.id, now))) return undefined;
  return '第一次见面，请回复「我是+姓名」，例如：我是王芳，名单上好认。';
}

/** `我是周丽，报名护考`; a name somebody has already is left to an introduction by itself. */
async function saidName({ db, message }: CommandContext): Promise<string | undefined> {
  const name = ALONG_THE_WAY.exec(message.text.trim())?.[1];
  if (name === undefined || !isName(name, 'likely', new Set())) return undefined;
  return (await findByName(db, name)).length === 0 ? name : undefined;
}

/** @throws AppError `invalid_input` where the person has not written to the bot: a role needs an account. */
export async function setRole(context: CommandContext, person: Person, role: Role): Promise<void> {
  if (person.userid === null) {
    throw userError(
      'invalid_input',
      `${displayName(person)} 还没有和我说过话，不能设角色。请 TA 先在群里发一句「我是${displayName(person)}」。`,
    );
  }
  await updateRole(context.db, person.id, role);
  await recordAudit(context, {
    action: 'set_role',
    subject: `person:${person.id}`,
    detail: { from: person.role, to: role },
  });
}

/** Makes two rows of one person one; see mergePeople in the store. @returns occurrences on which places became free. */
export function joinPeople(db: Db, people: { from: number; to: number }, now: Date): Promise<number[]> {
  return mergePeople(db, people, now);
}

/** The names members go by, for the language; at most 20,000. */
export function rosterNames(db: Db): Promise<string[]> {
  return selectNames(db, LARGEST_ROSTER);
}

/** Names of members that stand somewhere in the text, as part of a word too. */
export function namesIn(db: Db, text: string): Promise<string[]> {
  return selectNamesIn(db, text);
}

/**
 * Names of those who may do what `right` says, highest role first; at most six. `adminUserids`: administrators
 * whatever their row says; one who has not written yet goes by the userid.
 */
export async function namesWithRight(db: Db, right: Right, adminUserids: readonly string[]): Promise<string[]> {
  const roles = (Object.keys(ROLE_NAMES) as Role[]).filter((role) => role !== 'member' && mayDo(role, right));
  const named = await selectNamesOf(db, adminUserids);
  const first = adminUserids.map((userid) => named.get(userid) ?? userid);
  return [...new Set([...first, ...(await selectWithRoles(db, roles, MOST_NAMED))])].slice(0, MOST_NAMED);
}

/** Those who hold just this role. */
export function peopleWithRole(db: Db, role: Role): Promise<Person[]> {
  return selectWithRole(db, role);
}

/** Userids of everyone who has at least this role; `adminUserids`: administrators whatever their row says. */
export async function useridsWithRole(db: Db, role: Role, adminUserids: readonly string[]): Promise<string[]> {
  const ranked = Object.keys(ROLE_NAMES) as Role[];
  const userids = await selectUseridsWithRoles(db, ranked.slice(ranked.indexOf(role)));
  return [...new Set([...userids, ...adminUserids])];
}

/** Names of those among them who have one. */
export async function namesOf(db: Db, userids: readonly string[]): Promise<string[]> {
  const named = await selectNamesOf(db, userids);
  return userids.flatMap((userid) => named.get(userid) ?? []);
}

/** What people of these userids are called, by userid; who has no name is not among them. */
export function spokenNames(db: Db, userids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return selectNamesOf(db, userids);
}

/** Userids as WeCom spells them. */
export async function spell(db: Db, userids: readonly string[]): Promise<string[]> {
  const spellings = await selectSpellings(db, userids);
  return userids.map((userid) => spellings.get(userid) ?? userid);
}
