import type { Figure, PlannedSection, Template } from '../../types.ts';
import { composeActivities } from './activities.ts';
import { type Composing, findTotal, hoursClause, isSayable, refOf, sentence } from './clause.ts';
import { composePlans, composeProblems } from './outlook.ts';

/** The draft by rule: sentences for which there is a row, in the order of the genre. The same rows give the same text. */
export function composeSections(composing: Composing): PlannedSection[] {
  const { records, figures } = composing;
  if (figures.every((figure) => figure.rows.length === 0)) return composeEmpty(composing);
  const donations = composeDonations(composing);
  const activities = composeActivities(composing);
  const told =
    activities.length + donations.length > 0 ? [...activities, ...donations] : [['本期没有活动和捐赠的记录。']];
  const service: PlannedSection[] =
    donations.length > 0 && activities.length > 0
      ? [
          { heading: '二、志愿服务特色', paragraphs: [], isWritable: true },
          { heading: '（一）志愿活动', paragraphs: activities, isWritable: true },
          { heading: '（二）捐助帮扶', paragraphs: donations, isWritable: true },
        ]
      : [{ heading: '二、志愿服务特色', paragraphs: told, isWritable: true }];
  const lead =
    records.unit === null
      ? [{ heading: '一、班子建设', paragraphs: composeMeetings(composing), isWritable: true }]
      : [];
  const sections = [
    { heading: '', paragraphs: [composeOpening(composing)], isWritable: true },
    ...lead,
    ...service,
    { heading: '三、存在的问题', paragraphs: composeProblems(composing), isWritable: false },
    { heading: '四、下一步打算', paragraphs: composePlans(composing), isWritable: false },
  ];
  return records.unit === null ? sections : sections.map(renumber);
}

function composeOpening({ records, figures, book }: Composing): Template[] {
  const { period, organisation, unit, today } = records;
  const total = (key: string): Figure | undefined => findTotal(figures, key);
  const who = `{${book.text('organisation', unit ?? organisation.branch)}}`;
  const clause = (key: string, words: string): string[] => {
    const figure = total(key);
    return figure ? [`${words}${refOf(figure)}`] : [];
  };
  const done = [...clause('activities', '共组织开展志愿服务活动'), ...clause('logged', '另有补录志愿服务')];
  const people = [...clause('registrations', '活动报名'), ...clause('personTimes', '参与志愿服务')];
  const head = `{${book.text('period', period.name)}}，${who}`;
  const first = [...done, ...people];
  return [
    ...(first.length > 0 ? [`${head}${first.join('，').replace(/^另有/, '共有')}。`] : [`${head}的工作情况如下。`]),
    ...sentence([...hoursClause(total), ...clause('beneficiaries', '受益群众'), ...clause('money', '登记捐款')]),
    ...(period.to > today ? [`统计截至{${book.daysAfter([today], period.from)}}。`] : []),
  ];
}

function composeMeetings({ records, figures, book }: Composing): Template[][] {
  const held = figures.filter(
    (figure) => figure.key === 'meetings' && figure.subject !== undefined && isSayable(figure),
  );
  const told = held.map((figure) => {
    const rows = records.meetings.filter(
      (row) => !row.isCancelled && `{${book.text('meeting', row.title)}}` === `{${figure.subject}}`,
    );
    const agenda = rows.findLast((row) => row.agenda.length > 0)?.agenda ?? [];
    const places = new Set(rows.map((row) => row.place));
    const [place] = places;
    return [
      `${place && places.size === 1 ? `在{${book.text('place', place, figure.subject)}}` : ''}召开{${figure.subject}}${refOf(figure)}`,
      ...(agenda.length > 0 ? [`会议议程为{${book.text('agenda', agenda.join('、'), figure.subject)}}`] : []),
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

function composeDonations({ records, figures }: Composing): Template[][] {
  const money = findTotal(figures, 'money');
  const goods = figures.filter((figure) => figure.key === 'goods');
  const known = goods.filter(isSayable).map((figure) => `{${figure.subject}}${refOf(figure)}`);
  const unknown = goods.filter((figure) => figure.status === 'missing').map((figure) => `{${figure.subject}}`);
  const isMoneyUnknown = !money && records.donations.some((row) => row.kind === 'money');
  const received = [
    ...(money ? [`登记捐款${refOf(money)}`] : []),
    ...(known.length > 0 ? [`接收捐赠物资：${known.join('、')}`] : []),
  ];
  const sentences = [
    ...(received.length > 0 ? [`期间${received.join('，')}。`] : []),
    ...(unknown.length > 0 ? [`另有${[...new Set(unknown)].join('、')}的捐赠，数量未记录。`] : []),
    ...(isMoneyUnknown ? ['捐款金额未记录。'] : []),
  ];
  return sentences.length > 0 ? [sentences] : [];
}

function composeEmpty({ records, book }: Composing): PlannedSection[] {
  const who = records.unit ?? records.organisation.branch;
  const opening = [
    `{${book.text('period', records.period.name)}}，{${book.text('organisation', who)}}本期没有记录。`,
    '活动、志愿服务、捐赠和会议的数据未记录，待补录后再行总结。',
  ];
  return [{ heading: '', paragraphs: [opening], isWritable: false }];
}

/** A unit has no section of meetings: the following move up. */
function renumber(section: PlannedSection): PlannedSection {
  const moved = section.heading.replace(/^[二三四]/, (numeral) => '一二三'.charAt('二三四'.indexOf(numeral)));
  return { ...section, heading: moved };
}
