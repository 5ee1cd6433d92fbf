import { type Reply, textReply } from '../../bot/reply.ts';
import { toLocal } from '../../clock.ts';
import { type Day, formatDay } from '../../language/day.ts';
import type { Preview, SendingRecord } from './types.ts';

const WORDS: Record<SendingRecord['state'], string> = {
  sent: '已发',
  failed: '没发出',
  skipped: '没有发',
  pending: '待发',
  sending: '正在发',
};
const MOST_LINES = 18;
const LONGEST_TITLE = 40;
const LONGEST_REASON = 60;

/** `提醒记录`: a head, at most 18 lines, and how many were left out. */
export function showRecords(
  records: readonly SendingRecord[],
  { day, today, zone }: { day: Day; today: Day; zone: string },
): Reply {
  const when = formatDay(day, today);
  if (records.length === 0) return textReply(`${when}没有要发的提醒。看别的日子可以发：提醒记录 昨天`);
  const counts = (Object.keys(WORDS) as SendingRecord['state'][]).flatMap((state) => {
    const count = records.filter((record) => record.state === state).length;
    return count > 0 ? [`${WORDS[state]}${count}条`] : [];
  });
  const lines = records.slice(0, MOST_LINES).map((record) => recordLine(record, day, zone));
  const left = records.length - lines.length;
  return textReply(
    [`${when}的提醒：${counts.join('，')}`, ...lines, ...(left > 0 ? [`还有${left}条没有列出。`] : [])].join('\n'),
  );
}

/** One line of JSON, the time with its offset in `zone`. */
export function previewLine({ at, kind, target, text }: Preview, zone: string): string {
  return JSON.stringify({ at: isoIn(at, zone), kind, target, text });
}

function recordLine(record: SendingRecord, day: Day, zone: string): string {
  const due = toLocal(record.dueAt, zone);
  const sent = record.sentAt && toLocal(record.sentAt, zone);
  const late =
    sent && sent.time !== due.time ? `，${sent.day === due.day ? '' : sent.day.slice(5)} ${sent.time}发出` : '';
  const time = due.day === day ? due.time : `${due.day.slice(5)} ${due.time}`;
  const by = record.channel === null ? '' : `（${record.channel}）`;
  const reason = record.reason === null ? '' : `：${cut(record.reason, LONGEST_REASON)}`;
  return `${time} ${WORDS[record.state]}${late.replace('， ', '，')}${by} ${cut(record.text.split('\n')[0] ?? '', LONGEST_TITLE)}${reason}`;
}

function isoIn(instant: Date, zone: string): string {
  const { day, time } = toLocal(instant, zone);
  const seconds = instant.toISOString().slice(17, 19);
  const wall = Date.parse(`${day}T${time}:${seconds}Z`);
  const offset = Math.round((wall - instant.getTime()) / 60_000);
  const pad = (value: number) => String(value).padStart(2, '0');
  const size = Math.abs(offset);
  return `${day}T${time}:${seconds}${offset < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text;
}
