import { describe, expect, it } from 'vitest';
import type { Requirement } from '../../../../src/features/ledger/types.ts';
import { describeRequirement, nameSpan } from '../../../../src/features/ledger/usecase/describe.ts';
import { readRequirement } from '../../../../src/features/ledger/usecase/order.ts';
import { readRequest } from '../../../../src/features/ledger/usecase/request.ts';

const TODAY = '2026-06-10';
const UNITS = [
  { id: 1, name: '城区站' },
  { id: 2, name: '第一党小组' },
  { id: 3, name: '第十一党小组' },
];
const YEAR = { from: '2026-01-01', to: '2026-12-31' };

describe('what is asked of the ledger', () => {
  it.each<[string, object]>([
    ['', { span: YEAR, part: {}, isTable: false, unread: '' }],
    ['上半年', { span: { from: '2026-01-01', to: '2026-06-30' }, unread: '' }],
    ['2025年', { span: { from: '2025-01-01', to: '2025-12-31' } }],
    ['2025 ', { span: { from: '2025-01-01', to: '2025-12-31' } }],
    ['第二季度', { span: { from: '2026-04-01', to: '2026-06-30' } }],
    ['去年下半年 党课', { span: { from: '2025-07-01', to: '2025-12-31' }, part: { kind: 'lecture' } }],
    ['党课', { part: { kind: 'lecture' }, unread: '' }],
    ['党员大会', { part: { kind: 'members' }, unread: '' }],
    ['支委会议', { part: { kind: 'committee' }, unread: '' }],
    ['第一党小组', { part: { unitId: 2 }, unread: '' }],
    ['第一党小组会', { part: { unitId: 2, kind: 'party_group' }, unread: '' }],
    ['第十一党小组 5月', { part: { unitId: 3 }, span: { from: '2026-05-01', to: '2026-05-31' }, unread: '' }],
    ['城区站的例会', { part: { unitId: 1, kind: 'regular' }, unread: '' }],
    ['党支部', { part: { unitId: null }, unread: '' }],
    ['表格', { isTable: true, unread: '' }],
    ['今年的表格', { isTable: true, span: YEAR, unread: '' }],
    ['第九党小组', { unread: '第九党小组' }],
    ['大米20袋', { unread: expect.stringContaining('大米') }],
  ])('%s', (text, expected) => {
    expect(readRequest(text, { today: TODAY, units: UNITS })).toMatchObject(expected);
  });
});

describe('what is to be required', () => {
  it.each<[string, Requirement | null]>([
    ['每季度一次', { every: 'quarter', times: 1 }],
    ['每季一次', { every: 'quarter', times: 1 }],
    ['每月一次', { every: 'month', times: 1 }],
    ['每个月至少2次', { every: 'month', times: 2 }],
    ['每半年一次', { every: 'half_year', times: 1 }],
    ['一年四次', { every: 'year', times: 4 }],
    ['每年开两次', { every: 'year', times: 2 }],
    ['每月', { every: 'month', times: 1 }],
    ['不要求', null],
    ['不作要求', null],
    ['没有要求', null],
  ])('%s', (text, requirement) => {
    expect(readRequirement(text)).toEqual({ kind: 'set', requirement });
  });

  it.each([
    ['恢复默认', { kind: 'default' }],
    ['', { kind: 'unread', isUnusual: false }],
    ['严一点', { kind: 'unread', isUnusual: false }],
    ['每月0次', { kind: 'unread', isUnusual: false }],
    ['每月100次', { kind: 'unread', isUnusual: false }],
    ['每周一次', { kind: 'unread', isUnusual: true }],
    ['每两个月一次', { kind: 'unread', isUnusual: true }],
  ])('%s', (text, expected) => {
    expect(readRequirement(text)).toEqual(expected);
  });

  it('is said as it is typed', () => {
    expect(describeRequirement({ every: 'quarter', times: 1 })).toBe('每季度一次');
    expect(describeRequirement({ every: 'year', times: 4 })).toBe('每年 4 次');
    expect(describeRequirement(null)).toBe('不作要求');
  });

  it.each([
    [YEAR, '2026年'],
    [{ from: '2026-01-01', to: '2026-06-30' }, '2026年上半年'],
    [{ from: '2026-04-01', to: '2026-06-30' }, '2026年第二季度'],
    [{ from: '2025-12-01', to: '2025-12-31' }, '2025年12月'],
    [{ from: '2026-02-01', to: '2026-05-31' }, '2026年2月至2026年5月'],
    [{ from: '2026-03-10', to: '2026-06-10' }, '2026年3月10日至2026年6月10日'],
  ])('%j', (span, name) => {
    expect(nameSpan(span, TODAY)).toBe(name);
  });
});
