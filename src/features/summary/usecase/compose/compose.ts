import type { PlannedSection, Template } from '../../types.ts';
import type { Composing } from './clause.ts';
import { type Form, formOf, type PartName, USUAL_FORM } from './form.ts';
import { composePart } from './parts.ts';

const NUMERALS = '一二三四五六七八九十';

/** The draft by rule: sentences for which there is a row, in the order of the form. The same rows give the same text. */
export function composeSections(
  composing: Composing,
  key: string = USUAL_FORM,
  detailed: readonly string[] = [],
): PlannedSection[] {
  const { records, figures } = composing;
  if (figures.every((figure) => figure.rows.length === 0)) return composeEmpty(composing);
  const isTold = (section: Form['sections'][number]) => records.unit === null || !section.isOfBranch;
  const sections = formOf(key)
    .sections.filter(isTold)
    .flatMap((section) => composeSection(composing, section, detailed));
  return numbered(sections);
}

interface Composed extends Omit<PlannedSection, 'heading'> {
  heading: string;
  level: 1 | 2;
}

function composeSection(
  composing: Composing,
  section: Form['sections'][number],
  detailed: readonly string[],
): Composed[] {
  const { heading, otherwise } = section;
  const isWritable = !section.isByRule;
  const whole = { ...composing, isDetailed: detailed.includes(heading) };
  const own = tell(whole, section.parts);
  const under = section.sections
    .map((one) => ({
      heading: one.heading,
      paragraphs: tell({ ...composing, isDetailed: whole.isDetailed || detailed.includes(one.heading) }, one.parts),
    }))
    .filter(({ paragraphs }) => paragraphs.length > 0);
  const [only] = under;
  if (under.length > 1) {
    return [
      { heading, paragraphs: own, isWritable, level: 1 },
      ...under.map((one) => ({ ...one, isWritable, level: 2 as const })),
    ];
  }
  const all = [...own, ...(only?.paragraphs ?? [])];
  if (all.length > 0) return [{ heading, paragraphs: all, isWritable, level: 1 }];
  return otherwise === undefined ? [] : [{ heading, paragraphs: [[otherwise]], isWritable, level: 1 }];
}

function tell(composing: Composing, parts: readonly PartName[]): Template[][] {
  return parts.flatMap((part) => composePart(part, composing)).filter((paragraph) => paragraph.length > 0);
}

/** 一、二、 and under them （一）（二）; the opening has none. */
function numbered(sections: readonly Composed[]): PlannedSection[] {
  let [first, second] = [0, 0];
  return sections.map(({ heading, level, ...section }) => {
    if (heading === '') return { heading, ...section };
    if (level === 2) {
      second += 1;
      return { heading: `（${NUMERALS.charAt(second - 1)}）${heading}`, ...section };
    }
    first += 1;
    second = 0;
    return { heading: `${NUMERALS.charAt(first - 1)}、${heading}`, ...section };
  });
}

function composeEmpty({ records, book }: Composing): PlannedSection[] {
  const who = records.unit ?? records.organisation.branch;
  const opening = [
    `{${book.text('period', records.period.name)}}，{${book.text('organisation', who)}}本期没有记录。`,
    '活动、志愿服务、捐赠和会议的数据未记录，待补录后再行总结。',
  ];
  return [{ heading: '', paragraphs: [opening], isWritable: false }];
}
