import type { Template } from '../../types.ts';
import { type Composing, findTotal, isSayable, refOf } from './clause.ts';

/** Days listed one by one where meetings are told at length. */
const MOST_DAYS = 60;

/** The branch's meetings by title, with place and agenda where they are the same. */
export function composeMeetings({ records, figures, book, isDetailed }: Composing): Template[][] {
  const held = figures.filter(
    (figure) => figure.key === 'meetings' && figure.subject !== undefined && isSayable(figure),
  );
  const told = held.map((figure) => {
    const rows = records.meetings.filter(
      (row) => !row.isCancelled && book.text('meeting', row.title) === figure.subject,
    );
    const agenda = rows.findLast((row) => row.agenda.length > 0)?.agenda ?? [];
    const places = new Set(rows.map((row) => row.place));
    const [place] = places;
    return [
      `${place && places.size === 1 ? `在{${book.text('place', place, figure.subject)}}` : ''}召开{${figure.subject}}${refOf(figure)}`,
      ...(agenda.length > 0 ? [`会议议程为{${book.text('agenda', agenda.join('、'), figure.subject)}}`] : []),
      ...(isDetailed && rows.length <= MOST_DAYS
        ? [
            `日期为{${book.days(
              rows.map(({ day }) => ({ day, untilDay: day })),
              figure.subject ?? '',
            )}}`,
          ]
        : []),
    ].join('，');
  });
  const calledOff = findTotal(figures, 'meetingsCalledOff');
  const leaves = findTotal(figures, 'leaves');
  const changes = [
    ...(calledOff ? [`会议取消${refOf(calledOff)}`] : []),
    ...(leaves ? [`会议请假${refOf(leaves)}`] : []),
  ];
  const sentences = [
    ...(told.length > 0 ? [`支部${told.join('；')}。`] : []),
    ...(changes.length > 0 ? [`其间${changes.join('，')}。`] : []),
  ];
  return [sentences.length > 0 ? sentences : ['本期没有会议的记录。']];
}
