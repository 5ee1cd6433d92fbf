import { isGone } from '../date/token.ts';
import type { Clause, Facts } from '../facts.ts';
import { isQuestion } from '../intent/words.ts';
import type { Stretch } from '../sheet.ts';

/** Said of a day or a person that stays as it is. */
const STAYS =
  /换成|改成|换到|保留|留着|不动|别动|照[常旧来去到样]|算数|正常|不变|还(?:是|要|会)*[来去在参算]|我?能[去来到]|可以[去来]|没问题|继续|仍然|依旧|不影响|不用[退取]|不退/;
const DROPS =
  /[去来到上]不[了成]|参加不|不[去来能参行报]|没法|无法|没空|有事|退|取消|删|撤|划掉|去掉|减|崴|生病|有课|有会|上课|上班|加班|[我要得上值]夜班|出差|冲突|不方便|没时间|走不开|不行(?!就)|[我要得]陪床|(?:要|得)(?:值班|补课|考试)|要[考开]|别(?:排|算|报|写|安排|给)|(?:家里|家中)[来有办]|满[员了]|报满|满人/;
/** Of several days said, this one: 我选7号, 只能去周日, 那我报周五那场. */
const CHOOSES = /选(?!手|举|拔)|只(?:能|去|报|参加|有|占|来)|就(?:报|去)|那我?就?报/;
/** What was signed up for: meant only where no part of it is given up by itself. */
const TELLS = /报了|报过名|报的/;

/** Which parts of the message an order is about: of two days named, the one that is meant. */
export interface Scope {
  isMeant(at: number): boolean;
  /** Whether what stands there is told to stay as it is, so that it is not what an order gives up. */
  isKept?(at: number): boolean;
  /** Not given up in so many words, though it may not be what was chosen. */
  isPossible?(at: number): boolean;
}

interface Segment extends Stretch {
  text: string;
  closer: string;
}

/** Of a registration what the sender can do, of a cancellation what they cannot; else all. */
export function scopeOf(facts: Facts, kind: 'register' | 'cancel' | 'all'): Scope {
  if (kind === 'all') return { isMeant: () => true };
  const segments = segmentsOf(facts);
  const holdsDay = (segment: Segment) =>
    facts.dates.some((date) => segment.start <= date.start && date.start < segment.end && !isGone(date));
  return kind === 'register' ? ofRegistration(segments, holdsDay) : ofCancellation(facts, segments, holdsDay);
}

function ofRegistration(segments: readonly Segment[], holdsDay: (segment: Segment) => boolean): Scope {
  const days = segments.filter(holdsDay);
  const dropped = new Set(segments.filter(({ text }) => DROPS.test(text)));
  const areAllOut = days.length > 0 && days.every((segment) => dropped.has(segment));
  const out = new Set([...dropped].filter((segment) => !(areAllOut && holdsDay(segment))));
  const chosen = new Set(
    segments.filter((segment) => CHOOSES.test(segment.text) && holdsDay(segment) && !out.has(segment)),
  );
  const asked = new Set(segments.filter(({ text, closer }) => isQuestion(text, closer)));
  const hasPlainDay = days.some((segment) => !out.has(segment) && !asked.has(segment));
  return {
    isMeant(at) {
      const segment = segmentAt(segments, at);
      if (!segment) return true;
      if (out.has(segment)) return false;
      if (chosen.size > 0 && holdsDay(segment)) return chosen.has(segment);
      return !(hasPlainDay && asked.has(segment));
    },
    isPossible(at) {
      const segment = segmentAt(segments, at);
      return !segment || !dropped.has(segment);
    },
  };
}

function ofCancellation(facts: Facts, segments: readonly Segment[], holdsDay: (segment: Segment) => boolean): Scope {
  const givesUp = (segment: Segment) => DROPS.test(segment.text);
  const isSplit = segments.some((segment) => givesUp(segment) && holdsDay(segment));
  const isKept = (segment: Segment) => !givesUp(segment) && STAYS.test(segment.text);
  const hasKeptDay = isSplit && segments.some((segment) => isKept(segment) && holdsDay(segment));
  const isOut = (segment: Segment) =>
    !givesUp(segment) &&
    (isKept(segment) || (isSplit && TELLS.test(segment.text)) || (hasKeptDay && holdsDay(segment)));
  return {
    isMeant(at) {
      const segment = segmentAt(segments, at);
      return !segment || !isOut(segment);
    },
    isKept(at) {
      const piece = /^[^\s,，。;；!！?？\n]*/.exec(facts.text.slice(at))?.[0] ?? '';
      return STAYS.test(piece) && !DROPS.test(piece);
    },
  };
}

function segmentAt(segments: readonly Segment[], at: number): Segment | undefined {
  return segments.find(({ start, end }) => start <= at && at < end) ?? segments.find(({ end }) => end === at);
}

/** The clauses, each cut before a day or a part of the day that is said anew (周六我照去 周日的退掉). */
function segmentsOf(facts: Facts): Segment[] {
  return facts.clauses.flatMap((clause) => cut(facts, clause));
}

function cut(facts: Facts, { start, end, closer }: Clause): Segment[] {
  const said = [...facts.dates, ...facts.parts]
    .filter((token) => start <= token.start && token.start < end)
    .sort((a, b) => a.start - b.start);
  const cuts = [start];
  for (const [index, token] of said.entries()) {
    const before = said[index - 1];
    if (!before || before.end >= token.start || ('link' in token && token.link)) continue;
    const gap = facts.text.slice(before.end, token.start);
    if (gap.trim().length < 2) continue;
    cuts.push(before.end + cutIn(gap));
  }
  return cuts.map((from, index) => {
    const to = cuts[index + 1] ?? end;
    return { start: from, end: to, text: facts.text.slice(from, to), closer: to === end ? closer : '' };
  });
}

/** Where in the words between two days the second begins to be spoken of. */
function cutIn(gap: string): number {
  const blank = gap.trimEnd().search(/\s\S*$/);
  if (blank >= 0 && gap.trimEnd().length - blank <= 12) return blank + 1;
  const choice = CHOOSES.exec(gap);
  return choice ? choice.index : gap.length;
}
