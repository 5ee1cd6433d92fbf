import type { PlannedSection } from '../types.ts';
import { formatFigure, type Material, REFERENCE } from './render.ts';

const OPENING = '开头';
/** What problems are told from; the model has no part in them. */
const BY_RULE = /^(gap|understaffed)/;

/** What the model calls the section. */
export function nameOfSection({ heading }: PlannedSection): string {
  return heading === '' ? OPENING : heading;
}

/**
 * Figures that are known, and facts of the sections a model may write: what is only planned stays out, so that nobody
 * can tell it as done.
 */
export function writableMaterial(sections: readonly PlannedSection[], { figures, facts }: Material): Material {
  const text = sections
    .filter((section) => section.isWritable)
    .flatMap((section) => section.paragraphs.flat())
    .join('');
  const used = new Set([...text.matchAll(REFERENCE)].map((match) => match[1]));
  return {
    figures: new Map(
      [...figures].filter(([, figure]) => {
        const isTold = figure.subject === undefined || used.has(figure.subject);
        return isTold && !BY_RULE.test(figure.key) && figure.value !== null && figure.value > 0;
      }),
    ),
    facts: new Map([...facts].filter(([id]) => used.has(id))),
  };
}

/** What goes to the model: values and names to choose by; names that may be of people helped stay here. */
export function describeMaterial({ figures, facts }: Material, sections: readonly PlannedSection[]) {
  const isHidden = (id: string | undefined): boolean => id !== undefined && facts.get(id)?.isPrivate === true;
  return {
    figures: [...figures.values()].map((figure) => ({
      ref: `{${figure.id}}`,
      label: isHidden(figure.subject) ? figure.label.split('·').at(-1) : figure.label,
      value: formatFigure(figure),
      ...(figure.subject ? { subject: `{${figure.subject}}` } : {}),
    })),
    facts: [...facts.values()].map((fact) => ({
      ref: `{${fact.id}}`,
      kind: fact.kind,
      text: fact.isPrivate ? '(名称不提供,请用引用)' : fact.text,
      ...(fact.subjects.length > 0 ? { of: fact.subjects.map((id) => `{${id}}`) } : {}),
    })),
    sections: sections
      .filter((section) => section.isWritable && section.paragraphs.length > 0)
      .map((section) => ({
        heading: nameOfSection(section),
        paragraphs: section.paragraphs.map((sentences) => sentences.join('')),
      })),
  };
}
