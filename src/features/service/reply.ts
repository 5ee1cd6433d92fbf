import type { Reply } from '../../bot/reply.ts';
import { type Day, daysFrom, formatDay, partsOf } from '../../language/day.ts';
import { describePerson } from '../person/usecase.ts';
import { isUnbroken } from './schema.ts';
import type { Kept, Logged, Repeated, ServiceEntry, Unclear } from './types.ts';

const MINUTES_OF_A_DAY = 24 * 60;

/** Reads a stored record back; asks where several days leave the hours open to two readings. */
export function sayLogged(logged: Logged, today: Day, key: (value: string) => string): Reply {
  const { entry } = logged;
  const lines = [
    `${logged.outcome === 'completed' ? '已补上' : '已补录'}：${sayDays(entry.days, today)} ${entry.title}`,
    sayWork(logged),
    ...(entry.beneficiaries === null ? [] : [`受益${entry.beneficiaries}人`]),
    ...(logged.activity === null ? [] : [`归入活动：${logged.activity}`]),
    ...(logged.unit === null ? [] : [`记在：${logged.unit}`]),
    ...sayMissing(entry, today),
    '记错了？10分钟内发“撤销”即可。',
  ];
  const text = lines.join('\n');
  if (entry.minutes === null || !isOneTotal(entry) || entry.minutes > MINUTES_OF_A_DAY) return { text };
  const hours = formatMinutes(entry.minutes);
  return {
    text: `${text}\n这${entry.days.length}天的时长是这样算吗？`,
    choices: [
      { label: `对，每人一共${hours}`, key: key('total') },
      { label: `不是，每人每天${hours}`, key: key('daily') },
    ],
  };
}

export function sayRepeated(repeated: Repeated, today: Day, key: (value: string) => string): Reply {
  const { entry, earlierMessageId } = repeated;
  return {
    text: `${sayDays(entry.days, today)} ${entry.title}，一样的记录你已经记过一次了，这次还没有记。要再记一次吗？`,
    choices: [
      { label: '仍要记录', key: key(`again:${earlierMessageId}`) },
      { label: '不记录', key: key('no') },
    ],
  };
}

/** Each choice carries the whole record with that person chosen. */
export function sayUnclear({ entry, name, people }: Unclear, key: (value: string) => string): Reply {
  return {
    text: `有${people.length}位叫“${name}”，是哪一位？选好后再记录。`,
    choices: people.map((person) => ({
      label: describePerson(person),
      key: key(`who:${JSON.stringify({ ...entry, chosen: { ...entry.chosen, [name]: person.id } })}`),
    })),
  };
}

export function sayDaily(kept: Kept | undefined, today: Day): Reply {
  return { text: `已改成按天记：${sayKept(kept, today)}\n记错了？10分钟内发“撤销”即可。` };
}

export function sayAgain(kept: Kept | undefined, today: Day): Reply {
  return { text: `已再记一次：${sayKept(kept, today)}\n记错了？10分钟内发“撤销”即可。` };
}

export function sayUndone({ gone, back }: { gone: Kept | undefined; back: Kept | undefined }, today: Day): string {
  if (!gone) return '这条服务记录之前已经撤销过了。';
  return back ? `已撤销，改回：${sayKept(back, today)}` : `已撤销，不再计入：${sayKept(gone, today)}`;
}

/** 90 → `1.5小时`, 20 → `20分钟` */
export function formatMinutes(minutes: number): string {
  return minutes < 60 ? `${minutes}分钟` : `${Number((minutes / 60).toFixed(2))}小时`;
}

function sayDays(days: readonly Day[], today: Day): string {
  const [first = today, last = first] = [days[0], days.at(-1)];
  if (days.length > 2 && isUnbroken(days)) return `${formatDay(first, today)}至${formatDay(last, today)}`;
  return days.map((day) => formatDay(day, today)).join('、');
}

/** 6月2日(周二) 帮小世博家收菜花，20人，每人3小时 */
function sayKept(kept: Kept | undefined, today: Day): string {
  if (!kept) return '';
  const { title, stretches, headcount, minutes } = kept;
  const days = stretches.flatMap(({ day, untilDay }) => daysFrom(day, untilDay));
  const each = `每人${stretches.length > 1 ? '每天' : days.length > 1 ? '一共' : ''}`;
  return [
    `${sayDays(days, today)} ${title}`,
    ...(headcount === null ? [] : [`${headcount}人`]),
    ...(minutes === null ? [] : [`${each}${formatMinutes(minutes)}`]),
  ].join('，');
}

function sayWork({ entry, people }: Logged): string {
  const { headcount, minutes, days } = entry;
  const unnamed = (headcount ?? 0) - people.length;
  const names = people.length > 0 ? `${people.join('、')}${unnamed > 0 ? '等' : ''}，` : '';
  const who = headcount === null ? '人数未填' : `${names}共${headcount}人`;
  if (minutes === null) return `${who}，时长未填`;
  const isEachDay = days.length > 1 && !isOneTotal(entry);
  const each = `每人${isEachDay ? '每天' : ''}${formatMinutes(minutes)}`;
  if (headcount === null) return `${who}，${each}`;
  const total = headcount * minutes * (isEachDay ? days.length : 1);
  return `${who}，${each}，合计${formatMinutes(total)}（自己上报）`;
}

/** What is stored as not known, and the line that fills it in. */
function sayMissing(entry: ServiceEntry, today: Day): string[] {
  const missing = [...(entry.headcount === null ? ['人数'] : []), ...(entry.minutes === null ? ['时长'] : [])];
  if (missing.length === 0) return [];
  const who = [...(entry.isSelf ? ['我'] : []), ...entry.names].join('、');
  const parts = [
    '补录',
    entry.days.map((day) => plainDay(day, today)).join('、'),
    entry.title,
    ...(who === '' ? [entry.headcount === null ? '几人' : `${entry.headcount}人`] : [who]),
    entry.minutes === null ? '几小时' : formatMinutes(entry.minutes),
  ];
  return [`${missing.join('、')}未填，可补：${parts.join(' ')}（“几”换成数字）`];
}

function isOneTotal(entry: ServiceEntry): boolean {
  return entry.days.length > 1 && isUnbroken(entry.days);
}

function plainDay(day: Day, today: Day): string {
  const { year, month, date } = partsOf(day);
  return `${year === partsOf(today).year ? '' : `${year}年`}${month}月${date}日`;
}
