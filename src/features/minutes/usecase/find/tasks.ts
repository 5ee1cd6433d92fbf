import type { Day } from '../../../../language/day.ts';
import { rosterSet } from '../../../../language/people/roster.ts';
import type { Stretch } from '../../../../language/sheet.ts';
import { normalise } from '../../../../language/text.ts';
import { type Due, findDues } from './due.ts';
import { DEED, ownersFrom, SELF } from './owners.ts';
import { type Sentence, splitSentences } from './sentences.ts';
import { findSlots, type Slot } from './slots.ts';
import { cleanTitle } from './title.ts';

/** Something that the minutes give to somebody, in their own words. */
export interface FoundTask {
  title: string;
  /** As named; 我 is who keeps the minutes. */
  owners: string[];
  due: Day | null;
  /** What is wrong with the day that was said. */
  warning?: string;
  /** The words of the minutes it was read from. */
  quote: string;
}

const LONGEST_TEXT = 30_000;
/** Dictated without a stop. */
const LONGEST_SENTENCE = 3000;
/** A title so short is understood with the clause before it only. */
const SHORT = 4;
/** Told of what was, or only thought of. */
const NOT_GIVEN =
  /(?:建议|提议|是否|如果|要不|能否|可否|不再?|别|已经?|上次|上周|上个?月|去年|之前|原来|原先|一直|以前|没有?|曾经?|会上|刚才|首先|接着|随后|然后)\s?$/;
const SUGGESTED = /建议|提议|是否|能不能|要不要/;
/** 由李强、王芳组成工作组，6月底前完成考核: only with a limit something to do. */
const TEAM = /^(?:共同)?组成/;
const OF_BEFORE = /^(?:的|过|了|担?任(?!务)|当选|兼任)/;
const SPEECH =
  /^[,，:：]?\s?(?:也|就|又|先|分别|作|做)?(?:发言|讲话|介绍|汇报|主持|谈(?!话|心)|说|宣读|传达|领学|讲了|讲话|总结|表示|认为|觉得|通报|记录|列席|出席|参加会议|同意|反对|建议|提出|希望|反映|强调|指出|提议|补充|回应|表态|[\u4e00-\u9fff]{1,4}了(?!解))/;
const STARTS_DEED = new RegExp(`^[,，:：]?\\s?(?:要|需要?|继续|全面|认真|及时|提前|共同|一起)?(?:${DEED})`);
const ATTENDANCE = /到会|出席|参会|与会|列席|主持|记录人?|缺席|请假|未到|迟到|发言|汇报人/;
/** Behind it something new begins, comma or not. */
const DECIDES = /(?:会议|大会|一致|研究|经讨论)?(?:决定|确定|议定|商定|明确|要求)[,，:：]?/g;
const FOR_ALL = /(?:以上|均|都|全部)(?:任务|工作|事项)?\s?(?:须|要|需|应|于|在)?\s?$/;

/** The tasks that a text gives, by rule; `day`: of the meeting, what 明天 counts from. Pure; nothing is made up. */
export function findTasks(typed: string, { day, roster }: { day: Day; roster: readonly string[] }): FoundTask[] {
  const { text, offsets } = normalise(typed.slice(0, LONGEST_TEXT));
  const known = rosterSet(roster);
  const raw = ({ start, end }: Stretch) =>
    typed.slice(offsets[start] ?? 0, (offsets[end - 1] ?? 0) + 1).replace(/[\s,，、;；:：]+$/, '');
  return splitSentences(text).flatMap((sentence) => {
    const said = text.slice(sentence.start, Math.min(sentence.end, sentence.start + LONGEST_SENTENCE));
    return tasksIn(said, sentence, { day, roster: known }).map(({ task, start, end }) => ({
      ...task,
      quote: raw({ start: sentence.start + start, end: sentence.start + end }),
    }));
  });
}

interface Part extends Stretch {
  task: Omit<FoundTask, 'quote'>;
}

/** What belongs to a slot: what it is about before it, what is to be done behind it. */
interface Land {
  slot: Slot;
  from: number;
  to: number;
}

function tasksIn(said: string, { isListed }: Sentence, ground: { day: Day; roster: ReadonlySet<string> }): Part[] {
  const dues = findDues(said, ground);
  const slots = findSlots({ text: said, isListed, dues, roster: ground.roster });
  const [speaker, ...others] = /^[^:：]{2,6}[:：]/.test(said) ? ownersFrom(said, 0, ground.roster) : [];
  const of = { dues, isListed, speaker: others.length === 0 && speaker?.isKnown ? speaker.name : undefined };
  const parts = landsOf(said, slots, dues).flatMap((land, i) => partOf(said, land, { ...of, isFirst: i === 0 }));
  const shared = dues.find(({ start, isLimit }) => isLimit && FOR_ALL.test(said.slice(0, start)));
  return parts.map((part) =>
    shared && part.task.due === null ? { ...part, task: { ...part.task, due: shared.day } } : part,
  );
}

