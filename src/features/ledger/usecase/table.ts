import type { Cell } from '../../../documents/sheet.ts';
import { renderXlsx } from '../../../documents/workbook.ts';
import { type Day, formatWeekday } from '../../../language/day.ts';
import type { Ledger, LedgerHolding, Line } from '../types.ts';
import { describeRequirement, nameRecord } from './describe.ts';
import { KIND_NAMES } from './kinds.ts';
import { namePeriod } from './period.ts';

const HEAD = [
  '会议',
  '单位',
  '要求',
  '期',
  '日期',
  '星期',
  '名称',
  '情况',
  '应到',
  '实到',
  '迟到',
  '请假',
  '缺席',
  '列席',
  '出勤率',
  '会议记录',
  '编号',
];
const STATES: Record<LedgerHolding['state'], string> = { held: '已开', planned: '已排定', called_off: '取消' };

const NUMBERS = ['应到', '实到', '迟到', '请假', '缺席', '列席'];

/** Every holding, and every period that lacks one, as an Excel file. */
export function renderTable({ lines, unassigned, today }: Ledger): Promise<Uint8Array> {
  const columns = HEAD.map((head) => {
    const holds = head === '日期' ? 'day' : NUMBERS.includes(head) ? 'number' : 'text';
    return { head, holds } as const;
  });
  const rows = [
    ...lines.flatMap((line) => [
      ...line.holdings.map((one) => holdingRow(line, one, today)),
      ...lackingRows(line, today),
    ]),
    ...unassigned.map((one) =>
      holdingRow({ kind: one.kind, unit: { id: 0, name: '没有写明' }, requirement: null, checked: [] }, one, today),
    ),
  ];
  return renderXlsx([{ name: '台账', columns, rows }]);
}

type Place = Omit<Line, 'holdings'>;

function holdingRow(line: Place, holding: LedgerHolding, today: Day): Cell[] {
  const { attendance, day, title, state, hasMinutes } = holding;
  const period = line.checked.find(({ period: { from, to } }) => day >= from && day <= to)?.period;
  const percent = attendance?.expected ? `${Math.round((attendance.present / attendance.expected) * 100)}%` : null;
  const counts = attendance
    ? [
        attendance.expected,
        attendance.present,
        attendance.late,
        attendance.leave,
        attendance.absent,
        attendance.guests,
        percent,
      ]
    : [null, null, null, null, null, null, state === 'held' ? '未记录' : null];
  return [
    ...placeCells(line),
    period ? namePeriod(period, today) : null,
    day,
    formatWeekday(day),
    title,
    STATES[state],
    ...counts,
    hasMinutes ? '有' : state === 'held' ? '未记录' : null,
    nameRecord(holding),
  ];
}

function lackingRows(line: Line, today: Day): Cell[][] {
  return line.checked
    .filter(({ state }) => state === 'overdue' || state === 'open')
    .map(({ period, lacking, state }) => {
      const what = state === 'overdue' ? `欠 ${lacking} 次` : `还要开 ${lacking} 次，${period.to} 前`;
      return [...placeCells(line), namePeriod(period, today), null, null, null, what, ...Array<null>(9).fill(null)];
    });
}

function placeCells({ kind, unit, requirement }: Place): Cell[] {
  return [KIND_NAMES[kind], unit?.name ?? '支部', describeRequirement(requirement)];
}
