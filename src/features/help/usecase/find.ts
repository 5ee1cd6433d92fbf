import { coreOf, rankTopics } from './nearest.ts';
import { type Topic, wordsOf } from './words.ts';

const ASKED = '(?:请问|我想知道|想知道|问一下|想问一下|不会|不知道|不懂)?[\\s,]*';
const HOW = '(?:怎么|如何|怎样|咋)';
const DO = '(?:弄|办|用|写|说|发|做|搞|填|报|操作|使用)?';
const END = '[的呢啊呀吧\\s]*[?？。!！]*$';
/** Likeness from which the words are taken for the topic, and from which it is worth naming. */
const MEANT = 0.5;
const NEAR = 0.25;
const MOST_NAMED = 4;

/**
 * The wordings that ask for help: `帮助`, `帮助 怎么报名`, and with a topic's own words `怎么请假`, `签到怎么弄`. The words
 * asked about are the groups `topic`, `how` and `what`.
 */
export function helpPattern(topics: readonly Topic[]): RegExp {
  const words = topics.flatMap(wordsOf).sort((a, b) => b.length - a.length);
  const word = `(?:${words.join('|') || '(?!)'})`;
  return new RegExp(
    [
      `^(?:帮助|菜单|help|使用说明|怎么用)(?:[\\s:：]+(?<topic>\\S.{0,19})|${END.slice(0, -1)})$`,
      `^(?:你是谁|你会什么|你会干什么|你能做什么|[?？]+)${END}`,
      `^${ASKED}(?:帮助|${HOW}(?:才能|用)?)(?<how>${word})${END}`,
      `^${ASKED}(?<what>${word})(?:要|应该|该|得)?${HOW}${DO}${END}`,
    ].join('|'),
    'i',
  );
}

/** The topic the words are about: by its name, by part of it, by what sounds or looks alike. */
export function findTopic(text: string, topics: readonly Topic[]): Topic | undefined {
  const [whole, core] = [text.trim(), coreOf(text)];
  if (core === '') return undefined;
  const [likely] = rankTopics(core, topics);
  return (
    topics.find((topic) => wordsOf(topic).includes(whole)) ??
    topics.find((topic) => topic.help.title === core) ??
    topics.find((topic) => wordsOf(topic).includes(core)) ??
    topics.find(({ help }) => help.title.includes(core)) ??
    (likely && likely.likeness >= MEANT ? likely.topic : undefined)
  );
}

/** The few topics that have most in common with the words. */
export function nearTopics(text: string, topics: readonly Topic[]): Topic[] {
  return rankTopics(coreOf(text), topics)
    .filter(({ likeness }) => likeness >= NEAR)
    .slice(0, MOST_NAMED)
    .map(({ topic }) => topic);
}
