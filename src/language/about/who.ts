import { type Clause, clauseAt, type Facts } from '../facts.ts';
import { isQuestion } from '../intent/words.ts';
import type { NameToken } from '../people/find.ts';
import { matchesOf } from '../search/matches.ts';

const STAYS = /换成|改成|换到|保留|不动|照常|照旧|正常|不变|还[来去在]|继续|仍然|依旧|不影响/;
const DROPS =
  /[去来到上]不[了成]|参加不|不[去来能参行报]|没法|无法|没空|有事|退|取消|删|撤|减|崴|生病|有课|有会|轮休|上课|上班|加班|出差|冲突|不方便|没时间|要[考开]/;
/** Of several days said, this one: 我选7号, 只能去周日. */
const CHOOSES = /选(?!手|举|拔)|只(?:能|去|报|参加|有)|就(?:报|去)/;
const ME = /我|咱|本人/g;
const ACTED_FOR = /帮|给|替|代|为/;

/** Which parts of the message an order is about: of two days named, the one that is meant. */
export interface Scope {
  isMeant(at: number): boolean;
}

/** Of a registration what the sender can do, of a cancellation what they cannot; else all. */
export function scopeOf(facts: Facts, kind: 'register' | 'cancel' | 'all'): Scope {
  if (kind === 'all') return { isMeant: () => true };
  const clauses = facts.clauses.map((clause) => {
    const text = plain(facts, clause);
    const holdsDay = facts.dates.some((date) => clause.start <= date.start && date.start < clause.end);
    const isOut = DROPS.test(text) ? kind === 'register' : kind === 'cancel' && STAYS.test(text);
    const isChosen = kind === 'register' && holdsDay && CHOOSES.test(text);
    return { clause, holdsDay, isOut, isChosen, isAsked: isQuestion(clause.text, clause.closer) };
  });
  const hasChoice = clauses.some(({ isChosen }) => isChosen);
  const hasPlainDay = clauses.some(({ holdsDay, isOut, isAsked }) => holdsDay && !isOut && !isAsked);
  const isLeftOut = ({ holdsDay, isOut, isChosen, isAsked }: (typeof clauses)[number]) =>
    isOut || (hasChoice && holdsDay ? !isChosen : kind === 'register' && hasPlainDay && isAsked);
  const leftOut = new Set(clauses.filter(isLeftOut).map(({ clause }) => clause));
  return {
    isMeant(at) {
      const clause = clauseAt(facts.clauses, at);
      return clause === undefined || !leftOut.has(clause);
    },
  };
}

/** The people named in the meant part, once each. */
export function peopleIn(facts: Facts, scope: Scope): NameToken[] {
  const seen = new Set<string>();
  return facts.names.filter(({ name, start }) => {
    if (!scope.isMeant(start) || seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}

/**
 * Whether the sender acts for themself too. Undefined where it stays open: one name alone at the end may be the sender's own.
 */
export function isSelf(facts: Facts, people: readonly NameToken[], scope: Scope): boolean | undefined {
  if (people.length === 0) return !hasOnlyKin(facts);
  if (speaksOfMe(facts, scope)) return true;
  const [only] = people;
  if (people.length > 1 || !only || ACTED_FOR.test(facts.text.slice(0, only.start))) return false;
  const after = facts.skeleton.slice(only.end).trim();
  const before = facts.skeleton.slice(0, only.start);
  return after === '' && /[\s\uE000-\uE00F]$/.test(before) ? undefined : false;
}

/** 我 as one of those who go; not 帮我给王芳报名, 我帮王芳报名, 我妈. */
export function speaksOfMe(facts: Facts, scope: Scope): boolean {
  for (const match of matchesOf(ME, facts.skeleton)) {
    if (!scope.isMeant(match.index)) continue;
    const before = facts.skeleton.slice(Math.max(0, match.index - 2), match.index);
    const after = facts.skeleton.slice(match.index + 1, match.index + 7);
    if (
      /(?:帮|给|替|请|让|托|叫)$/.test(before) &&
      /^(?:们)?(?:给|替|帮|代|把|为|查|看|发|取消|退掉?|登记|报名?|写|加|删掉?|撤)?(?:一?下)?[\uE005]/.test(after)
    )
      continue;
    if (/(?:让|托|叫)$/.test(before)) continue;
    if (/^(?:们)?(?:来|想|要|先)?(?:帮|替|给|代|为)(?!忙)/.test(after)) continue;
    if (
      /^(?:家)?(?:[爸妈哥姐弟妹儿]|同事|朋友|同学|老公|老婆|爱人|媳妇|孩子|女儿|闺女|父母|奶奶|爷爷)/.test(after) &&
      /[帮给替代]$/.test(before)
    )
      continue;
    return true;
  }
  return false;
}

/** 帮我妈报名: for somebody without a name, not for the sender. */
function hasOnlyKin(facts: Facts): boolean {
  return (
    /(?:帮|给|替|代)我?(?:家)?(?:[爸妈哥姐弟妹]{1,2}|同事|朋友|同学|老公|老婆|爱人|媳妇|老伴|孩子|儿子|女儿|闺女|父母|奶奶|爷爷|邻居)[^,，]{0,10}(?:报|登|签|请|取消|退)/.test(
      facts.text,
    ) && !/我(?:和|跟|也|自己)/.test(facts.text)
  );
}

function plain(facts: Facts, clause: Clause): string {
  return facts.text.slice(clause.start, clause.end);
}
