import { Converter } from 'opencc-js/t2cn';

/** A text in one spelling: half width, simplified, plain punctuation. */
export interface NormalText {
  text: string;
  /** For each UTF-16 unit of `text`, and one past its end, where it stood in the typed text. */
  offsets: readonly number[];
}

const toSimplified = Converter({ from: 't', to: 'cn' });
const spellings = new Map<string, string>();

/** One spelling for characters that mean the same; empty: dropped. */
const VARIANTS: Record<string, string> = {
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '‐': '-',
  '‑': '-',
  '〜': '~',
  '∼': '~',
  '︰': ':',
  '∶': ':',
  '﹕': ':',
  '﹢': '+',
  '〔': '(',
  '〕': ')',
  '\r': '\n',
  '\u2028': '\n',
  '\u2029': '\n',
  妳: '你',
  牠: '它',
  祂: '他',
  '\u200b': '',
  '\u200c': '',
  '\u200d': '',
  '\u2060': '',
  '\ufeff': '',
  '\ufe0f': '',
};

/**
 * Character by character, so that places in the result lead back to the typed text. Enclosed numbers (①) stay what
 * they are: they mark list items and are no digits.
 */
export function normalise(typed: string): NormalText {
  const offsets: number[] = [];
  let text = '';
  for (let at = 0; at < typed.length; at++) {
    const char = spellingOf(typed.charAt(at));
    if (char === '') continue;
    text += char;
    offsets.push(at);
  }
  offsets.push(typed.length);
  return closeUp({ text, offsets });
}

/** 胡 德 山 报 名: typed with a blank behind every character. */
const SPACED =
  /(?<!\S)(?:[\u4e00-\u9fff]|\d{1,4}|[,，、。:：])(?: (?:[\u4e00-\u9fff]|\d{1,4}|[,，、。:：])(?!\S)){3,}/g;
/** 6 月 4 日, 8 点 */
const SPACED_UNIT = /(?<=\d) (?=[月日号点时](?!\S))|(?<=\d [月点]) (?=\d{1,2} ?[日号分])/g;

/** Without the blanks that part what belongs together. */
function closeUp({ text, offsets }: NormalText): NormalText {
  if (!text.includes(' ')) return { text, offsets };
  const dropped = new Set<number>();
  for (const { index, 0: run } of text.matchAll(SPACED))
    for (let at = 0; at < run.length; at++) if (run.charAt(at) === ' ') dropped.add(index + at);
  for (const { index } of text.matchAll(SPACED_UNIT)) dropped.add(index);
  if (dropped.size === 0) return { text, offsets };
  return {
    text: text
      .split('')
      .filter((_, at) => !dropped.has(at))
      .join(''),
    offsets: offsets.filter((_, at) => !dropped.has(at)),
  };
}

/**
 * The text without the mention of the bot (WeCom leaves it in as plain text, doc 100719): the longest of `names` that
 * is mentioned, anywhere, once; else a mention at the very start.
 */
export function stripMention(text: string, names: readonly string[]): string {
  const longestFirst = names.filter((name) => name !== '').sort((a, b) => b.length - a.length);
  for (const name of longestFirst) {
    for (const sign of ['@', '＠']) {
      const at = text.indexOf(sign + name);
      if (at >= 0) return join(text.slice(0, at), text.slice(at + 1 + name.length));
    }
  }
  return text.replace(/^\s{0,8}[@＠]\S{1,64}\s+/, '').trim();
}

/** What goes before a name that is spoken of: 可以问@志愿助手, 用@志愿助手就能报. */
const SPOKEN_OF = /(?:[问找用让叫给跟靠有是由和看加对向求教学]|听说|比如|通过|关注|感谢|谢谢|多亏|表扬)$/;

/** Whether a message that mentions one of `names` speaks of it, or to somebody else, rather than to it. */
export function isSpokenOf(text: string, names: readonly string[]): boolean {
  const at = names.flatMap((name) => (name === '' ? [] : [text.indexOf(`@${name}`), text.indexOf(`＠${name}`)]));
  const first = Math.min(...at.filter((index) => index >= 0));
  if (!Number.isFinite(first)) return false;
  const before = text.slice(0, first).trim();
  return SPOKEN_OF.test(before) || /^[@＠]/.test(before);
}

function join(before: string, after: string): string {
  const tail = after.replace(/^[ \u2005\u3000\u00a0]{1,2}/, '');
  const isSpaceNeeded = /\S$/.test(before) && /^\S/.test(tail);
  return (before + (isSpaceNeeded ? ' ' : '') + tail).trim();
}

function spellingOf(char: string): string {
  const code = char.charCodeAt(0);
  if (code < 0x80) return code < 0x20 && char !== '\n' ? (VARIANTS[char] ?? ' ') : char;
  const known = spellings.get(char);
  if (known !== undefined) return known;
  const made = makeSpelling(char, code);
  spellings.set(char, made);
  return made;
}

function makeSpelling(char: string, code: number): string {
  const variant = VARIANTS[char];
  if (variant !== undefined) return variant;
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  // The private use area carries the signs of sheet.ts.
  if (/\s/.test(char) || (code >= 0xe000 && code <= 0xf8ff)) return ' ';
  if (code < 0x4e00 || code > 0x9fff) return char;
  const simplified = toSimplified(char);
  return simplified.length === 1 ? simplified : char;
}
