import { afterAll, describe, expect, it } from 'vitest';
import { addDays, type Day, formatDay, formatWeekday, partsOf } from '../../../src/language/day.ts';
import { read } from '../../../src/language/read.ts';

const FIRST = '2025-01-01';
const DAYS = 1826;
const ZONES = [
  'UTC',
  'Asia/Shanghai',
  'Asia/Kathmandu',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Pacific/Chatham',
  'Pacific/Pago_Pago',
  'America/Los_Angeles',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Europe/London',
  'Africa/Cairo',
];

/** As people write a day. */
const FORMATS: Record<string, (day: Day, today: Day) => string> = {
  '6月4日': (day) => `${partsOf(day).month}月${partsOf(day).date}日`,
  '6月4号': (day) => `${partsOf(day).month}月${partsOf(day).date}号`,
  '６月４号': (day) => wide(`${partsOf(day).month}月${partsOf(day).date}号`),
  '6/4': (day) => `${partsOf(day).month}/${partsOf(day).date}`,
  '6.4': (day) => `${partsOf(day).month}.${partsOf(day).date}`,
  '6-4': (day) => `${partsOf(day).month}-${partsOf(day).date}`,
  '2026-06-04': (day) => day,
  '2026/6/4': (day) => Object.values(partsOf(day)).join('/'),
  '2026年6月4日': (day) => `${partsOf(day).year}年${partsOf(day).month}月${partsOf(day).date}日`,
  六月四日: (day) => `${inChinese(partsOf(day).month)}月${inChinese(partsOf(day).date)}日`,
  '6月4日(周三)': (day) => `${partsOf(day).month}月${partsOf(day).date}日(${formatWeekday(day)})`,
  '6月4日（星期三）': (day) =>
    `${partsOf(day).month}月${partsOf(day).date}日（${formatWeekday(day).replace('周', '星期')}）`,
  '6.4周三': (day) => `${partsOf(day).month}.${partsOf(day).date}${formatWeekday(day)}`,
  'as the bot writes it': formatDay,
};

function daysIn(text: string, today: Day): { dates?: Day[] | undefined; warnings?: string[] | undefined } {
  const [best] = read(text, { today, time: '10:00', roster: [] });
  return { dates: best?.dates, warnings: best?.warnings };
}

/** The texts that are not read as the day they were written for: of a plan one to come, of a record one gone by. */
function misread(format: (day: Day, today: Day) => string, step: number): string[] {
  const wrong: string[] = [];
  for (let at = 0; at < DAYS; at += step) {
    const today = addDays(FIRST, at);
    // All distances within a year, in turn.
    const distance = (at * 151) % 365;
    const [planned, done] = [addDays(today, distance), addDays(today, -distance)];
    for (const [meant, text] of [
      [planned, `报名 ${format(planned, today)} 护考`],
      [done, `补录 ${format(done, today)} 义诊 20人 3小时`],
    ] as const) {
      const { dates, warnings } = daysIn(text, today);
      if (dates?.length !== 1 || dates[0] !== meant || warnings) wrong.push(`${today}: ${text} → ${dates}`);
    }
  }
  return wrong;
}

describe('a day as written, read back on every day of five years', () => {
  it.each(Object.entries(FORMATS))('%s', (_, format) => {
    expect(misread(format, 1)).toEqual([]);
  });
});

describe('the zone of the host', () => {
  const zone = process.env.TZ;
  afterAll(() => {
    process.env.TZ = zone;
  });

  it.each(ZONES)('%s changes nothing', (name) => {
    process.env.TZ = name;
    const hour = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', timeZone: name }).format(0);
    expect(new Date(0).getHours()).toBe(Number(hour));
    for (const format of Object.values(FORMATS)) expect(misread(format, 29)).toEqual([]);
    expect(daysIn('明天护考 我报名', '2026-03-07').dates).toEqual(['2026-03-08']);
    expect(daysIn('下周一护考 我报名', '2026-10-31').dates).toEqual(['2026-11-02']);
    expect(daysIn('报名 中秋 护考', '2026-06-03').dates).toEqual(['2026-09-25']);
  });
});

function wide(text: string): string {
  return text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
}

/** 1 … 31 */
function inChinese(value: number): string {
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  return `${['', '十', '二十', '三十'][tens]}${['', ...'一二三四五六七八九'][ones]}`;
}
