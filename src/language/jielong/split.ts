import { nameEnd } from '../people/name.ts';

/** A line and where it begins in the text. */
export interface Line {
  line: string;
  start: number;
}

const INLINE = /(?:^\s{0,8}|(?<=[\s\u4e00-\u9fff)]))(\d{1,3})\s?[.、)]\s?(?=[\u4e00-\u9fff])/g;

const SEVERAL = /\d\s?[.、)]\D+\d\s?[.、)]/;

export function splitLines(text: string): Line[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const at = start;
    start += line.length + 1;
    return { line, start: at };
  });
}

/** Rows pasted without line ends, each by itself: 1.王芳 2.李强, numbers that count up before names. */
export function splitInline({ line, start }: Line, roster: ReadonlySet<string>): Line[] {
  if (!SEVERAL.test(line)) return [{ line, start }];
  const cuts: number[] = [];
  let last: number | undefined;
  for (const match of line.matchAll(INLINE)) {
    const number = Number(match[1]);
    const isNext = last === undefined || number === last + 1;
    if (!isNext || nameEnd(line, match.index + match[0].length, 'likely', roster) === undefined) continue;
    cuts.push(match.index);
    last = number;
  }
  if (cuts.length < 2) return [{ line, start }];
  const edges = [0, ...cuts.filter((cut) => cut > 0), line.length];
  return edges.slice(1).map((end, i) => {
    const from = edges[i] ?? 0;
    return { line: line.slice(from, end), start: start + from };
  });
}
