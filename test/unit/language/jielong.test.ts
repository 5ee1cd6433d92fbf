import { describe, expect, it } from 'vitest';
import { read } from '../../../src/language/read.ts';
import type { Fields, JielongFaults, JielongRow } from '../../../src/language/reading.ts';

const context = { today: '2026-06-01', time: '10:00', roster: ['阿依古丽'], sender: 'lina' };
const FINE: JielongFaults = { missing: [], doubled: [], nameless: [], twice: [] };

function readList(rows: string, heading = '#接龙\n6月4日护考'): Fields & { intent: string } {
  const [best] = read(`${heading}\n${rows}`, context);
  if (!best) throw new Error('read() always reads something');
  return best;
}

/** One row without what says nothing. */
function readRow(row: string, heading?: string): Partial<JielongRow> {
  const [first] = readList(row, heading).rows ?? [];
  const { isEmpty, number: _, ...rest } = first ?? { isEmpty: true, names: [], people: 0 };
  return isEmpty ? { ...rest, isEmpty } : rest;
}

describe('a row of a 接龙', () => {
  it.each<[string, Partial<JielongRow>]>([
    ['1. 王芳', { names: ['王芳'], people: 1 }],
    ['1. 王芳 13800001001', { names: ['王芳'], people: 1, phone: '13800001001' }],
    ['1. 王芳 +86 138 0000 1001', { names: ['王芳'], people: 1, phone: '13800001001' }],
    ['1. 13800001001 王芳', { names: ['王芳'], people: 1, phone: '13800001001' }],
    ['1. 陈静+1 晚到十分钟', { names: ['陈静'], people: 2, note: '晚到十分钟' }],
    ['1. 李强（带孩子）', { names: ['李强'], people: 2, note: '带孩子' }],
    ['1. 李强+家属', { names: ['李强'], people: 2, note: '带家属' }],
    ['1. 周敏 带2个孩子 坐公交', { names: ['周敏'], people: 3, note: '坐公交' }],
    ['1. 陈静（2大1小）', { names: ['陈静'], people: 3 }],
    ['1. 沈月 一家3口', { names: ['沈月'], people: 3 }],
    ['1. 王芳 李强', { names: ['王芳', '李强'], people: 2 }],
    ['1. 王芳、李强、陈静（3人）', { names: ['王芳', '李强', '陈静'], people: 3 }],
    ['1. 刘洋带陈平', { names: ['刘洋', '陈平'], people: 2 }],
    ['1. 何静带孙子', { names: ['何静'], people: 2, note: '带孙子' }],
    ['1. 王芳晚到', { names: ['王芳'], people: 1, note: '晚到' }],
    ['1. 王芳上午', { names: ['王芳'], people: 1, note: '上午' }],
    ['1. 刘洋 3号点位', { names: ['刘洋'], people: 1, note: '3号点位' }],
    ['1. 李强-后勤组', { names: ['李强'], people: 1, note: '后勤组' }],
    ['1. 第一站 刘洋', { names: ['刘洋'], people: 1, note: '第一站' }],
    ['1. 阿依古丽', { names: ['阿依古丽'], people: 1 }],
    ['1. Tom', { names: ['Tom'], people: 1 }],
    ['1. 李强 身份证330102199001011234', { names: ['李强'], people: 1, note: '身份证' }],
    ['1. 赵雨 0571-88881234', { names: ['赵雨'], people: 1 }],
    ['1. 李强 来不了了', { names: ['李强'], people: 1, note: '来不了了', isOff: true }],
    ['1. 李强 取消', { names: ['李强'], people: 1, note: '取消', isOff: true }],
    ['1. 赵雨 有事晚到', { names: ['赵雨'], people: 1, note: '有事晚到' }],
    ['1. 王芳 8.30到', { names: ['王芳'], people: 1, note: '8.30到' }],
    ['1. 13800001001', { names: [], people: 0, phone: '13800001001', isEmpty: true }],
    ['1. 待定', { names: [], people: 0, note: '待定', isEmpty: true }],
  ])('%s', (row, expected) => {
    expect(readRow(row)).toEqual(expected);
  });
});

