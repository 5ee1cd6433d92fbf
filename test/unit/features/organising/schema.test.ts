import { describe, expect, it } from 'vitest';
import { parseCallOff, parseChange, parseChanges } from '../../../../src/features/organising/schema.ts';

const TODAY = '2026-05-30';
const WANTED = { keyword: '护考', dates: ['2026-06-04'] };

describe('parseChange', () => {
  it.each([
    ['6月4日护考 名额30', { capacity: 30 }],
    ['6月4日护考 名额改成三十人', { capacity: 30 }],
    ['6月4日护考 名额增加到 50', { capacity: 50 }],
    ['6月4日护考名额30', { capacity: 30 }],
    ['6月4日护考 名额不限', { capacity: null }],
    ['6月4日护考 名额-5', { capacity: -5 }],
    ['6月4日护考 名额0', { capacity: 0 }],
    ['6月4日护考 时间9:00-11:00', { time: ['09:00', '11:00'] }],
    ['6月4日护考 时间改到下午2点', { time: ['14:00'] }],
    ['把6月4日护考的时间改到9点半', { time: ['09:30'] }],
    ['6月4日(周四)护考,地点改到二中东门', { place: '二中东门' }],
    ['6月4日护考 截止6月3日18点', { deadline: { day: '2026-06-03', time: '18:00' } }],
    ['6月4日护考 报名截止改到6月2日', { deadline: { day: '2026-06-02' } }],
    ['6月4日护考 时间9:00 地点改到二中 名额30', { time: ['09:00'], place: '二中', capacity: 30 }],
  ])('%s', (text, changes) => {
    const order = parseChange(text, TODAY);
    expect(order.changes).toEqual(changes);
    expect(order.wanted).toMatchObject(WANTED);
  });

  it('leaves a title alone that has one of the words in it', () => {
    expect(parseChange('6月4日时间银行 名额30', TODAY)).toMatchObject({
      wanted: { keyword: '时间银行' },
      changes: { capacity: 30 },
    });
  });

  it('keeps the changes as typed, to be read again behind a choice', () => {
    const { text, changes } = parseChange('护考 截止明天18点 名额30', TODAY);
    expect(parseChanges(text, TODAY)).toEqual(changes);
  });

  it.each([
    ['', /请写明改什么/],
    ['6月4日护考', /请写明改什么/],
    ['6月4日护考 名额很多', /新的名额/],
    ['6月4日护考 时间改到以后再说', /新的时间/],
    ['6月4日护考 时间改到6月5日9点', /日期不能直接改/],
    ['6月4日护考 地点改到', /改到哪里/],
    ['6月4日护考 截止改到早点', /截止到哪一天/],
    ['2月30日护考 名额30', /2月/],
    [`6月4日护考 地点${'长'.repeat(400)}`, /太长/],
  ])('refuses %s in one sentence', (text, sentence) => {
    expect(() => parseChange(text, TODAY)).toThrow(sentence);
  });
});

describe('parseCallOff', () => {
  it.each([
    ['6月4日护考', WANTED, null],
    ['6月4日护考 因为下雨', WANTED, '下雨'],
    ['6月4日的护考,因为高考改期', WANTED, '高考改期'],
    ['护考(原因:场地停电)', { keyword: '护考' }, '场地停电'],
    ['6月4日', { dates: ['2026-06-04'] }, null],
    ['基因科普讲座', { keyword: '基因科普讲座' }, null],
  ])('%s', (text, wanted, reason) => {
    const order = parseCallOff(text, TODAY);
    const { said: _, ...meant } = order.wanted;
    expect({ wanted: meant, reason: order.reason }).toEqual({ wanted, reason });
  });
});
