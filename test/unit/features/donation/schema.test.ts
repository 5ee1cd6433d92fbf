import { describe, expect, it } from 'vitest';
import { readDonation } from '../../../../src/features/donation/schema.ts';
import { receiverOf } from '../../../../src/features/donation/usecase/given.ts';
import type { Reading } from '../../../../src/language/reading.ts';

const TODAY = '2026-01-10';

function reading(fields: Partial<Reading>): Reading {
  return { intent: 'log_donation', confidence: 1, spans: [], ...fields };
}

describe('readDonation', () => {
  it.each<[string, Partial<Reading>, object]>([
    ['money in fen', { amount: 1050.5 }, { amountFen: 105050n, goods: [], day: TODAY }],
    ['an amount that floats', { amount: 0.1 + 0.2 }, { amountFen: 30n }],
    ['the largest amount', { amount: 1e8 }, { amountFen: 10_000_000_000n }],
    [
      'goods without a number',
      { items: [{ item: '图书' }] },
      { goods: [{ item: '图书', quantity: null, unitWord: null }] },
    ],
    ['a purpose', { amount: 1, keyword: '春雨行动' }, { purpose: '春雨行动', keyword: '春雨行动' }],
    ['a place', { amount: 1, place: '养老驿站' }, { purpose: '养老驿站', keyword: null }],
    ['both', { amount: 1, keyword: '慰问', place: '养老驿站' }, { purpose: '慰问（养老驿站）' }],
    [
      'a place inside the purpose',
      { amount: 1, keyword: '养老驿站慰问', place: '养老驿站' },
      { purpose: '养老驿站慰问' },
    ],
  ])('reads %s', (_, fields, expected) => {
    expect(readDonation(reading(fields), TODAY, '')).toMatchObject(expected);
  });

  it.each<[Partial<Reading>, string]>([
    [{}, '没看出捐了什么'],
    [{ amount: 0.001 }, '大于0元'],
    [{ amount: Number.NaN }, '大于0元'],
    [{ items: [{ item: ' ' }] }, '1到30个字'],
    [{ items: [{ item: '书'.repeat(31) }] }, '1到30个字'],
    [{ items: Array.from({ length: 21 }, () => ({ item: '书' })) }, '20样'],
    [{ amount: 1, warnings: ['2月30日没有这一天'] }, '2月30日没有这一天，请改好'],
  ])('refuses %j for the sender to read', (fields, sentence) => {
    const attempt = () => readDonation(reading(fields), TODAY, '');
    expect(attempt).toThrow(sentence);
    expect(attempt).toThrow(expect.objectContaining({ isForUser: true }));
  });
});

describe('receiverOf', () => {
  it.each<[string, string | null | undefined]>([
    ['向酒仙桥居民利某拨发救助金50000元', '酒仙桥居民利某'],
    ['转赠 矿泉水200箱 给敬老院', '敬老院'],
    ['把图书300册转交给城区小学', '城区小学'],
    ['支出 慰问金 2000元', null],
    ['捐赠 衣物 200套', undefined],
    ['王芳捐图书30本给敬老院', undefined],
    ['给敬老院捐款500元', undefined],
  ])('of %s is %s', (text, expected) => {
    expect(receiverOf(text)).toBe(expected);
  });
});
