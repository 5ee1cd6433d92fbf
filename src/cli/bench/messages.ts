import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { toLocal } from '../../clock.ts';
import type { ReadingContext } from '../../language/reading.ts';

export interface Message {
  text: string;
  /** When it arrived. */
  now: Date;
  context: ReadingContext;
}

const ZONE = 'Asia/Shanghai';
const CASES = new URL('../../../test/unit/language/cases/', import.meta.url);
/** Beside the project, where there is one. */
const SHARED_SET = new URL('../../../../shared/messages/dev.jsonl', import.meta.url);
const SOURCES = new URL('../../language/', import.meta.url);

const lineSchema = z.object({ now: z.iso.datetime({ offset: true }), sender: z.string(), text: z.string() });

/** The messages of the tests, and those of the shared set. */
export function readMessages(): Message[] {
  const files = readdirSync(CASES).map((name) => new URL(name, CASES));
  if (existsSync(SHARED_SET)) files.push(SHARED_SET);
  return files.flatMap((file) => readFileSync(file, 'utf8').trim().split('\n').map(toMessage));
}

function toMessage(line: string): Message {
  const { now, sender, text } = lineSchema.parse(JSON.parse(line));
  const { day, time } = toLocal(new Date(now), ZONE);
  return { text, now: new Date(now), context: { today: day, time, roster: [], sender } };
}

/** Pieces that scanners and rules begin to read again and again where they follow one another. */
const PIECES = [
  [
    '帮王芳、',
    '我和',
    '王芳和我',
    '6月4日、',
    '19号、',
    '周一三五',
    '8:00-',
    '+1',
    '1-',
    '1.',
    '138 0013 8000',
    '13800138000',
  ],
  ['1. 王芳\n', '\n1. 王芳', '1. 王芳 13800138000\n', '1. 王芳+1\n', '①王\n', '#接龙\n1. 王芳\n', '#接龙\n', '接龙'],
  [
    '(',
    '（',
    '「',
    '"\n',
    '「」\n---\n',
    '"\n"',
    '-- ',
    '@王',
    '@a ',
    '[啊',
    'http://',
    '  ',
    '\n',
    '\t',
    ' \n',
    '\u200b',
    '🎉',
  ],
  [
    '报名6月3日前',
    '报名截止',
    '带1个家属',
    '毛巾60条',
    '捐1',
    '缺席 王芳、',
    '志愿服务',
    '个事',
    '一个',
    '李王',
    '\uE000',
  ],
].flat();

/** What long messages may be made of: each message, each word and character of a pattern, and each of PIECES. */
export function readFragments(): string[] {
  const sources = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const words = sources.flatMap(
    (name) => readFileSync(new URL(name, SOURCES), 'utf8').match(/[\u4e00-\u9fff]+|./gsu) ?? [],
  );
  // Longer runs are lists of names, not words.
  const short = words.filter((word) => word.length <= 12);
  return [...new Set([...readMessages().map(({ text }) => text), ...short, ...PIECES])];
}

/** The fragment over and over, 20 KB at least. */
export function repeatToLength(fragment: string, length = 20_000): string {
  return fragment.repeat(Math.ceil(length / fragment.length)).slice(0, length);
}
