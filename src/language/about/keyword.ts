import { type Facts, oncePerFacts } from '../facts.ts';
import { matchesOf } from '../search/matches.ts';
import { pattern, type Stretch, signOf } from '../sheet.ts';
import { blankNoise, EDGE_AFTER, EDGE_BEFORE } from './noise.ts';
import { isPlaceName } from './place-name.ts';

export interface Keyword extends Stretch {
  text: string;
}

/** What a piece must be worth more than to be the name of the activity. */
const LEAST_SCORE = -2;

/** What no name holds: signs, what has been read, 的, pronouns (but 自我, 其他, 吉他). */
const BREAKS =
  /[\s,，。;；:：!！?？、…()（）【】「」『』"'“”《》+@#=*/\\|~～\-[\]<>的咱你您她它\ud800-\udfff\u2600-\u27bf\uE000-\uE00F]|\u20e3|(?<!自)我|(?<![其吉])他|(?<=[我咱你您她它他])们/g;
/** Said of a person or of the day, not the name of anything. */
const TALK =
  /有事|有课|上课|上班|加班|出差|生病|发烧|临时|没事|可能|因为|所以|但是|怎么|什么|没空|堵车|停车|迟到|麻烦|谢谢|辛苦|打扰|大家好|收到|好的|崴|带娃|孩子(?:病|发|要|没|不|放)|老伴|爸|妈|家人|照常|就能|能到|别人|位置|还来|不来|都可|集合|出发|见面|自带|空腹|联系|电话|议定|他在|她在|^太|没关系|不要紧|收工|下班|结束了|完事|帮助|记得|有空|不行|亲戚|睡不|想起|撞上|闪了|扭了|听着|放心|硬朗|身子|作业|大夫|刚到|老姐妹|等着|太[\u4e00-\u9fff]|突然|自己带|对不住|手机没电|人多|[了着过坏]$|口子|孙[子女]|家里|一上午|一下午|一整天|一会|马上|路上|^(?:独居|孤寡|孤老)?老?(?:姐姐|奶奶|爷爷|大爷|大妈|大娘|太太|两口)家?$|头一天|第一天|^(?:全天|半天|整天|早班|晚班|多少|几点|一个|两个|值班谁|可以|不行|没问题)$/;
const ACTIVITY =
  /包[饺粽汤馄]|装|挖|扛|贴|发[放传]|做|缝|织|编|搭|拍|清|扫|铲|栽|摘|收[麦玉稻割]|割|喂|煮|熬|施|舍|搬|布置|放电影|义|朗读|陪聊|手语|咨询|引路|上架|分拣|打包|班$|宴|集市|调解|结对|助|救|讲|演|修|剪|洗|慰问|访|培育|采|种|运|管|护|防|诊|疗|筛|唱|舞|诵|读|写|画|骑行|徒步|健步|劝导|岗|巡|值守|服务|活动|宣传|培训|回收|晚会|讲解|排练|清洁|清扫|整理|植树|护考|义诊|义卖|理发|慰问|陪|送|测|捡|扫|教|课|赛|会$|节$|跑$|站$|展|讲座|彩排|体验|督导|引导|检票|放映|巡|排查|帮|志愿|祭扫|登高|采茶/;

const LABELLED = /(?:活动|主题|名称|项目|内容|事由)\s?[:：]\s?$/;

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
  for (const end of [...Array.from(matchesOf(BREAKS, bare), ({ index }) => index), bare.length]) {
    const trimmed = end > start + 1 ? trim(bare, start, end) : undefined;
    if (trimmed) found.push(trimmed);
    start = end + 1;
  }
  return found;
});

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
  let best: Keyword | undefined;
  let most = LEAST_SCORE;
  for (const [index, keyword] of found.entries()) {
    const points = score(facts, keyword, index);
    if (points > most) [best, most] = [keyword, points];
  }
  return best;
}

function score(facts: Facts, { text, start, end }: Keyword, index: number): number {
  let points = -0.3 * Math.min(index, 8);
  if (TALK.test(text)) points -= 4;
  if (LABELLED.test(facts.text.slice(Math.max(0, start - 6), start))) points += 3;
  if (ACTIVITY.test(text)) points += 1;
  if (/[缺招差]$/.test(facts.text.slice(0, start)) && /[员工手师]$/.test(text)) points -= 1.5;
  if (/^的(?:人|老人|孩子|群众|居民)[多少很太]/.test(facts.text.slice(end, end + 4))) points -= 1.5;
  if (!ACTIVITY.test(text) && facts.skeleton.charAt(end) === signOf('place')) points -= 2;
  if (isPlaceName(text)) points -= 2;
  else if (/[里村镇街巷弄桥湾庄屯岛寺庙]$/.test(text)) points -= 0.8;
  if (text.length > 16) points -= 2;
  if (isFestivalOnly(facts, start, end)) points -= 2.5;
  if (touchesDay(facts, start, end)) points += 1;
  return points;
}

function isFestivalOnly(facts: Facts, start: number, end: number): boolean {
  return [...facts.skeleton.slice(start, end)].every((sign) => sign === signOf('festival'));
}

const BEHIND_DAY = pattern('{DTP}[\\s的)]?$');
const BEFORE_DAY = pattern('^ ?{DTP}');

/** Only a blank or 的 between it and a day: what is planned stands beside its day. */
function touchesDay(facts: Facts, start: number, end: number): boolean {
  return (
    BEHIND_DAY.test(facts.skeleton.slice(Math.max(0, start - 2), start)) ||
    BEFORE_DAY.test(facts.skeleton.slice(end, end + 2))
  );
}

/** Parts of the day that are part of a name: 夜间巡逻. */
const NAMING_PART = /(?:夜间|晚间|午间|早间|深夜|夜晚)(?=[\u4e00-\u9fff])/g;

const KEPT_SIGNS = new RegExp(`[${signOf('festival')}${signOf('mask')}]+`, 'g');

/** The skeleton with the words of festivals and set names back in it. */
function mixSigns(facts: Facts): string {
  let mixed = facts.skeleton.replace(KEPT_SIGNS, (signs, at: number) => facts.text.slice(at, at + signs.length));
  for (const match of matchesOf(NAMING_PART, facts.text)) {
    if (signOf('part') !== facts.skeleton.charAt(match.index)) continue;
    mixed = mixed.slice(0, match.index) + match[0] + mixed.slice(match.index + match[0].length);
  }
  return mixed;
}
