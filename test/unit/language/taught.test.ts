import { describe, expect, it } from 'vitest';
import { read } from '../../../src/language/read.ts';
import type { Reading } from '../../../src/language/reading.ts';

// A Wednesday.
const context = { today: '2026-06-03', time: '10:00', roster: [] };

/** The lines the help text teaches: they must be read exactly so. */
const TAUGHT: readonly [string, Partial<Reading>][] = [
  [
    '发布活动 6月4日 8:00-12:00 护考志愿服务 地点:一中门口 名额20 截止6月3日18点',
    {
      intent: 'create_activity',
      dates: ['2026-06-04'],
      time: ['08:00', '12:00'],
      keyword: '护考志愿服务',
      place: '一中门口',
      count: 20,
      capacity: 20,
      deadline: { day: '2026-06-03', time: '18:00' },
    },
  ],
  ['发布活动 6月4日 8:00 护考 名额0', { intent: 'create_activity', capacity: 0 }],
  ['发布活动 6月4日 8:00 护考 名额-5', { intent: 'create_activity', capacity: -5 }],
  ['发布活动 6月4日 8:00 护考 名额1000000000', { intent: 'create_activity', capacity: 1_000_000_000 }],
  ['发布活动 6月4日 8:00 护考 不限人数', { intent: 'create_activity', isUnlimited: true }],
  ['报名 6月4日护考', { intent: 'register', dates: ['2026-06-04'], keyword: '护考', self: true }],
  ['帮王芳、陈静报名 6月4日护考', { intent: 'register', people: ['王芳', '陈静'], self: false, keyword: '护考' }],
  ['报名 护考 带2个家属', { intent: 'register', keyword: '护考', companions: 2, count: 3, self: true }],
  ['报名护考 300人', { intent: 'register', keyword: '护考', count: 300 }],
  ['抱名 六月四号护考', { intent: 'register', dates: ['2026-06-04'], keyword: '护考' }],
  ['报名 2月30日护考', { intent: 'register', warnings: ['2月30日没有这一天'] }],
  ['报名 6月4日(周二)护考', { intent: 'register', dates: ['2026-06-04'], warnings: ['6月4日是周四，不是周二'] }],
  ['取消 6月4日护考', { intent: 'cancel', dates: ['2026-06-04'], keyword: '护考', self: true }],
  ['取消报名', { intent: 'cancel', self: true }],
  ['24号来不了了，29号正常', { intent: 'cancel', dates: ['2026-06-24'] }],
  ['名单 护考', { intent: 'list', keyword: '护考' }],
  ['我的报名', { intent: 'list', isMine: true }],
  ['还有名额吗', { intent: 'list', isPlaces: true }],
  ['护考还有名额吗', { intent: 'list', isPlaces: true, keyword: '护考' }],
  [
    '请假 周一例会 出差',
    { intent: 'meeting_leave', dates: ['2026-06-08'], keyword: '例会', reason: '出差', self: true },
  ],
  [
    '设置例会 每周一 19:00 支部活动室 主持:李强 议程:分析形势、通报情况',
    {
      intent: 'meeting_create',
      weekly: 1,
      time: ['19:00'],
      keyword: '例会',
      place: '支部活动室',
      chair: '李强',
      agenda: ['分析形势', '通报情况'],
    },
  ],
  ['每周一 19:00 例会', { intent: 'meeting_create', weekly: 1, time: ['19:00'], keyword: '例会' }],
  ['取消周一例会', { intent: 'meeting_change', from: ['2026-06-08'], keyword: '例会' }],
  ['周一例会不开了', { intent: 'meeting_change', from: ['2026-06-08'], keyword: '例会' }],
  [
    '周一例会改到周二晚上7点',
    { intent: 'meeting_change', from: ['2026-06-08'], dates: ['2026-06-09'], time: ['19:00'], keyword: '例会' },
  ],
  [
    '补录 6月2日 帮小世博家收菜花 20人 3小时',
    { intent: 'log_service', dates: ['2026-06-02'], keyword: '帮小世博家收菜花', count: 20, hours: 3 },
  ],
  ['补录 6月2日 义诊 20人 3小时 受益300人', { intent: 'log_service', count: 20, beneficiaries: 300 }],
  ['补录 6月2日 聊天 服务老人35人 2小时', { intent: 'log_service', beneficiaries: 35, hours: 2 }],
  ['补路 6月1日 植树 3人 2小时', { intent: 'log_service', dates: ['2026-06-01'], keyword: '植树' }],
  ['捐赠 衣物 200套', { intent: 'log_donation', items: [{ item: '衣物', qty: 200, unit: '套' }] }],
  ['捐款500元', { intent: 'log_donation', amount: 500 }],
  ['捐图书2.5万册', { intent: 'log_donation', items: [{ item: '图书', qty: 25_000, unit: '册' }] }],
  ['捐赠 衣物 数量待补', { intent: 'log_donation', items: [{ item: '衣物' }] }],
  ['生成上半年总结', { intent: 'summary', period: ['2026-01-01', '2026-06-30'] }],
  ['起草1-6月工作总结', { intent: 'summary', period: ['2026-01-01', '2026-06-30'] }],
  ['写一份去年的工作总结', { intent: 'summary', period: ['2025-01-01', '2025-12-31'] }],
  ['2025年总结', { intent: 'summary', period: ['2025-01-01', '2025-12-31'] }],
  ['签道', { intent: 'checkin' }],
  [
    '发布活动 周六 14:00 社区义诊 地点：活动中心',
    { intent: 'create_activity', dates: ['2026-06-06'], time: ['14:00'], keyword: '社区义诊', place: '活动中心' },
  ],
  [
    '发布活动 6月14日、6月21日 9:00 敬老院慰问 不限人数',
    { intent: 'create_activity', dates: ['2026-06-14', '2026-06-21'], time: ['09:00'], isUnlimited: true },
  ],
  ['帮王芳取消 6月4日护考', { intent: 'cancel', people: ['王芳'], self: false, keyword: '护考' }],
  ['王芳捐赠 图书 30本', { intent: 'log_donation', people: ['王芳'], items: [{ item: '图书', qty: 30, unit: '本' }] }],
  [
    '设置例会 每周五 15:00 议程：分析形势、通报情况',
    { intent: 'meeting_create', weekly: 5, time: ['15:00'], keyword: '例会', agenda: ['分析形势', '通报情况'] },
  ],
];

