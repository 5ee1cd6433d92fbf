import { describe, expect, it } from 'vitest';
import { parseNumber } from '../../../src/language/number.ts';
import { readGoods, readMoney } from '../../../src/language/quantity/goods.ts';
import { createSheet } from '../../../src/language/sheet.ts';
import { scanDurations } from '../../../src/language/time/duration.ts';

describe('parseNumber', () => {
  it.each([
    ['12', 12],
    ['2.5', 2.5],
    ['1.2万', 12_000],
    ['3千', 3000],
    ['两', 2],
    ['俩', 2],
    ['仨', 3],
    ['十', 10],
    ['十二', 12],
    ['二十五', 25],
    ['廿五', 25],
    ['一百零二', 102],
    ['一百二', 120],
    ['两千三', 2300],
    ['三百五十', 350],
    ['二零二七', 2027],
    ['贰佰伍拾', 250],
    ['两万五千', 25_000],
    ['一亿', 100_000_000],
    ['', undefined],
    ['好', undefined],
    ['12好', undefined],
  ])('%j', (text, wanted) => {
    expect(parseNumber(text)).toBe(wanted);
  });
});

describe('scanDurations', () => {
  it.each([
    ['2.5小时', 2.5],
    ['3个半小时', 3.5],
    ['一个半钟头', 1.5],
    ['两小时', 2],
    ['半小时', 0.5],
    ['半个小时', 0.5],
    ['1小时30分', 1.5],
    ['90分钟', 1.5],
    ['4h', 4],
    ['1.5H', 1.5],
    ['三个小时', 3],
  ])('%s', (text, wanted) => {
    expect(scanDurations(createSheet(text)).map(({ hours }) => hours)).toEqual([wanted]);
  });

  it.each(['晚十分钟到', '3时', '小时候', '5hours后'.slice(0, 1)])('none in %s', (text) => {
    expect(scanDurations(createSheet(text))).toEqual([]);
  });
});

describe('goods and money', () => {
  it.each([
    ['捐毛巾60条', [{ item: '毛巾', qty: 60, unit: '条' }]],
    ['捐60条毛巾', [{ item: '毛巾', qty: 60, unit: '条' }]],
    [
      '捐赠大米20袋、食用油30桶',
      [
        { item: '大米', qty: 20, unit: '袋' },
        { item: '食用油', qty: 30, unit: '桶' },
      ],
    ],
    ['捐一次性口罩两包', [{ item: '一次性口罩', qty: 2, unit: '包' }]],
    ['捐百事可乐三箱', [{ item: '百事可乐', qty: 3, unit: '箱' }]],
    ['捐旧衣物若干', [{ item: '旧衣物' }]],
    ['捐款500元', []],
  ])('%s', (text, wanted) => {
    expect(readGoods(text)).toEqual(wanted);
  });

  it.each([
    ['捐款500元', [500]],
    ['捐1.2万元', [12_000]],
    ['捐五百', [500]],
    ['捐款贰佰伍拾元', [250]],
    ['捐三百块', [300]],
    ['张三100元、李四50元', [100, 50]],
    ['捐毛巾60条', []],
  ])('money of %s', (text, wanted) => {
    expect(readMoney(text)).toEqual(wanted);
  });
});
