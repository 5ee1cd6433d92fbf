import { type Block, renderOfficialDocument } from '../../../documents/word.ts';
import { type Day, formatWeekday, partsOf } from '../../../language/day.ts';
import type { TaskOfHolding } from '../store/tasks.ts';
import type { Attendance, Held, Minutes } from '../types.ts';
import type { Labels } from './find/labels.ts';

/** All that a record of a meeting is made of. */
export interface MeetingRecord {
  held: Held;
  minutes: Minutes;
  attendance: Attendance;
  /** What the text says of itself: stands in where nothing was recorded. */
  labels: Labels;
  /** Points put on its agenda. */
  points: readonly string[];
  tasks: readonly TaskOfHolding[];
}

const UNKNOWN = '未记录';
const CHAPTERS = ['一', '二', '三', '四', '五'];

/** The 会议记录 as a Word file; what is not known is said to be 未记录, never made up. */
export function renderRecord(record: MeetingRecord): Promise<Buffer> {
  const { held, minutes, tasks } = record;
  const chapters: [string, Block[]][] = [
    ['会议议题', agendaOf(record).map(numbered)],
    ['会议内容', minutes.text.split('\n').flatMap(paragraph)],
    ['议定事项', minutes.decisions.map(numbered)],
    ['任务表', tasks.length === 0 ? [] : [taskTable(tasks)]],
  ];
  const blocks = chapters
    .filter(([, content]) => content.length > 0)
    .flatMap(([title, content], i): Block[] => [
      { kind: 'heading', level: 1, text: `${CHAPTERS[i]}、${title}` },
      ...content,
    ]);
  return renderOfficialDocument({
    title: titleOf(held),
    titleParts: [held.title, '会议记录'],
    blocks: [
      ...headOf(record),
      ...blocks,
      { kind: 'sign', label: '主持人签字' },
      { kind: 'sign', label: '记录人签字' },
    ],
  });
}

/** 周一例会会议记录; 会议 is not said twice. */
export function titleOf({ title }: Pick<Held, 'title'>): string {
  return /会议$/.test(title) ? `${title}记录` : `${title}会议记录`;
}

/** 2026年6月1日 */
export function spellDay(day: Day): string {
  const { year, month, date } = partsOf(day);
  return `${year}年${month}月${date}日`;
}

function headOf({ held, minutes, attendance, labels }: MeetingRecord): Block[] {
  const weekday = formatWeekday(held.day).replace('周', '星期');
  const { expected, present, late, leave, absent } = attendance;
  const came = present.length + late.length > 0 ? [...present, ...late] : (labels.present ?? []);
  const tardy = late.length > 0 ? late : (labels.late ?? []);
  const excused = leave.map(({ name, reason }) => (reason === null ? name : `${name}（${reason}）`));
  return [
    field('会议名称', held.title),
    field('时间', `${spellDay(held.day)}（${weekday}）${held.startTime}`),
    field('地点', held.place ?? labels.place ?? UNKNOWN),
    field('主持人', held.chair ?? labels.chair ?? UNKNOWN),
    field('记录人', labels.recorder ?? minutes.recorder ?? UNKNOWN),
    field('应到', expected.length > 0 ? counted(expected) : UNKNOWN),
    field('实到', came.length > 0 ? counted(came) : UNKNOWN),
    ...people('迟到', tardy),
    ...people('请假', excused.length > 0 ? excused : (labels.leave ?? [])),
    ...people('缺席', absent.length > 0 ? absent : (labels.absent ?? [])),
  ];
}

/** As set, with what was added to it; else as the text says. */
function agendaOf({ held, points, labels }: MeetingRecord): string[] {
  const known = [...new Set([...held.agenda, ...points])];
  return known.length > 0 ? known : (labels.agenda ?? []);
}

function field(label: string, text: string): Block {
  return { kind: 'field', label, text };
}

function people(label: string, names: readonly string[]): Block[] {
  return names.length === 0 ? [] : [field(label, counted(names))];
}

function counted(names: readonly string[]): string {
  return `${names.length}人：${names.join('、')}`;
}

function numbered(text: string, index: number): Block {
  return { kind: 'paragraph', text: `${index + 1}．${text}` };
}

function paragraph(line: string): Block[] {
  const text = line.trim();
  return text === '' ? [] : [{ kind: 'paragraph', text }];
}

function taskTable(tasks: readonly TaskOfHolding[]): Block {
  const states = { open: '', done: '已完成', dropped: '不再办' };
  return {
    kind: 'table',
    header: ['序号', '任务', '责任人', '完成时限', '备注'],
    widths: [8, 41, 15, 24, 12],
    rows: tasks.map(({ title, owner, dueDay, state }, i) => [
      `${i + 1}`,
      title,
      owner,
      dueDay === null ? '' : spellDay(dueDay),
      states[state],
    ]),
  };
}
