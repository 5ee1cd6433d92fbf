import type { Template } from '../../types.ts';
import { type Composing, findTotal, refOf } from './clause.ts';

const MOST_NAMED = 6;
const MOST_PLANNED = 8;

const PROBLEMS: Record<string, (figure: string) => Template> = {
  gapHeadcount: (figure) => `活动和服务记录中有${figure}没有参加人数，相应的志愿服务人次未能计入。`,
  gapService: (figure) => `已开展的活动中有${figure}没有服务记录，服务时长无从统计。`,
  gapMinutes: (figure) => `服务记录中有${figure}没有写明服务时长。`,
  gapBeneficiaries: (figure) => `服务记录中有${figure}没有登记受益人数。`,
  gapDonation: (figure) => `捐赠记录中有${figure}没有写明数量或金额。`,
};

/** Only what the records show: what is not filled in, places not taken, leave, meetings called off. */
export function composeProblems({ records, figures, book }: Composing): Template[][] {
  const gaps = Object.entries(PROBLEMS).flatMap(([key, tell]) => {
    const figure = findTotal(figures, key);
    return figure ? [tell(refOf(figure))] : [];
  });
  const understaffed = findTotal(figures, 'understaffed');
  const ids = new Set(understaffed?.rows.map((row) => row.source));
  const short = records.occurrences.filter((row) => ids.has(`occurrence:${row.id}`)).map((row) => row.title);
  const names = [...new Set(short)];
  const named = names.slice(0, MOST_NAMED).map((title) => `{${book.title(title)}}`);
  const leaves = findTotal(figures, 'leaves');
  const calledOff = findTotal(figures, 'meetingsCalledOff');
  const work = [
    ...(understaffed
      ? [
          `设置名额的活动中有${refOf(understaffed)}没有报满，涉及${named.join('、')}${names.length > MOST_NAMED ? '等' : ''}。`,
        ]
      : []),
    ...(leaves ? [`会议请假${refOf(leaves)}，参会安排有待统筹。`] : []),
    ...(calledOff ? [`排定的会议取消${refOf(calledOff)}。`] : []),
  ];
  const paragraphs = [work, gaps].filter((paragraph) => paragraph.length > 0);
  return paragraphs.length > 0 ? paragraphs : [['本期记录齐全，没有待补的数据。']];
}

/** What is published or planned for after the period; nothing that is not. */
export function composePlans({ records, book }: Composing): Template[][] {
  const { upcoming, today } = records;
  const activities = upcoming.occurrences.slice(0, MOST_PLANNED).map(({ title, day, place }) => {
    const id = book.title(title);
    const at = place ? `在{${book.text('place', place, id)}}` : '';
    return `{${book.dayAfter(day, records.period.to, id)}}${at}开展{${id}}`;
  });
  const seen = new Set<string>();
  const meetings = upcoming.meetings.flatMap(({ title, day }) => {
    if (seen.has(title)) return [];
    seen.add(title);
    const id = book.text('meeting', title);
    return [`{${id}}定于{${book.dayAfter(day, records.period.to, id)}}召开`];
  });
  const sentences = [
    ...(activities.length > 0 ? [`按照已发布的安排，${activities.join('；')}。`] : []),
    ...(meetings.length > 0 ? [`${meetings.join('；')}。`] : []),
  ];
  if (sentences.length > 0) return [sentences];
  return [[`截至{${book.dayAfter(today, records.period.to)}}，没有已发布的后续活动和已排定的会议。`]];
}
