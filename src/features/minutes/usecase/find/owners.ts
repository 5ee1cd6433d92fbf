import { canFollow, isName, skipTitle } from '../../../../language/people/name.ts';
import { surnameLength } from '../../../../language/people/surname.ts';
import type { Stretch } from '../../../../language/sheet.ts';

/** Who is to do something, as named in the text. */
export interface Named extends Stretch {
  name: string;
  /** Stands on the roster. */
  isKnown: boolean;
}

/** As who speaks names themselves. */
export const SELF = '我';

type Roster = ReadonlySet<string>;

/** What somebody is asked to do begins with one of these. */
export const DEED =
  '联系|准备|通知|落实|整理|购买|采购|买|报|提交|交|起草|撰写|写|拟|打印|印|布置|统计|组织|协调|对接|跟进|督促|安排|收集|汇总|制作|做|核对|核实|上报|报送|报名|走访|慰问|看望|完成|筹备|定|订|租|借|领取|领|发放|发|分发|张贴|贴|拍|摄影|录|更新|修改|修订|完善|检查|排查|排班|排|调试|维修|修|清点|登记|保管|管理|管|建|搭建|培训|讲|授课|邀请|请|约|接待|接|送|带队|带领|带|开|召集|申请|审核|审|对账|结算|报销|付|缴|收|把|将|对|给|向|去|来|于|在|尽快|抓紧|先|再|牵头|负责|承办|主持|拿|提供|提出|制定|细化|梳理|研究|推进|推动|抓|盯|改|补|填|找|问|查|看|测|装|搬|运|备|想|出|算|随时|及时|认真|全程|提前|每天|每周|做好';
const STARTS_DEED = new RegExp(`^(?:${DEED})`);
/** Cues that a name is right before: 由张伟强负责. */
export const TAKES = '负责|牵头|主抓|承办|承担|落实|跟进|督办|把关|主管|经办|兜底|组织实施';
const BETWEEN =
  /^\s?(?:、|,(?=\s?[\u4e00-\u9fff]{2,4}(?:、|,|\s?(?:和|与|及|共同|负责|牵头)))|和|与|及|跟|以及|\/|&|\+)\s?/;
const BETWEEN_BACK = /(?:、|和|与|及|跟|以及|\/|&|\+)\s?$/;
const COMRADES = /^(?:两位|二位|三位)?(?:同志|同学)(?:们)?/;
/** Bodies and offices, not people: shown as nobody known, to be picked. */
const BODY =
  /^(?:[\u4e00-\u9fff]{1,6}(?:组|队|站|支部|支委|小组|部|办公室|委员|社区|居委会|协会)|书记|副书记|站长|组长|会计|出纳|秘书|秘书长|会长|副会长|主任|队长)(?=负责|牵头|承办|落实|承担|主抓|跟进|[,，\s)]|$)/;
const EVERYBODY = /^(?:大家|各|全体|所有|每|谁|专人|自己|他们|她们|我们|咱们|你们|任务|任何|工作|时间|事项)/;
const SELF_AT = /^(?:我本?人?|本人)(?=负责|牵头|来|去|承办|落实|跟进|[,，\s]|联系|准备)/;

/** The names that begin at `at`, several parted by 、 和; none where it is nobody. */
export function ownersFrom(text: string, at: number, roster: Roster): Named[] {
  const owners: Named[] = [];
  let start = at;
  while (owners.length < 20) {
    const owner = ownerAt(text, start, roster, owners.length > 0);
    if (!owner) break;
    owners.push(owner);
    const gap = BETWEEN.exec(text.slice(owner.end))?.[0];
    // 王芳赵敏, dictated: only names that are known part themselves.
    if (gap === undefined && !knownAt(text, owner.end, roster)) break;
    start = owner.end + (gap?.length ?? 0);
  }
  const last = owners.at(-1);
  if (last) last.end += COMRADES.exec(text.slice(last.end))?.[0].length ?? 0;
  return owners;
}

