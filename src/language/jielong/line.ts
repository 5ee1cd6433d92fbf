import { parseNumber } from '../number.ts';
import { nameEnd } from '../people/name.ts';

/** A line of a 接龙 that stands for somebody, split. */
export interface ListLine {
  /** As typed; absent: a name by itself among the numbered lines. */
  number?: number;
  /** What stands behind the number. */
  rest: string;
  /** Where `rest` begins in the line. */
  at: number;
}

const DIGITS = /^\s{0,8}[([]?\s?(\d{1,3})(?:\u20e3|\s?[.、:,)\]】-]{1,3}|(?=\s))\s{0,4}/;
const CHINESE = /^\s{0,8}[([]?([一二三四五六七八九十]{1,3})[、.)\]]\s{0,4}/;
const SIGN = /^\s{0,8}([\u2460-\u249b\u2776-\u277f\u3251-\u325f])\s{0,4}/;
const CLOSE = /^\s{0,8}(\d{1,3})(?=[\u4e00-\u9fff])/;
/** Numbers that are one character (①, ⑴, ⒈, ❶, ㉑): the first of each run, its value, how many. */
const SIGN_ROWS = [
  [0x2460, 1, 20],
  [0x2474, 1, 20],
  [0x2488, 1, 20],
  [0x2776, 1, 10],
  [0x3251, 21, 15],
] as const;

/** 8:00, 6.4, 6 月: the number is part of what follows. A phone number may begin a row. */
const GOES_ON = /^(?:\d(?!\d{6}|\d{2}[\s-]\d{4})|:)/;
const UNIT = /^[月日号点时年]/;
/** Not 3、 of 3、时光. */
const BARE_MARK = /\d\s*$/;
/** 一、时间：…; 1. 例：…: a point of the heading, numbered. */
const LABEL =
  /^(?:(?:活动|集合|服务|报名|志愿|具体)?(?:时间|日期|地点|地址|位置|内容|要求|对象|人数|名额|主题|名称|事项|说明|备注|费用|着装|交通|方式|截止|联系人|负责人|领队|电话|格式|物资|路线)|注意(?:事项)?)\s?(?:[:(]|$)/;
const EXAMPLE = /^\(?(?:例|示例|样例|范例|举例|模板|例如|比如)\)?(?:[\s:]|$)/;
/** What may stand behind a name that has a line to itself. */
const AFTER_NAME = /^(?:$|[\s+(,、]|\d)/;
const LONGEST_BARE = 30;

/** Undefined where the line is no row: not numbered, or a numbered point of the heading. */
export function numberedLine(line: string, roster: ReadonlySet<string>): ListLine | undefined {
  const marked = DIGITS.exec(line) ?? CHINESE.exec(line) ?? SIGN.exec(line);
  const match = marked ?? CLOSE.exec(line);
  if (!match) return undefined;
  const at = match[0].length;
  const rest = line.slice(at).trimEnd();
  if (GOES_ON.test(rest) || (UNIT.test(rest) && BARE_MARK.test(match[0])) || LABEL.test(rest) || EXAMPLE.test(rest))
    return undefined;
  if (!marked && nameEnd(rest, 0, 'likely', roster) === undefined) return undefined;
  return { number: numberOf(match[1] ?? ''), rest, at };
}

/** A line of its own for somebody who forgot the number. */
export function bareLine(line: string, roster: ReadonlySet<string>): ListLine | undefined {
  const rest = line.trim();
  if (rest.length > LONGEST_BARE || /[。!?;:]/.test(rest)) return undefined;
  const end = nameEnd(rest, 0, 'likely', roster);
  return end !== undefined && AFTER_NAME.test(rest.slice(end)) ? { rest, at: line.indexOf(rest) } : undefined;
}

/** `0. 例：张三 13800000000`, `例：…`: shows how to write a row. */
export function isExample(line: string): boolean {
  return EXAMPLE.test(line.replace(DIGITS, '').trim());
}

/** The number before a point of the heading as blanks: 一、时间：6月4日. */
export function blankMark(line: string): string {
  const mark = (DIGITS.exec(line) ?? CHINESE.exec(line) ?? SIGN.exec(line))?.[0];
  return mark !== undefined && LABEL.test(line.slice(mark.length))
    ? ' '.repeat(mark.length) + line.slice(mark.length)
    : line;
}

function numberOf(mark: string): number {
  const code = mark.charCodeAt(0);
  const row = SIGN_ROWS.find(([first, , count]) => code >= first && code < first + count);
  return row ? code - row[0] + row[1] : (parseNumber(mark) ?? 0);
}
