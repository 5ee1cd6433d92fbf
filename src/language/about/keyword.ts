import { type Facts, oncePerFacts } from '../facts.ts';
import { matchesOf } from '../search/matches.ts';
import { pattern, type Stretch, signOf } from '../sheet.ts';
import { blankNoise, EDGE_AFTER, EDGE_BEFORE } from './noise.ts';
import { isPlaceName } from './place-name.ts';

export interface Keyword extends Stretch {
  text: string;
}

/** What a piece is worth as the name of the activity. */
interface Candidate extends Keyword {
  score: number;
}

const KEPT = new Set([signOf('festival'), signOf('mask')]);
const DAY = pattern('{DTP}');
const BREAKS =
  /[\s,，。;；:：!！?？、…()（）【】「」『』"'“”+@#=*/\\|~～\-[\]<>🎉]|[\uE000-\uE00F]|(?<![\u4e00-\u9fff])的(?![\u4e00-\u9fff])|我们(?![学社小])|咱们?|(?<!自)我(?!们)|[你您她它]们?|(?<!其|吉)他们?/u;
/** Said of a person or of the day, not the name of anything. */
const TALK =
  /有事|有课|上课|上班|加班|出差|生病|发烧|临时|没事|可能|因为|所以|但是|怎么|什么|没空|堵车|停车|迟到|麻烦|谢谢|辛苦|打扰|大家好|收到|好的|崴|带娃|孩子(?:病|发|要|没|不|放)|老伴|爸|妈|家人|照常|就能|能到|别人|位置|还来|不来|都可|集合|出发|见面|自带|空腹|联系|电话|议定|他在|她在|^太|没关系|不要紧|收工|下班|结束了|完事|帮助|记得|一会|马上|路上|^(?:全天|半天|整天|早班|晚班|多少|几点|一个|两个|值班谁|可以|不行|没问题)$/;
const ACTIVITY =
  /讲|演|修|剪|洗|慰问|访|培育|采|种|运|管|护|防|诊|疗|筛|唱|舞|诵|读|写|画|骑行|徒步|健步|劝导|岗|巡|值守|服务|活动|宣传|培训|回收|晚会|讲解|排练|清洁|清扫|整理|植树|护考|义诊|义卖|理发|慰问|陪|送|测|捡|扫|教|课|赛|会$|节$|跑$|站$|展|讲座|彩排|体验|督导|引导|检票|放映|巡|排查|帮|志愿|祭扫|登高|采茶/;

/** Words that every activity could be called by. */
const GENERAL =
  /^(?:有|哪些|什么|啥|新|志愿|近期|最近|的|公益|所有|全部|这些|那些|列表|活动|服务|志愿者|安排|看看|看一下|缺|几个|多少|个|人|名单|表|情况|这次|那次|一下|岗位|场次|可以|目前|现在|缺不缺|没|是|还|都|了|吗)+$/;

/** The words that name the activity or meeting, or undefined where none are left between what else was read. */
export const findKeyword = oncePerFacts((facts) => choose(facts, candidates(facts)));

/** Every stretch that could name something, in order. */
export const candidates = oncePerFacts((facts): readonly Keyword[] => {
  const bare = blankNoise(mixSigns(facts));
  const found: Keyword[] = [];
  let start = 0;
  for (let at = 0; at <= bare.length; at++) {
    if (at < bare.length && !BREAKS.test(bare.charAt(at)) && !isPronoun(bare, at)) continue;
    const trimmed = at > start ? trim(bare, start, at) : undefined;
    if (trimmed) found.push(trimmed);
    start = at + 1;
  }
  return found;
});

function isPronoun(text: string, at: number): boolean {
  const char = text.charAt(at);
  if (char === '我' || char === '咱') return text.charAt(at - 1) !== '自';
  if (char === '们') return /[我咱你他她]/.test(text.charAt(at - 1));
  return false;
}

function trim(text: string, from: number, to: number): Keyword | undefined {
  let [start, end] = [from, to];
  const before = EDGE_BEFORE.exec(text.slice(start, end));
  if (before) start += before[0].length;
  const after = EDGE_AFTER.exec(text.slice(start, end));
  if (after) end -= after[0].length;
  const word = text.slice(start, end);
  if (!/[\u4e00-\u9fffA-Za-z]{2}/.test(word) || GENERAL.test(word)) return undefined;
  return { text: word, start, end };
}

function choose(facts: Facts, found: readonly Keyword[]): Keyword | undefined {
  const scored: Candidate[] = found.map((keyword, index) => ({ ...keyword, score: score(facts, keyword, index) }));
  const best = scored.reduce<Candidate | undefined>(
    (top, one) => (top && top.score >= one.score ? top : one),
    undefined,
  );
  return best && best.score > -2 ? { text: best.text, start: best.start, end: best.end } : undefined;
}

function score(facts: Facts, { text, start, end }: Keyword, index: number): number {
  let points = -0.3 * Math.min(index, 8);
  if (TALK.test(text)) points -= 4;
  if (ACTIVITY.test(text)) points += 1;
  if (isPlaceName(text)) points -= 2;
  else if (/[里村镇街巷弄桥坊湾庄屯岛寺庙]$/.test(text)) points -= 0.8;
  if (text.length > 16) points -= 2;
  if (isFestivalOnly(facts, start, end)) points -= 2.5;
  if (touchesDay(facts, start, end)) points += 1;
  return points;
}

function isFestivalOnly(facts: Facts, start: number, end: number): boolean {
  return [...facts.skeleton.slice(start, end)].every((sign) => sign === signOf('festival'));
}

/** Only a blank or 的 between it and a day: what is planned stands beside its day. */
function touchesDay(facts: Facts, start: number, end: number): boolean {
  return (
    DAY.test(
      facts.skeleton
        .slice(Math.max(0, start - 2), start)
        .replace(/[^\uE000-\uE00F]+$/, (gap) => (/^[\s的)]+$/.test(gap) ? '' : gap))
        .slice(-1),
    ) ||
    DAY.test(facts.skeleton.charAt(end)) ||
    (facts.skeleton.charAt(end) === ' ' && DAY.test(facts.skeleton.charAt(end + 1)))
  );
}

/** Parts of the day that are part of a name: 夜间巡逻. */
const NAMING_PART = /(?:夜间|晚间|午间|早间|深夜|夜晚)(?=[\u4e00-\u9fff])/g;

/** The skeleton with the words of festivals and set names back in it. */
function mixSigns(facts: Facts): string {
  const kept = new Set<number>();
  for (const match of matchesOf(NAMING_PART, facts.text)) {
    if (signOf('part') !== facts.skeleton.charAt(match.index)) continue;
    for (let at = 0; at < match[0].length; at++) kept.add(match.index + at);
  }
  let mixed = '';
  for (let at = 0; at < facts.skeleton.length; at++) {
    const sign = facts.skeleton.charAt(at);
    mixed += KEPT.has(sign) || kept.has(at) ? facts.text.charAt(at) : sign;
  }
  return mixed;
}