/** The names that end at `end`, last first in the text's order. */
export function ownersBefore(text: string, end: number, roster: Roster): Named[] {
  const owners: Named[] = [];
  let at = end - (/(?:(?:两位|二位|三位)?同志|两位|二位)$/.exec(text.slice(0, end))?.[0].length ?? 0);
  while (owners.length < 20) {
    const owner = ownerBefore(text, at, roster);
    if (!owner) break;
    owners.unshift(owner);
    const gap = BETWEEN_BACK.exec(text.slice(0, owner.start))?.[0];
    at = owner.start - (gap?.length ?? 0);
    if (gap === undefined && !ownerOnRoster(text, at, roster)) break;
  }
  return owners;
}

function ownerAt(text: string, at: number, roster: Roster, isListed: boolean): Named | undefined {
  const rest = text.slice(at, at + 30);
  if (EVERYBODY.test(rest)) return undefined;
  const self = SELF_AT.exec(rest)?.[0];
  if (self !== undefined) return { name: SELF, isKnown: true, start: at, end: at + self.length };
  const known = knownAt(text, at, roster);
  const whole = new RegExp(`^([\\u4e00-\\u9fff]{2,4})(?=${TAKES})`).exec(rest)?.[1];
  // 由李强国负责 is not 李强.
  if (known && whole !== undefined && whole.length === known.name.length + 1 && isStranger(whole, known.name, roster)) {
    return { name: whole, isKnown: false, start: at, end: at + whole.length };
  }
  if (known) return known;
  const body = isListed ? undefined : BODY.exec(rest)?.[0];
  if (body !== undefined) return { name: body, isKnown: false, start: at, end: at + body.length };
  return strangerAt(text, at, roster);
}

/** Whether the longer word is somebody else's name, rather than the known one with a word behind it (李强来负责). */
function isStranger(whole: string, known: string, roster: Roster): boolean {
  return (
    !roster.has(whole) && !/[来去都共先再也同并已]$/.test(whole.slice(known.length)) && isName(whole, 'sure', roster)
  );
}

function knownAt(text: string, at: number, roster: Roster): Named | undefined {
  for (const length of [6, 5, 4, 3, 2]) {
    const name = text.slice(at, at + length);
    if (name.length === length && roster.has(name)) {
      return { name, isKnown: true, start: at, end: skipTitle(text, at + length) };
    }
  }
  return undefined;
}

/** A name that is on no roster, told by what stands behind it. */
function strangerAt(text: string, at: number, roster: Roster): Named | undefined {
  const titled = surnameLength(text, at) === 1 ? skipTitle(text, at + 1) : 0;
  if (titled > at + 1) return { name: text.slice(at, titled), isKnown: false, start: at, end: titled };
  for (const length of [2, 3, 4]) {
    const name = text.slice(at, at + length);
    const end = at + length;
    if (name.length < length || !isName(name, 'named', roster)) continue;
    const isFollowed = canFollow(text, end) || STARTS_DEED.test(text.slice(end, end + 4)) || isDateAt(text, end);
    if (isFollowed) return { name, isKnown: false, start: at, end: skipTitle(text, end) };
  }
  return undefined;
}

function isDateAt(text: string, at: number): boolean {
  return /^(?:\d|[一二三四五六七八九十]{1,3}[月号日]|[本下这上]?(?:周|星期|礼拜|月)|[今明后]天|月底|年底)/.test(
    text.slice(at, at + 6),
  );
}

function ownerOnRoster(text: string, end: number, roster: Roster): Named | undefined {
  for (const length of [6, 5, 4, 3, 2]) {
    const name = text.slice(Math.max(0, end - length), end);
    if (name.length === length && roster.has(name)) return { name, isKnown: true, start: end - length, end };
  }
  return undefined;
}

function ownerBefore(text: string, end: number, roster: Roster): Named | undefined {
  const known = ownerOnRoster(text, end, roster);
  if (known) return known;
  if (/(?:^|[,，、\s])我$/.test(text.slice(0, end))) return { name: SELF, isKnown: true, start: end - 1, end };
  // Where the word stands by itself between signs: 张伟强负责签到.
  const word = /(?:^|[,，、:：\s]|和|与|及)([\u4e00-\u9fff]{2,4})$/.exec(text.slice(0, end))?.[1];
  if (word === undefined || EVERYBODY.test(word) || !isName(word, 'sure', roster)) return undefined;
  return { name: word, isKnown: false, start: end - word.length, end };
}
