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
const KNOWN = new Set(
  (
    '签退 补录 登记在册 报满 助考 护考 文明 先后 另有 惠及 群里 排定 暖心 爱心 走上 细心 耐心 贴心 同心 志愿 ' +
    '凝心聚力 用心用情 真情 温情 关爱 帮扶 助力 助老 助残 敬老 爱老 送水 送考 清扫 劝导 宣讲 守护 奉献 弘扬 践行 红马甲 情系'
  ).split(' '),
);

let segment: Promise<Segment> | undefined;

/** The dictionary is read once, and only where a model writes. */
export function loadSegment(): Promise<Segment> {
  segment ??= readDictionary();
  return segment;
}

/** The first word of `text` that is neither ordinary prose nor in `named`, the texts of the facts; undefined: none. */
export function findUnknownWord(text: string, { cut, named }: { cut: Segment; named: string }): string | undefined {
  const isNamed = (word: string): boolean => word.length >= 2 && named.includes(word);
  return cut(text).find(({ word, tag }) => HAN.test(word) && !ORDINARY.test(tag) && !KNOWN.has(word) && !isNamed(word))
    ?.word;
}

async function readDictionary(): Promise<Segment> {
  const [{ Jieba }, { dict }] = await Promise.all([import('@node-rs/jieba'), import('@node-rs/jieba/dict.js')]);
  const jieba = Jieba.withDict(dict);
  return (text) => jieba.tag(text, true);
}
