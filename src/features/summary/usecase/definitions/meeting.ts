import { type Counted, type Definition, groupBy, nameOf, rowOf } from './definition.ts';

/** The branch's meetings; a unit has none of its own. */
export const MEETING_FIGURES: readonly Definition[] = [
  {
    key: 'meetings',
    rule: '排定的会议中已到开会时间、没有取消的次数。',
    said: /会/,
    means: /例会|会议|召开/,
    count: ({ meetings, unit }) => {
      if (unit !== null) return [];
      const held = meetings.filter((row) => !row.isCancelled);
      const all: Counted = {
        label: '召开会议',
        unit: '次',
        rows: held.map((row) => rowOf('meeting', row, 1, row.title)),
      };
      const own = [...groupBy(held, (row) => row.title)].map(([title, rows]) => ({
        label: `召开${title}`,
        unit: '次',
        meeting: title,
        rows: rows.map((row) => rowOf('meeting', row, 1, title)),
      }));
      return [all, ...own];
    },
  },
  {
    key: 'meetingsCalledOff',
    rule: '排定的会议中取消的次数。',
    said: /会议?[^，]*(取消|停开)|(取消|停开)[^，]*会议?/,
    means: /取消|停开/,
    count: ({ meetings, unit }) =>
      unit === null
        ? [
            {
              label: '取消会议',
              unit: '次',
              rows: meetings.map((row) => rowOf('meeting', row, row.isCancelled ? 1 : 0, row.title)),
            },
          ]
        : [],
  },
  {
    key: 'leaves',
    rule: '已开会议的请假条数；撤回的不计。',
    said: /(会议)?请假/,
    means: /请假/,
    count: ({ meetings, unit }) => {
      if (unit !== null) return [];
      const held = meetings.filter((row) => !row.isCancelled);
      const rows = held.flatMap((row) =>
        row.leaves.map((leave) =>
          rowOf('leave', { ...leave, day: row.day }, 1, { title: row.title, detail: nameOf(leave) }),
        ),
      );
      return [{ label: '会议请假', unit: '人次', rows }];
    },
  },
];
