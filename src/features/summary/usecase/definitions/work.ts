import type { Records, WorkRow } from '../../types.ts';
import { type Counted, type Definition, groupBy, workRow } from './definition.ts';

type Kind = WorkRow['kind'];

/** What was achieved, received and founded, and what the organisation is. */
export const WORK_FIGURES: readonly Definition[] = [
  {
    key: 'organisation',
    rule: '截至期末最近一次登记的组织情况，不相加。',
    // Bound to its item instead: the item stands right before it.
    said: /^/,
    count: ({ organisationFigures }) =>
      organisationFigures.map((row) => ({
        label: row.item,
        item: row.item,
        unit: row.unitWord ?? '',
        rows: [workRow(row, row.quantity)],
      })),
  },
  {
    key: 'measure',
    rule: '本期登记的活动成果，同一活动、同一做法、同一物品和单位的数量之和。',
    said: /^/,
    count: (records) => countThings(records, 'measure'),
  },
  {
    key: 'resource',
    rule: '本期登记的活动投入，同一活动、同一物品和单位的数量之和。',
    said: /^|投入|出动|调集/,
    count: (records) => countThings(records, 'resource'),
  },
  total('honours', 'honour', {
    label: '获得荣誉',
    unit: '项',
    rule: '本期登记的荣誉条数；一条荣誉由几个单位或几年获得，仍算一项。',
    said: /荣誉|表彰|获评/,
    means: /(?:获得)?荣誉|表彰|获评/,
  }),
  {
    key: 'honour',
    rule: '一项荣誉由几个集体或个人获得，按登记的数。',
    said: /^/,
    count: ({ works }) =>
      works.flatMap((row): Counted[] =>
        row.kind === 'honour' && row.unitWord !== '项' && row.unitWord !== null
          ? [
              {
                label: `获评${row.item}`,
                honour: row.item,
                unit: row.unitWord,
                rows: [workRow(row, row.quantity)],
              },
            ]
          : [],
      ),
  },
  total('media', 'media', {
    label: '媒体报道',
    unit: '次',
    rule: '本期登记的媒体报道，一家媒体报道一件事算一次。',
    said: /报道|媒体/,
    means: /(?:获|被)?媒体报道|报道|媒体/,
  }),
  {
    key: 'applications',
    rule: '本期登记收到的入党申请书份数之和。',
    said: /入党申请书/,
    means: /入党申请书/,
    count: ({ works }) => {
      const rows = works.filter((row) => row.kind === 'application');
      return [{ label: '收到入党申请书', unit: '份', rows: rows.map((row) => workRow(row, row.quantity)) }];
    },
  },
  total('needs', 'need', {
    label: '收到服务需求',
    unit: '项',
    rule: '本期登记收到的服务需求条数。',
    said: /需求/,
    means: /需求/,
  }),
  {
    key: 'needUnits',
    rule: '本期提出过服务需求的单位、社区个数，同名的只算一个。',
    said: /单位|社区/,
    means: /提出需求/,
    count: ({ works }) => {
      const needs = works.filter((row) => row.kind === 'need' && row.giver !== null);
      const first = [...groupBy(needs, (row) => row.giver ?? '').values()].flatMap((rows) => rows[0] ?? []);
      return [{ label: '提出需求的单位', unit: '个', rows: first.map((row) => workRow(row, 1)) }];
    },
  },
  total('bases', 'base', {
    label: '建立基地',
    unit: '个',
    rule: '本期登记建立的基地个数。',
    said: /基地/,
    means: /基地/,
  }),
  total('regulations', 'regulation', {
    label: '制定制度',
    unit: '项',
    rule: '本期登记制定、修订的制度项数。',
    said: /制度|办法/,
    means: /制度/,
  }),
];

/** One each, whatever quantity stands with it. */
function total(key: string, kind: Kind, told: Pick<Counted, 'label' | 'unit'> & Omit<Definition, 'key' | 'count'>) {
  const { label, unit, ...words } = told;
  return {
    key,
    ...words,
    count: ({ works }: Records): Counted[] => [
      { label, unit, rows: works.filter((row) => row.kind === kind).map((row) => workRow(row, 1)) },
    ],
  };
}

function countThings({ works }: Records, kind: Kind): Counted[] {
  const own = works.filter((row) => row.kind === kind);
  const groups = groupBy(own, ({ title, verb, item, unitWord }) => JSON.stringify([title, verb, item, unitWord]));
  return [...groups.values()].flatMap((rows): Counted[] => {
    const [first] = rows;
    if (!first) return [];
    const { title, verb, item, unitWord } = first;
    return [
      {
        label: `${title === null ? '' : `${title}·`}${verb ?? ''}${item}`,
        item,
        unit: unitWord ?? '',
        rows: rows.map((row) => workRow(row, row.quantity)),
        ...(title === null ? {} : { within: title }),
      },
    ];
  });
}
