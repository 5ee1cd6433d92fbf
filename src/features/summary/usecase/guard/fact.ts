import type { Fact } from '../../types.ts';
import type { Place } from './figure.ts';
import { KINDS } from './kinds.ts';
import type { Ground, Part, Piece } from './sentence.ts';

const AFTER_DAY = /^(年|月|日|号|起|前|后|以|左右|之|初|底|末|上|下|中午|早|晚|至|到(?!场)|开始)/;
const BEFORE_DAY = /[第近约前后到至自从]$/;

/** Why a fact may not stand where it stands; undefined: it may. */
export function checkFact(fact: Fact, { parts, index, ground }: Place): string | undefined {
  const { before = '', after = '' } = parts[index] ?? {};
  const isDay = fact.kind === 'day' || fact.kind === 'period';
  if (isDay && AFTER_DAY.test(after)) return `{${fact.id}} 后面的“${after.slice(0, 1)}”会改变日期`;
  if (isDay && BEFORE_DAY.test(before)) return `{${fact.id}} 前面的字会改变日期`;
  if (fact.kind === 'item') return checkThing(fact, { parts, index, ground });
  if (fact.subjects.length === 0) return KINDS[fact.kind].needsOwner ? `{${fact.id}} 只能按记录写` : undefined;
  return isBesideOwner(fact, parts, index, ground) ? undefined : `{${fact.id}} 不属于句子里的活动`;
}

/** A thing that was used or handed out at an activity is told of that one; what was given, of none. */
function checkThing(fact: Fact, { parts, index, ground }: Place): string | undefined {
  const counted = [...ground.material.figures.values()].filter(({ subject }) => subject === fact.id);
  const title = parts.slice(0, index).findLast((part) => part.fact?.kind === 'title');
  if (counted.length === 0 || !title) return undefined;
  return counted.some(({ within }) => within === title.id) ? undefined : `{${fact.id}} 不属于句子里的活动`;
}

/** A day, a place, an agenda stands beside what it belongs to: the next such thing, or the only one. */
function isBesideOwner({ subjects }: Fact, parts: readonly Part[], index: number, ground: Ground): boolean {
  const kinds = new Set(subjects.map((id) => ground.material.facts.get(id)?.kind));
  const isOwner = ({ fact }: Part): boolean => fact !== undefined && kinds.has(fact.kind);
  const next = parts.slice(index + 1).find(isOwner);
  const previous = parts.slice(0, index).findLast(isOwner);
  const owners = [next, previous].flatMap((part) => part?.id ?? []);
  const isAlone = new Set(parts.filter(isOwner).map(({ id }) => id)).size <= 1;
  const isAfter =
    previous !== undefined && /^[^，；。]*$/.test(previous.after) && next?.before.match(/[，；]/) !== null;
  const candidates = isAlone ? owners : isAfter ? [previous.id] : owners.slice(0, 1);
  return candidates.some((id) => subjects.includes(id));
}

/** Why a piece may not hold the facts it holds: what a kind is said of, and what another unit or period is said to do. */
export function checkPieces(pieces: readonly Piece[], { subjects }: Ground): string | undefined {
  for (const { text, facts } of pieces) {
    for (const fact of facts) {
      const { voice, isOfBranch } = KINDS[fact.kind];
      if (voice && !voice.test(text)) return `{${fact.id}} 没有写明是做什么的`;
      const other = isOfBranch && facts.find((one) => one.kind !== fact.kind && subjects.has(one.id));
      if (other) return `{${fact.id}} 不能当作 {${other.id}} 的`;
    }
  }
  return undefined;
}

/** Another unit or period has its own figures, and nothing else is told of it. */
export function checkOthers(parts: readonly Part[], { subjects }: Ground): string | undefined {
  const at = parts.findIndex(({ fact }) => fact && subjects.has(fact.id) && KINDS[fact.kind].reach === 'piece');
  const other = parts[at];
  if (!other) return undefined;
  const title = parts.slice(at + 1).find(({ fact }) => fact?.kind === 'title' && !fact.subjects.includes(other.id));
  if (title) return `{${title.id}} 不能写成 {${other.id}} 的`;
  const hasOwn = parts.some(({ figure }) => figure?.subject === other.id);
  return hasOwn ? undefined : `没有 {${other.id}} 的数据`;
}
