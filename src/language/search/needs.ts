/** Characters of which whatever matches holds at least one. */
export type Need = ReadonlySet<string>;

/** The parts of a pattern's source: openings of groups, classes, escapes, quantifiers, single characters. */
const TOKEN =
  /\((?:\?(?:[:=!]|<[=!]|<\w+>))?|\[(?:\\.|[^\]\\])*\]|\\[kpPu][{<].*?[}>]|\\u[\da-fA-F]{4}|\\x..|\\.|[*+?]\??|\{\d+(?:,\d*)?\}\??|./gsu;
const MEMBER = /\\u[\da-fA-F]{4}|\\x..|\\.|./gsu;
const QUANTIFIER = /^(?:[*+?]\??|\{\d+(?:,\d*)?\}\??)$/;
const OPTIONAL = /^(?:[*?]|\{0[,}])/;
const CONTROLS: Record<string, string> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v' };
/** A larger class is found in every text. */
const LARGEST_CLASS = 256;

/** What every text in which the pattern matches must hold, the rarest first; empty where nothing can be told from the pattern. */
export function needsOf({ source, ignoreCase }: RegExp): Need[] {
  const tokens = source.match(TOKEN) ?? [];
  let at = 0;
  const needs = readAlternatives();
  return ignoreCase ? needs.map(inBothCases) : needs;

  function readAlternatives(): Need[] {
    const branches = [readSequence()];
    while (tokens[at] === '|') {
      at++;
      branches.push(readSequence());
    }
    return eitherOf(branches);
  }

  function readSequence(): Need[] {
    const found: Need[] = [];
    while (at < tokens.length && tokens[at] !== '|' && tokens[at] !== ')') {
      const own = readAtom(tokens[at++] ?? '');
      const quantifier = QUANTIFIER.test(tokens[at] ?? '') ? tokens[at++] : undefined;
      if (quantifier === undefined || !OPTIONAL.test(quantifier)) found.push(...own);
    }
    return found.sort((a, b) => a.size - b.size);
  }

  function readAtom(token: string): Need[] {
    if (token.startsWith('(')) {
      const inner = readAlternatives();
      at++;
      return token.endsWith('!') ? [] : inner;
    }
    const chars = token.startsWith('[') ? charsOfClass(token) : charsOf(token);
    return chars === undefined ? [] : [new Set(chars)];
  }
}

/** One branch matches, so one of its needs is met: the n-th of each branch together are a need of the whole. */
function eitherOf(branches: readonly Need[][]): Need[] {
  const [first = [], ...others] = branches;
  if (others.length === 0) return first;
  const count = Math.min(...branches.map((needs) => needs.length));
  return first.slice(0, count).map((_, index) => new Set(branches.flatMap((needs) => [...(needs[index] ?? [])])));
}

/** Of which a character outside a class is one; undefined: any, or none. */
function charsOf(token: string): string[] | undefined {
  if (token === '\\d') return [...'0123456789'];
  if (/^(?:[.^$]|\\[bBwWsSD1-9]|\\[kpPu][{<].*)$/.test(token)) return undefined;
  if (/^\\[ux]./.test(token)) return [String.fromCharCode(Number.parseInt(token.slice(2), 16))];
  // An emoji is two units of UTF-16.
  return token.startsWith('\\') ? [CONTROLS[token.charAt(1)] ?? token.charAt(1)] : token.split('');
}

function charsOfClass(token: string): string[] | undefined {
  if (token.startsWith('[^')) return undefined;
  const members = token.slice(1, -1).match(MEMBER) ?? [];
  const chars: string[] = [];
  for (let index = 0; index < members.length; index++) {
    const first = membersOf(members[index] ?? '');
    if (first === undefined) return undefined;
    const isRange = members[index + 1] === '-' && index + 2 < members.length;
    const last = isRange ? membersOf(members[index + 2] ?? '') : first;
    if (isRange) index += 2;
    const [from = 0, to = 0] = [first[0]?.charCodeAt(0), last?.[0]?.charCodeAt(0)];
    if (to - from > LARGEST_CLASS) return undefined;
    if (isRange) for (let code = from; code <= to; code++) chars.push(String.fromCharCode(code));
    else chars.push(...first);
  }
  return chars.length > LARGEST_CLASS ? undefined : chars;
}

/** Signs that mean something outside a class are themselves in it. */
function membersOf(token: string): string[] | undefined {
  return /^[.^$]$/.test(token) ? [token] : charsOf(token);
}

function inBothCases(need: Need): Need {
  return new Set([...need].flatMap((char) => [char, char.toLowerCase(), char.toUpperCase()]));
}
