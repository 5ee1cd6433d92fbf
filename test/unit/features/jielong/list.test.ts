import { describe, expect, it } from 'vitest';
import { listOf } from '../../../../src/features/jielong/usecase/list.ts';
import type { JielongRow } from '../../../../src/language/reading.ts';

const row = (names: string[], over: Partial<JielongRow> = {}): JielongRow => ({
  names,
  people: names.length,
  isEmpty: names.length === 0,
  ...over,
});
const faults = { missing: [], doubled: [], nameless: [], twice: ['王芳', '李强'] };

describe('listOf', () => {
  it('gives the companions of a row to its first name', () => {
    expect(listOf({ rows: [row(['王芳', '李强'], { people: 4, note: '晚到', phone: '13800001001' })] }).listed).toEqual(
      [
        { name: '王芳', companions: 2, note: '晚到', times: 1 },
        { name: '李强', companions: 0, note: '晚到', times: 1 },
      ],
    );
  });

  it('makes one of somebody named again for the same day, with the larger number', () => {
    const rows = [row(['王芳'], { note: '早到' }), row(['李强']), row(['王芳'], { people: 2 })];
    expect(listOf({ rows }).listed).toEqual([
      { name: '王芳', companions: 1, note: '早到', times: 2 },
      { name: '李强', companions: 0, times: 1 },
    ]);
  });

  it('keeps different days apart', () => {
    const rows = [row(['王芳'], { days: ['2026-06-06'], people: 2 }), row(['王芳'], { days: ['2026-06-07'] })];
    expect(listOf({ rows }).listed).toEqual([
      { name: '王芳', companions: 1, days: ['2026-06-06'], times: 1 },
      { name: '王芳', companions: 0, days: ['2026-06-07'], times: 1 },
    ]);
  });

  it('leaves out who says not to come, wherever they stand', () => {
    const rows = [row(['王芳']), row(['李强']), row(['王芳'], { isOff: true, note: '来不了' }), row([])];
    expect(listOf({ rows, faults })).toEqual({
      listed: [{ name: '李强', companions: 0, times: 1 }],
      off: [{ name: '王芳', note: '来不了' }],
      refused: [],
      faults: { ...faults, twice: ['李强'] },
    });
  });

  it('says what it cannot take', () => {
    const rows = [row(['芳']), row(['王芳'], { people: 22 }), row(['李强'], { people: 21 })];
    const { listed, refused } = listOf({ rows });
    expect(listed.map(({ name }) => name)).toEqual(['李强']);
    expect(refused).toEqual(['「芳」不像姓名，没有算', '王芳写了带 21 人，一次最多带 20 人，没有算']);
    expect(() => listOf({ rows: Array.from({ length: 201 }, () => row(['王芳'])) })).toThrow('最多 200 行');
  });
});
