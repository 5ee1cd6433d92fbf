import { type Day, partsOf } from '../../../language/day.ts';
import type { Fact, FactKind, Records } from '../types.ts';

const PREFIX: Record<FactKind, string> = {
  title: 'T',
  place: 'P',
  day: 'D',
  period: 'D',
  organisation: 'N',
  meeting: 'N',
  agenda: 'N',
  item: 'N',
  honour: 'N',
  medium: 'N',
  project: 'N',
};
/** Who is to be a party member is no matter for a model. */
export const MEMBERSHIP = /入党|积极分子|发展对象|预备党员|发展党员|政审|转正/;
const PHONE = /1[3-9]\d{9}|\d{3,4}-\d{7,8}/g;

/** The texts sentences may name, each once, numbered in the order they are first asked for. */
export class FactBook {
  readonly #facts = new Map<string, Fact>();
  readonly #counts = new Map<string, number>();
  readonly #privateTitles: ReadonlySet<string>;
  readonly #isOneYear: boolean;

  constructor(records: Records) {
    const { period, today } = records;
    // What members typed freely when logging may name the people they helped.
    const published = new Set([...records.occurrences, ...records.upcoming.occurrences].map((row) => row.title));
    this.#privateTitles = new Set(records.services.map((row) => row.title).filter((title) => !published.has(title)));
    this.#isOneYear = period.from.slice(0, 4) === period.to.slice(0, 4) && today.slice(0, 4) >= period.to.slice(0, 4);
  }

  title(title: string): string {
    return this.#id('title', quote(title), undefined, this.#privateTitles.has(title) || MEMBERSHIP.test(title));
  }

  /** Anything but titles and days, as written. */
  text(kind: Exclude<FactKind, 'title' | 'day'>, text: string, subject?: string): string {
    return this.#id(kind, withoutPhone(text.trim()), subject, MEMBERSHIP.test(text));
  }

  /** Who gave: printed, and told to a model, without a phone number. */
  donor(name: string): string {
    return this.#id('organisation', withoutPhone(name.trim()));
  }

  /** Who was helped: printed, and not told to a model. */
  helped(name: string): string {
    return this.#id('organisation', withoutPhone(name.trim()), undefined, true);
  }

  /** One day, or the stretch of them. */
  day(day: Day, subject?: string, untilDay = day): string {
    const first = this.#spell(day);
    const text = day === untilDay ? first : `${first}至${withoutSame(first, this.#spell(untilDay))}`;
    return this.#id('day', text, subject);
  }

  /** Several days, or stretches of them: `7月24日、29日`. */
  days(all: readonly { day: Day; untilDay: Day }[], subject: string): string {
    let previous = '';
    const texts = all.map(({ day, untilDay }) => {
      const first = withoutSame(previous, this.#spell(day));
      const last = withoutSame(this.#spell(day), this.#spell(untilDay));
      previous = this.#spell(untilDay);
      return day === untilDay ? first : `${first}至${last}`;
    });
    return this.#id('day', texts.join('、'), subject);
  }

  /** Days after the period: with their year where that is another. */
  daysAfter(days: readonly Day[], reference: Day, subject?: string): string {
    const spelled = days.map((day) => {
      const { year, month, date } = partsOf(day);
      return `${year === partsOf(reference).year ? '' : `${year}年`}${month}月${date}日`;
    });
    const texts = spelled.map((text, index) => withoutSame(spelled[index - 1] ?? '', text));
    return this.#id('day', texts.join('、'), subject);
  }

  list(): Fact[] {
    return [...this.#facts.values()];
  }

  #id(kind: FactKind, text: string, subject?: string, isPrivate = false): string {
    const key = `${kind}:${text}`;
    const known = this.#facts.get(key);
    if (known) {
      if (subject && !known.subjects.includes(subject)) known.subjects.push(subject);
      return known.id;
    }
    const prefix = PREFIX[kind];
    const count = (this.#counts.get(prefix) ?? 0) + 1;
    this.#counts.set(prefix, count);
    const fact: Fact = { id: `${prefix}${count}`, kind, text, subjects: subject ? [subject] : [] };
    this.#facts.set(key, isPrivate ? { ...fact, isPrivate } : fact);
    return fact.id;
  }

  #spell(day: Day): string {
    const { year, month, date } = partsOf(day);
    return this.#isOneYear ? `${month}月${date}日` : `${year}年${month}月${date}日`;
  }
}

/** In Chinese quotation marks; those inside become single, a book title keeps its own. */
function quote(title: string): string {
  const text = withoutPhone(title.trim());
  if (/^《[^《》]*》$/.test(text)) return text;
  return `“${text.replace(/[“"「『]/g, '‘').replace(/[”」』]/g, '’')}”`;
}

function withoutPhone(text: string): string {
  return text.replace(PHONE, '（电话略）');
}

/** 6月7日 and 6月8日 → 8日 */
function withoutSame(first: string, second: string): string {
  const [, head = ''] = /^(.*月)/.exec(first) ?? [];
  return head !== '' && second.startsWith(head) ? second.slice(head.length) : second;
}
