/** What one bubble of the AI bot holds: a stream's content, a markdown by response_url. */
const MAX_CONTENT_BYTES = 20_480;
const CUT_NOTICE = '\n……（太长了，后面的没有显示）';

/** At most `max` characters (code points), the last one `…` where something was cut. */
export function cutCharacters(text: string, max: number): string {
  const characters = Array.from(text);
  return characters.length <= max ? text : `${characters.slice(0, max - 1).join('')}…`;
}

/** At most `max` bytes of UTF-8, the last character `…` where something was cut. */
export function cutBytes(text: string, max: number): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= max) return text;
  return `${bytes.subarray(0, boundaryBefore(bytes, max - Buffer.byteLength('…'))).toString()}…`;
}

/** At most 20480 bytes of UTF-8; where something was cut, a line at the end says so. */
export function cutContent(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= MAX_CONTENT_BYTES) return text;
  const end = boundaryBefore(bytes, MAX_CONTENT_BYTES - Buffer.byteLength(CUT_NOTICE));
  return `${bytes.subarray(0, end).toString()}${CUT_NOTICE}`;
}

/** What loses its meaning where it is parted: mentions, links, bold and code of markdown. */
const WHOLE = /<@[^<>\s]{1,64}>|!?\[[^[\]\n]{0,200}\]\([^()\s]{0,2000}\)|\*\*[^*\n]{1,200}\*\*|`[^`\n]{1,200}`/g;

/**
 * Pieces of at most `maxBytes` of UTF-8, parted at the end of a line where one is near enough, and never within a
 * mention, a link or bold text that fits a piece by itself. None is blank.
 */
export function splitBytes(text: string, maxBytes: number): string[] {
  const bytes = Buffer.from(text);
  if (bytes.length <= maxBytes) return text.trim() === '' ? [] : [text];
  const wholes = wholesIn(text);
  const pieces: string[] = [];
  let start = 0;
  while (bytes.length - start > maxBytes) {
    const end = boundaryBefore(bytes, start + maxBytes);
    const newline = bytes.lastIndexOf(0x0a, end);
    const isAtLine = newline > start;
    const cut = isAtLine ? newline : beforeWhole(wholes, start, end);
    pieces.push(bytes.subarray(start, cut).toString());
    start = isAtLine ? cut + 1 : cut;
  }
  pieces.push(bytes.subarray(start).toString());
  return pieces.filter((piece) => piece.trim() !== '');
}

/** Byte offsets of what is not to be parted. */
function wholesIn(text: string): { from: number; to: number }[] {
  return [...text.matchAll(WHOLE)].map((match) => {
    const from = Buffer.byteLength(text.slice(0, match.index));
    return { from, to: from + Buffer.byteLength(match[0]) };
  });
}

function beforeWhole(wholes: readonly { from: number; to: number }[], start: number, end: number): number {
  const parted = wholes.find(({ from, to }) => from < end && end < to);
  return parted && parted.from > start ? parted.from : end;
}

/** The last index up to `index` at which a character begins. */
function boundaryBefore(bytes: Buffer, index: number): number {
  let at = index;
  while (at > 0 && ((bytes[at] ?? 0) & 0xc0) === 0x80) at -= 1;
  return at;
}
