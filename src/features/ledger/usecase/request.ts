import { resolvePeriod, scanPeriods } from '../../../language/date/period.ts';
import { scanDates } from '../../../language/date/scan.ts';
import { type Day, firstDayOfMonth, lastDayOfMonth, partsOf } from '../../../language/day.ts';
import { createSheet } from '../../../language/sheet.ts';
import type { LedgerUnit, Span } from '../types.ts';
import { kindIn } from './kinds.ts';
import type { Part } from './ledger.ts';

export interface Request {
  span: Span;
  part: Part;
  /** As a file. */
  isTable: boolean;
  /** Words nothing was made of. */
  unread: string;
}

const TABLE = /(?:电子)?表格|导出|excel|xlsx|csv|下载/i;
const BARE_YEAR = /(?<![\d-])(20\d\d)(?![\d年-])/;
const BRANCH = /(?:党|本)支部/;
const FILLER =
  /[\s,，、:：。?？!！的]|情况|完成|统计|汇总|明细|记录|查看|看看|[看查]|一下|怎么样|如何|了吗|开了?几次|多少次/g;

/** Takes `台账 第二季度 党课` apart; a year where no time is said. `units`: those there are. */
export function readRequest(text: string, { today, units }: { today: Day; units: readonly LedgerUnit[] }): Request {
  const said = readPeriod(text.replace(BARE_YEAR, '$1年'), today);
  const { kind, unit, rest } = readPart(said.rest, units);
  const isBranch = unit === undefined && BRANCH.test(rest);
  return {
    span: said.span,
    part: { kind, ...(unit ? { unitId: unit.id } : isBranch ? { unitId: null } : {}) },
    isTable: TABLE.test(rest),
    unread: rest.replace(TABLE, '').replace(BRANCH, '').replace(FILLER, ''),
  };
}

function readPeriod(text: string, today: Day): { span: Span; rest: string } {
  const sheet = createSheet(text);
  scanDates(sheet);
  const [token] = scanPeriods(sheet);
  if (!token) {
    const { year } = partsOf(today);
    return { span: { from: firstDayOfMonth(year, 1), to: lastDayOfMonth(year, 12) }, rest: text };
  }
  const [from, to] = resolvePeriod(token.part, today);
  return { span: { from, to }, rest: `${text.slice(0, token.start)} ${text.slice(token.end)}` };
}

/** 第一党小组会 is the 党小组会 of 第一党小组. */
function readPart(
  text: string,
  units: readonly LedgerUnit[],
): { kind: Part['kind']; unit: LedgerUnit | undefined; rest: string } {
  const longestFirst = units.toSorted((a, b) => b.name.length - a.name.length);
  const unit = longestFirst.find(({ name }) => text.includes(name));
  if (unit?.name.endsWith('党小组') && text.includes(`${unit.name}会`)) {
    return { kind: 'party_group', unit, rest: text.replace(`${unit.name}会`, ' ').replace(/^(\s*)议/, '$1') };
  }
  const rest = unit ? text.replace(unit.name, ' ') : text;
  const named = kindIn(rest);
  return { kind: named?.kind, unit, rest: named ? rest.replace(named.words, ' ') : rest };
}
