import type { Grade, ServiceRow } from '../../types.ts';
import { type Definition, groupBy, nameOf, rowOf, serviceRow, withTitles, workRow } from './definition.ts';
import { countPersonTimes, coveredByTotal } from './headcount.ts';

const GRADES: Record<Grade, { label: string; words: RegExp }> = {
  clocked: { label: '签到签退', words: /签到|签退/ },
  confirmed: { label: '站长确认', words: /站长确认/ },
  reported: { label: '本人上报', words: /本人上报/ },
};

/** What was done, by how many, for how long, for whom. */
export const SERVICE_FIGURES: readonly Definition[] = [
  {
    key: 'activities',
    rule: '本期内、截至起草当天、没有取消的活动场次；一项活动在几天举行就是几场。',
    said: /活动|开展|服务|举办|举行|组织|集中|先后/,
    count: ({ occurrences }) =>
      withTitles(
        '开展志愿服务活动',
        '场次',
        '场',
        occurrences.map((row) => ({ title: row.title, row: rowOf('occurrence', row, 1, row.title) })),
      ),
  },
  {
    key: 'logged',
    rule: '补录的、没有对应活动的志愿服务，同一事项、同一天开始的算一项。',
    said: /补录|补记/,
    means: /补录|补记/,
    count: ({ services }) => {
      const loose = services.filter((row) => row.activityId === null);
      const first = [...groupBy(loose, (row) => `${row.day} ${row.title}`).values()].flatMap((rows) => rows[0] ?? []);
      const rows = first.map((row) => ({ title: row.title, row: rowOf('service', row, 1, row.title) }));
      return withTitles('补录志愿服务', '补录项数', '项', rows);
    },
  },
  {
    key: 'registrations',
    rule: '本期已开展活动的有效报名，每条按本人加同行人数计；候补和取消的不计。',
    said: /报名/,
    means: /报名/,
    count: ({ occurrences }) =>
      withTitles(
        '活动报名',
        '报名',
        '人次',
        occurrences.flatMap(({ registrations, title, day }) =>
          registrations.map((row) => ({
            title,
            row: rowOf('registration', { ...row, day }, row.people, { title, detail: nameOf(row) }),
          })),
        ),
      ),
  },
  {
    key: 'personTimes',
    rule:
      '服务记录写了人数的按记录，跨几天的一条只计一次；同一活动已有总人数的，另外的个人记录不再计；' +
      '没有总人数的活动按有效报名（本人加同行）计，另加没有报名而有个人记录的人。',
    said: /参加|参与|出动|投入|组织|服务|到场|上岗/,
    means: /出动|到场|上岗/,
    count: (records) => withTitles('志愿服务人次', '人次', '人次', countPersonTimes(records)),
  },
  ...(['clocked', 'confirmed', 'reported'] as const).map(defineHours),
  {
    key: 'beneficiaries',
    rule: '服务记录和成果里登记的受益人数之和；没有登记的不估算。',
    said: /受益|惠及|服务对象/,
    means: /受益|惠及|服务对象|服务群众/,
    count: ({ services, works }) => {
      const told = works.filter((row) => row.kind === 'helped');
      const titles = new Set(told.map((row) => row.title));
      // Where it was told for the whole, a record that says nothing of it lacks nothing.
      const own = services.filter((row) => row.beneficiaries !== null || !titles.has(row.title));
      return withTitles('受益人数', '受益人数', '人', [
        ...own.map((row) => ({ title: row.title, row: serviceRow(row, row.beneficiaries) })),
        ...told.map((row) => ({ title: row.title ?? row.item, row: workRow(row, row.quantity) })),
      ]);
    },
  },
];

function defineHours(grade: Grade): Definition {
  const { label, words } = GRADES[grade];
  return {
    key: `hours_${grade}`,
    rule: `${label}的时长：每条乘以人数后合计，换成小时；三种来源的时长分开计，不相加。`,
    said: words,
    means: words,
    count: ({ services }) => {
      const own = services.filter((row) => row.grade === grade);
      const covered = coveredByTotal(own.filter((row) => row.minutes !== null));
      const rows = own.filter((row) => !covered.has(row.id));
      return withTitles(
        `服务时长（${label}）`,
        `服务时长（${label}）`,
        '小时',
        rows.map((row) => ({ title: row.title, row: serviceRow(row, hoursOf(row)) })),
      );
    },
  };
}

function hoursOf(row: ServiceRow): number | null {
  const people = row.headcount ?? (row.personId === null ? null : 1);
  return row.minutes === null || people === null ? null : (row.minutes * people) / 60;
}
