/** Every match of a global pattern, as matchAll() gives them but without a copy of the pattern for each text. */
export function* matchesOf(regexp: RegExp, text: string): Generator<RegExpExecArray> {
  let from = 0;
  while (from <= text.length) {
    regexp.lastIndex = from;
    const match = regexp.exec(text);
    if (!match) return;
    from = match.index + Math.max(match[0].length, 1);
    yield match;
  }
}
