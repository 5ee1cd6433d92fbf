/** A word and its part of speech, after the tags of jieba. */
export interface Word {
  word: string;
  tag: string;
}

export type Segment = (text: string) => Word[];

/**
 * Parts of speech of ordinary prose. Not among them: names of persons (nr), places (ns), organisations (nt, j) and
 * brands (nz), numerals (m), measure words (q), times (t), foreign words (eng), and what no dictionary knows (x).
 */
const ORDINARY = /^(a|ad|ag|an|b|c|d|dg|df|e|f|i|k|l|n|ng|o|p|r|rg|rr|rz|s|u|ud|ug|uj|ul|uv|uz|v|vd|vg|vi|vn|vq|y|z)$/;
const HAN = /\p{Script=Han}/u;

/** Ordinary words the dictionary takes for names or does not know. */
const KNOWN = new Set(['签退', '补录', '大力支持', '服务大局', '登记在册', '报满', '助考', '护考']);

let segment: Promise<Segment> | undefined;

/** The dictionary is read once, and only where a model writes. */
export function loadSegment(): Promise<Segment> {
  segment ??= readDictionary();
  return segment;
}

/** The first word of `text` that is no ordinary prose; undefined: none. */
export function findUnknownWord(text: string, cut: Segment): string | undefined {
  return cut(text).find(({ word, tag }) => HAN.test(word) && !ORDINARY.test(tag) && !KNOWN.has(word))?.word;
}

async function readDictionary(): Promise<Segment> {
  const [{ Jieba }, { dict }] = await Promise.all([import('@node-rs/jieba'), import('@node-rs/jieba/dict.js')]);
  const jieba = Jieba.withDict(dict);
  return (text) => jieba.tag(text, true);
}
