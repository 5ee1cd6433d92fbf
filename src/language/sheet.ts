import { matchesOf } from './search/matches.ts';

/** What a stretch of the text has been read as. */
export type Kind =
  | 'date'
  | 'festival'
  | 'period'
  | 'time'
  | 'part'
  | 'name'
  | 'count'
  | 'hours'
  | 'phone'
  | 'place'
  /** Words that hold a number or a day but belong to a name (四点半课堂). */
  | 'mask'
  /** A measure, a span, a list mark: no part of any name. */
  | 'measure'
  | 'deadline';

/** One sign per kind, of the private use area, which normalise() keeps free. */
const SIGNS: Record<Kind, string> = {
  date: '\uE000',
  festival: '\uE001',
  period: '\uE002',
  time: '\uE003',
  part: '\uE004',
  name: '\uE005',
  count: '\uE006',
  hours: '\uE007',
  phone: '\uE008',
  place: '\uE009',
  mask: '\uE00A',
  deadline: '\uE00B',
  measure: '\uE00C',
};

const KINDS = new Map(Object.entries(SIGNS).map(([kind, sign]) => [sign, kind as Kind]));

/** What is noted of a character: free, or of a claimed stretch the first or another. */
const [FREE, FIRST, INNER] = [0, 1, 2];

/** A stretch of the normalised text, end excluded. */
export interface Stretch {
  start: number;
  end: number;
}

/** The text with notes on what has been read where. Each character is read once: the first to claim it has it. */
export interface Sheet {
  readonly text: string;
  isFree(start: number, end: number): boolean;
  kindAt(at: number): Kind | undefined;
  claim(kind: Kind, start: number, end: number): void;
  /** As long as the text, each claimed character replaced by the sign of its kind. */
  skeleton(): string;
  /** Each claimed stretch as one sign; `origin[i]` is where character i of it stands in the text. */
  compact(): { text: string; origin: readonly number[] };
}

export function createSheet(text: string): Sheet {
  let skeleton = text;
  const claims = new Uint8Array(text.length);
  return {
    text,
    isFree(start, end) {
      for (let at = start; at < end; at++) if (claims[at] !== FREE) return false;
      return true;
    },
    kindAt(at) {
      return KINDS.get(skeleton.charAt(at));
    },
    claim(kind, start, end) {
      claims.fill(INNER, start, end).fill(FIRST, start, start + 1);
      skeleton = skeleton.slice(0, start) + SIGNS[kind].repeat(end - start) + skeleton.slice(end);
    },
    skeleton() {
      return skeleton;
    },
    compact() {
      let out = '';
      const origin: number[] = [];
      for (let at = 0; at < text.length; at++) {
        if (claims[at] === INNER) continue;
        out += skeleton.charAt(at);
        origin.push(at);
      }
      origin.push(text.length);
      return { text: out, origin };
    },
  };
}

const LETTERS: Record<string, Kind> = {
  D: 'date',
  F: 'festival',
  R: 'period',
  T: 'time',
  P: 'part',
  N: 'name',
  C: 'count',
  H: 'hours',
  L: 'place',
  M: 'mask',
  X: 'deadline',
  U: 'measure',
  O: 'phone',
};

/** A pattern over a skeleton: `{D}` the sign of a date, `{N}` of a name … (see LETTERS), `{DT}` either, `{D?}` perhaps one. */
export function pattern(source: string, flags = ''): RegExp {
  return new RegExp(
    source.replace(/\{([A-Z]+)(\??)\}/g, (_, letters: string, optional: string) => {
      const signs = [...letters].map((letter) => signOf(LETTERS[letter])).join('');
      return `[${signs}]${optional}`;
    }),
    flags,
  );
}

/** The sign of a kind, for a character class. */
export function signOf(kind: Kind | undefined): string {
  return kind === undefined ? '' : SIGNS[kind];
}

/** Every match of a global pattern whose characters are all still free. */
export function* freeMatches(sheet: Sheet, regexp: RegExp): Generator<RegExpExecArray> {
  for (const match of matchesOf(regexp, sheet.text)) {
    if (sheet.isFree(match.index, match.index + match[0].length)) yield match;
  }
}
