import type { Offset, ReminderKind } from '../../bot/reminder.ts';
import { type Reply, textReply } from '../../bot/reply.ts';
import { toLocal } from '../../clock.ts';
import { type Day, formatDay } from '../../language/day.ts';
import type { Note } from './store/note.ts';
import type { RuleSetting } from './store/setting.ts';
import type { Preview, Rule, SendingRecord } from './types.ts';
import { formatOffset } from './usecase/offset.ts';
import { QUIET_HOURS } from './usecase/quiet.ts';

const WORDS: Record<SendingRecord['state'], string> = {
  sent: '已发',
  failed: '没发出',
  skipped: '没有发',
  pending: '待发',
  sending: '正在发',
};
const MOST_LINES = 18;
const LONGEST_TITLE = 40;
const NAMES_SHOWN = 6;
const LONGEST_REASON = 60;

/** `提醒记录`: a head, at most 18 lines, and how many were left out. */
export function showRecords(
  records: readonly SendingRecord[],
  { day, today, zone, names }: { day: Day; today: Day; zone: string; names: ReadonlyMap<string, string> },
): Reply {
  const when = formatDay(day, today);
  if (records.length === 0) return textReply(`${when}没有要发的提醒。看别的日子可以发：提醒记录 昨天`);
  const counts = (Object.keys(WORDS) as SendingRecord['state'][]).flatMap((state) => {
    const counted = records.filter((record) => record.state === state);
    const count = counted.reduce((sum, { userids }) => sum + Math.max(userids.length, 1), 0);
    return count > 0 ? [`${WORDS[state]}${count}条`] : [];
  });
  const lines = records.slice(0, MOST_LINES).map((record) => recordLine(record, { day, zone, names }));
  const left = records.length - lines.length;
  return textReply(
    [`${when}的提醒：${counts.join('，')}`, ...lines, ...(left > 0 ? [`还有${left}条没有列出。`] : [])].join('\n'),
  );
}

/** `提醒设置`: each kind and when it is sent. */
export function showRules(rules: readonly Rule[]): Reply {
  const lines = rules.map(
    ({ kind, isOn, offsets }, i) => `${i + 1}. ${kind.label}：${isOn ? momentsOf(offsets) : '不发'}`,
  );
  const example = rules[0]?.kind.label ?? '';
  return textReply(
    [
      '各种提醒什么时候发：',
      ...lines,
      `晚上${hourOf(QUIET_HOURS.from)}到早上${hourOf(QUIET_HOURS.until)}不打扰：能等的早上再发，等不了的前一晚发。`,
      `要改时间，发：提醒设置 ${example} 提前1天20:00、提前2小时；要关掉，发：提醒设置 ${example} 关`,
    ].join('\n'),
  );
}

/** What was understood of an order to remind. */
export function showNote({ id, text, at }: Note, whom: string, { today, zone }: { today: Day; zone: string }): Reply {
  return textReply(
    `记下了，${formatAt(at, today, zone)}提醒${whom === '我' ? '你' : whom}：${text}\n不要了发：取消提醒 ${id}`,
  );
}

export function showNotes(notes: readonly Note[], { today, zone }: { today: Day; zone: string }): Reply {
  if (notes.length === 0) return textReply('你没有定过提醒。要定，发：提醒我 明天9点 交材料');
  const lines = notes
    .slice(0, MOST_LINES)
    .map(({ id, text, at }) => `提醒${id} ${formatAt(at, today, zone)} ${cut(text, LONGEST_TITLE)}`);
  const left = notes.length - lines.length;
  return textReply(
    [...lines, ...(left > 0 ? [`还有${left}个没有列出。`] : []), `不要了发：取消提醒 ${notes[0]?.id ?? ''}`].join('\n'),
  );
}

/** So many would get it that it is asked first. */
export function askManyNote(count: number, { whom, key }: { whom: string; key: string }): Reply {
  return {
    text: `这条提醒要发给${whom}，一共 ${count} 人，每人一条。确定要发吗？`,
    choices: [
      { label: '是，到时就发', key, says: 'yes' },
      { label: '不用了', key: 'note:no', says: 'no' },
    ],
  };
}

function formatAt(at: Date, today: Day, zone: string): string {
  const { day, time } = toLocal(at, zone);
  return `${formatDay(day, today)}${time}`;
}

/** What holds of a kind from now on. */
export function showRule({ label, offsets: declared }: ReminderKind, { isOn, offsets }: RuleSetting): string {
  if (!isOn) return `「${label}」提醒以后不发了。再打开发：提醒设置 ${label} 开`;
  return `「${label}」提醒：${momentsOf(offsets ?? declared)}。要恢复原样发：提醒设置 ${label} 默认`;
}

function momentsOf(offsets: readonly Offset[]): string {
  return offsets.map(formatOffset).join('、');
}

function hourOf(time: string): string {
  return `${Number(time.slice(0, 2)) % 12 || 12}点`;
}

/** One line of JSON, the time with its offset in `zone`. */
export function previewLine({ at, kind, target, text }: Preview, zone: string): string {
  return JSON.stringify({ at: isoIn(at, zone), kind, target, text });
}

function recordLine(
  record: SendingRecord,
  { day, zone, names }: { day: Day; zone: string; names: ReadonlyMap<string, string> },
): string {
  const due = toLocal(record.dueAt, zone);
  const sent = record.sentAt && toLocal(record.sentAt, zone);
  const late =
    sent && sent.time !== due.time ? `，${sent.day === due.day ? '' : sent.day.slice(5)} ${sent.time}发出` : '';
  const time = due.day === day ? due.time : `${due.day.slice(5)} ${due.time}`;
  const by = record.channel === null ? '' : `（${record.channel}）`;
  const reason = record.reason === null ? '' : `：${cut(record.reason, LONGEST_REASON)}`;
  return `${time} ${WORDS[record.state]}${late.replace('， ', '，')}${by} ${cut(record.text.split('\n')[0] ?? '', LONGEST_TITLE)}${whom(record, names)}${reason}`;
}

/** （12人：张三、李四…） */
function whom({ userids }: SendingRecord, names: ReadonlyMap<string, string>): string {
  if (userids.length === 0) return '';
  const shown = userids.slice(0, NAMES_SHOWN).map((userid) => names.get(userid) ?? userid);
  if (userids.length === 1) return `（${shown[0]}）`;
  return `（${userids.length}人：${shown.join('、')}${userids.length > NAMES_SHOWN ? '…' : ''}）`;
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
