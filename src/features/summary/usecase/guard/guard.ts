import type { Fact, FactKind, Template } from '../../types.ts';
import type { Definition } from '../definitions/definition.ts';
import { DEFINITIONS } from '../figures.ts';
import type { Material } from '../render.ts';
import { findForbidden } from './forbidden.ts';
import { findNumeral, hasNumeral } from './numerals.ts';
import { OFFICIAL } from './official.ts';
import { findMisuse, withoutRepeatedUnits } from './references.ts';
import { type Ground, piecesOf, takeApart, withGaps } from './sentence.ts';
import { findUnknownWord, type Segment } from './words.ts';

export type Verdict = { template: Template } | { reason: string };

const LONGEST = 300;
const ALPHABET = /^[\u4e00-\u9fff，。、；：！？“”‘’《》□■]*$/;
const FULL_WIDTH: Readonly<Record<string, string>> = { ',': '，', ';': '；', ':': '：', '!': '！', '?': '？' };

/**
 * Makes the check of sentences: whether one says only what figures and facts stand behind, as it may be printed, or why
 * not. Everything that cannot be told for certain is refused.
 */
export function createGuard(
  material: Material,
  cut: Segment,
  definitions: readonly Pick<Definition, 'key' | 'said' | 'means'>[] = DEFINITIONS,
): (written: string) => Verdict {
  const ground: Ground = {
    material,
    definitions: new Map(definitions.map((definition) => [definition.key, definition])),
    subjects: new Set([...material.figures.values()].flatMap(({ subject }) => subject ?? [])),
  };
  const names = namesOf(material);
  return (written) => {
    if (written.length > LONGEST) return { reason: '句子太长' };
    const text = withFullMarks(written.trim());
    const sentence = withoutRepeatedUnits(withReferences(text, namesFor(text, names, material)), material);
    const gapped = withGaps(sentence, material);
    const reason = checkText(gapped) ?? checkStatement(sentence, gapped, { ground, cut });
    if (reason !== undefined) return { reason };
    return { template: /[。！？]$/.test(sentence) ? sentence : `${sentence.replace(/[，、；：]+$/, '')}。` };
  };
}

/** Text into sentences; the mark that ends one stays with it. */
export function splitSentences(paragraph: string): string[] {
  return paragraph
    .split(/(?<=[。！？!?])|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

function checkText(text: string): string | undefined {
  const numeral = findNumeral(text);
  if (numeral !== undefined) return `引用之外有数字“${numeral}”`;
  if (!ALPHABET.test(text)) return '有汉字和标点以外的字符';
  const rare = [...text].find((character) => /[\u4e00-\u9fff]/.test(character) && !standardCharacters().has(character));
  return rare === undefined ? undefined : `“${rare}”不是规范的常用字`;
}

/** What is most plainly wrong is told first. */
function checkStatement(sentence: string, gapped: string, words: { ground: Ground; cut: Segment }): string | undefined {
  const { ground } = words;
  const forbidden = findForbidden(piecesOf(sentence, ground.material), ground);
  if (forbidden !== undefined) return forbidden;
  const unknown = findUnknownWord(sentence, gapped, words);
  if (unknown !== undefined) return `“${unknown}”不在资料里，也不是常用的说法`;
  return findMisuse(sentence, ground);
}

interface Name {
  form: string;
  id: string;
  kind: FactKind;
}

/** Of a thing that is in the name of what is told as well (图书, “图书整理”), the word is the name's unless it is counted. */
function namesFor(text: string, names: readonly Name[], material: Material): readonly Name[] {
  const parts = takeApart(text, material);
  const titles = parts.flatMap(({ fact }) => (fact?.kind === 'title' ? fact.text : []));
  const counted = new Set(parts.flatMap(({ figure }) => figure?.subject ?? []));
  return names.filter(
    ({ form, id, kind }) => kind !== 'item' || counted.has(id) || !titles.some((title) => title.includes(form)),
  );
}

/** Names as they may be written out; those with a numeral in them must come as references. */
function namesOf({ facts }: Material): Name[] {
  return [...facts.values()]
    .filter(({ kind }) => kind !== 'day' && kind !== 'period')
    .flatMap((fact) => formsOf(fact).map((form) => ({ ...form, id: fact.id, kind: fact.kind })))
    .filter(({ form, kind }) => kind !== 'item' || !OFFICIAL.has(form))
    .filter(({ form, least }) => form.length >= least && !hasNumeral(form) && !/[{}]/.test(form))
    .toSorted((a, b) => b.form.length - a.form.length);
}

/** Names written out become references, the longest first. */
function withReferences(sentence: string, names: readonly Name[]): string {
  return names.reduce(
    (rest, { form, id }) =>
      rest.includes(form)
        ? rest
            .split(/(\{[^{}]*\})/)
            .map((piece) => (piece.startsWith('{') ? piece : piece.replaceAll(form, `{${id}}`)))
            .join('')
        : rest,
    sentence,
  );
}

/** “护考服务”, and without the marks where it is long enough not to be an ordinary word. */
function formsOf({ text, kind }: Fact): { form: string; least: number }[] {
  if (kind !== 'title' && kind !== 'honour') return [{ form: text, least: 2 }];
  const bare = text.replace(/^[“《]|[”》]$/g, '');
  const marked = [text, `“${bare}”`, `《${bare}》`].map((form) => ({ form, least: 4 }));
  return [...marked, { form: bare, least: 4 }];
}

function withFullMarks(text: string): string {
  return text.replace(/[,;:!?]/g, (mark) => FULL_WIDTH[mark] ?? mark);
}

let standard: ReadonlySet<string> | undefined;

/** The 6,763 characters of GB 2312: none of them traditional or a rare numeral. */
function standardCharacters(): ReadonlySet<string> {
  if (standard) return standard;
  const bytes: number[] = [];
  for (let row = 0xb0; row <= 0xf7; row += 1) {
    for (let column = 0xa1; column <= 0xfe; column += 1) bytes.push(row, column);
  }
  standard = new Set(new TextDecoder('gbk').decode(Uint8Array.from(bytes)));
  return standard;
}
