import type { CommandContext } from '../../../bot/command.ts';
import type { Reply } from '../../../bot/reply.ts';
import { formatDay } from '../../../language/day.ts';
import type { CardDay } from '../../activity/usecase/card/days.ts';
import { activityCard } from '../../activity/usecase/card/show.ts';
import { tapperName } from '../../person/usecase.ts';
import type { CardTap } from '../schema.ts';
import type { Enrolment, Entry, Promotion } from '../types.ts';

export type Around = Pick<CommandContext, 'today' | 'now' | 'zone' | 'message' | 'sender'>;

/** The card that goes with a reply. */
export interface OnCard {
  /** Counted after the effect. */
  days: readonly CardDay[];
  /** A button of an activity's card was tapped; absent: a line was typed, or a choice taken. */
  tap?: CardTap | undefined;
}

const MOST_NAMED = 5;

/** Beside what was typed. */
export function cardBeside({ days }: OnCard, around: Around): Pick<Reply, 'card'> {
  const card = activityCard(days, around);
  return card ? { card } : {};
}

/**
 * The card anew, in answer to a tap. `isForAll`: it tells of no one person's doing, or of one that concerns
 * everybody; the others see no `你` then.
 */
export function cardInstead(
  text: string,
  { note, isForAll = false }: { note?: string; isForAll?: boolean },
  { days }: OnCard,
  around: Around,
): Reply {
  const card = activityCard(days, around, note);
  return { text, isUpdate: true, ...(card ? { card, isOnCard: true } : {}), ...(isForAll ? { isForAll } : {}) };
}

/** `王芳报上了，第 3 位。`; `isSeveral`: the card tells of several days, so the day is named. */
export function enrolledNote(enrolments: readonly Enrolment[], isSeveral: boolean, around: Around): string {
  return enrolments
    .flatMap(({ occurrence, entries }) =>
      entries.map((entry) => {
        const day = isSeveral ? `${formatDay(occurrence.day, around.today)}：` : '';
        return `${day}${noteOf(entry, around)}`;
      }),
    )
    .join('');
}

function noteOf(entry: Entry, around: Around): string {
  const { isSelf, name, state, position, outcome } = entry;
  if (outcome !== 'made') {
    const who = isSelf ? '你' : name;
    if (state === 'waiting') return `${who}已经在候补了，现在第 ${position} 位。`;
    return `${who}已经报上了，没有重复报。`;
  }
  const who = isSelf ? tapperName(around) : name;
  if (state === 'waiting') return `名额已满，${who}排在候补第 ${position} 位，有人取消马上通知。`;
  return `${who}报上了，第 ${position} 位。`;
}

/** `王芳取消了报名。候补的 李强 补上了，马上通知。` */
export function cancelledNote(promoted: readonly Promotion[], around: Around): string {
  const names = promoted.slice(0, MOST_NAMED).map(({ name }) => name);
  const more = promoted.length > MOST_NAMED ? ` 等 ${promoted.length} 人` : '';
  const next = names.length > 0 ? `候补的 ${names.join('、')}${more} 补上了，马上通知。` : '';
  return `${tapperName(around)}取消了报名。${next}`;
}
