import type { Reply } from '../../../bot/reply.ts';
import { type Day, formatDay } from '../../../language/day.ts';
import { describeOpen, formatPlaces, nameOccurrence, typedName } from '../../activity/usecase/describe.ts';
import { isAccepting, type Occurrence } from '../../activity/usecase/find.ts';
import type { ListResult, Mine, Presence, Roster } from '../usecase/roster.ts';
import { type Around, cardBeside, cardInstead, type OnCard } from './on-card.ts';

/** About what a card shows before it cuts. */
const CARD_TEXT_LENGTH = 100;

export function listReply(result: ListResult, around: Around & { isPlaces: boolean }, onCard: OnCard): Reply {
  switch (result.kind) {
    case 'rosters':
      return {
        text: result.rosters.map((one) => (around.isPlaces ? placesText : rosterText)(one, around)).join('\n\n'),
        ...cardBeside(onCard, around),
      };
    case 'presence':
      return { text: result.presences.map((presence) => presenceText(presence, around.today)).join('\n') };
    case 'open':
      return openReply(result.occurrences, around);
    case 'which':
      return choose('有几个都对得上，要看哪一个？', result.candidates, around);
    case 'none': {
      const { keyword, dates } = result.wanted;
      const what = [...(dates?.slice(0, 3).map((day) => formatDay(day, around.today)) ?? []), keyword ?? '活动'].join(
        ' ',
      );
      if (result.nearest.length === 0) return { text: `没有找到「${what}」，现在也没有可以报名的活动。` };
      return choose(`没有找到「${what}」。最近的有，要看就选：`, result.nearest, around);
    }
  }
}

/** Answer to the 名单 button, for the one who tapped it; names the card has no room for are said besides. */
export function tappedListReply(rosters: readonly Roster[], around: Around, onCard: OnCard): Reply {
  const text = rosters.map((roster) => rosterText(roster, around)).join('\n\n');
  const [only, other] = rosters;
  if (!only || other) return { ...cardInstead(text, {}, onCard, around), isOnCard: false };
  const waiting = only.waiting.length > 0 ? `；候补：${only.waiting.map(personText).join('、')}` : '';
  const names = `${only.confirmed.map(personText).join('、') || '还没有人报名'}${waiting}`;
  const isLong = [...names].length > CARD_TEXT_LENGTH;
  const note = isLong ? `${[...names].slice(0, CARD_TEXT_LENGTH).join('')}…` : names;
  return { ...cardInstead(text, { note }, onCard, around), isOnCard: !isLong };
}

export function mineReply({ own, forOthers }: Mine, today: Day): Reply {
  if (own.length === 0 && forOthers.length === 0) return { text: '你现在没有报名。发「活动列表」看看有什么活动。' };
  const lines = own.length > 0 ? [`你报了 ${own.length} 个：`, ...own.map((one) => `· ${mineText(one, today)}`)] : [];
  if (forOthers.length > 0) {
    lines.push('你替别人报的：');
    lines.push(...forOthers.map((one) => `· ${one.standing.person.name ?? '未留姓名'}：${mineText(one, today)}`));
  }
  const [first] = [...own, ...forOthers];
  if (first) lines.push(`要取消，发：取消 ${typedName(first.standing.occurrence)}`);
  return { text: lines.join('\n') };
}

function mineText({ standing, position }: Mine['own'][number], today: Day): string {
  const { occurrence, companions, state } = standing;
  const place = occurrence.activity.place ? `（${occurrence.activity.place}）` : '';
  const more = companions > 0 ? `，带 ${companions} 人` : '';
  return `${nameOccurrence(occurrence, today)}${place}${more}，${state === 'confirmed' ? '已报上' : `候补第 ${position} 位`}`;
}

function rosterText(roster: Roster, { today }: Around): string {
  const { occurrence, confirmed, waiting, confirmedCount, waitingCount } = roster;
  const place = occurrence.activity.place ? `（${occurrence.activity.place}）` : '';
  const isOff = occurrence.state === 'cancelled' ? '，已取消' : '';
  const lines = [`${nameOccurrence(occurrence, today)}${place}${isOff}`, countText(roster), ...numbered(confirmed)];
  if (confirmed.length < confirmedCount) lines.push(`……共 ${confirmedCount} 条报名，只列出前 ${confirmed.length} 条`);
  if (waitingCount > 0) lines.push(`候补 ${waitingCount} 人（按先后）：`, ...numbered(waiting));
  if (waiting.length < waitingCount) lines.push(`……只列出候补前 ${waiting.length} 人`);
  return lines.join('\n');
}

function numbered(people: Roster['confirmed']): string[] {
  return people.map((person, i) => `${i + 1}. ${personText(person)}`);
}

function personText({ name, companions }: Roster['confirmed'][number]): string {
  return companions > 0 ? `${name}（带 ${companions} 人）` : name;
}

function countText({ occurrence, people }: Roster): string {
  return occurrence.capacity === null
    ? `已报 ${people} 人，名额不限`
    : `已报 ${people}/${occurrence.capacity} 人，${formatPlaces(occurrence)}`;
}

function placesText(roster: Roster, { today, now }: Around): string {
  const { occurrence, waitingCount } = roster;
  const line = waitingCount > 0 ? `，候补 ${waitingCount} 人` : '';
  const counted = `（${countText(roster).split('，')[0]}${line}）`;
  const name = nameOccurrence(occurrence, today);
  if (!isAccepting(occurrence, now)) return `${name}：${whyClosed(occurrence, now)}，不能再报了${counted}`;
  return `${name}：${formatPlaces(occurrence)}${counted}\n要报名，发：报名 ${typedName(occurrence)}`;
}

function whyClosed({ state, startsAt }: Occurrence, now: Date): string {
  if (state === 'cancelled') return '已取消';
  return startsAt <= now ? '已经开始或结束了' : '报名已截止';
}

function presenceText({ name, occurrence, registration, position }: Presence, today: Day): string {
  const day = nameOccurrence(occurrence, today);
  if (!registration) return `${name} 不在名单里：${day}。要报名，发：报名 ${typedName(occurrence)} ${name}`;
  const more = registration.companions > 0 ? `，带 ${registration.companions} 人` : '';
  if (registration.state === 'waiting') return `${name} 在候补第 ${position} 位：${day}${more}`;
  return `${name} 在名单里：${day}${more}`;
}

function openReply(occurrences: Occurrence[], around: Around): Reply {
  if (occurrences.length === 0) return { text: '现在没有可以报名的活动。' };
  return {
    text: '现在可以报名的活动，想报哪个就选哪个：',
    choices: occurrences.map((one) => ({ label: describeOpen(one, around), key: `register:${one.id}` })),
  };
}

function choose(text: string, occurrences: Occurrence[], around: Around): Reply {
  return { text, choices: occurrences.map((one) => ({ label: describeOpen(one, around), key: `list:${one.id}` })) };
}
