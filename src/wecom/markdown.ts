import { splitBytes } from './limits.ts';

const FENCE = /^[ \t]*```/;
const CLOSING = /^[ \t]*```[ \t]*$/;
const ROW = /^[ \t]*\|/;
const RULE = /^[ \t]*\|?[ \t:|-]*-[ \t:|-]*$/;
const FENCE_END = '```';

/** Lines that belong together; `head` and `foot` are said again with each part of what is too long. */
interface Block {
  lines: string[];
  head: string[];
  foot: string[];
}

/**
 * Pieces of at most `maxBytes`, as splitBytes: fenced code and tables are kept whole where they fit a piece; where
 * they do not, each part has its fence, or the table's head.
 */
export function splitMarkdown(markdown: string, maxBytes: number): string[] {
  if (Buffer.byteLength(markdown) <= maxBytes) return markdown.trim() === '' ? [] : [markdown];
  const pieces: string[] = [];
  let open: string[] = [];
  const close = () => {
    pieces.push(...splitBytes(open.join('\n'), maxBytes));
    open = [];
  };
  for (const unit of blocksIn(markdown).flatMap((block) => unitsOf(block, maxBytes))) {
    if (open.length > 0 && bytesOf([...open, unit]) > maxBytes) close();
    open.push(unit);
  }
  close();
  return pieces;
}

function blocksIn(markdown: string): Block[] {
  const lines = markdown.split('\n');
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const block = blockAt(lines, at);
    blocks.push(block);
    at += block.lines.length;
  }
  return blocks;
}

function blockAt(lines: readonly string[], at: number): Block {
  const first = lines[at] ?? '';
  if (FENCE.test(first)) {
    const end = lines.findIndex((line, i) => i > at && CLOSING.test(line));
    return { lines: lines.slice(at, end < 0 ? undefined : end + 1), head: [first], foot: [FENCE_END] };
  }
  if (ROW.test(first) && RULE.test(lines[at + 1] ?? '')) {
    const end = lines.findIndex((line, i) => i > at && !ROW.test(line));
    return { lines: lines.slice(at, end < 0 ? undefined : end), head: lines.slice(at, at + 2), foot: [] };
  }
  return { lines: [first], head: [], foot: [] };
}

/** What is not to be parted any further. */
function unitsOf({ lines, head, foot }: Block, maxBytes: number): string[] {
  const whole = lines.join('\n');
  const frame = bytesOf([...head, ...foot]) + 2;
  if (head.length === 0 || Buffer.byteLength(whole) <= maxBytes || frame >= maxBytes) return [whole];
  const isClosed = foot.length > 0 && lines.length > 1 && CLOSING.test(lines.at(-1) ?? '');
  const inner = lines.slice(head.length, isClosed ? -1 : undefined);
  const parts: string[][] = [];
  for (const line of inner.flatMap((one) => splitBytes(one, maxBytes - frame))) {
    const last = parts.at(-1);
    if (last && bytesOf([...head, ...last, line, ...foot]) <= maxBytes) last.push(line);
    else parts.push([line]);
  }
  // Nothing but blanks within: the frame alone is left.
  return (parts.length > 0 ? parts : [[]]).map((part) => [...head, ...part, ...foot].join('\n'));
}

function bytesOf(lines: readonly string[]): number {
  return Buffer.byteLength(lines.join('\n'));
}
