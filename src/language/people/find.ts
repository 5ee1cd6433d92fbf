import { matchesOf } from '../search/matches.ts';
import { createSieve } from '../search/sieve.ts';
import { pattern, type Sheet, type Stretch } from '../sheet.ts';
import { type Certainty, canFollow, isName, nameEnd } from './name.ts';
import { findRosterNames } from './roster.ts';

export interface NameToken extends Stretch {
  name: string;
}

/** Words after which people are named. `sure`: only a person can stand there. */
const SLOTS: readonly { regexp: RegExp; certainty: Certainty; needs?: RegExp }[] = [
  {
    regexp: /(?:帮|给|替|代|为)(?:忙)?(?:我(?:和|跟|与|、|给|替)?)?(?:登记|报名|报|把)?\s?@?/g,
    certainty: 'sure',
    // Only where something is done in the person's name: not 给王奶奶理发.
    needs: pattern(
      '^(?:的(?:报名|名额|积分|位置)|[两俩三仨]|\\d|也|都|一起|一?并|先|把|再)?(?:[两二三四五]?[位人个]|一起|都|也)?(?:报|登|签|请假|请个假|告假|退|取消|撤|补|记|递|交|提交|申请|上交|打卡|打个卡|向|加|留|占|写|查|去掉|删|办|预约|参加|[\\s,、@:]|{DTPRCFXUO}|$|的(?:报名|名额|积分|位置))',
    ),
  },
  {
    regexp:
      /(?:联系人|负责人|主持人?|领队|带队|到会|参会|出席|与会|列席|参加人员|参会人员|出席人员|到会人员|参加人|人员|志愿者|姓名|捐赠人|捐款人|捐赠者|记录人|记录|请假人|缺席|名单|成员|组长|报名人|服务人员?)(?:有|是|为)?\s?[:：]?\s?/g,
    certainty: 'sure',
    needs: /^/,
  },
  {
    regexp: /(?:登记|入账|收到|记账|记)\s?[:：]?\s?/g,
    certainty: 'sure',
    needs: /^(?:各|各自|共)?(?:捐|送|赠)/,
  },
  {
    regexp:
      /我们?(?:和|跟|与|及|同|、|,|\+|&|还有|带上?|带着|叫上|加上|加)(?:我)?(?:家)?(?:隔壁|同事|同学|朋友|邻居)?的?\s?/g,
    certainty: 'sure',
  },
  {
    regexp:
      /(?:把|将|退掉|退|取消|删掉|删除|删|去掉|划掉|加上|再加|加|算上|带上|叫上|还有|换成|换|撤掉|撤回|撤销|减掉|减|查一下|查下|查询|查查|查|看一下|看看|看下|统计|有没有|这是|由|让|请|约|@)\s?/g,
    certainty: 'likely',
  },
];
/** What tells a likely name at the start of a clause from any other word. */
const PREDICATE = pattern(
  '^(?:也|都|还|就|又|今天|可能)?(?:报名|参加|签到|签退|请假|请个假|告假|[来去]不[了成]|到不了|不[来去能参]|有事|没空|服务|报上|已|在不在|在名单|在里面|有没有|是不是|是否|报|捐|崴|生病|病了|发烧|感冒|临时|要去|要来|要参加|想参加|想去|想来|去|来|能[来去]|可以|各|每人|[两二三四]位|俩|仨|的(?:积分|时长|名额|报名|服务|工时|[\\u4e00-\\u9fff]{0,6}(?:申请|登记表|考核表|自评表|汇报|申请表|申请书))|{RDH}|上个?[月周]|周[一二三四五六日末]|[今明后昨]天|[下本这]周|\\d|今年|去年|本月|一共|共|{C}|和我|跟我|与我|\\+|退|取消|有多少|有几|到岗|到了|加|交|递|做了|干了|打卡|让我|托我|叫我|说)',
);
/** 犇 is in no list of given names, but 牛犇的积分 can only be a person's. */
const OF_A_PERSON = pattern('^(?:的(?:积分|时长|工时|名额|报名)|(?:{RD})?(?:一共|共)?服务了|各?捐|[两三四]位|生病|崴)');
const START = pattern('(?:^|[\\s,，。;；:：!！?？()（）、\\n]|{DTPRCFXHLMUO})(?=[\\u4e00-\\u9fff])', 'g');
/** What may stand behind a name that is said alone. */
const STOP = pattern('^(?:$|[\\s,，。;；:：!！?？()（）、\\n\\d]|{DTPRCFXHLUO})');
const sift = createSieve(SLOTS);
const SEPARATOR =
  /(?:\s?[、,&+/]\s?|\s|和|与|跟|及|同|以及|还有|\s?@)(?:我(?:自己)?(?:\s?[、,&+]\s?|和|与|跟|及|同))?/y;
const BEFORE_ME = /([\u4e00-\u9fff]{2,4})(?:\s?[、,&+]\s?|和|跟|与|及|同)我(?!们?的?[弟妹爸妈哥姐])/g;

