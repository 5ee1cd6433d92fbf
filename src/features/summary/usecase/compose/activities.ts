import type { Day } from '../../../../language/day.ts';
import type { Figure, Template } from '../../types.ts';
import { type Composing, hoursClause, isSayable, refOf } from './clause.ts';

/** What one title came to over the period. */
interface Told {
  title: string;
  /** Id of the title. */
  id: string;
  days: { day: Day; untilDay: Day }[];
  places: string[];
  /** Published, not only logged. */
  isActivity: boolean;
  find(key: string): Figure | undefined;
  weight: number;
}

const MOST_TOLD = 10;
const MOST_TOLD_AT_LENGTH = 60;
const MOST_NAMED = 30;
const MOST_DAYS = 4;
const MOST_PLACES = 3;
/** As many sentences as begin differently before the first comes again. */
const SENTENCES_A_PARAGRAPH = 4;

/** The weightiest titles in a sentence each, by date; the others by name only. */
export function composeActivities(composing: Composing): Template[][] {
  const all = collect(composing).toSorted((a, b) => b.weight - a.weight || compare(a, b));
  const most = composing.isDetailed ? MOST_TOLD_AT_LENGTH : MOST_TOLD;
  const told = all.slice(0, most).toSorted(compare);
  const others = all.slice(most).toSorted(compare);
  const sentences = told.map((one, index) => tell(one, composing, index));
  const paragraphs: Template[][] = [];
  for (let at = 0; at < sentences.length; at += SENTENCES_A_PARAGRAPH) {
    paragraphs.push(sentences.slice(at, at + SENTENCES_A_PARAGRAPH));
  }
  const loose = tellThings(composing, undefined);
  if (loose.length > 0) paragraphs.push([`本期还${loose.join('，')}。`]);
  if (others.length > 0) {
    const named = others.slice(0, MOST_NAMED);
    const rest = others.length > MOST_NAMED ? '等' : '';
    const things = named.flatMap((one) => {
      const own = tellThings(composing, one.id);
      return own.length > 0 ? [`{${one.id}}${own.join('，')}。`] : [];
    });
    paragraphs.push([`此外，还开展了${named.map((one) => `{${one.id}}`).join('')}${rest}。`, ...things]);
  }
  return paragraphs;
}

function collect({ records, figures, book }: Composing): Told[] {
  const byTitle = new Map<string, Told>();
  const of = (title: string): Told => {
    const known = byTitle.get(title);
    if (known) return known;
    const id = book.title(title);
    const own = figures.filter((figure) => figure.subject === id && isSayable(figure));
    const find = (key: string): Figure | undefined => own.find((figure) => figure.key === key);
    const things = figures.filter((figure) => figure.within === id).length;
    const reports = records.works.filter((row) => row.kind === 'media' && row.title === title).length;
    const isOfProject = records.projects.some((project) => project.titles.includes(title));
    const weight = weigh(own) + things * A_THING + reports * A_REPORT + (isOfProject ? A_PROJECT : 0);
    const made: Told = { title, id, days: [], places: [], isActivity: false, find, weight };
    byTitle.set(title, made);
    return made;
  };
  for (const { title, day, place } of records.occurrences) {
    const told = of(title);
    told.isActivity = true;
    told.days.push({ day, untilDay: day });
    if (place && !told.places.includes(place)) told.places.push(place);
  }
  for (const { title, day, untilDay } of records.services) {
    const told = of(title);
    const isKnown = told.isActivity || told.days.some((one) => one.day === day && one.untilDay === untilDay);
    if (!isKnown) told.days.push({ day, untilDay });
  }
  for (const { title, day, untilDay, kind } of records.works) {
    if (title === null || !TOLD_WITH_IT.has(kind)) continue;
    const told = of(title);
    if (told.days.length === 0) told.days.push({ day, untilDay });
  }
  for (const told of byTitle.values()) told.days.sort((a, b) => (a.day < b.day ? -1 : 1));
  return [...byTitle.values()];
}

/** What makes an activity worth telling besides its scale, in people. */
const [A_THING, A_REPORT, A_PROJECT] = [60, 80, 120];

const TOLD_WITH_IT: ReadonlySet<string> = new Set(['measure', 'resource', 'helped']);

