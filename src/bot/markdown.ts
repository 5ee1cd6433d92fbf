/** Look-alikes that no client reads as markup, so that one escaping serves every channel, plain text too. */
const LOOKALIKES: Record<string, string> = {
  '<': '＜',
  '>': '＞',
  '[': '［',
  ']': '］',
  '`': '｀',
  '*': '＊',
  _: '＿',
  '~': '～',
  '|': '｜',
  '\\': '＼',
  '@': '＠',
  '#': '＃',
  '-': '－',
  '+': '＋',
};
/** Control characters, direction marks and invisible ones; the joiner inside emoji (U+200D) stays. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be taken out.
const INVISIBLE = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/**
 * A title, name or place somebody typed, made safe to stand on one line inside our markdown: it can neither mark
 * up, link, mention nor break the line. Ordinary Chinese stays as it is.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[<>[\]`*_~|\\@]/g, lookalike)
    .replace(/&(?=#?\w+;)/g, '＆')
    .replace(/^[#+-]+/, (marks) => Array.from(marks, lookalike).join(''));
}

function lookalike(character: string): string {
  return LOOKALIKES[character] ?? character;
}