const DATED = /^周[一二三四五六日]|国庆$|中秋$|清明$|元旦$|[五七八]一$/;
/** What a text with such a name holds. */
const DATED_PART = /周|国庆|中秋|清明|元旦|[五七八]一/;

/** Names such as 周三立 and 王国庆, which hold a date. Run before dates are read. */
export function scanDatedNames(sheet: Sheet, roster: ReadonlySet<string>): NameToken[] {
  if (!DATED_PART.test(sheet.text)) return [];
  return scanNames(sheet, roster, (name) => DATED.test(name));
}

/** Everyone named, in order, each claimed. */
export function scanNames(
  sheet: Sheet,
  roster: ReadonlySet<string>,
  isWanted: (name: string) => boolean = () => true,
): NameToken[] {
  const tokens: NameToken[] = [];
  tokens.push(...claimNames(sheet, findRosterNames(sheet, roster), isWanted));
  for (const { regexp, certainty, needs } of sift(sheet.text)) {
    const skeleton = sheet.skeleton();
    let readUntil = 0;
    for (const match of matchesOf(regexp, skeleton)) {
      if (match.index < readUntil) continue;
      const list = readList(skeleton, match.index + match[0].length, certainty, roster);
      const end = list.at(-1)?.end;
      readUntil = end ?? readUntil;
      if (end !== undefined && (!needs || needs.test(skeleton.slice(end, end + 8))))
        tokens.push(...claimNames(sheet, list, isWanted));
    }
  }
  tokens.push(...claimNames(sheet, namesBeforeMe(sheet.skeleton(), roster), isWanted));
  tokens.push(...claimNames(sheet, namesAtStarts(sheet.skeleton(), roster), isWanted));
  return tokens.sort((a, b) => a.start - b.start);
}

/** Claims those of the names that are wanted and still free. */
function claimNames(sheet: Sheet, found: readonly NameToken[], isWanted: (name: string) => boolean): NameToken[] {
  return found.filter(({ name, start, end }) => {
    if (!isWanted(name) || !sheet.isFree(start, end)) return false;
    sheet.claim('name', start, end);
    return true;
  });
}

/** Names from `at` on, parted by 、 和 and the like. */
export function readList(text: string, at: number, certainty: Certainty, roster: ReadonlySet<string>): NameToken[] {
  const tokens: NameToken[] = [];
  let start = at;
  let isListed = false;
  while (tokens.length < 400) {
    const end = nameEnd(text, start, isListed ? 'sure' : certainty, roster);
    if (end === undefined) break;
    tokens.push({ name: text.slice(start, end), start, end });
    SEPARATOR.lastIndex = end;
    const separator = SEPARATOR.exec(text);
    if (!separator) break;
    isListed = certainty === 'sure' || /[、&]/.test(separator[0]);
    start = end + separator[0].length;
  }
  return tokens;
}

/** 沈月 of 沈月和我. */
function namesBeforeMe(text: string, roster: ReadonlySet<string>): NameToken[] {
  const tokens: NameToken[] = [];
  for (const match of matchesOf(BEFORE_ME, text)) {
    const chunk = match[1] ?? '';
    for (const length of [3, 2, 4]) {
      const name = chunk.slice(-length);
      if (name.length !== length || !isName(name, 'likely', roster)) continue;
      const end = match.index + chunk.length;
      tokens.push({ name, start: end - length, end });
      break;
    }
  }
  return tokens;
}

/** Names that begin a clause: several in a list, one alone between separators, or one of whom something is said. */
function namesAtStarts(text: string, roster: ReadonlySet<string>): NameToken[] {
  const tokens: NameToken[] = [];
  let readUntil = 0;
  for (const match of matchesOf(START, text)) {
    const at = match.index + match[0].length;
    if (at < readUntil) continue;
    const { list, end } = readStart(text, at, roster);
    readUntil = Math.max(readUntil, end);
    const [first] = list;
    if (!first) continue;
    if (list.length > 1 || isAlone(text, first.end) || PREDICATE.test(text.slice(first.end, first.end + 8))) {
      tokens.push(...list);
    }
  }
  return tokens;
}

/** Likely names; also unlikely ones of whom is said what can only be said of a person. `end`: how far it has read. */
function readStart(text: string, at: number, roster: ReadonlySet<string>): { list: NameToken[]; end: number } {
  const likely = readList(text, at, 'likely', roster);
  const last = likely.at(-1);
  if (last) return { list: likely, end: likely.length > 1 ? last.end : at };
  const sure = readList(text, at, 'sure', roster);
  const end = sure.at(-1)?.end ?? at;
  return { list: OF_A_PERSON.test(text.slice(end, end + 8)) ? sure : [], end: sure.length > 1 ? end : at };
}

function isAlone(text: string, end: number): boolean {
  return canFollow(text, end) && STOP.test(text.slice(end, end + 1));
}
