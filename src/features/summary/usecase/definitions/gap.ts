import { type Definition, rowOf, serviceRow, workRow } from './definition.ts';
import { countPersonTimes, withoutService } from './headcount.ts';

const GAP_WORDS = /没有|未|缺|待补/;

/** What is to be filled in: the rows are the list the secretary works through. */
export const GAP_FIGURES: readonly Definition[] = [
  {
    key: 'gapHeadcount',
    rule: '既没有人数记录、也没有人报名的活动和服务记录。',
    said: GAP_WORDS,
    isChecked: ({ services, occurrences }) => services.length + occurrences.length > 0,
    count: (records) => [
      {
        label: '待补参加人数',
        unit: '条',
        rows: countPersonTimes(records)
          .filter(({ row }) => row.value === null)
          .map(({ row }) => ({ ...row, value: 1 })),
      },
    ],
  },
  {
    key: 'gapService',
    rule: '已经开展、但没有任何服务记录（也就没有时长）的活动场次。',
    said: GAP_WORDS,
    isChecked: ({ occurrences }) => occurrences.length > 0,
    count: (records) => [
      {
        label: '待补服务记录',
        unit: '场',
        rows: withoutService(records).map((row) => rowOf('occurrence', row, 1, row.title)),
      },
    ],
  },
  {
    key: 'gapMinutes',
    rule: '没有写服务时长的服务记录。',
    said: GAP_WORDS,
    isChecked: ({ services }) => services.length > 0,
    count: ({ services }) => [
      {
        label: '待补服务时长',
        unit: '条',
        rows: services.filter((row) => row.minutes === null).map((row) => serviceRow(row, 1)),
      },
    ],
  },
  {
    key: 'gapBeneficiaries',
    rule: '没有写受益人数的服务记录。',
    said: GAP_WORDS,
    isChecked: ({ services }) => services.length > 0,
    count: ({ services }) => [
      {
        label: '待补受益人数',
        unit: '条',
        rows: services.filter((row) => row.beneficiaries === null).map((row) => serviceRow(row, 1)),
      },
    ],
  },
  {
    key: 'gapDonation',
    rule: '没有写数量或金额的捐赠记录。',
    said: GAP_WORDS,
    isChecked: ({ donations }) => donations.length > 0,
    count: ({ donations }) => [
      {
        label: '待补捐赠数量',
        unit: '条',
        rows: donations
          .filter((row) => (row.kind === 'money' ? row.amountFen : row.quantity) === null)
          .map((row) => rowOf('donation', row, 1, row.item)),
      },
    ],
  },
  {
    key: 'gapWork',
    rule: '没有写数量的成果和投入记录。',
    said: GAP_WORDS,
    isChecked: ({ works }) => works.length > 0,
    count: ({ works }) => [
      {
        label: '待补成果数量',
        unit: '条',
        rows: works.filter((row) => row.quantity === null).map((row) => workRow(row, 1)),
      },
    ],
  },
  {
    key: 'understaffed',
    rule: '设了名额、有效报名（本人加同行）少于名额的活动场次。',
    said: /名额/,
    means: /名额/,
    isChecked: ({ occurrences }) => occurrences.some((row) => row.capacity !== null),
    count: ({ occurrences }) => [
      {
        label: '名额未报满',
        unit: '场',
        rows: occurrences.flatMap((row) => {
          const people = row.registrations.reduce((sum, one) => sum + one.people, 0);
          if (row.capacity === null || people >= row.capacity) return [];
          return [rowOf('occurrence', row, 1, { title: row.title, detail: `名额${row.capacity}，报名${people}` })];
        }),
      },
    ],
  },
];
