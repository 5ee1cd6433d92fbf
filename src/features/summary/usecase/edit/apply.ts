import { userError } from '../../../../errors.ts';
import type { Paragraph, Section, SummaryDraft } from '../../types.ts';
import { manualParagraph } from './manual.ts';
import type { Edit } from './order.ts';
import { bareHeading, findPlace, partOf } from './place.ts';

/** What a change needs besides the draft. */
export interface Editing {
  /** Who asks for it; null: has no name. */
  by: string | null;
  /** The same period, unit and options drafted anew from the rows. */
  remake(options: Pick<SummaryDraft, 'form' | 'detailed' | 'isCompared'>): Promise<SummaryDraft>;
}

/**
 * The draft as it is after the change. What a person wrote stays, also where the rest is made anew.
 * @throws AppError for the person: no such part or paragraph.
 */
export async function applyEdit(draft: SummaryDraft, edit: Edit, { by, remake }: Editing): Promise<SummaryDraft> {
  const { form, detailed, isCompared } = draft;
  switch (edit.kind) {
    case 'title':
      return { ...draft, title: checked(edit.text, 60), hasOwnTitle: true };
    case 'form':
      return carryOver(draft, await remake({ form: edit.form, detailed, isCompared }));
    case 'compare':
      return carryOver(draft, await remake({ form, detailed, isCompared: true }));
    case 'detail': {
      const names = partOf(draft, edit.section).map((index) => bareHeading(draft.sections[index] ?? { heading: '' }));
      const others = detailed.filter((name) => !names.includes(name));
      const wanted = edit.isMore ? [...others, ...names] : others;
      return carryOver(draft, await remake({ form, detailed: wanted, isCompared }));
    }
    case 'delete': {
      const place = findPlace(draft, edit);
      return withParagraphs(draft, place.section, (all) => all.filter((_, at) => at !== place.paragraph));
    }
    case 'replace': {
      const place = findPlace(draft, edit);
      const own = manualParagraph(checked(edit.text), by, draft.figures);
      return withParagraphs(draft, place.section, (all) => all.map((one, at) => (at === place.paragraph ? own : one)));
    }
    case 'add':
      return addParagraph(draft, edit, by);
  }
}

function addParagraph(draft: SummaryDraft, edit: Extract<Edit, { kind: 'add' }>, by: string | null): SummaryDraft {
  const own = manualParagraph(checked(edit.text), by, draft.figures);
  if (edit.paragraph !== null) {
    const place = findPlace(draft, { section: edit.section, paragraph: edit.paragraph });
    return withParagraphs(draft, place.section, (all) => all.toSpliced(place.paragraph + 1, 0, own));
  }
  const index = edit.section === null ? draft.sections.length - 1 : (partOf(draft, edit.section).at(-1) ?? 0);
  return withParagraphs(draft, index, (all) => [...all, own]);
}

function withParagraphs(draft: SummaryDraft, index: number, change: (all: Paragraph[]) => Paragraph[]): SummaryDraft {
  const sections = draft.sections.map((section, at): Section => {
    return at === index ? { ...section, paragraphs: change(section.paragraphs) } : section;
  });
  return { ...draft, sections };
}

/** What people wrote stays under its heading, else at the end; their numbers are looked up anew. */
function carryOver(before: SummaryDraft, made: SummaryDraft): SummaryDraft {
  let draft = before.hasOwnTitle ? { ...made, title: before.title, hasOwnTitle: true } : made;
  for (const section of before.sections) {
    for (const { manual, text } of section.paragraphs) {
      if (!manual) continue;
      const same = draft.sections.findIndex((one) => bareHeading(one) === bareHeading(section));
      const own = manualParagraph(text, manual.by, draft.figures);
      draft = withParagraphs(draft, same < 0 ? draft.sections.length - 1 : same, (all) => [...all, own]);
    }
  }
  return draft;
}

function checked(text: string, longest = 600): string {
  const one = text.replace(/\s+/g, ' ').trim();
  if (one === '') throw userError('invalid_input', '没有写要改成什么，例如：加一句：感谢各单位的支持。');
  if (one.length > longest) throw userError('invalid_input', `太长了，请写在${longest}个字以内。`);
  return one;
}
