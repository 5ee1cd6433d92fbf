import type { Place } from '../protocol/callback.ts';
import { type Author, type Body, bodyFor, briefOf, isSamePlace, type Log, type Shown } from './log.ts';

export interface SeenMessage {
  id: string;
  /** Who, what is quoted, and the text with its cards and buttons. */
  line: string;
}

/** What `userid` sees in a chat now, in its order. */
export function viewOf(log: Log, place: Place, userid: string): SeenMessage[] {
  const here = log.since(0).entries.filter((shown) => isSamePlace(shown.place, place));
  return here.map((shown) => ({ id: shown.id, line: lineOf(shown, userid) }));
}

function lineOf(shown: Shown, userid: string): string {
  const quote = shown.quote === undefined ? '' : `（引用：${shown.quote}）`;
  const unheard = shown.whyUnheard === undefined ? '' : `（${shown.whyUnheard}）`;
  return `${nameOf(shown.author)}${quote}：${textOf(bodyFor(shown, userid))}${unheard}`;
}

function nameOf(author: Author): string {
  if (author.kind === 'notice') return '提示';
  return author.kind === 'robot' ? `${author.name}（群机器人）` : author.name;
}

function textOf(body: Body): string {
  if (body.kind === 'card') return `［卡片］${body.text}`;
  if (body.kind === 'markdown' && body.isTyping) return `${body.text}（正在输入）`;
  return briefOf(body) || '（空的回复）';
}
