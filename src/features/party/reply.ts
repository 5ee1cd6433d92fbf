import { escapeMarkdown } from '../../bot/markdown.ts';
import type { Reply } from '../../bot/reply.ts';
import { describePerson, displayName, type Person } from '../person/usecase.ts';
import type { Changed, Moved, Named, Order, PartyGroup, PartyStatus, Standing } from './types.ts';
import type { PartyRoster } from './usecase/roster.ts';

export const STATUS_NAMES: Record<PartyStatus, string> = {
  none: '群众',
  applicant: '入党申请人',
  activist: '入党积极分子',
  probationary: '预备党员',
  member: '党员',
};
const UNDO = '弄错了，10 分钟内发「撤销」。';
const MOST_NAMED = 80;

type KeyOf = (order: Order) => string;

export function whichReply(order: Order, { name, people }: { name: string; people: Person[] }, keyOf: KeyOf): Reply {
  const choose = (id: number): Named[] => order.people.map((named) => (named === name ? id : named));
  return {
    text: `叫${escapeMarkdown(name)}的有几位，是哪一位？`,
    choices: people.map((person) => ({
      label: describePerson(person),
      key: keyOf({ ...order, people: choose(person.id) }),
    })),
  };
}

export function unknownReply(order: Order, names: readonly string[], keyOf: KeyOf): Reply {
  return {
    text: `名单里还没有：${names.map(escapeMarkdown).join('、')}。按这个姓名登记上吗？（TA 以后说一声「我是…」就对上了）`,
    choices: [
      { label: '是，登记', key: keyOf({ ...order, isSure: true }), says: 'yes' },
      { label: '不用', key: 'party_status:no', says: 'no' },
    ],
  };
}

export function statusReply(status: PartyStatus, { moved, same }: Changed, counts: string): string {
  const done = moved.map(({ before }) => before);
  const was = (standing: Standing) => (standing.status === 'none' ? '' : `（原来是${STATUS_NAMES[standing.status]}）`);
  const verb = status === 'none' ? '已取消' : `已登记为${STATUS_NAMES[status]}`;
  return lines([
    done.length > 0 && `${verb}：${done.map((one) => `${nameOf(one)}${was(one)}`).join('、')}。`,
    same.length > 0 &&
      `${namesOf(same)}本来就${status === 'none' ? '没有登记' : `是${STATUS_NAMES[status]}`}，没有变。`,
    status === 'none' && moved.some(({ before }) => before.group !== null) && '也不再在原来的党小组里。',
    counts,
    done.length > 0 && UNDO,
  ]);
}

export function groupReply({ moved, same, group }: Changed & { group: PartyGroup & { isNew: boolean } }): string {
  const name = escapeMarkdown(group.name);
  const fromElsewhere = moved.filter(({ before }) => before.group !== null && before.groupId !== group.id);
  const newMembers = moved.filter(({ before }) => before.status === 'none').map(({ after }) => after);
  const candidates = moved
    .map(({ after }) => after)
    .filter(({ status }) => status === 'activist' || status === 'applicant');
  return lines([
    group.isNew && `已设立${name}。`,
    moved.length > 0 && `${name}编入：${namesOf(moved.map(({ after }) => after))}。`,
    ...fromElsewhere.map(
      ({ before }) => `${nameOf(before)}原来在${escapeMarkdown(before.group ?? '')}，已从那边转出。`,
    ),
    newMembers.length > 0 && `${namesOf(newMembers)}原来没有登记，一并登记为党员。`,
    candidates.length > 0 && `${namesOf(candidates)}还不是党员，开党小组会时不计入应到。`,
    same.length > 0 && `${namesOf(same)}本来就在${name}。`,
    (moved.length > 0 || group.isNew) && UNDO,
  ]);
}

export function leadReply(
  person: Standing,
  { moved, group }: Changed & { group: NonNullable<Changed['group']> },
): string {
  const name = escapeMarkdown(group.name);
  if (group.formerLeadId === person.id) return `${name}组长本来就是${nameOf(person)}，没有变。`;
  const from = moved[0]?.before.group;
  return lines([
    `${name}组长：${nameOf(person)}。`,
    moved.length > 0 && `${nameOf(person)}${from ? `已从${escapeMarkdown(from)}转到` : '已编入'}${name}。`,
    UNDO,
  ]);
}

