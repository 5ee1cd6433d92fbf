import type { Template } from '../../types.ts';
import { groupBy } from '../definitions/definition.ts';
import { type Composing, findTotal, refOf } from './clause.ts';

const MOST_NAMED = 6;
const MOST_PLANNED = 8;
const MOST_DAYS = 4;

/** Only what the records show: places not taken. */
export function composeProblems(composing: Composing): Template[][] {
  const { records, figures, book } = composing;
  const understaffed = findTotal(figures, 'understaffed');
  const ids = new Set(understaffed?.rows.map((row) => row.source));
  const short = records.occurrences.filter((row) => ids.has(`occurrence:${row.id}`)).map((row) => row.title);
  const names = [...new Set(short)];
  const named = names.slice(0, MOST_NAMED).map((title) => `{${book.title(title)}}`);
  const rest = names.length > MOST_NAMED ? '等活动' : '';
  return [understaffed ? [`设置名额的活动中有${refOf(understaffed)}没有报满，涉及${named.join('')}${rest}。`] : []];
}

/** What is to be filled in, in one sentence; and what 至少 in the text means. */
export function composeGaps({ figures }: Composing): Template[][] {
  const tell = (key: string, words: string): string[] => {
    const figure = findTotal(figures, key);
    return figure ? [`${refOf(figure)}${words}`] : [];
  };
  const services = [...tell('gapMinutes', '没有写明服务时长'), ...tell('gapBeneficiaries', '没有登记受益人数')];
  const gaps = [
    ...tell('gapHeadcount', '没有参加人数').map((told) => `活动和服务记录中有${told}`),
    ...tell('gapService', '没有服务记录').map((told) => `已开展的活动中有${told}`),
    ...(services.length > 0 ? [`服务记录中有${services.join('、')}`] : []),
    ...tell('gapDonation', '没有写明数量或金额').map((told) => `捐赠记录中有${told}`),
    ...tell('gapWork', '没有写明数量').map((told) => `成果记录中有${told}`),
  ];
  const isPartial = figures.some((figure) => figure.status === 'partial');
  const sentences = [
    ...(gaps.length > 0 ? [`工作记录有待补齐：${gaps.join('；')}。`] : []),
    ...(isPartial ? ['文中写“至少”的数据，只计已有记录的部分。'] : []),
  ];
  return [sentences.length > 0 ? sentences : ['本期记录齐全，没有待补的数据。']];
}

/** What is published or planned for after the period; nothing that is not. */
export function composePlans({ records, book }: Composing): Template[][] {
  const { upcoming, today, period } = records;
  const byTitle = [...groupBy(upcoming.occurrences, ({ title, place }) => `${title}\n${place ?? ''}`).values()];
  const activities = byTitle.slice(0, MOST_PLANNED).flatMap((rows) => {
    const [first] = rows;
    if (!first) return [];
    const id = book.title(first.title);
    const at = first.place ? `在{${book.text('place', first.place, id)}}` : '';
    const days = rows.slice(0, MOST_DAYS).map((row) => row.day);
    return [`{${book.daysAfter(days, period.to, id)}}${at}开展{${id}}`];
  });
  const meetings = [...groupBy(upcoming.meetings, (row) => row.title)].flatMap(([title, [first]]) => {
    if (!first) return [];
    const id = book.text('meeting', title);
    return [`{${id}}定于{${book.daysAfter([first.day], period.to, id)}}召开`];
  });
  const paragraphs = [
    ...(activities.length > 0 ? [[`按照已发布的安排，${activities.join('；')}。`]] : []),
    // On its own: a short last paragraph is what holds the signature on its page.
    ...(meetings.length > 0 ? [[`${meetings.join('；')}。`]] : []),
  ];
  if (paragraphs.length > 0) return paragraphs;
  return [[`截至{${book.daysAfter([today], period.to)}}，没有已发布的后续活动和已排定的会议。`]];
}
