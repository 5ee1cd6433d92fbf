import type { RawCell } from '../../../documents/table/types.ts';
import { userError } from '../../../errors.ts';
import { resolveDates } from '../../../language/date/resolve.ts';
import { scanDates } from '../../../language/date/scan.ts';
import { type Day, makeDay } from '../../../language/day.ts';
import { parseNumber } from '../../../language/number.ts';
import { createSheet } from '../../../language/sheet.ts';
import { normalise } from '../../../language/text.ts';
import type { Column } from '../types.ts';

type About = Pick<Column, 'head' | 'note' | 'example'> & { also?: readonly string[]; isRequired?: boolean };

const UNKNOWN = /^(?:(?:数量|人数|金额)?(?:待补|待定|不详|未统计|未记录|待统计|不清楚)|[-—–/无]+)$/;
const ROUGH = /^(?:约|大约|近|将近|超过|逾)|(?:余|多|左右|以上|上下)(?=$|[^\d])/;
const SPELT = /^(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?日?(?:\s.*)?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const WITH_UNIT = /^(?<number>[\d.,万千百]*\d[\d.,万千百]*)(?<unitWord>(?![余多来])\p{Script=Han}{1,3})$/u;
/** Days since the last of 1899 as spreadsheets count them: 1954 to 2119. */
const [FIRST_SERIAL, LAST_SERIAL] = [20_000, 80_000];
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

/** Text without blanks around; null where it is empty. */
export function textColumn(about: About & { most?: number }): Column<string | null> {
  const { most = 60 } = about;
  return {
    ...complete(about, 'text'),
    read(cell) {
      const text = textOf(cell);
      if ([...text].length > most) refuse(`${about.head}“${text.slice(0, 12)}…”太长了，请写在${most}个字以内`);
      return text === '' ? null : text;
    },
    write: (value) => value,
  };
}

/** `王芳、李强`, each once. */
export function listColumn(about: About): Column<string[]> {
  return {
    ...complete(about, 'text'),
    read: (cell) =>
      [
        ...new Set(
          textOf(cell)
            .split(/[、,，;；/\n]+/u)
            .map((one) => one.trim()),
        ),
      ].filter(Boolean),
    write: (values) => (values.length === 0 ? null : values.join('、')),
  };
}

/** A date as spreadsheets keep it, or in any of the spellings people use; of one without a year the last there was. */
export function dayColumn(about: About): Column<Day | null> {
  return {
    ...complete(about, 'day'),
    read: (cell, today) => readDay(cell, { head: about.head, today }),
    write: (value) => value,
  };
}

/** `20`, `２０`, `1,200`, `1.5万`, `20人` where 人 is one of `units`; null where it is empty or said to be unknown. */
export function numberColumn(about: About & { units?: RegExp }): Column<number | null> {
  return {
    ...complete(about, 'number'),
    read: (cell) => readNumber(cell, about),
    write: (value) => value,
  };
}

export interface Quantity {
  /** Null: not known yet. */
  value: number | null;
  /** Written behind the number: 200套. */
  unitWord: string | null;
}

/** A number, with or without its measure word. */
export function quantityColumn(about: About): Column<Quantity> {
  return {
    ...complete(about, 'number'),
    read(cell) {
      const text = typeof cell === 'string' ? normalise(textOf(cell)).text.replace(/\s/g, '') : '';
      const { number, unitWord = null } = WITH_UNIT.exec(text)?.groups ?? {};
      return { value: readNumber(number ?? cell, about), unitWord };
    },
    write: ({ value, unitWord }) => (value === null || unitWord === null ? value : `${value}${unitWord}`),
  };
}

/** HH:MM */
export function timeColumn(about: About): Column<string | null> {
  return {
    ...complete(about, 'text'),
    read(cell) {
      const text = normalise(cell instanceof Date ? cell.toISOString().slice(11, 16) : clockOf(cell)).text.trim();
      if (text === '') return null;
      const [, hours = '', minutes = '00'] = /^(\d{1,2})(?:[:点时](?:(\d{1,2})分?)?)?(?::\d{2})?$/.exec(text) ?? [];
      if (hours === '' || Number(hours) > 24 || Number(minutes) > 59) {
        refuse(`${about.head}“${text.slice(0, 12)}”不是时间，请写成 8:00 这样`);
      }
      return `${hours.padStart(2, '0')}:${minutes.padStart(2, '0')}`;
    },
    write: (value) => value,
  };
}

/** One of a few words; the first spelling of each is the one written. */
export function choiceColumn<V extends string>(about: About, words: Record<V, readonly string[]>): Column<V | null> {
  const all = Object.entries<readonly string[]>(words) as [V, readonly string[]][];
  return {
    ...complete(about, 'text'),
    read(cell) {
      const text = normalise(textOf(cell)).text.replace(/\s/g, '');
      if (text === '') return null;
      const found = all.find(([, spellings]) => spellings.includes(text));
      if (!found) {
        refuse(`${about.head}“${text.slice(0, 12)}”认不出来，请写：${all.map(([, [first]]) => first).join('、')}`);
      }
      return found[0];
    },
    write: (value) => (value === null ? null : (words[value][0] ?? null)),
  };
}

function complete(about: About, holds: Column['holds']) {
  const { head, note, example, also = [], isRequired = false } = about;
  return { head, note, example, also, isRequired, holds };
}

function textOf(cell: RawCell): string {
  if (cell === null) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  return String(cell)
    .replace(/(?!\n)\p{C}/gu, '')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}

function readDay(cell: RawCell, { head, today }: { head: string; today: Day }): Day | null {
  if (cell instanceof Date) return dayOf(cell.getTime());
  if (typeof cell === 'number' && cell >= FIRST_SERIAL && cell < LAST_SERIAL) {
    return dayOf(SERIAL_EPOCH + Math.floor(cell) * DAY_MS);
  }
  const text = normalise(textOf(cell)).text.trim();
  if (text === '') return null;
  const [, year, month, date] = SPELT.exec(text) ?? COMPACT.exec(text) ?? [];
  if (year !== undefined) {
    return makeDay(Number(year), Number(month), Number(date)) ?? refuse(`${head}“${text}”没有这一天`);
  }
  const { days } = resolveDates(scanDates(createSheet(text)), today, 'past');
  const [day, ...others] = days;
  if (day === undefined) refuse(`${head}“${text.slice(0, 20)}”看不出是哪一天，请写成 2025-06-04 这样`);
  if (others.length > 0) refuse(`${head}“${text.slice(0, 20)}”写了好几天，请一天一行`);
  return day;
}

function readNumber(cell: RawCell, { head, units }: { head: string; units?: RegExp }): number | null {
  if (typeof cell === 'number') return cell;
  if (cell instanceof Date || typeof cell === 'boolean') refuse(`${head}“${textOf(cell)}”不是数`);
  const text = normalise(textOf(cell))
    .text.replace(/\s/g, '')
    .replace(/(?<=\d),(?=\d{3})/g, '');
  if (text === '' || UNKNOWN.test(text)) return null;
  if (ROUGH.test(text)) refuse(`${head}“${text.slice(0, 12)}”不是准数，请写准数，还不知道就空着`);
  const bare = units ? text.replace(new RegExp(`(?:${units.source})$`), '') : text;
  const value = /^-?\d+(?:\.\d+)?$/.test(bare) ? Number(bare) : parseNumber(bare);
  return value ?? refuse(`${head}“${text.slice(0, 12)}”不是数`);
}

/** A time of day kept as part of a day. */
function clockOf(cell: RawCell): string {
  if (typeof cell !== 'number' || cell < 0 || cell >= 1) return textOf(cell);
  return new Date(Math.round(cell * 1440) * 60_000).toISOString().slice(11, 16);
}

function dayOf(time: number): Day {
  return new Date(time).toISOString().slice(0, 10);
}

function refuse(text: string): never {
  throw userError('invalid_input', text);
}