export function leftReply(group: string, { moved, same }: Changed): string {
  const name = escapeMarkdown(group);
  return lines([
    moved.length > 0 && `已从${name}移出：${namesOf(moved.map(({ before }) => before))}。`,
    same.length > 0 && `${namesOf(same)}不在${name}，没有变。`,
    moved.length > 0 && UNDO,
  ]);
}

export function undoneText({ moved, same }: Changed): string {
  const back = (all: readonly Moved[]) =>
    all.map(
      ({ after }) =>
        `${nameOf(after)}（${STATUS_NAMES[after.status]}${after.group ? `，${escapeMarkdown(after.group)}` : ''}）`,
    );
  return lines([
    moved.length > 0 ? `已撤销，改回：${back(moved).join('、')}。` : '已撤销。',
    same.length > 0 && `${namesOf(same)}后来又改过，没有动。`,
  ]);
}

/** 党员 12 名（其中预备党员 1 名），入党积极分子 2 名 */
export function countsText({ by }: PartyRoster): string {
  const { member, probationary, activist, applicant } = by;
  const others = [
    activist.length > 0 && `，入党积极分子 ${activist.length} 名`,
    applicant.length > 0 && `，入党申请人 ${applicant.length} 名`,
  ].filter(Boolean);
  const among = probationary.length > 0 ? `（其中预备党员 ${probationary.length} 名）` : '';
  return `现有党员 ${member.length + probationary.length} 名${among}${others.join('')}。`;
}

export interface RosterView {
  /** Names are for the committee. */
  hasNames: boolean;
  /** Who only wants to join is named one to one. */
  isGroup: boolean;
}

export function rosterText(roster: PartyRoster, { hasNames, isGroup }: RosterView): string {
  if (!hasNames) return `${countsText(roster)}\n名单只有支委以上能看。`;
  const { groups, ungrouped, by } = roster;
  const candidates = [...by.activist, ...by.applicant];
  return lines([
    countsText(roster),
    ...groups.map((one) => groupLine(one, true)),
    ungrouped.length > 0 && `没有编组的：${namesOf(ungrouped, true)}`,
    candidates.length > 0 &&
      (isGroup ? '积极分子和申请人的名单请一对一问我。' : `还没有入党的：${namesOf(candidates, true)}`),
  ]);
}

export function groupsText({ groups, ungrouped }: PartyRoster, { hasNames }: Pick<RosterView, 'hasNames'>): string {
  if (groups.length === 0) return '还没有党小组。要设，发：党小组 第一党小组：张三、李四、王五';
  return lines([
    `共有 ${groups.length} 个党小组：`,
    ...groups.map((one) => groupLine(one, hasNames)),
    ungrouped.length > 0 && `还有 ${ungrouped.length} 名党员没有编组。`,
    !hasNames && '名单只有支委以上能看。',
  ]);
}

function groupLine({ group, people }: PartyRoster['groups'][number], hasNames: boolean): string {
  const lead = people.find(({ id }) => id === group.leadId);
  const head = `**${escapeMarkdown(group.name)}** ${people.length} 人`;
  if (!hasNames) return head;
  return `${head}${lead ? `，组长${nameOf(lead)}` : ''}${people.length > 0 ? `：${namesOf(people, true)}` : ''}`;
}

function namesOf(people: readonly Standing[], hasStatus = false): string {
  const own = ({ status }: Standing) => (hasStatus && status !== 'member' ? `（${STATUS_NAMES[status]}）` : '');
  const shown = people.slice(0, MOST_NAMED).map((person) => `${nameOf(person)}${own(person)}`);
  return `${shown.join('、')}${people.length > MOST_NAMED ? `等，共 ${people.length} 人` : ''}`;
}

function nameOf(person: Pick<Standing, 'name' | 'userid'>): string {
  return escapeMarkdown(displayName(person));
}

function lines(all: readonly (string | false)[]): string {
  return all.filter((line) => line !== false && line !== '').join('\n');
}
