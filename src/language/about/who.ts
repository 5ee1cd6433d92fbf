import type { Facts } from '../facts.ts';
import type { NameToken } from '../people/find.ts';
import { KIN } from '../quantity/count.ts';
import { matchesOf } from '../search/matches.ts';
import type { Scope } from './scope.ts';

const ME = /[我咱俺]|本人/g;
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
  if (speaksOfMe(facts, scope)) return true;
  if (people.length === 0) return !hasOnlyKin(facts);
  if (BRINGS.test(facts.skeleton)) return true;
  const [only] = people;
  if (people.length > 1 || !only || ACTED_FOR.test(facts.text.slice(0, only.start))) return false;
  const after = facts.skeleton.slice(only.end).trim();
  const before = facts.skeleton.slice(0, only.start);
  return after === '' && /[\s\uE000-\uE00F]$/.test(before) ? undefined : false;
}

/** 我 as one of those who go; not 帮我给王芳报名, 我帮王芳报名, 我妈. */
export function speaksOfMe(facts: Facts, scope: Scope): boolean {
  for (const match of matchesOf(ME, facts.skeleton)) {
    if (!scope.isMeant(match.index) || scope.isKept?.(match.index)) continue;
    const before = facts.skeleton.slice(Math.max(0, match.index - 2), match.index);
    const after = facts.skeleton.slice(match.index + 1, match.index + 9);
    const isHelped = /(?:帮|给|替|请|让|托|叫)$/.test(before);
    if (isHelped && FOR_ANOTHER.test(after)) continue;
    if (/(?:让|托|叫|不是|[只就]剩)$/.test(before)) continue;
    if (/^(?:们)?(?:来|想|要|先)?(?:帮|替|给|代|为)(?!忙|[^,，]{1,8}[捐送买])/.test(after)) continue;
    if (MY_KIN.test(after) || (/[向给为]$/.test(before) && OUR_BODY.test(after))) continue;
    return true;
  }
  return false;
}

const FOR_ANOTHER =
  /^(?:们)?(?:家|单位|科|班|队|组)?(?:隔壁|楼上|楼下|对门)?的?(?:给|替|帮|代|把|为|查|看|发|取消|退掉?|登记|报名?|写|加|删掉?|撤)?(?:一?下)?[\uE005]/;
const OF_THE_FAMILY = `(?:${KIN}|老[大二三]|老头子?|老爷子|老太太|老伴儿?|孩儿他[爸妈]|[爸妈哥姐弟妹])`;
/** 我妈, 我家老大, 我的同事: not the sender, unless they go together (我妈和我 says so by itself). */
const MY_KIN = new RegExp(`^(?:们)?家?的?${OF_THE_FAMILY}`);
/** 向我会捐款: the association is given to. */
const OUR_BODY = /^们?(?:会|协会|支部|队|社|院|校|中心|站)/;
const BRINGS = /(?:^|[\s,，;；。]|[再要想]|[\uE000-\uE00F])(?:带上?|带着|领着?)(?:我|俺|咱)?/;
/** 帮我妈报名, 孙女也想参加, 我家老大去不了, 去掉她一个: for somebody without a name. */
const ONLY_KIN = new RegExp(
  [
    `(?:帮|给|替|代)[我俺咱]?们?家?的?${OF_THE_FAMILY}[^,，]{0,10}(?:报|登|签|请|取消|退)`,
    `(?:^|[\\s,，。;；!！是]|[\\uE000-\\uE00F])[我俺咱]?们?家?的?(?<!带)${OF_THE_FAMILY}(?:要|想|能|想要|准备)?(?:报名|参加|来参加|去不|来不|不去|不来|不参加|退出|$)`,
    `${OF_THE_FAMILY}[^。]{0,30}(?:去掉|划掉|退掉?|撤掉?|取消|减|替|帮|给)[她他]`,
  ].join('|'),
);

/** 帮社区居民报名 */
const FOR_SOMEBODY =
  /[帮给替代](?![我俺咱忙大表]|报|登|签|写|加|记|补|安排|取消|留|占)[\u4e00-\u9fff]{2,8}?(?:报名|登记|签到|签退|请假|取消)/;

/** Somebody of the sender's family, or else without a name, is spoken of, and the sender is not. */
export function hasOnlyKin(facts: Facts): boolean {
  if (/我(?:和|跟|也|自己去)/.test(facts.skeleton)) return false;
  return (
    FOR_SOMEBODY.test(facts.skeleton) ||
    ONLY_KIN.test(facts.skeleton) ||
    (SOME_KIN.test(facts.text) && facts.counts.some(({ kind }) => kind === 'minus'))
  );
}

const SOME_KIN = new RegExp(OF_THE_FAMILY);
