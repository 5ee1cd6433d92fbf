import { Converter } from 'opencc-js/cn2t';
import { describe, expect, it } from 'vitest';
import { partsOf } from '../../../src/language/day.ts';
import { CN_DIGITS, parseNumber } from '../../../src/language/number.ts';
import { read } from '../../../src/language/read.ts';
import type { Reading } from '../../../src/language/reading.ts';
import { normalise } from '../../../src/language/text.ts';
import { correctTypos } from '../../../src/language/typed/typo.ts';
import { contextOf, readCases } from './cases.ts';

const NUMERALS = new RegExp(`\\d+|[${CN_DIGITS}]+`, 'g');
const messages = readCases().flatMap(({ cases }) => cases);
const toTraditional = Converter({ from: 'cn', to: 't' });
/** Ways to type the same; an invisible character is dropped, so that places move. */
const TYPINGS: Record<string, (text: string) => string> = {
  plain: (text) => text,
  'full width': (text) =>
    text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)).replaceAll(' ', '\u3000'),
  traditional: toTraditional,
  'with invisible characters': (text) => text.replace(/./gsu, '\u200b$&'),
};

describe('spans', () => {
  it.each(Object.entries(TYPINGS))('show where each field was read in what is typed: %s', (_, type) => {
    const wrong = messages.flatMap((row) => {
      const typed = type(row.text);
      return read(typed, contextOf(row)).flatMap((reading) => amiss(reading, typed).map((what) => [row.text, what]));
    });
    expect(wrong).toEqual([]);
  });
});

/** The fields that their spans do not show, as far as it can be told from the characters. */
function amiss(reading: Reading, typed: string): string[] {
  const said = (field: string) =>
    reading.spans
      .filter((span) => span.field === field)
      .map(({ start, end }) => correctTypos(normalise(typed.slice(start, end)).text));
  const wrong: string[] = [];
  const check = (field: string, isShown: boolean) => {
    if (!isShown) wrong.push(`${field}: ${said(field)}`);
  };
  for (const name of reading.people ?? [])
    check(
      'people',
      said('people').some((words) => words.includes(name)),
    );
  for (const field of ['keyword', 'place', 'doc', 'chair'] as const) {
    const value = reading[field];
    if (value !== undefined) for (const words of said(field)) check(field, words === value);
  }
  for (const words of said('time')) check('time', showsHour(words, reading.time));
  for (const words of [...said('dates'), ...said('from')]) check('dates', showsDay(words, reading));
  return wrong;
}

function showsHour(words: string, time: string[] | undefined): boolean {
  const hours = numbersIn(words).map((number) => number % 12);
  return (time ?? []).every((clock) => hours.includes(Number(clock.slice(0, 2)) % 12));
}

/** Told of `6月4日`, `6.4` and `4号`, unless there is no such day. */
function showsDay(words: string, { dates = [], from = [], warnings }: Reading): boolean {
  const match = /^(?:(\d{1,2})[月./])?(\d{1,2})[日号]?$/.exec(words);
  if (!match || warnings) return true;
  const [month, date] = [Number(match[1] ?? 0), Number(match[2])];
  return [...dates, ...from].map(partsOf).some((day) => day.date === date && (month === 0 || day.month === month));
}

function numbersIn(words: string): number[] {
  return (words.match(NUMERALS) ?? []).map((numeral) => parseNumber(numeral) ?? Number.NaN);
}