/** Between two slots the last clause is of the second, the rest of the first. */
function landsOf(said: string, slots: readonly Slot[], dues: readonly Due[]): Land[] {
  const lands: Land[] = [];
  for (const [i, slot] of slots.entries()) {
    const before = lands.at(-1);
    const floor = before?.slot.end ?? 0;
    const from =
      slot.kind === 'label' && !before ? 0 : borderIn(said, { start: floor, end: slot.start }, dues, { before, slot });
    if (before) before.to = from;
    lands.push({ slot, from, to: slots[i + 1]?.start ?? said.length });
  }
  return lands;
}

function borderIn(
  said: string,
  gap: Stretch,
  dues: readonly Due[],
  { before, slot }: { before: Land | undefined; slot: Slot },
): number {
  const comma = Math.max(said.lastIndexOf(',', gap.end - 1), said.lastIndexOf('，', gap.end - 1)) + 1;
  const done = dues.filter(({ isLimit, end }) => isLimit && end <= gap.end && end > gap.start).at(-1);
  // 下周五前请王芳: the day is of what follows.
  const dueEnd = done && !(done.end === gap.end && slot.kind !== 'verb') ? done.end : 0;
  const decides = [...said.slice(gap.start, gap.end).matchAll(DECIDES)].at(-1);
  const decidedEnd = decides ? gap.start + decides.index + decides[0].length : 0;
  const border = Math.max(comma, dueEnd, decidedEnd);
  if (border > gap.start) return border;
  if (!before) return gap.start;
  // 宣传由周丽牵头后勤由王芳负责: who has got something already leaves the next word to the next.
  const hasTopic = cleanTitle(said.slice(before.from, before.slot.start)).length > 1;
  return hasTopic && (slot.kind === 'by' || slot.kind === 'verb') ? gap.start : gap.end;
}

function partOf(
  said: string,
  { slot, from, to }: Land,
  {
    dues,
    isListed,
    isFirst,
    speaker,
  }: { dues: readonly Due[]; isListed: boolean; isFirst: boolean; speaker: string | undefined },
): Part[] {
  const [topic, deed] = [said.slice(from, slot.start), said.slice(slot.end, to)];
  const own = dues.filter(({ start, end }) => start >= from && end <= to);
  if (isNoTask(withoutDues(said, from, slot.start, own), deed, slot)) return [];
  const due =
    own.find(({ isLimit, start }) => isLimit && start >= slot.end) ??
    own.find(({ isLimit }) => isLimit) ??
    nextTo(said, own, slot) ??
    // 7月1日前，由李强…: the day stands ahead of all.
    (isFirst ? dues.find(({ isLimit, start, end }) => isLimit && start === 0 && end <= from) : undefined);
  if (TEAM.test(deed) && !due?.isLimit) return [];
  const deeds = [withoutDues(said, slot.end, to, own), cleanTitle(topic)];
  const isProven = due !== undefined || isListed || deeds.some((words) => STARTS_DEED.test(words));
  if (slot.kind === 'loose' && !isProven) return [];
  if (slot.kind === 'loose' && ATTENDANCE.test(topic)) return [];
  if (due === undefined && SPEECH.test(deed)) return [];
  const cut =
    due && !due.isLimit ? [...own.filter(({ isLimit }) => isLimit), due] : own.filter(({ isLimit }) => isLimit);
  const titleFrom = (start: number) =>
    cleanTitle(withoutDues(said, start, slot.start, cut) + withoutDues(said, slot.end, to, cut));
  const short = titleFrom(from);
  const start = isFirst && short.length < SHORT ? 0 : from;
  const title = titleFrom(start);
  if ((title.match(/\p{L}/gu)?.length ?? 0) < 2) return [];
  const owners = [...new Set(slot.owners.map(({ name }) => (name === SELF ? (speaker ?? name) : name)))];
  const warning = due?.warning === undefined ? {} : { warning: due.warning };
  return [{ start, end: to, task: { title, owners, due: due?.day ?? null, ...warning } }];
}

function isNoTask(topic: string, deed: string, { kind }: Slot): boolean {
  if (kind === 'label') return false;
  return NOT_GIVEN.test(topic) || SUGGESTED.test(topic) || OF_BEFORE.test(deed);
}

/** The day right before or behind the slot: 请王芳明天把名单报上来. */
function nextTo(said: string, dues: readonly Due[], slot: Slot): Due | undefined {
  return dues.find(
    ({ start, end }) =>
      (start >= slot.end && start - slot.end <= 1 && said.charAt(end) !== '的') ||
      (end <= slot.start && slot.start - end <= 1),
  );
}

function withoutDues(said: string, from: number, to: number, dues: readonly Due[]): string {
  let text = '';
  let at = from;
  for (const { start, end } of dues) {
    if (start < at || end > to) continue;
    text += said.slice(at, start);
    at = end;
  }
  return text + said.slice(at, to);
}
