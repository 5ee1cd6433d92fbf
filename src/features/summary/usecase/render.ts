import type { Fact, Figure, Paragraph, Template } from '../types.ts';

/** `{F12}`, `{T3}` … as sentences hold them. */
export const REFERENCE = /\{([FTDPN][1-9]\d{0,5})\}/g;

export interface Material {
  figures: ReadonlyMap<string, Figure>;
  facts: ReadonlyMap<string, Fact>;
}

export function materialOf(figures: readonly Figure[], facts: readonly Fact[]): Material {
  return {
    figures: new Map(figures.map((figure) => [figure.id, figure])),
    facts: new Map(facts.map((fact) => [fact.id, fact])),
  };
}

/** Puts value and unit, or the fact's text, in the place of every reference; what is put in is not read again. */
export function renderParagraph(sentences: readonly Template[], material: Material): Paragraph {
  const template = sentences.join('');
  const ids = [...new Set([...template.matchAll(REFERENCE)].flatMap((match) => match[1] ?? []))];
  return {
    text: renderText(template, material),
    figures: ids.filter((id) => material.figures.has(id)),
    facts: ids.filter((id) => material.facts.has(id)),
  };
}

export function renderText(template: Template, { figures, facts }: Material): string {
  return template.replace(REFERENCE, (written, id: string) => {
    const figure = figures.get(id);
    if (figure) return formatFigure(figure);
    return facts.get(id)?.text ?? written;
  });
}

/** 2.5万册, 至少120人次, 未记录 */
export function formatFigure({ value, unit, status }: Pick<Figure, 'value' | 'unit' | 'status'>): string {
  if (value === null) return '未记录';
  return `${status === 'partial' ? '至少' : ''}${formatNumber(value)}${unit}`;
}

/** In 万 or 亿 only where that says it exactly with one decimal. */
export function formatNumber(value: number): string {
  for (const [size, word] of [
    [100_000_000, '亿'],
    [10_000, '万'],
  ] as const) {
    if (value >= size && (value * 10) % size === 0) return `${value / size}${word}`;
  }
  return String(value);
}
