import { type Day, daysBetween, formatDay } from '../language/day.ts';
import type { Fields, Goods, Intent, PartOfDay, Reading } from '../language/reading.ts';
import { escapeMarkdown } from './markdown.ts';
import { maskNumbers } from './mask.ts';

/** A field of a reading as people are told it; safe to stand in markdown, phone numbers starred. */
export interface BackLine {
  label: string;
  value: string;
  /** The typed words it was read from. */
  words?: string;
}

/** What people call each intent. */
export const INTENT_NAMES: Readonly<Record<Intent, string>> = {
  register: '报名',
  cancel: '取消报名',
  list: '查名单或名额',
  create_activity: '发布活动',
  checkin: '签到',
  checkout: '签退',
  log_service: '补录服务',
  log_donation: '登记捐赠',
  meeting_create: '定会议',
  meeting_change: '会议改期或取消',
  meeting_leave: '会议请假',
  meeting_minutes: '会议记录',
  points: '查积分或时长',
  summary: '起草总结',
  demand: '登记求助需求',
  application: '交申请材料',
  jielong: '接龙报名',
  help: '看帮助',
  none: '没看出要办什么',
};

interface Line {
  label: string | ((reading: Reading) => string);
  /** Whose spans hold the words. */
  fields: readonly (keyof Fields)[];
  say(reading: Reading, today: Day): string | undefined;
}

/** What the keyword names, where it is no activity. */
const KEYWORD_LABELS: Partial<Record<Intent, string>> = {
  meeting_create: '会议',
  meeting_change: '会议',
  meeting_leave: '会议',
  meeting_minutes: '会议',
  summary: '关于',
  demand: '事项',
  application: '事项',
  help: '想问',
};
const PEOPLE_LABELS: Partial<Record<Intent, string>> = {
  create_activity: '联系人',
  demand: '联系人',
  log_donation: '捐赠人',
  meeting_minutes: '到会',
};
const PARTS: Readonly<Record<PartOfDay, string>> = {
  morning: '上午',
  noon: '中午',
  afternoon: '下午',
  evening: '晚上',
};
const WEEKDAYS = '一二三四五六日';
/** Of a long list the rest is only counted. */
const MOST_LISTED = 8;

/** In the order people say them. */
const LINES: readonly Line[] = [
  { label: '原来的日期', fields: ['from'], say: ({ from }, today) => sayDays(from, today) },
  { label: '日期', fields: ['dates'], say: ({ dates }, today) => sayDays(dates, today) },
  { label: '每周', fields: ['weekly'], say: sayWeekday },
  { label: '时间', fields: ['time', 'part'], say: sayTime },
  {
    label: '期间',
    fields: ['period'],
    say: ({ period }, today) => period?.map((day) => formatDay(day, today)).join('至'),
  },
  { label: ({ intent }) => KEYWORD_LABELS[intent] ?? '活动', fields: ['keyword'], say: ({ keyword }) => keyword },
  { label: '地点', fields: ['place'], say: ({ place }) => place },
  { label: ({ intent }) => PEOPLE_LABELS[intent] ?? '谁', fields: ['people'], say: sayPeople },
  {
    label: '人数',
    fields: ['count'],
    say: ({ count, capacity }) => unit(capacity === undefined ? count : undefined, ' 人'),
  },
  {
    label: '名额',
    fields: ['capacity'],
    say: ({ capacity, isUnlimited }) => (isUnlimited ? '不限' : unit(capacity, ' 人')),
  },
  { label: '截止', fields: ['deadline'], say: sayDeadline },
  { label: '时长', fields: ['hours'], say: ({ hours }) => unit(hours, ' 小时') },
  { label: '受益', fields: ['beneficiaries'], say: ({ beneficiaries }) => unit(beneficiaries, ' 人') },
  { label: '物品', fields: ['items'], say: ({ items }) => items && list(items.map(sayGoods)) },
  { label: '金额', fields: ['amount'], say: ({ amount }) => unit(amount, ' 元') },
  { label: '想查', fields: ['metric'], say: sayQuestion },
  { label: '主持', fields: ['chair'], say: ({ chair }) => chair },
  { label: '议程', fields: ['agenda'], say: ({ agenda }) => agenda && list(agenda) },
  { label: '事由', fields: ['reason'], say: ({ reason }) => reason },
  { label: '材料', fields: ['doc'], say: ({ doc }) => doc },
  {
    label: '电话',
    fields: ['phones'],
    say: ({ phones }) => phones && list(Object.entries(phones).map((pair) => pair.join(' '))),
  },
];

/**
 * What was read, field by field: `日期：6月4日(周三)`. With `text`, what was typed, also the words each field was read
 * from. Warnings are told by whoever asks.
 */
export function readBack(reading: Reading, today: Day, text?: string): BackLine[] {
  return LINES.flatMap(({ label, fields, say }): BackLine[] => {
    const value = say(reading, today);
    if (!value) return [];
    const words = text === undefined ? '' : wordsOf(reading, fields, text);
    const line = { label: typeof label === 'string' ? label : label(reading), value: safe(value) };
    return [words === '' ? line : { ...line, words }];
  });
}

function wordsOf({ spans }: Reading, fields: readonly string[], text: string): string {
  const own = spans
    .filter(({ field }) => fields.includes(field))
    .map(({ start, end }) => text.slice(start, end).trim());
  return safe(list([...new Set(own)].filter((words) => words !== '')));
}

/** Days one after the other are said as a span. */
function sayDays(days: readonly Day[] | undefined, today: Day): string | undefined {
  if (!days) return undefined;
  const runs: Day[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && daysBetween(last, day) === 1) run.push(day);
    else runs.push([day]);
  }
  return list(runs.flatMap((run) => sayRun(run, today)));
}

function sayRun(run: readonly Day[], today: Day): string[] {
  const said = run.map((day) => formatDay(day, today));
  return said.length < 3 ? said : [`${said[0]}至${said.at(-1)}`];
}

function sayWeekday({ weekly }: Reading): string | undefined {
  return weekly === undefined ? undefined : `周${WEEKDAYS.charAt(weekly - 1)}`;
}

function sayTime({ time, part }: Reading): string | undefined {
  return time ? time.map(clock).join('-') : part && PARTS[part];
}

function sayDeadline({ deadline }: Reading, today: Day): string | undefined {
  return deadline && `${formatDay(deadline.day, today)}${clock(deadline.time ?? '')}`;
}

function sayPeople({ self, isMine, people = [], companions }: Reading): string | undefined {
  const named = list([...(self || isMine ? ['你'] : []), ...people]);
  return companions === undefined ? named : `${named}${named === '' ? '' : '，'}另带 ${companions} 人`;
}

function sayGoods({ item, qty, unit: unitWord = '' }: Goods): string {
  return qty === undefined ? `${item}（没说多少）` : `${item} ${qty}${unitWord}`;
}

function sayQuestion({ metric, isPlaces }: Reading): string | undefined {
  if (isPlaces) return '还有几个名额';
  return metric && (metric === 'hours' ? '服务时长' : '积分');
}

function unit(value: number | undefined, word: string): string | undefined {
  return value === undefined ? undefined : `${value}${word}`;
}

function list(all: readonly string[]): string {
  const shown = all.slice(0, MOST_LISTED).join('、');
  return all.length > MOST_LISTED ? `${shown}等，共 ${all.length} 个` : shown;
}

/** 08:00 → 8:00 */
function clock(time: string): string {
  return time.replace(/^0(?=\d)/, '');
}

function safe(text: string): string {
  return escapeMarkdown(maskNumbers(text));
}
