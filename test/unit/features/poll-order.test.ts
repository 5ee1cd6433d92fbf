import { describe, expect, it } from 'vitest';
import { namedOptions, readNumbers } from '../../../src/features/poll/schema/ballot.ts';
import { parsePoll } from '../../../src/features/poll/schema/order.ts';

const AROUND = { now: new Date('2026-05-20T01:00:00Z'), today: '2026-05-20', zone: 'Asia/Shanghai' };
const parse = (text: string) => parsePoll(text, AROUND);

describe('parsePoll', () => {
  it.each<[string, string, string[]]>([
    ['主题党日哪天好 6月5日 6月6日 6月7日', '主题党日哪天好', ['6月5日(周五)', '6月6日(周六)', '6月7日(周日)']],
    ['主题党日哪天好:6月5日、6月6日、7日', '主题党日哪天好', ['6月5日(周五)', '6月6日(周六)', '6月7日(周日)']],
    ['主题党日哪天好?6月5日-7日', '主题党日哪天好', ['6月5日(周五)', '6月6日(周六)', '6月7日(周日)']],
    ['主题党日哪天好6月5日 6月6日', '主题党日哪天好', ['6月5日(周五)', '6月6日(周六)']],
    ['慰问 什么时候去 6/5 6/6', '慰问 什么时候去', ['6月5日(周五)', '6月6日(周六)']],
    ['6月5日(周五) 6月6日(周六)', '哪天合适', ['6月5日(周五)', '6月6日(周六)']],
    ['例会哪天 本周五 下周一', '例会哪天', ['5月22日(周五)', '5月25日(周一)']],
    ['义诊 6月5日上午 6月5日下午 都可以', '义诊', ['6月5日(周五)上午', '6月5日(周五)下午', '都可以']],
    ['义诊 6月5日 19:00 6月6日 9:00-11:00', '义诊', ['6月5日(周五)19:00', '6月6日(周六)9:00-11:00']],
    ['去哪儿 A植物园 B纪念馆', '去哪儿', ['植物园', '纪念馆']],
    ['五一 去哪儿 1.植物园 2.纪念馆', '五一 去哪儿', ['植物园', '纪念馆']],
    ['去哪儿 植物园、纪念馆、K歌', '去哪儿', ['植物园', '纪念馆', 'K歌']],
    ['端午去哪儿 A植物园 B纪念馆', '端午去哪儿', ['植物园', '纪念馆']],
    ['去哪儿\n城东 植物园\n烈士 纪念馆', '去哪儿', ['城东 植物园', '烈士 纪念馆']],
    ['去哪儿 植物园 植物园 纪念馆', '去哪儿', ['植物园', '纪念馆']],
  ])('%s', (text, title, options) => {
    const poll = parse(text);
    expect(poll.title).toBe(title);
    expect(poll.options.map((option) => option.text)).toEqual(options);
    expect(poll).toMatchObject({ isMultiple: true, closesAt: null });
  });

  it.each<[string, boolean, string | undefined]>([
    ['去哪儿 A植物园 B纪念馆 单选', false, undefined],
    ['去哪儿(单选) A植物园 B纪念馆 可多选', false, undefined],
    ['去哪儿 A植物园 B纪念馆 截止6月3日', true, '2026-06-03T16:00:00.000Z'],
    ['哪天好 6月5日 6月6日 截止6月3日18点 单选', false, '2026-06-03T10:00:00.000Z'],
    ['哪天好 截止今天18:00 6月5日 6月6日', true, '2026-05-20T10:00:00.000Z'],
  ])('%s', (text, isMultiple, closesAt) => {
    const poll = parse(text);
    expect(poll.options).toHaveLength(2);
    expect(poll.isMultiple).toBe(isMultiple);
    expect(poll.closesAt?.toISOString()).toBe(closesAt);
  });

  it.each([
    ['去哪儿', '至少两个可以选的'],
    ['主题党日哪天好 6月5日', '至少两个可以选的'],
    ['哪天好 2月30日 6月5日', '2月30日没有这一天'],
    ['哪天好 6月5日 6月6日 截止5月19日18点', '今后半年以内'],
    [
      `去哪儿 ${Array.from({ length: 21 }, (_, i) => `地方${'一二三四五六七八九十'.charAt(i % 10)}${i}`).join(' ')}`,
      '最多 20 个',
    ],
    [`去哪儿 ${'远'.repeat(31)} 近`, '30 个字以内'],
    [`${'长'.repeat(41)} 植物园 纪念馆`, '40 个字以内'],
    ['长'.repeat(1001), '太长了'],
  ])('refuses %s', (text, expected) => {
    expect(() => parse(text)).toThrow(expected);
  });

  it('keeps what people wrote from being markup', () => {
    expect(parse('去<@all>哪儿 *植物园* `纪念馆`').options.map(({ text }) => text)).toEqual([
      '＊植物园＊',
      '｀纪念馆｀',
    ]);
  });
});

describe('readNumbers', () => {
  it.each<[string, number[] | undefined]>([
    ['1 3', [1, 3]],
    ['1、3,3', [1, 3]],
    ['第一个和第三个', [1, 3]],
    ['2号', [2]],
    ['植物园', undefined],
    ['6月5日', undefined],
  ])('%s', (text, numbers) => {
    expect(readNumbers(text)).toEqual(numbers);
  });
});

describe('namedOptions', () => {
  const option = (serial: number, text: string, day: string | null = null) => ({
    id: serial,
    serial,
    text,
    day,
    voters: [],
  });

  it('finds options by their day, or by part of their words', () => {
    const days = [option(1, '6月5日(周五)', '2026-06-05'), option(2, '6月6日(周六)', '2026-06-06')];
    expect(namedOptions({ options: days }, '6月6日', AROUND.today)).toEqual([2]);
    expect(namedOptions({ options: days }, '6月5日和6月6日', AROUND.today)).toEqual([1, 2]);
    const places = [option(1, '城东植物园'), option(2, '纪念馆')];
    expect(namedOptions({ options: places }, '植物园、纪念馆', AROUND.today)).toEqual([1, 2]);
    expect(namedOptions({ options: places }, '动物园', AROUND.today)).toEqual([]);
  });

  it('takes a day alone for neither of two options on it', () => {
    const halves = [option(1, '6月5日(周五)上午', '2026-06-05'), option(2, '6月5日(周五)下午', '2026-06-05')];
    expect(namedOptions({ options: halves }, '6月5日', AROUND.today)).toEqual([]);
  });
});
