import { readFacts } from '../../../language/facts.ts';
import { normalise } from '../../../language/text.ts';
import { type Topic, wordsOf } from './words.ts';

/** Characters of command words and what they are mistyped as: same or nearly the same sound. */
const SOUNDS =
  '报抱爆暴宝保包鲍豹饱|名民明铭鸣敏命|签千牵迁钱欠|到道倒导稻|退推腿|补捕部卜布步|录路陆露鹿绿|纪记计|取曲娶去|消肖削宵销|请情清晴青|' +
  '假价架驾嫁教加|单丹但担|捐娟绢卷|赠增憎曾|款宽|总宗纵|结节洁杰|例列历利|会汇惠|服福伏|务物误|发法|活或火|动懂|撤彻扯撒|' +
  '出初处除|绑帮榜|角脚|提题|修休|期其齐';
const soundOf = new Map(SOUNDS.split('|').flatMap((group) => [...group].map((char) => [char, group] as const)));

/** Said around an order, and no part of any. */
const FILLERS =
  /麻烦|请问|谢谢|帮我|给我|我要|我想|我来|想要|一下|一个|一张|一份|怎么[弄办写用说发]?|如何|怎样|小?助手|[一个下吧呗啊呀哦的我要想把来这\s,，。.!！?？:：;；、~～]/g;
/** Days, hours, numbers and people, as sheet.ts marks them: what an order is about, not which. */
const MARKS = /[\uE000-\uE00F\d]/g;

const SHORTEST = 2;
/** More follows: two characters alone are no slip then but a word of a sentence. */
const SHORTEST_HEAD = 3;
const LONGEST = 7;
const LEAST = 0.65;
/** Typed, with days, numbers and politeness; what is longer is no slip in an order. */
const LONGEST_LINE = 40;

export interface Near {
  topic: Topic;
  /** 0 … 1: 1 is a command word itself. */
  likeness: number;
}

/** The topic whose command words a short line, or its beginning, is nearly made of; ordinary talk is near to none. Pure. */
export function nearestTopic(text: string, topics: readonly Topic[]): Topic | undefined {
  const [head = ''] = text.trim().split(/[\s,，:：]/);
  const near = [nearestOf(text, topics, SHORTEST), nearestOf(head, topics, SHORTEST_HEAD)];
  const [best] = near.flatMap((one) => one ?? []).sort(byLikeness);
  return best && best.likeness >= LEAST ? best.topic : undefined;
}

function nearestOf(part: string, topics: readonly Topic[], shortest: number): Near | undefined {
  const core = part.length > LONGEST_LINE ? '' : coreOf(part);
  return core.length < shortest || core.length > LONGEST ? undefined : rankTopics(core, topics)[0];
}

/** Topics by likeness to the words, best first; those with nothing in common left out. */
export function rankTopics(words: string, topics: readonly Topic[]): Near[] {
  return topics
    .map((topic) => ({ topic, likeness: likenessOf(words, topic) }))
    .filter(({ likeness }) => likeness > 0)
    .sort(byLikeness);
}

/** What is left of a text without days, numbers, people and words that order nothing. */
export function coreOf(text: string): string {
  const { text: plain } = normalise(text);
  return readFacts(plain, []).skeleton.replace(MARKS, '').replace(FILLERS, '');
}

function byLikeness(a: Near, b: Near): number {
  return b.likeness - a.likeness;
}

function likenessOf(typed: string, topic: Topic): number {
  const words = wordsOf(topic);
  const vocabulary = [...new Set(words.join(''))];
  const known = [...typed].map((char) => Math.max(0, ...vocabulary.map((other) => alike(char, other))));
  const share = known.reduce((sum, one) => sum + one, 0) / typed.length;
  return share * Math.max(0, ...words.map((word) => covered(word, typed)));
}

/** How much of the word's characters is typed, in whatever order. */
function covered(word: string, typed: string): number {
  const left = [...typed];
  let sum = 0;
  for (const char of word) {
    const scores = left.map((other) => alike(char, other));
    const best = Math.max(0, ...scores);
    if (best === 0) continue;
    sum += best;
    left.splice(scores.indexOf(best), 1);
  }
  return sum / word.length;
}

function alike(one: string, other: string): number {
  if (one === other) return 1;
  const sound = soundOf.get(one);
  return sound !== undefined && sound === soundOf.get(other) ? 0.8 : 0;
}
