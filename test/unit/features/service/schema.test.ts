import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/errors.ts';
import { isUnbroken, readKept, readService } from '../../../../src/features/service/schema.ts';
import type { Reading } from '../../../../src/language/reading.ts';

const TODAY = '2026-06-04';

function reading(fields: Partial<Reading>): Reading {
  return { intent: 'log_service', confidence: 1, spans: [], keyword: '护考', ...fields };
}

describe('readService', () => {
  it.each<[string, Partial<Reading>, object]>([
    ['nothing but a title', {}, { days: [TODAY], headcount: null, minutes: null, beneficiaries: null, isSelf: false }],
    ['half hours', { hours: 1.5 }, { minutes: 90 }],
    ['a third of an hour', { hours: 1 / 3 }, { minutes: 20 }],
    ['less than a minute', { hours: 0.001 }, { minutes: 1 }],
    ['a whole day', { hours: 24 }, { minutes: 1440 }],
    [
      'days out of order and twice',
      { dates: ['2026-06-03', '2026-06-01', '2026-06-03'] },
      { days: ['2026-06-01', '2026-06-03'] },
    ],
    [
      'more than a day over days that follow each other',
      { dates: ['2026-06-01', '2026-06-02'], hours: 30 },
      { minutes: 1800 },
    ],
    ['nobody helped', { beneficiaries: 0 }, { beneficiaries: 0 }],
    ['a name twice', { people: ['张三', '张三'], self: true }, { names: ['张三'], isSelf: true }],
    ['a title in blanks', { keyword: '  护考 ' }, { title: '护考' }],
  ])('reads %s', (_, fields, expected) => {
    expect(readService(reading(fields), TODAY)).toMatchObject(expected);
  });

  it.each<[Partial<Reading>, string]>([
    [{ dates: ['2026-05-01', '2026-06-01'], hours: 25 }, '最多24小时'],
    [{ hours: Number.NaN }, '大于0小时'],
    [{ hours: -1 }, '大于0小时'],
    [{ count: 1.5 }, '整数'],
    [{ beneficiaries: -1 }, '受益人数'],
    [{ people: Array.from({ length: 101 }, (_, index) => `张${index}`) }, '100个人'],
  ])('refuses %j for the sender to read', (fields, sentence) => {
    const attempt = () => readService(reading(fields), TODAY);
    expect(attempt).toThrow(sentence);
    expect(attempt).toThrow(expect.objectContaining({ isForUser: true }));
  });

  it('takes at most 31 days', () => {
    const days = Array.from(
      { length: 32 },
      (_, index) => `2026-0${index < 16 ? 4 : 5}-${String((index % 16) + 1).padStart(2, '0')}`,
    );
    expect(() => readService(reading({ dates: days }), TODAY)).toThrow('31天');
  });
});

describe('readKept', () => {
  it('gives back what a choice carries', () => {
    const entry = readService(reading({ people: ['张三'], hours: 2 }), TODAY);
    expect(readKept(JSON.stringify(entry))).toEqual(entry);
  });

  it.each(['', '{', '{}', '[]', '{"title":1}'])('refuses %j', (text) => {
    expect(() => readKept(text)).toThrow(AppError);
  });
});

it.each([
  [['2026-06-01'], true],
  [['2026-05-31', '2026-06-01'], true],
  [['2026-05-31', '2026-06-02'], false],
])('isUnbroken %j', (days, expected) => {
  expect(isUnbroken(days)).toBe(expected);
});
