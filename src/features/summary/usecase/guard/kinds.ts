import type { FactKind } from '../../types.ts';

/** What a kind of fact may do in a sentence; a new kind is one line here. */
interface Kind {
  /**
   * How far the figures that are about it may stand from it: beside it, in its piece between two marks, or anywhere
   * after it in its sentence.
   */
  reach: 'beside' | 'piece' | 'sentence';
  /** Whether a sentence about it alone says something. */
  isBasis: boolean;
  /** Whether the words of its text may be used singly: `文明养犬` of “文明养犬劝导”. */
  lendsWords: boolean;
  /** What is said of it, and of nothing else: one of these words stands in its piece. */
  voice?: RegExp;
  /** A sentence may name it only with what it belongs to; where that is not known, only the rule may. */
  needsOwner?: boolean;
  /** Its piece names nothing else that somebody may take for what it is said of. */
  isOfBranch?: boolean;
}

export const KINDS: Record<FactKind, Kind> = {
  title: { reach: 'sentence', isBasis: true, lendsWords: true },
  meeting: { reach: 'sentence', isBasis: true, lendsWords: true },
  agenda: { reach: 'beside', isBasis: false, lendsWords: true },
  item: { reach: 'beside', isBasis: true, lendsWords: true },
  place: { reach: 'piece', isBasis: false, lendsWords: false },
  day: { reach: 'piece', isBasis: false, lendsWords: false },
  period: { reach: 'piece', isBasis: false, lendsWords: false },
  organisation: { reach: 'piece', isBasis: false, lendsWords: true },
  project: { reach: 'beside', isBasis: true, lendsWords: true, needsOwner: true },
  medium: {
    reach: 'beside',
    isBasis: true,
    lendsWords: false,
    needsOwner: true,
    voice: /报道|刊发|刊登|播出|播发|登载|采访/,
  },
  honour: {
    reach: 'beside',
    isBasis: true,
    lendsWords: false,
    voice: /荣获|获得|获评|被?评为|被?授予|称号|荣誉|表彰/,
    needsOwner: true,
    isOfBranch: true,
  },
};
