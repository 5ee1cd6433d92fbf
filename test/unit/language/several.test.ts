import { describe, expect, it } from 'vitest';
import { amend, readPiece } from '../../../src/language/amend.ts';
import type { Fields, Intent, Reading } from '../../../src/language/reading.ts';
import { readSeveral } from '../../../src/language/several.ts';

// A Wednesday.
const context = { today: '2026-06-03', time: '10:00', roster: [] };
const orders = (text: string) => readSeveral(text, context).map(({ confidence: _, spans: __, ...order }) => order);

describe('several orders in one message', () => {
  const chen = { people: ['陈静'], self: false };
  const me = { self: true };
  const exam = { keyword: '护考' };
  const [on4, on5] = [{ dates: ['2026-06-04'] }, { dates: ['2026-06-05'] }];
  it.each<[string, object[]]>([
    [
      '我取消，换陈静',
      [
        { intent: 'cancel', ...me },
        { intent: 'register', ...chen },
      ],
    ],
    [
      '护考我去不了了，换陈静去',
      [
        { intent: 'cancel', ...exam, ...me },
        { intent: 'register', ...exam, ...chen },
      ],
    ],
    [
      '护考我的名额让给陈静',
      [
        { intent: 'cancel', ...exam, ...me },
        { intent: 'register', ...exam, ...chen },
      ],
    ],
    [
      '王芳来不了，换陈静去 6月4日护考',
      [
        { intent: 'cancel', ...on4, ...exam, people: ['王芳'], self: false },
        { intent: 'register', ...on4, ...exam, ...chen },
      ],
    ],
    [
      '我报的4号护考改成5号',
      [
        { intent: 'cancel', ...on4, ...exam, ...me },
        { intent: 'register', ...on5, ...exam, ...me },
      ],
    ],
    [
      '6月4日护考去不了了，改成6月5日',
      [
        { intent: 'cancel', ...on4, ...exam, ...me },
        { intent: 'register', ...on5, ...exam, ...me },
      ],
    ],
    [
      '取消6月4日护考，报名6月5日护考',
      [
        { intent: 'cancel', ...on4, ...exam, ...me },
        { intent: 'register', ...on5, ...exam, ...me },
      ],
    ],
    [
      '帮王芳报名护考，帮陈静请假周一例会',
      [
        { intent: 'register', ...exam, people: ['王芳'], self: false },
        { intent: 'meeting_leave', dates: ['2026-06-08'], keyword: '例会', ...chen },
      ],
    ],
  ])('%s', (text, expected) => {
    expect(orders(text)).toEqual(expected);
  });

  it.each([
    '报名 6月4日护考',
    '报名6月4日护考，谢谢',
    '24号来不了了，29号正常',
    '16号照常，17号马拉松补给站不能去了，请删掉我',
    '报名 6月4日护考 我和王芳',
    '让王芳叫陈静一起来报名护考',
    '发布活动 6月4日 8:00 护考，6月3日前报名',
    '周一例会改到周二晚上7点',
    '今天天气真好，换件衣服吧',
  ])('one: %s', (text) => {
    expect(orders(text)).toEqual([]);
  });
});

describe('a piece', () => {
  it.each<[Intent, string, Fields]>([
    ['register', '周五', { dates: ['2026-06-05'] }],
    ['register', '29号', { dates: ['2026-06-29'] }],
    ['register', '王芳和陈静', { people: ['王芳', '陈静'], self: false }],
    ['register', '我和王芳', { people: ['王芳'], self: true }],
    ['register', '8点', { time: ['08:00'] }],
    ['register', '下午场', { part: 'afternoon' }],
    ['register', '什么意思', {}],
    ['create_activity', '名额20', { capacity: 20, count: 20 }],
    ['log_service', '3小时', { hours: 3 }],
    ['meeting_leave', '周一例会', { dates: ['2026-06-08'], keyword: '例会' }],
    ['summary', '上半年', { period: ['2026-01-01', '2026-06-30'] }],
  ])('of %s: %s', (intent, text, fields) => {
    expect(readPiece(intent, text, context)).toEqual(fields);
  });

  it('without a month lies in the month spoken of, unless that is over', () => {
    expect(readPiece('register', '5号', context, '2026-07-20').dates).toEqual(['2026-07-05']);
    expect(readPiece('register', '2号', context, '2026-06-28').dates).toEqual(['2026-07-02']);
  });

  it('takes the place of what it names anew and leaves the rest', () => {
    const reading: Reading = {
      intent: 'register',
      confidence: 1,
      spans: [],
      dates: ['2026-06-04'],
      self: true,
      count: 3,
    };
    expect(amend(reading, { dates: ['2026-06-05'] })).toMatchObject({ dates: ['2026-06-05'], self: true, count: 3 });
    const renamed = amend(reading, { people: ['陈静'], self: false });
    expect(renamed).toMatchObject({ people: ['陈静'], self: false, dates: ['2026-06-04'] });
    expect(renamed.count).toBeUndefined();
  });
});
