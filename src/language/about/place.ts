import { type Facts, oncePerFacts } from '../facts.ts';
import type { Stretch } from '../sheet.ts';
import { candidates, findKeyword } from './keyword.ts';
import { isPlaceName, leadingPlace } from './place-name.ts';

export interface Place extends Stretch {
  text: string;
}

const LABEL =
  /(?:集合地点|活动地点|会议地点|服务地点|集合点|地点|地址|会场|(?:需求|求助|申请|用人)单位|单位(?=\s?:)|(?:位置|地方)(?=在|是|为|:))\s?(?:改?在|改到|定在|设在|是|为|:)?\s?:?\s?([^,，。;；\n:]{2,40})/;
/** Where a labelled place ends although no sign stands there. */
const LABEL_END =
  /\s(?:名额|限|人数|时间|截止|联系|招|主持|议程|内容|报名|负责|参会|要求|请)|[\uE000\uE003\uE006\uE008\uE00B]/;
/** Things told to those who come. */
const NOTE =
  /自带|要求|注意|着装|提前|自愿|请|穿|带好|携带|统一|需要|负责|内容|欢迎|报名|联系|说明|备注|服装|工作餐|包|管|补贴|名额|参加|可以|大家|志愿者|队员|党员|优先|即可|为主|^[两二三四五六七八九十]天$|^分[两三四二]场/;
const AT = /(?:在|于|前往|赴)([\u4e00-\u9fff\dA-Za-z]{2,16}?)(?:集合|召开|举行|举办|开会|开展|见面|碰头(?!会)|报到|等)/;
const GATHER = /(?:^|[\s,，。;；\n\uE000-\uE00F])([\u4e00-\u9fff\dA-Za-z.]{2,16}?)(?:集合|见面(?!会)|碰头(?!会)|汇合)/;

const NO_PLACE = /^(?:何时|何地|几点|哪|什么|统一|准时|按时|提前|分别|一起|自行|各自|电话|微信|我们|大家|先)/;

/** Of a plan: what stands between separators behind the activity is where it takes place, whatever it is called. */
export function findPlannedPlace(facts: Facts): Place | undefined {
  const known = findPlace(facts);
  const keyword = findKeyword(facts);
  if (!keyword || (known && !(known.start >= keyword.start && known.end <= keyword.end))) return known;
  const next = candidates(facts).find(
    ({ text, start }) => start >= keyword.end && text.length <= 12 && !NOTE.test(text),
  );
  return next ? stretch(facts, next.start, next.end) : known;
}

/** Where it takes place, or who asks for help, as far as it can be told from the words. */
export const findPlace = oncePerFacts(
  (facts) => labelled(facts) ?? numbered(facts) ?? spoken(facts) ?? standing(facts) ?? leading(facts),
);

function labelled(facts: Facts): Place | undefined {
  const match = LABEL.exec(facts.text);
  if (!match?.[1]) return undefined;
  if (/^(?:不变|待定|照旧|另行|同上|未定)/.test(match[1])) return undefined;
  const start = match.index + match[0].length - match[1].length;
  const skeleton = facts.skeleton.slice(start, start + match[1].length);
  const stop = LABEL_END.exec(skeleton);
  return stretch(facts, start, start + (stop ? stop.index : match[1].length));
}

/** 12号楼孤老家, 8.5公里处, 老干部活动中心3楼: a numbered place with the words it hangs on. */
function numbered(facts: Facts): Place | undefined {
  const [first] = facts.places;
  if (!first) return undefined;
  const near = candidates(facts).find(({ end }) => end === first.start);
  const before = near && facts.skeleton.slice(Math.max(near.start, first.start - 14), first.start);
  const keyword = findKeyword(facts);
  const isName = keyword && keyword.start < first.start && keyword.end > first.start - (before?.length ?? 0);
  const isOwn = before !== undefined && (isPlaceName(before) || !isName);
  const start = before && isOwn ? first.start - trimLead(before).length : first.start;
  const last = facts.places.findLast(
    (place) => place.end <= first.end + 8 && !/[^\uE009]/.test(facts.skeleton.slice(first.end, place.end)),
  );
  const end = last?.end ?? first.end;
  const after =
    /^(?:[\u4e00-\u9fff]{0,4}(?:教室|会议室|活动室|候船室|候车室|检票口|售票厅|多功能厅|报告厅|展厅|宴会厅|大厅|办公室|礼堂|阅览室|门口|门前)|[东南西北]门|[东南西北中]段|门口|门前|楼下|会议室|活动室|院内|大厅|[\u4e00-\u9fff]{1,4}家(?!具|电|访|长|务)|家(?!具|电|访|长|务)|前|旁|里)/.exec(
      facts.skeleton.slice(end),
    )?.[0] ?? '';
  return stretch(facts, start, end + after.length);
}

function trimLead(words: string): string {
  return words.replace(/^.*(?:在|于|到|去|给)/, '');
}

function spoken(facts: Facts): Place | undefined {
  for (const regexp of [AT, GATHER]) {
    const match = regexp.exec(facts.skeleton);
    if (!match?.[1] || NO_PLACE.test(match[1])) continue;
    const start = match.index + match[0].indexOf(match[1]);
    return stretch(facts, start, start + match[1].length);
  }
  return undefined;
}

/** A stretch between separators that is a place as a whole and not the activity itself. */
function standing(facts: Facts): Place | undefined {
  const keyword = findKeyword(facts);
  const found = candidates(facts).find(({ text, start }) => isPlaceName(text) && start !== keyword?.start);
  if (!found) return undefined;
  // 一中、二中门口 is one place.
  const before =
    /(?:[\u4e00-\u9fff]{2,10}、){1,3}$/.exec(facts.skeleton.slice(Math.max(0, found.start - 40), found.start))?.[0] ??
    '';
  return stretch(facts, found.start - before.length, found.end);
}

function leading(facts: Facts): Place | undefined {
  const keyword = findKeyword(facts);
  const lead = keyword && (/^(?:给|去|到|在|为|帮)/.exec(keyword.text)?.[0].length ?? 0);
  const place = keyword && leadingPlace(keyword.text.slice(lead));
  if (!keyword || !place) return undefined;
  const start = keyword.start + (lead ?? 0);
  return stretch(facts, start, start + place.length);
}

function stretch(facts: Facts, from: number, to: number): Place | undefined {
  const raw = facts.text.slice(from, to);
  const start = from + raw.length - raw.trimStart().length;
  const text = raw.trim();
  return text.length < 2 ? undefined : { text, start, end: start + text.length };
}
