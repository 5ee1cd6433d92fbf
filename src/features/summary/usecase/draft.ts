import type { Model } from '../../../bot/services.ts';
import type { Database, Db } from '../../../database.ts';
import { userError } from '../../../errors.ts';
import type { Day } from '../../../language/day.ts';
import { findUnitNames, loadRecords } from '../store/records.ts';
import type { PlannedSection, Records, Rejection, Section, SummaryDraft } from '../types.ts';
import { composeSections } from './compose/compose.ts';
import { formOf, USUAL_FORM } from './compose/form.ts';
import { FactBook } from './facts.ts';
import { countBefore, countFigures } from './figures.ts';
import { makePeriod, spell, yearBefore } from './period.ts';
import { type Material, materialOf, renderParagraph } from './render.ts';
import { writeSections } from './write.ts';

export interface DraftOrder {
  from: Day;
  to: Day;
  unit?: string | undefined;
  /** A key of prompts/forms.json; absent: the usual one. */
  form?: string | undefined;
  /** Headings to be told at length. */
  detailed?: readonly string[] | undefined;
  /** With the same figures of a year before. */
  isCompared?: boolean | undefined;
}

export interface DraftSurroundings {
  database: Database;
  /** Absent: composed by rule. */
  model?: Model | undefined;
  now: Date;
  today: Day;
  /** Told what the model is asked for, before each request. */
  onProgress?: (text: string) => Promise<void>;
}

/**
 * Counts the figures of the period and writes the draft; where the model fails or says what is not so, by rule.
 * @throws AppError for the person: a period or a unit that cannot be.
 */
export async function makeDraft(order: DraftOrder, surroundings: DraftSurroundings): Promise<SummaryDraft> {
  const { database, model, now, today, onProgress } = surroundings;
  const period = makePeriod(order.from, order.to, today);
  const { records, before } = await database.transaction(async (db) => {
    const unit = order.unit ?? null;
    if (unit !== null) checkUnit(unit, await findUnitNames(db));
    const around = { unit, now, today };
    return {
      records: await loadRecords(db, { period, ...around }),
      before: order.isCompared ? await loadRecords(db, { period: yearBefore(period), ...around }) : undefined,
    };
  });
  const planned = planDraft(records, { ...order, before });
  if (!model || planned.sections.every((section) => !section.isWritable)) return planned.finish(planned.sections, []);
  const { sections, rejected, isModel, tokens } = await writeSections({ ...planned, model, onProgress });
  const draft = { ...planned.finish(sections, rejected), tokens };
  return isModel ? { ...draft, writer: 'model' } : draft;
}

/** The same draft from the rows as they are now, by rule. */
export async function redraft(
  db: Db,
  {
    period: { from, to },
    unit,
    form,
    detailed,
    isCompared,
  }: Pick<SummaryDraft, 'period' | 'unit' | 'form' | 'detailed' | 'isCompared'>,
  { now, today }: { now: Date; today: Day },
): Promise<SummaryDraft> {
  const period = makePeriod(from, to, today);
  const around = { unit, now, today };
  const records = await loadRecords(db, { period, ...around });
  const before = isCompared ? await loadRecords(db, { period: yearBefore(period), ...around }) : undefined;
  const { sections, finish } = planDraft(records, { form, detailed, before });
  return finish(sections, []);
}

export interface PlannedDraft {
  sections: PlannedSection[];
  material: Material;
  finish(sections: PlannedSection[], rejected: Rejection[]): SummaryDraft;
}

/** Figures, facts and the sections by rule; pure. */
export function planDraft(
  records: Records,
  {
    form = USUAL_FORM,
    detailed = [],
    before,
  }: Pick<DraftOrder, 'form' | 'detailed'> & { before?: Records | undefined } = {},
): PlannedDraft {
  const { period, unit, organisation, today } = records;
  const book = new FactBook(records);
  const own = countFigures(records, book);
  // With a book of its own: what is named by it is not of this period.
  const earlier = before ? countBefore(before, new FactBook(before), own.length) : [];
  const figures = [...own, ...earlier];
  const composing = { records, figures: own, book, ...(before ? { before: earlier } : {}) };
  const sections = composeSections(composing, form, detailed);
  const facts = book.list();
  const material = materialOf(figures, facts);
  const who = unit ?? organisation.branch;
  return {
    sections,
    material,
    finish: (all, rejected) => ({
      title: `${who}${period.name}${formOf(form).name}`,
      form,
      detailed: [...detailed],
      isCompared: before !== undefined,
      period,
      unit,
      signature: who,
      date: spell(today),
      sections: all.map((section) => renderSection(section, material)),
      figures,
      facts,
      rejected,
      writer: 'rule',
    }),
  };
}

function renderSection({ heading, paragraphs }: PlannedSection, material: Material): Section {
  return { heading, paragraphs: paragraphs.map((sentences) => renderParagraph(sentences, material)) };
}

function checkUnit(unit: string, known: string[]): void {
  if (known.includes(unit)) return;
  const names = known.slice(0, 10).join('、');
  const existing =
    known.length === 0 ? '现在还没有登记任何单位' : `已有的单位：${names}${known.length > 10 ? ' 等' : ''}`;
  throw userError('not_found', `没有叫「${unit.slice(0, 30)}」的单位，${existing}。`);
}
