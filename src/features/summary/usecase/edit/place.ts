import { userError } from '../../../../errors.ts';
import type { Section, SummaryDraft } from '../../types.ts';

/** A paragraph of a draft: of which section, and where in it; both from 0. */
export interface Place {
  section: number;
  paragraph: number;
}

/** Sections that people count: 一、二、… with what stands under them; the opening is none. */
export function partsOf({ sections }: Pick<SummaryDraft, 'sections'>): number[][] {
  const parts: number[][] = [];
  for (const [index, { heading }] of sections.entries()) {
    if (/^[一二三四五六七八九十]、/.test(heading)) parts.push([index]);
    else if (heading !== '') parts.at(-1)?.push(index);
  }
  return parts;
}

/**
 * Where the paragraph people mean stands: counted through the whole draft, or within a part.
 * @throws AppError for the person where there is none.
 */
export function findPlace(
  draft: SummaryDraft,
  { section, paragraph }: { section: number | null; paragraph: number },
): Place {
  const within = section === null ? draft.sections.map((_, index) => index) : partOf(draft, section);
  const all = within.flatMap((index) =>
    (draft.sections[index]?.paragraphs ?? []).map((_, at) => ({ section: index, paragraph: at })),
  );
  const found = all[paragraph - 1];
  if (found) return found;
  const where = section === null ? '这份草稿' : `第${section}部分`;
  throw userError('not_found', `${where}只有${all.length}段，没有第${paragraph}段。发「看草稿」可以看到每段的编号。`);
}

/** The sections of a part. @throws AppError for the person where there is none. */
export function partOf(draft: SummaryDraft, part: number): number[] {
  const parts = partsOf(draft);
  const found = parts[part - 1];
  if (found) return found;
  throw userError('not_found', `这份草稿有${parts.length}个部分，没有第${part}部分。发「看草稿」可以看全文。`);
}

/** 志愿活动 of （一）志愿活动 */
export function bareHeading({ heading }: Pick<Section, 'heading'>): string {
  return heading.replace(/^(?:[一二三四五六七八九十]、|（[一二三四五六七八九十]）)/, '');
}
