import { KINDS } from './kinds.ts';
import { OFFICIAL, topicWords } from './official.ts';
import { type Ground, takeApart } from './sentence.ts';

/** Chinese text into words. */
export type Segment = (text: string) => string[];

const HAN = /\p{Script=Han}/u;
const NOT_HAN = /[^\p{Script=Han}]+/u;
const LONGEST_WORD = 12;

let segment: Promise<Segment> | undefined;

/** The dictionary is read once, and only where a model writes. */
export function loadSegment(): Promise<Segment> {
  segment ??= readDictionary();
  return segment;
}

/** The first word beside the references that is not official prose, and not of what is named; undefined: none. */
export function findUnknownWord(sentence: string, gapped: string, { cut, ground }: Words): string | undefined {
  const parts = takeApart(sentence, ground.material);
  const facts = parts.flatMap(({ fact }) => fact ?? []);
  const lending = facts.filter(({ kind }) => KINDS[kind].lendsWords);
  const named = lending.filter(({ isPrivate }) => !isPrivate).map(({ text }) => text);
  const topics = topicWords(lending.map(({ text }) => text));
  const patterns = [
    ...parts
      .flatMap(({ figure }) => ground.definitions.get(figure?.key ?? '') ?? [])
      .flatMap(({ said, means }) => [said, ...(means ? [means] : [])]),
    ...facts.flatMap(({ kind }) => KINDS[kind].voice ?? []),
  ];
  const spoken = patterns.flatMap((pattern) => gapped.match(new RegExp(pattern, 'g')) ?? []);
  const texts = [...named, ...spoken].join('\n');
  const isKnown = (word: string): boolean =>
    OFFICIAL.has(word) || topics.has(word) || (word.length >= 2 && texts.includes(word)) || spoken.includes(word);
  const isRead = (word: string): boolean => !HAN.test(word) || isKnown(word);
  for (const stretch of gapped.split(NOT_HAN)) {
    if (!isMadeOf(stretch, isKnown)) return cut(stretch).find((word) => !isRead(word)) ?? stretch;
  }
  return undefined;
}

interface Words {
  cut: Segment;
  ground: Ground;
}

/** Whether a stretch of text can be read as known words and nothing else. */
function isMadeOf(stretch: string, isKnown: (word: string) => boolean): boolean {
  const isReached = [true];
  for (let end = 1; end <= stretch.length; end += 1) {
    isReached[end] = Array.from({ length: Math.min(end, LONGEST_WORD) }, (_, index) => end - 1 - index).some(
      (start) => isReached[start] === true && isKnown(stretch.slice(start, end)),
    );
  }
  return isReached[stretch.length] === true;
}

async function readDictionary(): Promise<Segment> {
  const [{ Jieba }, { dict }] = await Promise.all([import('@node-rs/jieba'), import('@node-rs/jieba/dict.js')]);
  const jieba = Jieba.withDict(dict);
  return (text) => jieba.cut(text, false);
}
