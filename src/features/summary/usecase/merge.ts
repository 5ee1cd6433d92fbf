import type { PlannedSection, Template } from '../types.ts';
import type { Verdict } from './guard/guard.ts';
import { REFERENCE } from './render.ts';

/** A sentence of the model and what became of it. */
export interface Written {
  /** Index of its section. */
  section: number;
  paragraph: number;
  text: string;
  verdict: Verdict;
}

/** The model's sentences that passed, the rule's in place of those refused, and the rule's for what nobody told. */
export function mergeSection(
  section: PlannedSection,
  sentences: readonly Written[],
  isWithheld: (rule: Template) => boolean,
): PlannedSection {
  const passed = sentences.flatMap(({ verdict }) => ('template' in verdict ? [verdict.template] : []));
  if (passed.length === 0) return section;
  const told = new Set(passed.flatMap(idsOf));
  const untold = section.paragraphs
    .flat()
    .filter((rule) => !passed.includes(rule) && (isWithheld(rule) || isUntold(rule, told)));
  const paragraphs = new Map<number, Template[]>();
  for (const { paragraph, text, verdict } of sentences) {
    const template = 'template' in verdict ? verdict.template : takeSameSubject(untold, text);
    if (template !== undefined) paragraphs.set(paragraph, [...(paragraphs.get(paragraph) ?? []), template]);
  }
  const rest = untold.length > 0 ? [untold] : [];
  return { ...section, paragraphs: [...paragraphs.values(), ...rest] };
}

/** Told: its titles are named; where it has none, its figures are. What has neither, only the rule can tell. */
function isUntold(rule: Template, told: ReadonlySet<string>): boolean {
  const ids = idsOf(rule);
  const titles = ids.filter((id) => id.startsWith('T'));
  const subjects = titles.length > 0 ? titles : ids.filter((id) => id.startsWith('F'));
  return subjects.length === 0 || subjects.some((id) => !told.has(id));
}

/** Takes the rule's sentence about what the refused one was about out of those not yet told. */
function takeSameSubject(untold: Template[], refused: string): Template | undefined {
  const ids = new Set(idsOf(refused));
  const at = untold.findIndex((rule) => idsOf(rule).some((id) => ids.has(id)));
  return at < 0 ? undefined : untold.splice(at, 1)[0];
}

function idsOf(template: Template): string[] {
  return [...template.matchAll(REFERENCE)].flatMap((match) => match[1] ?? []);
}