describe('read · taught lines', () => {
  it.each(TAUGHT)('%s', (text, wanted) => {
    expect(read(text, context)[0]).toMatchObject(wanted);
  });

  it('finds no day where none is', () => {
    expect(read('报名 2月30日护考', context)[0]?.dates).toBeUndefined();
  });

  it('knows a member by the roster where no rule of names would', () => {
    const roster = ['夏天', '康宁', '阿依古丽'];
    expect(read('周六植树阿依古丽报名', { ...context, roster })[0]?.people).toEqual(['阿依古丽']);
    expect(read('补录 6月2日 植树 康宁 3小时', { ...context, roster })[0]).toMatchObject({
      people: ['康宁'],
      keyword: '植树',
    });
    expect(read('补录 6月2日 植树 康宁 3小时', context)[0]?.people).toBeUndefined();
  });

  it('leaves one-character and endless names alone', () => {
    expect(read('帮王报名 6月4日护考', context)[0]?.people).toBeUndefined();
    expect(read(`帮${'王芳芳'.repeat(10)}报名 6月4日护考`, context)[0]?.people).toBeUndefined();
  });

  it('shows where each field was read', () => {
    const text = '＠志愿助手 报名 ６月４日護考';
    const spans = read(text, context)[0]?.spans ?? [];
    const shown = spans.map(({ field, start, end }) => [field, text.slice(start, end)]);
    expect(shown).toContainEqual(['dates', '６月４日']);
    expect(shown).toContainEqual(['keyword', '護考']);
  });
});
