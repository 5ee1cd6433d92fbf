import { describe, expect, it } from 'vitest';
import { planDraft } from '../../../../src/features/summary/usecase/draft.ts';
import { createGuard, splitSentences } from '../../../../src/features/summary/usecase/guard/guard.ts';
import { findNumeral } from '../../../../src/features/summary/usecase/guard/numerals.ts';
import { loadSegment } from '../../../../src/features/summary/usecase/guard/words.ts';
import { writableMaterial } from '../../../../src/features/summary/usecase/order.ts';
import { sampleRecords } from '../records.ts';
import { TRUE, UNTRUE, withIds } from '../sentences.ts';
import { definitions, readSentences, material as sample } from './material.ts';

const planned = planDraft(sampleRecords());
const material = writableMaterial(planned.sections, planned.material);
const cut = await loadSegment();
const check = createGuard(material, cut);

describe('what is not so', () => {
  it.each(UNTRUE)('is refused: %s', (sentence) => {
    expect(check(withIds(sentence, planned.material))).toHaveProperty('reason');
  });

  it('is tried in at least a hundred ways', () => {
    expect(new Set(UNTRUE).size).toBeGreaterThanOrEqual(100);
  });
});

describe('what is so', () => {
  it.each(TRUE)('passes: %s', (sentence) => {
    expect(check(withIds(sentence, planned.material))).toHaveProperty('template');
  });

  it('is tried in at least forty ways', () => {
    expect(new Set(TRUE).size).toBeGreaterThanOrEqual(40);
  });
});

describe('sentences of every class, as models write them', () => {
  const checkSample = createGuard(sample, cut, definitions);
  const untrue = readSentences('untrue.txt');
  const true_ = readSentences('true.txt');
  const isPassed = ({ sentence }: { sentence: string }) => 'template' in checkSample(sentence);

  it.each([...new Set(untrue.map(({ kind }) => kind))])('are refused where they are not so: %s', (kind) => {
    expect(untrue.filter((one) => one.kind === kind && isPassed(one))).toEqual([]);
  });

  it('pass where they are so, 97 in a hundred', () => {
    const refused = true_.filter((one) => !isPassed(one));
    expect(refused.length / true_.length, refused.map(({ sentence }) => sentence).join('\n')).toBeLessThanOrEqual(0.03);
  });

  it.each([
    ['untrue', untrue, 460],
    ['true', true_, 330],
  ])('are many and different: %s', (_, sentences, least) => {
    expect(new Set(sentences.map(({ sentence }) => sentence)).size).toBeGreaterThanOrEqual(least);
  });
});

describe('sentences of the rule', () => {
  const sentences = planned.sections.filter((section) => section.isWritable).flatMap((one) => one.paragraphs.flat());

  // What is not recorded is told by rule only.
  it.each(sentences.filter((sentence) => !sentence.includes('未记录')))('pass the guard themselves: %s', (sentence) => {
    expect(check(sentence)).toEqual({ template: sentence });
  });

  it('hold no numeral of their own, in no section', () => {
    const all = planned.sections
      .flatMap((one) => one.paragraphs.flat())
      .join('')
      .replace(/\{\w+\}/g, '');
    expect(findNumeral(all)).toBeUndefined();
  });
});

describe('numerals', () => {
  it.each([
    ['进一步统一', undefined],
    ['一起出发', undefined],
    ['一起案件', '一'],
    ['二十一致', '二'],
    ['第一时间', '一'],
    ['三会一课', '三'],
    ['队伍', undefined],
    ['伍人', '伍'],
  ])('%s', (text, numeral) => {
    expect(findNumeral(text)).toBe(numeral);
  });
});

it('splits a paragraph where sentences end', () => {
  expect(splitSentences('甲，乙。丙！\n丁')).toEqual(['甲，乙。', '丙！', '丁']);
});
