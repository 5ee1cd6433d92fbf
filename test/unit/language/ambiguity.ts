/** A character as a pattern says it: itself, an escape or a class. */
type Letter = string;
type Word = readonly Letter[];

const TOKEN =
  /\((?:\?(?:[:=!]|<[=!]|<\w+>))?|\[(?:\\.|[^\]\\])*\]|\\u[\da-fA-F]{4}|\\.|[*+?]\??|\{\d+(?:,\d*)?\}\??|./gsu;
const QUANTIFIER = /^(?:([*+?])\??|\{(\d+)(,?)(\d*)\}\??)$/;
/** Fewer repetitions do no harm, in however many ways they can be read. */
const FEW = 8;
const MOST_WORDS = 20_000;

/**
 * The repetitions of a pattern whose text can be divided in more than one way, as `(?:志愿|服务|志愿服务)*` can: where what follows
 * does not match, all the ways are tried, and their number doubles with each repetition.
 */
export function ambiguousRepetitions({ source }: RegExp): string[] {
  const tokens = source.match(TOKEN) ?? [];
  const found: string[] = [];
  let at = 0;
  readAlternatives();
  return found;

  function readAlternatives(): Word[] {
    const words = readSequence();
    while (tokens[at] === '|') {
      at++;
      words.push(...readSequence());
    }
    return words;
  }

  function readSequence(): Word[] {
    let words: Word[] = [[]];
    while (at < tokens.length && tokens[at] !== '|' && tokens[at] !== ')') {
      const start = at;
      const own = readAtom();
      const [least, most] = readQuantifier();
      // Where nothing follows, nothing is tried again.
      if (most > FEW && at < tokens.length && isAmbiguous(own)) found.push(tokens.slice(start, at).join(''));
      words = joined(words, repeated(own, least, Math.min(most, least + 2)));
    }
    return words;
  }

  function readAtom(): Word[] {
    const token = tokens[at++] ?? '';
    if (!token.startsWith('(')) return /^(?:[\^$]|\\[bB])$/.test(token) ? [[]] : [[token]];
    const inner = readAlternatives();
    at++;
    return /[=!]$/.test(token) ? [[]] : inner;
  }

  function readQuantifier(): [number, number] {
    const [, sign, least, comma, most] = QUANTIFIER.exec(tokens[at] ?? '') ?? [];
    if (sign === undefined && least === undefined) return [1, 1];
    at++;
    if (sign !== undefined) return [sign === '+' ? 1 : 0, sign === '?' ? 1 : Number.POSITIVE_INFINITY];
    return [Number(least), comma ? Number(most || Number.POSITIVE_INFINITY) : Number(least)];
  }
}

function repeated(words: readonly Word[], least: number, most: number): Word[] {
  const result: Word[] = [];
  let power: Word[] = [[]];
  for (let times = 0; times <= most; times++) {
    if (times >= least) result.push(...power);
    power = joined(power, words);
  }
  return result;
}

function joined(left: readonly Word[], right: readonly Word[]): Word[] {
  if (left.length * right.length > MOST_WORDS) return [...left];
  return left.flatMap((one) => right.map((other) => [...one, ...other]));
}

/** By the rests that remain where one word begins like another (Sardinas and Patterson, 1953). */
function isAmbiguous(words: readonly Word[]): boolean {
  const seen = new Set<string>();
  let rests = words.flatMap((one, index) =>
    words.filter((_, other) => other !== index).flatMap((other) => restOf(one, other)),
  );
  if (words.some((word) => word.length === 0)) return true;
  while (rests.length > 0) {
    if (rests.some((rest) => rest.length === 0)) return true;
    rests = rests.filter((rest) => !seen.has(rest.join()) && seen.add(rest.join()));
    rests = rests.flatMap((rest) => words.flatMap((word) => [...restOf(rest, word), ...restOf(word, rest)]));
  }
  return false;
}

/** What `long` has behind `short`, if it begins with it. */
function restOf(short: Word, long: Word): Word[] {
  const isPrefix = short.length <= long.length && short.every((letter, index) => canMeet(letter, long[index] ?? ''));
  return isPrefix ? [long.slice(short.length)] : [];
}

const meetings = new Map<string, boolean>();
/** One of each kind of character that patterns tell apart. */
const SAMPLES = [...Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)), '\n', '甲', '鿀', '　'];

function canMeet(one: Letter, other: Letter): boolean {
  if (one === other) return true;
  const key = `${one} ${other}`;
  const known = meetings.get(key);
  if (known !== undefined) return known;
  const [first, second] = [new RegExp(`^${one}$`), new RegExp(`^${other}$`)];
  const chars = [...SAMPLES, ...one, ...other];
  const result = chars.some((char) => first.test(char) && second.test(char));
  meetings.set(key, result);
  return result;
}
