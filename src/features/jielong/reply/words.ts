import { escapeMarkdown } from '../../../bot/markdown.ts';

const LONGEST_NOTE = 24;

/** `王芳（带 1 人，晚到十分钟）` */
export function personText({
  name,
  companions,
  note,
}: {
  name: string;
  companions: number;
  note?: string | undefined;
}): string {
  const said = note === undefined ? '' : shorten(escapeMarkdown(note));
  const more = [...(companions > 0 ? [`带 ${companions} 人`] : []), ...(said === '' ? [] : [said])];
  return more.length > 0 ? `${name}（${more.join('，')}）` : name;
}

/** The first few of many, and how many there are. */
export function joinFew(words: readonly string[], most: number): string {
  const shown = words.slice(0, most).join('、');
  return words.length > most ? `${shown} 等` : shown;
}

function shorten(text: string): string {
  const characters = [...text];
  return characters.length > LONGEST_NOTE ? `${characters.slice(0, LONGEST_NOTE).join('')}…` : text;
}
