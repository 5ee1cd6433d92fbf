import type { Stretch } from '../../../../language/sheet.ts';
import type { Due } from './due.ts';
import { DEED, type Named, ownersBefore, ownersFrom, SELF, TAKES } from './owners.ts';
import { OWNER_LABEL } from './sentences.ts';

/** Words that give something to somebody; what is to be done stands around them. */
export interface Slot extends Stretch {
  owners: Named[];
  /** label: 责任人：; by: 由…负责, 归…; ask: 请…; verb: …负责; loose: only with a day or a deed behind it (李强：…). */
  kind: 'label' | 'by' | 'ask' | 'verb' | 'loose';
}

export interface Spoken {
  text: string;
  isListed: boolean;
  dues: readonly Due[];
  roster: ReadonlySet<string>;
}

const ADVERBS = '(?:呢|啊|你|这边|那边|,)*(?:同志)?(?:们)?(?:具体|全权|总体?|共同|分别|统一|一起|各自|主要|来)*';
const TAKING = new RegExp(`^${ADVERBS}(?:${TAKES})?`);
const BY = /(?<![理自经缘事])由(?![于此衷])/g;
const ASK =
  /(?<![邀申提报聘宴恳])请(?![假示客教求问勿柬帖])|责成|指定|委托|派(?![出发])|安排(?!在|好|了|的)|(?:会议|支部|大家)?要求|让|叫|麻烦/g;
/** Behind these words a name must be known to be one. */
const SURE_TO_ASK = /请|责成|指定|委托/;
const GIVE = /(?<![回])归(?![档还队纳集口])|交给|交由|派给|转给/g;
const GIVEN = /^(?:同志)?(?:来|去)?(?:负责|管|办|处理|落实|跟进|去办|来办|来做)?/;
const LABEL = new RegExp(`(?:${OWNER_LABEL})\\s?(?:[:：]|为|是)?\\s?`, 'g');
const VERB = new RegExp(`(?:${TAKES})(?![人的任])`, 'g');
const BY_SELF = new RegExp(`(?:^|[,，、\\s])我(?:来|去)(?=${DEED})`, 'g');
const STARTS_DEED = new RegExp(`^(?:${DEED})`);
/** Said between a name and its day. */
const FILLER = /^(?:[\s,，]|你|这边|那边|呢|啊|就|要|需要?|务必|必须|在|于)*$/;
const CLAUSE = /(?:^|[,，:：])\s?(?:并|再|同时|另外|还有)?/g;
/** 孙浩和李强一起把…, 张三去… */
const DEED_BEHIND = new RegExp(`^(?:同志)?(?:一起|共同|一同)?(?:${DEED}|协助|配合)`);
/** 由李强带队，孙浩准备工具 */
const GIVEN_BEFORE = /由[^,，]{3,20}[,，]\s?$/;
/** Of whom something is told, or who gets it. */
const NOT_TO_DO = /(?:的|[给向把对与和跟替代]|了)\s?$/;
/** 组长：李强; 出席：王芳: of who they are or came, nothing to do. */
const NO_TOPIC =
  /(?:[长人员组队]|书记|主任|会计|出纳|代表|名单|成员|嘉宾)\s?[:：]|主持|记录|出席|到会|参会|与会|列席|缺席|请假|未到|迟到|汇报|发言|讲话|授课|表扬|候选|入党|转正|预备/;
const PAREN = /\(\s?([^()]{2,40})\s?\)/g;

/** Everything in a sentence that gives something to somebody, in order, none within another. */
export function findSlots(spoken: Spoken): Slot[] {
  const found = [
    ...labels(spoken),
    ...forward(spoken, BY, 'by', TAKING),
    ...forward(spoken, GIVE, 'by', GIVEN),
    ...forward(spoken, ASK, 'ask', TAKING),
    ...verbs(spoken),
    ...heads(spoken),
    ...dated(spoken),
    ...beforeDay(spoken),
    ...given(spoken),
    ...plain(spoken),
    ...inParentheses(spoken),
    ...atTail(spoken),
  ];
  return found
    .filter((slot, i) => !found.some((other, j) => j < i && other.start < slot.end && slot.start < other.end))
    .sort((a, b) => a.start - b.start);
}

function labels({ text, roster }: Spoken): Slot[] {
  return [...text.matchAll(LABEL)].flatMap(({ index, 0: label }) => {
    const owners = ownersFrom(text, index + label.length, roster);
    return slotOf({ start: index, end: ends(owners) }, owners, 'label');
  });
}

function forward({ text, roster }: Spoken, cue: RegExp, kind: Slot['kind'], behind: RegExp): Slot[] {
  return [...text.matchAll(cue)].flatMap(({ index, 0: word }) => {
    const owners = ownersFrom(text, index + word.length, roster);
    if (kind === 'ask' && !SURE_TO_ASK.test(word) && owners.some(({ isKnown }) => !isKnown)) return [];
    const end = ends(owners);
    return slotOf({ start: index, end: end + (behind.exec(text.slice(end))?.[0].length ?? 0) }, owners, kind);
  });
}

function verbs({ text, roster }: Spoken): Slot[] {
  const taken = [...text.matchAll(VERB)].flatMap(({ index, 0: word }) => {
    const before = text.slice(0, index);
    const at =
      index - (/(?:具体|全权|总|共同|分别|统一|一起|来|主要|[你您]|这边|那边|就)+$/.exec(before)?.[0].length ?? 0);
    const owners = ownersBefore(text, at, roster);
    return slotOf({ start: owners[0]?.start ?? at, end: index + word.length }, owners, 'verb');
  });
  const own = [...text.matchAll(BY_SELF)].flatMap(({ index, 0: word }) => {
    const at = index + word.indexOf(SELF);
    const self = { name: SELF, isKnown: true, start: at, end: at + 1 };
    return slotOf({ start: at, end: index + word.length }, [self], 'verb');
  });
  return [...taken, ...own];
}

