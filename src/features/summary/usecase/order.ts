import type { Fact, PlannedSection, Template } from '../types.ts';
import { MEMBERSHIP } from './facts.ts';
import { KINDS } from './guard/kinds.ts';
import { formatFigure, type Material, REFERENCE } from './render.ts';

const OPENING = '开头';
/** What problems are told from, and the year before: the model has no part in them. */
const BY_RULE = /^(gap|understaffed)/;
const YEAR_BEFORE = /^上年同期·/;

/** What the model calls the section. */
export function nameOfSection({ heading }: PlannedSection): string {
  return heading === '' ? OPENING : heading;
}

/** Whether a model may write it, and has something to write it from. */
export function isAsked({ isWritable, paragraphs }: PlannedSection): boolean {
  return isWritable && paragraphs.some((sentences) => sentences.length > 0);
}

/**
 * Figures that are known, and facts of the sections a model may write: what is only planned stays out, so that nobody
 * can tell it as done; so does who is to be a member, and what is not known to belong to whom.
 */
export function writableMaterial(sections: readonly PlannedSection[], { figures, facts }: Material): Material {
  const asked = sections.filter((section) => section.isWritable);
  const used = referencesOf(asked.flatMap((section) => section.paragraphs.flat()));
  const opening = referencesOf(asked[0]?.paragraphs.flat() ?? []);
  const isOpen = (fact: Fact): boolean => {
    if (!used.has(fact.id) || (fact.kind !== 'title' && MEMBERSHIP.test(fact.text))) return false;
    if (fact.kind === 'organisation') return opening.has(fact.id);
    return !KINDS[fact.kind].needsOwner || fact.subjects.length > 0;
  };
  const known = new Map([...facts].filter(([, fact]) => isOpen(fact)));
  return {
    figures: new Map(
      [...figures].filter(([, { key, label, subject, within, value }]) => {
        const isTold = [subject, within].every((id) => id === undefined || known.has(id));
        const isOpenLabel = !YEAR_BEFORE.test(label) && !(subject === undefined && MEMBERSHIP.test(label));
        return isTold && isOpenLabel && !BY_RULE.test(key) && value !== null && value > 0;
      }),
    ),
    facts: known,
  };
}

/** Whether a sentence of the rule holds what no model is shown, so that it stays as it is. */
export function isWithheld(sentence: Template, { figures, facts }: Material): boolean {
  return MEMBERSHIP.test(sentence) || [...referencesOf([sentence])].some((id) => !figures.has(id) && !facts.has(id));
}

/** What goes to the model for one section: values and names to choose by; names that may be of people helped stay here. */
export function describeSection(section: PlannedSection, material: Material) {
  const sentences = section.paragraphs
    .map((paragraph) => paragraph.filter((sentence) => !isWithheld(sentence, material)))
    .filter((paragraph) => paragraph.length > 0);
  const used = referencesOf(sentences.flat());
  return {
    heading: nameOfSection(section),
    paragraphs: sentences.map((paragraph) => paragraph.join('')),
    ...describeMaterial(material, used),
  };
}

/** The figures and facts of `used`, and the figures that are about one of them: `{F3} {T2} 人次：46人次`. */
export function describeMaterial({ figures, facts }: Material, used: ReadonlySet<string>) {
  const isHidden = (id: string | undefined): boolean => id !== undefined && facts.get(id)?.isPrivate === true;
  const isNear = (id: string | undefined): boolean => id !== undefined && used.has(id);
  const told = [...figures.values()].filter((one) => used.has(one.id) || isNear(one.subject));
  return {
    figures: told.map((figure) => {
      const label = figure.label.split('·').at(-1);
      const of = figure.subject ? `{${figure.subject}} ` : '';
      return `{${figure.id}} ${of}${label}：${formatFigure(figure)}`;
    }),
    facts: [...facts.values()]
      .filter((fact) => used.has(fact.id))
      .map((fact) => {
        const of = fact.subjects.map((id) => `{${id}}`).join('');
        const text = isHidden(fact.id) ? '（名称不提供，请用引用）' : fact.text;
        return `{${fact.id}} ${of === '' ? '' : `${of} `}${text}`;
      }),
  };
}

export function referencesOf(sentences: readonly string[]): Set<string> {
  return new Set(sentences.flatMap((one) => [...one.matchAll(REFERENCE)].flatMap((match) => match[1] ?? [])));
}