describe('the days of a row', () => {
  const WEEKEND = '#接龙 年货大集 下周六、下周日';
  const SATURDAYS = '#接龙\n护河 6月6日、13日、20日';
  it.each<[string, string, string[] | undefined]>([
    ['1. 苏琴 周六', WEEKEND, ['2026-06-13']],
    ['1. 沈月 周日 一家3口', WEEKEND, ['2026-06-14']],
    ['1. 杜娟 都可', WEEKEND, ['2026-06-13', '2026-06-14']],
    ['1. 高远 两天', WEEKEND, ['2026-06-13', '2026-06-14']],
    ['1. 白露 14日', WEEKEND, ['2026-06-14']],
    ['1. 高远', WEEKEND, undefined],
    ['1. 王芳 周六', SATURDAYS, ['2026-06-06', '2026-06-13', '2026-06-20']],
    ['1. 李强 13-20号', SATURDAYS, ['2026-06-13', '2026-06-20']],
    ['1. 刘洋 两天', SATURDAYS, undefined],
    ['1. 王芳 周日', SATURDAYS, ['2026-06-07']],
    ['1. 周三立 3号口', SATURDAYS, undefined],
    ['1. 王芳 明天', '#接龙\n护河 明天、后天', ['2026-06-02']],
    ['1. 王芳 周六', '#接龙\n护河', ['2026-06-06']],
  ])('%s of %s', (row, heading, days) => {
    expect(readRow(row, heading).days).toEqual(days);
  });

  it('are those of the line that parts the list', () => {
    const { dates, rows, faults } = readList(
      '6月6日：\n1. 王芳\n2. 陈静\n6月7日：\n1. 王芳\n2. 李强',
      '#接龙\n书展 9:00',
    );
    expect(dates).toEqual(['2026-06-06', '2026-06-07']);
    expect(rows?.map(({ days }) => days)).toEqual([['2026-06-06'], ['2026-06-06'], ['2026-06-07'], ['2026-06-07']]);
    expect(faults).toEqual(FINE);
  });

  it('do not come from what is said below the list', () => {
    const { dates, rows } = readList('1. 王芳\n2. 李强\n明天见\n谢谢大家');
    expect(dates).toEqual(['2026-06-04']);
    expect(rows?.map(({ days }) => days)).toEqual([undefined, undefined]);
  });

  it('stay open where it is parted by something else', () => {
    const { part, rows } = readList('上午：\n1. 王芳\n下午：\n1. 李强');
    expect(part).toBeUndefined();
    expect(rows).toMatchObject([
      { names: ['王芳'], note: '上午' },
      { names: ['李强'], note: '下午' },
    ]);
  });
});

describe('the numbers of a 接龙', () => {
  it.each<[string, string, (number | undefined)[]]>([
    ['dots', '1.王芳\n2. 李强', [1, 2]],
    ['commas', '1、王芳\n2、 李强', [1, 2]],
    ['brackets', '1)王芳\n（2）李强', [1, 2]],
    ['dashes and two marks', '1-王芳\n2.、李强', [1, 2]],
    ['circles', '① 王芳\n② 李强\n㉑ 陈静', [1, 2, 21]],
    ['keycaps', '1️⃣ 王芳\n2️⃣ 李强', [1, 2]],
    ['Chinese numerals', '一、王芳\n十二、李强', [1, 12]],
    ['blanks', '1 王芳\n 2  李强', [1, 2]],
    ['nothing', '1王芳\n2李强', [1, 2]],
    ['one line', '1.王芳 2.李强3.陈静', [1, 2, 3]],
    ['a number forgotten', '1. 王芳\n李强 13800001002\n3. 陈静', [1, undefined, 3]],
  ])('may stand with %s', (_, text, numbers) => {
    const { rows = [] } = readList(text);
    expect(rows.map(({ number }) => number)).toEqual(numbers);
    expect(rows.flatMap(({ names }) => names)).toEqual(['王芳', '李强', '陈静'].slice(0, rows.length));
  });

  it.each<[string, Partial<JielongFaults>]>([
    ['1. 王芳\n2. 李强\n3. ', {}],
    ['1. 王芳\n2. 李强\n4. 陈静', { missing: [3] }],
    ['1. 王芳\n3. 李强\n3. 陈静', { missing: [2], doubled: [3] }],
    ['1. 王芳\n2. \n3. 李强\n4. 13800001004\n5. ', { nameless: [2, 4] }],
    ['1. 王芳\n2. 李强\n3. 王芳 李强', { twice: ['王芳', '李强'] }],
    ['1. 王芳\n2. 王芳 来不了', {}],
  ])('are checked: %j', (text, faults) => {
    expect(readList(text).faults).toEqual({ ...FINE, ...faults });
  });

  it('let a person come on two days in two rows', () => {
    expect(readList('1. 王芳 周六\n2. 王芳 周日', '#接龙 书展 下周六、下周日').faults).toEqual(FINE);
  });
});

describe('the heading of a 接龙', () => {
  it.each([
    '#接龙\n6月4日护考 8:00 一中门口\n例 姓名+电话\n\n1. 王芳\n2. 李强',
    '#接龙\n护考\n6月4日\n8:00 一中门口集合\n1. 王芳\n2. 李强',
    '#接龙\n护考\n6.4 8:00 一中门口\n1. 王芳\n2. 李强',
    '#接龙\n一、时间：6月4日8:00\n二、地点：一中门口\n三、内容：护考\n1. 王芳\n2. 李强',
    '志愿服务报名接龙\n时间：6月4日8:00\n地点：一中门口\n内容：护考\n1. 王芳\n2. 李强\n3. ',
    '照这个报上\n#接龙\n6月4日护考 8:00 一中门口\n0. 例：张三 13800000000\n1. 王芳\n2. 李强\n\n温馨提示：带好水杯\n联系人：刘洋 13800001009',
  ])('is read apart from the rows: %j', (text) => {
    const { intent, dates, time, keyword, place, people } = read(text, context)[0] ?? {};
    expect({ intent, dates, time, keyword, place, people }).toEqual({
      intent: 'jielong',
      dates: ['2026-06-04'],
      time: ['08:00'],
      keyword: '护考',
      place: '一中门口',
      people: ['王芳', '李强'],
    });
  });

  it.each(['成语接龙\n1. 一心一意\n2. 意气风发', '周末采购\n1. 白菜\n2. 萝卜', '分工：\n1. 场地布置\n2. 签到'])(
    'is none where no list of people follows: %j',
    (text) => {
      expect(read(text, context)[0]?.intent).toBe('none');
    },
  );
});
