import { escapeMarkdown } from '../../bot/markdown.ts';
import { toLocal } from '../../clock.ts';
import { type Day, formatDay } from '../../language/day.ts';
import type { KeptDraft } from './store/draft.ts';
import type { SummaryDraft } from './types.ts';
import type { Changed, Difference } from './usecase/edit/difference.ts';

const A_PAGE = 1500;
const MOST_SHOWN = 8;
const LONGEST = 120;

interface Around {
  today: Day;
  zone: string;
}

/** The text with the number of each paragraph, a page at a time; what a person wrote is marked. */
export function sayDraft({ draft, finalAt }: KeptDraft, { version, page }: { version: number; page: number }): string {
  let number = 0;
  const lines = draft.sections.flatMap(({ heading, paragraphs }) => [
    ...(heading === '' ? [] : [`**${escapeMarkdown(heading)}**`]),
    ...paragraphs.map(({ text, manual }) => {
      number += 1;
      const open =
        manual && manual.unproved.length > 0 ? `【人工，没有记录对应：${manual.unproved.join('、')}】` : '【人工】';
      return `（${number}）${escapeMarkdown(text)}${manual ? open : ''}`;
    }),
  ]);
  const pages = intoPages(lines);
  const at = Math.min(Math.max(1, page), pages.length);
  const state = finalAt === null ? `第${version}版` : `第${version}版，已定稿`;
  return [
    `**${escapeMarkdown(draft.title)}**（${state}${pages.length > 1 ? `，第${at} / ${pages.length}页` : ''}）`,
    ...(pages[at - 1] ?? []),
    at < pages.length ? `接着看，发：看草稿 第${at + 1}页` : '要改，例如：删掉第3段、第二部分写详细些、加一句：…',
  ].join('\n\n');
}

function intoPages(lines: readonly string[]): string[][] {
  const pages: string[][] = [[]];
  let length = 0;
  for (const line of lines) {
    if (length > 0 && length + line.length > A_PAGE) {
      pages.push([]);
      length = 0;
    }
    pages.at(-1)?.push(line);
    length += line.length;
  }
  return pages;
}

export function sayVersions(versions: readonly KeptDraft[], { today, zone }: Around): string {
  const lines = versions.map(({ change, createdAt, finalAt }, index) => {
    const { day, time } = toLocal(createdAt, zone);
    const state = finalAt === null ? '' : '（定稿）';
    return `${index + 1}. ${formatDay(day, today)} ${time} ${escapeMarkdown(change ?? '起草')}${state}`;
  });
  return [`一共${versions.length}版：`, ...lines.slice(-30), '回到某一版，发：回到第1版；看不同，发：和第1版比'].join(
    '\n',
  );
}

/** What is gone and what is new, each cut short. */
export function sayDifference({ gone, added, title }: Difference, head: string): string {
  if (gone.length + added.length === 0 && !title) return `${head}，内容没有变化。`;
  return [
    `${head}：`,
    ...(title ? [`标题：${escapeMarkdown(title[0])} → ${escapeMarkdown(title[1])}`] : []),
    ...listed('去掉', gone),
    ...listed('加上', added),
    '看全文，发：看草稿；不要这次改动，10分钟内发“撤销”。',
  ].join('\n');
}

function listed(word: string, texts: readonly string[]): string[] {
  const shown = texts.slice(0, MOST_SHOWN).map((text) => {
    const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
    return `- ${word}：${escapeMarkdown(cut)}`;
  });
  return texts.length > MOST_SHOWN ? [...shown, `- 还有${texts.length - MOST_SHOWN}处没有列出`] : shown;
}

/** Figures that are others now than in the text. */
export function sayChangesSince(
  { draft, finalAt, createdAt }: KeptDraft,
  changed: readonly Changed[],
  { today, zone }: Around,
): string {
  const { day } = toLocal(finalAt ?? createdAt, zone);
  const since = `${formatDay(day, today)}${finalAt === null ? '起草' : '定稿'}以后`;
  if (changed.length === 0) return `${since}，《${escapeMarkdown(draft.title)}》里的数没有变化。`;
  const lines = changed
    .slice(0, 30)
    .map(({ label, before, after }) => `- ${escapeMarkdown(label)}：文中${before}，现在${after}`);
  const rest = changed.length > 30 ? [`- 还有${changed.length - 30}项没有列出`] : [];
  return [`${since}，记录又有更正，${changed.length}个数和文中不同：`, ...lines, ...rest].join('\n');
}

/** Numbers a person typed that no record has. */
export function unprovedOf({ sections }: SummaryDraft): { text: string; by: string | null }[] {
  return sections.flatMap(({ paragraphs }) =>
    paragraphs.flatMap(({ manual }) => manual?.unproved.map((text) => ({ text, by: manual.by })) ?? []),
  );
}
