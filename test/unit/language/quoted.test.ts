import { describe, expect, it } from 'vitest';
import { readQuoting } from '../../../src/language/quoted.ts';
import type { Reading } from '../../../src/language/reading.ts';

const ACTIVITY =
  '已发布：6月4日(周四) 护考志愿服务\n时间：8:00-12:00\n地点：一中门口\n@志愿助手 报名 6月4日护考志愿服务';
const MEETING = '【会议提醒】例会\n时间：明天 6月8日(周一)19:00\n地点：支部活动室\n@志愿助手 请假 例会 出差';
const context = { today: '2026-06-03', time: '10:00', roster: [] };
const best = (text: string, quote: string) => readQuoting(text, { ...context, quote })[0];

describe('bare words to a quoted announcement', () => {
  it.each<[string, string, Partial<Reading>]>([
    ['我去', ACTIVITY, { intent: 'register', self: true }],
    ['我也去', ACTIVITY, { intent: 'register', self: true }],
    ['我和王芳去', ACTIVITY, { intent: 'register', self: true, people: ['王芳'] }],
    ['来不了', ACTIVITY, { intent: 'cancel', self: true }],
    ['请假', ACTIVITY, { intent: 'cancel', self: true }],
    ['谁报名了', ACTIVITY, { intent: 'list' }],
    ['完成 3小时', ACTIVITY, { intent: 'log_service', hours: 3 }],
    ['我做了两个小时', ACTIVITY, { intent: 'log_service', hours: 2, self: true }],
    ['来不了', MEETING, { intent: 'meeting_leave', self: true }],
    ['请假 出差', MEETING, { intent: 'meeting_leave', reason: '出差' }],
  ])('%s', (text, quote, expected) => {
    const reading = best(text, quote);
    expect(reading).toMatchObject(expected);
    expect(reading?.keyword).toBeUndefined();
    expect(reading?.dates).toBeUndefined();
    for (const { start, end } of reading?.spans ?? []) expect(0 <= start && end <= text.length).toBe(true);
  });

  it.each(['好的', '收到', '几点集合', '辛苦了'])('%s stays talk', (text) => {
    expect(best(text, ACTIVITY)?.intent).toBe('none');
  });

  it('mean nothing to any other quote', () => {
    for (const text of ['我去', '来不了', '完成 3小时']) expect(best(text, '今天天气真好')?.intent).toBe('none');
  });
});
