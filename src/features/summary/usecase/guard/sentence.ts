import type { Fact, Figure } from '../../types.ts';
import type { Definition } from '../definitions/definition.ts';
import { type Material, REFERENCE } from '../render.ts';

/** What sentences are checked against. */
export interface Ground {
  material: Material;
  /** By key: which words state a figure, and which mean it alone. */
  definitions: ReadonlyMap<string, Pick<Definition, 'key' | 'said' | 'means'>>;
  /** Ids of what some figure is about. */
  subjects: ReadonlySet<string>;
}

/** A reference, with the text on either side of it up to the next. */
export interface Part {
  before: string;
  id: string;
  figure?: Figure;
  fact?: Fact;
  after: string;
}

export const MARK = /[，、；：。！？]/;
/** Stand where a figure and where a fact was. */
export const FIGURE_GAP = '□';
export const FACT_GAP = '■';

export function takeApart(sentence: string, { figures, facts }: Material): Part[] {
  const matches = [...sentence.matchAll(REFERENCE)];
  return matches.map((match, index) => {
    const id = match[1] ?? '';
    const previous = matches[index - 1];
    const start = previous ? previous.index + previous[0].length : 0;
    const end = match.index + match[0].length;
    const figure = figures.get(id);
    const fact = facts.get(id);
    return {
      id,
      before: sentence.slice(start, match.index),
      after: sentence.slice(end, matches[index + 1]?.index ?? sentence.length),
      ...(figure ? { figure } : {}),
      ...(fact ? { fact } : {}),
    };
  });
}

/** The sentence with its references as gaps. */
export function withGaps(sentence: string, { figures }: Material): string {
  return sentence.replace(REFERENCE, (_, id: string) => (figures.has(id) ? FIGURE_GAP : FACT_GAP));
}

/** Between two marks, each with the figures and facts it holds. */
export interface Piece {
  /** With gaps. */
  text: string;
  figures: Figure[];
  facts: Fact[];
}

export function piecesOf(sentence: string, material: Material): Piece[] {
  return sentence.split(MARK).map((piece) => {
    const parts = takeApart(piece, material);
    return {
      text: withGaps(piece, material),
      figures: parts.flatMap(({ figure }) => figure ?? []),
      facts: parts.flatMap(({ fact }) => fact ?? []),
    };
  });
}
