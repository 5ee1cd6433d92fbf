import type { Facts } from '../facts.ts';
import type { NameToken } from '../people/find.ts';
import type { Scope } from './scope.ts';

const ACTED_FOR = /帮|给|替|代|为/;

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
  for (const match of facts.skeleton.matchAll(/我|咱|本人/g)) {
    if (!scope.isMeant(match.index) || scope.isKept?.(match.index)) continue;
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
