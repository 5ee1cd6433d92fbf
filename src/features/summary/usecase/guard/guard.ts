import type { Fact, Template } from '../../types.ts';
import { type Material, REFERENCE } from '../render.ts';
import { findNumeral, hasNumeral } from './numerals.ts';
import { findMisuse, withoutRepeatedUnits } from './references.ts';
import { FORBIDDEN, PLACE_WORDS } from './vocabulary.ts';
import { findUnknownWord, type Segment } from './words.ts';

export type Verdict = { template: Template } | { reason: string };

const LONGEST = 300;
/** Stands where a reference was, so that the words beside it do not run together. */
const GAP = '□';
const ALPHABET = /^[\u4e00-\u9fff，。、；：！？“”‘’《》□]*$/;

/**
 * Whether a sentence says only what figures and facts stand behind; as it may be printed, or why not. Everything that
 * cannot be told for certain is refused.
 */
export function checkSentence(written: string, material: Material, cut: Segment): Verdict {
  if (written.length > LONGEST) return { reason: '句子太长' };
  const sentence = withoutRepeatedUnits(withReferences(written.trim(), material), material);
  const text = sentence.replace(REFERENCE, GAP);
  const reason =
    checkNumerals(text) ?? checkCharacters(text) ?? checkWords(text, material, cut) ?? findMisuse(sentence, material);
  if (reason !== undefined) return { reason };
  return { template: /[。！？]$/.test(sentence) ? sentence : `${sentence.replace(/[，、；：]+$/, '')}。` };
}

/** Text into sentences; the mark that ends one stays with it. */
export function splitSentences(paragraph: string): string[] {
  return paragraph
    .split(/(?<=[。！？!?])|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

function checkNumerals(text: string): string | undefined {
  const numeral = findNumeral(text);
  return numeral === undefined ? undefined : `引用之外有数字“${numeral}”`;
}

function checkCharacters(text: string): string | undefined {
  if (!ALPHABET.test(text)) return '有汉字和标点以外的字符';
  const rare = [...text].find((character) => /[\u4e00-\u9fff]/.test(character) && !standardCharacters().has(character));
  if (rare) return `“${rare}”不是规范的常用字`;
  return /[“”‘’《》]/.test(text) ? '引号里的名称不在资料里' : undefined;
}

function checkWords(text: string, { facts }: Material, cut: Segment): string | undefined {
  const joined = text.replace(/[，。、；：！？]/g, '');
  for (const { reason, pattern } of FORBIDDEN) {
    const found = pattern.exec(text) ?? pattern.exec(joined);
    if (found) return `${reason}：“${found[0].replaceAll(GAP, '')}”`;
  }
  const named = publicText(facts);
  const place = [...text.matchAll(PLACE_WORDS)].find(([word]) => !named.includes(word));
  if (place) return `写了资料里没有的地点：“${place[0]}”`;
  const unknown = findUnknownWord(text, { cut, named: publicText(facts) });
  return unknown === undefined ? undefined : `“${unknown}”不在资料里，也不是常用的说法`;
}

function publicText(facts: Material['facts']): string {
  return [...facts.values()].flatMap((fact) => (fact.isPrivate ? [] : fact.text)).join('\n');
}

/** Names written out become references, the longest first; those with a numeral in them must come as references. */
function withReferences(sentence: string, { facts }: Material): string {
  const names = [...facts.values()]
    .filter((fact) => fact.kind !== 'day' && fact.kind !== 'period')
    .flatMap((fact) => formsOf(fact).map((form) => ({ ...form, id: fact.id })))
    .filter(({ form, least }) => form.length >= least && !hasNumeral(form) && !/[{}]/.test(form))
    .toSorted((a, b) => b.form.length - a.form.length);
  return names.reduce(
    (rest, { form, id }) =>
      rest
        .split(/(\{[^{}]*\})/)
        .map((piece) => (piece.startsWith('{') ? piece : piece.replaceAll(form, `{${id}}`)))
        .join(''),
    sentence,
  );
}

/** “护考服务”, and without the marks where it is long enough not to be an ordinary word. */
function formsOf({ text, kind }: Fact): { form: string; least: number }[] {
  if (kind !== 'title') return [{ form: text, least: 2 }];
  const bare = text.replace(/^[“《]|[”》]$/g, '');
  const marked = [text, `“${bare}”`, `《${bare}》`].map((form) => ({ form, least: 4 }));
  return [...marked, { form: bare, least: 4 }];
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
