import { KINDS } from './kinds.ts';
import { FACT_GAP, FIGURE_GAP, type Ground, type Piece } from './sentence.ts';
import { FORBIDDEN } from './vocabulary.ts';

/** Words that state what nothing in their piece stands behind; undefined: none. */
export function findForbidden(pieces: readonly Piece[], ground: Ground): string | undefined {
  for (const piece of pieces) {
    const backed = backedWords(piece, ground);
    for (const { reason, pattern } of FORBIDDEN) {
      for (const match of piece.text.matchAll(pattern)) {
        const isBacked = backed.some(({ from, to }) => from <= match.index && match.index + match[0].length <= to);
        if (!isBacked) return `${reason}：“${match[0].replaceAll(FIGURE_GAP, '').replaceAll(FACT_GAP, '')}”`;
      }
    }
  }
  return undefined;
}

/** Where the words stand that mean a figure of the piece, or that are said of one of its facts. */
function backedWords({ text, figures, facts }: Piece, { definitions }: Ground): { from: number; to: number }[] {
  const means = figures.flatMap(({ key }) => definitions.get(key)?.means ?? []);
  const voices = facts.flatMap(({ kind }) => KINDS[kind].voice ?? []);
  return [...means, ...voices].flatMap((pattern) =>
    [...text.matchAll(new RegExp(pattern, 'g'))].map((match) => ({
      from: match.index,
      to: match.index + match[0].length,
    })),
  );
}
