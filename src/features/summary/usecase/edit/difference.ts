import type { SummaryDraft } from '../../types.ts';

/** What one version has and another has not, in the order of the text. */
export interface Difference {
  gone: string[];
  added: string[];
  /** [before, after], where it changed. */
  title?: [string, string];
}

/** Sentence by sentence; one that moved is in neither list. */
export function differenceOf(before: SummaryDraft, after: SummaryDraft): Difference {
  const [old, now] = [textsOf(before), textsOf(after)];
  return {
    gone: old.filter((text) => !now.includes(text)),
    added: now.filter((text) => !old.includes(text)),
    ...(before.title === after.title ? {} : { title: [before.title, after.title] as [string, string] }),
  };
}

function textsOf({ sections }: SummaryDraft): string[] {
  return sections.flatMap(({ heading, paragraphs }) => [
    ...(heading === '' ? [] : [heading]),
    ...paragraphs.flatMap(({ text }) => text.split(/(?<=[。！？])/)),
  ]);
}

/** A figure that is another now than when the text was frozen. */
export interface Changed {
  label: string;
  before: string;
  after: string;
}

/** Figures by what they are of, not by their number, which may be another. */
export function changesSince(
  frozen: SummaryDraft,
  now: SummaryDraft,
  say: (figure: SummaryDraft['figures'][number]) => string,
): Changed[] {
  const byLabel = new Map(now.figures.map((figure) => [`${figure.key} ${figure.label} ${figure.unit}`, figure]));
  const known = new Set(frozen.figures.map((figure) => `${figure.key} ${figure.label} ${figure.unit}`));
  const changed = frozen.figures.flatMap((figure): Changed[] => {
    const later = byLabel.get(`${figure.key} ${figure.label} ${figure.unit}`);
    const after = later ? say(later) : '没有了';
    return say(figure) === after ? [] : [{ label: figure.label, before: say(figure), after }];
  });
  const added = now.figures.filter(
    (figure) => figure.value !== null && !known.has(`${figure.key} ${figure.label} ${figure.unit}`),
  );
  return [...changed, ...added.map((figure) => ({ label: figure.label, before: '没有', after: say(figure) }))];
}