/** 李强：6月10日前联系出租车 */
function heads({ text, roster }: Spoken): Slot[] {
  const owners = ownersFrom(text, 0, roster);
  const colon = /^\s?[:：]\s?/.exec(text.slice(ends(owners)))?.[0];
  return colon === undefined ? [] : slotOf({ start: 0, end: ends(owners) + colon.length }, owners, 'loose');
}

/** 李强6月10日前联系出租车; 6月10日前李强联系出租车 */
function dated({ text, roster, dues }: Spoken): Slot[] {
  const limits = dues.filter(({ isLimit }) => isLimit);
  const heads = [...text.matchAll(CLAUSE)].map(({ index, 0: word }) => index + word.length);
  const behind = limits.map(({ end }) => end + (/^[,，\s]?/.exec(text.slice(end))?.[0].length ?? 0));
  return [...new Set([...heads, ...behind])].flatMap((at) => {
    const owners = ownersFrom(text, at, roster);
    if (owners.length === 0 || owners.some(({ isKnown }) => !isKnown)) return [];
    const end = ends(owners);
    const isNext = ({ start }: Due) => start >= end && start - end <= 8 && FILLER.test(text.slice(end, start));
    const isPlanned = dues.some((due) => isNext(due) && STARTS_DEED.test(text.slice(due.end)) && !/[了过]/.test(text));
    const [before, deed] = [text.slice(0, at), text.slice(end)];
    const isUntil = limits.some(({ start }) => start >= end) && DEED_BEHIND.test(deed);
    const isGoingOn = (isUntil || (GIVEN_BEFORE.test(before) && STARTS_DEED.test(deed))) && !/[了过已]/.test(text);
    const isDated = limits.some(isNext) || isPlanned || isGoingOn || behind.includes(at);
    return isDated ? slotOf({ start: at, end }, owners, 'loose') : [];
  });
}

/** 海报周丽6月9日前设计好 */
function beforeDay({ text, roster, dues }: Spoken): Slot[] {
  return dues.flatMap(({ start, isLimit }) => {
    const owners = isLimit ? ownersBefore(text, start, roster) : [];
    const from = owners[0]?.start ?? start;
    const isPlain = owners.every(({ isKnown }) => isKnown) && !NOT_TO_DO.test(text.slice(0, from));
    return isPlain ? slotOf({ start: from, end: ends(owners) }, owners, 'loose') : [];
  });
}

/** 摄影：周丽 */
function given({ text, roster }: Spoken): Slot[] {
  const topic = /^[^:：,，]{2,10}[:：]\s?/.exec(text)?.[0] ?? '';
  const owners = topic === '' || NO_TOPIC.test(topic) ? [] : ownersFrom(text, topic.length, roster);
  const isPlain = owners.every(({ isKnown }) => isKnown) && ends(owners) === text.length;
  return isPlain ? slotOf({ start: topic.length, end: text.length }, owners, 'verb') : [];
}

/** In a list: 三是周丽拍照 */
function plain({ text, roster, isListed }: Spoken): Slot[] {
  const owners = isListed ? ownersFrom(text, 0, roster) : [];
  const end = ends(owners);
  const isDeed = owners.every(({ isKnown }) => isKnown) && STARTS_DEED.test(text.slice(end)) && !/[了过已]/.test(text);
  return isDeed ? slotOf({ start: 0, end }, owners, 'loose') : [];
}

/** 联系出租车（李强，6月10日前） */
function inParentheses({ text, roster }: Spoken): Slot[] {
  return [...text.matchAll(PAREN)].flatMap(({ index, 0: whole, 1: inner = '' }) => {
    const at = index + whole.indexOf(inner);
    const owners = ownersFrom(text, at, roster);
    const rest = text.slice(ends(owners), at + inner.length);
    const isPlain =
      owners.length > 0 && owners.every(({ isKnown }) => isKnown) && /^\s*(?:$|[,，、]|负责|牵头)/.test(rest);
    return isPlain
      ? slotOf({ start: index, end: ends(owners) + (TAKING.exec(rest)?.[0].length ?? 0) }, owners, 'loose')
      : [];
  });
}

/** A line of a list that ends in a name: 1. 联系出租车 李强 6月10日前; 联系出租车——李强 */
function atTail({ text, roster, isListed }: Spoken): Slot[] {
  return [...text.matchAll(/(?<=\S)(?:\s+|\s?-{1,2}\s?)/g)].flatMap(({ index, 0: gap }) => {
    const owners = ownersFrom(text, index + gap.length, roster);
    const end = ends(owners);
    const isAlone =
      owners.length > 0 && owners.every(({ isKnown }) => isKnown) && /^(?:$|[\s,，(])/.test(text.slice(end));
    return isAlone && (isListed || gap.includes('-')) ? slotOf({ start: index, end }, owners, 'loose') : [];
  });
}

function slotOf({ start, end }: Stretch, owners: Named[], kind: Slot['kind']): Slot[] {
  return owners.length === 0 ? [] : [{ start, end, owners, kind }];
}

function ends(owners: readonly Named[]): number {
  return owners.at(-1)?.end ?? 0;
}