/** Scale: people who came, people who were helped, hours, times held. */
function weigh(figures: readonly Figure[]): number {
  const factors: Record<string, number> = { personTimes: 1, beneficiaries: 0.5, activities: 2, logged: 1 };
  return figures.reduce((sum, figure) => sum + (figure.value ?? 0) * (factors[figure.key] ?? 0.2), 0);
}

function compare(a: Told, b: Told): number {
  const [first, second] = [a.days[0]?.day ?? '', b.days[0]?.day ?? ''];
  if (first !== second) return first < second ? -1 : 1;
  return a.title < b.title ? -1 : 1;
}

function tell(told: Told, composing: Composing, index: number): Template {
  const people = told.find('personTimes');
  const beneficiaries = told.find('beneficiaries');
  const isMeasured = people !== undefined || beneficiaries !== undefined;
  const clauses = [
    head(told, composing, { index, people }),
    // With three grades each, hours in every sentence drown the rest; the opening and the appendix have them.
    ...(isMeasured && !composing.isDetailed ? [] : hoursClause(told.find)),
    ...tellThings(composing, told.id),
    ...(beneficiaries ? [`受益群众${refOf(beneficiaries)}`] : []),
  ];
  return `${clauses.join('，')}。`;
}

/** 投入雷锋出租车4辆、企业车7辆; 发放倡议书80份、环保袋（数量未记录）; `title` undefined: what belongs to none. */
function tellThings({ figures, records }: Composing, title: string | undefined): string[] {
  const own = figures.filter(({ key, within }) => (key === 'resource' || key === 'measure') && within === title);
  const verbs = new Map<string, string[]>();
  for (const figure of own) {
    const row = records.works.find(({ id }) => figure.rows[0]?.source === `work:${id}`);
    const verb = figure.key === 'resource' ? '投入' : (row?.verb ?? '完成');
    const thing = `{${figure.subject}}${isSayable(figure) ? refOf(figure) : '（数量未记录）'}`;
    verbs.set(verb, [...(verbs.get(verb) ?? []), thing]);
  }
  return [...verbs].map(([verb, things]) => `${verb}${things.join('、')}`);
}

/** Day, place, title and people, begun in one of four ways. */
function head(
  told: Told,
  composing: Composing,
  { index, people }: { index: number; people: Figure | undefined },
): string {
  const when = tellDays(told, composing);
  const where = tellPlaces(told, composing);
  const noun = told.isActivity && !/(活动|行动|仪式|服务)$/.test(told.title) ? '活动' : '';
  const what = `{${told.id}}${noun}`;
  const times = told.find('activities');
  const often = times && (times.value ?? 0) > 1 ? refOf(times) : '';
  const count = people ? refOf(people) : '';
  const at = where === '' ? '' : `在${where}`;
  if (often !== '') {
    return [`${when}，${at}先后开展${what}${often}`, ...(count === '' ? [] : [`参与志愿服务${count}`])].join('，');
  }
  switch (index % SENTENCES_A_PARAGRAPH) {
    case 1:
      return [`${what}于${when}${at}举行`, ...(count === '' ? [] : [`${count}到场服务`])].join('，');
    case 2:
      if (where !== '') {
        return [`${when}，志愿者来到${where}`, `开展${what}`, ...(count === '' ? [] : [`${count}参加`])].join('，');
      }
      return [`${when}，志愿者集中开展${what}`, ...(count === '' ? [] : [`${count}参加`])].join('，');
    case 3:
      return [`${when}，${at}开展${what}`, ...(count === '' ? [] : [`${count}投入服务`])].join('，');
    default:
      return [`${when}，${at}开展${what}`, ...(count === '' ? [] : [`${count}参与服务`])].join('，');
  }
}

function tellDays({ days, id }: Told, { book }: Composing): string {
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return '期间';
  if (days.length > MOST_DAYS) return `{${book.day(first.day, id, last.untilDay)}}`;
  return `{${book.days(days, id)}}`;
}

function tellPlaces({ places, id }: Told, { book }: Composing): string {
  return places.length > MOST_PLACES ? '' : places.map((place) => `{${book.text('place', place, id)}}`).join('、');
}
