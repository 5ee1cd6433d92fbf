import type { Figure, Template } from '../../types.ts';
import { type Composing, findTotal, hoursClause, isSayable, refOf, sentence } from './clause.ts';

/** Who, when, how much in all. */
export function composeOpening(composing: Composing): Template[][] {
  const { records, figures, book } = composing;
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
    [
      ...composeStanding(composing),
      ...(first.length > 0 ? [`${head}${first.join('，').replace(/^另有/, '共有')}。`] : [`${head}的工作情况如下。`]),
      ...sentence([...hoursClause(total), ...clause('beneficiaries', '受益群众'), ...clause('money', '登记捐款')]),
      ...composeComparison(composing),
      ...(period.to > today ? [`统计截至{${book.daysAfter([today], period.from)}}。`] : []),
    ],
  ];
}

const STANDING = ['服务站', '志愿者'] as const;
const AMONG_THEM = ['党员', '入党积极分子'] as const;

/** 截至6月30日，协会设有服务站29个、志愿者8775名，其中党员232名、入党积极分子6名。 */
function composeStanding({ records, figures, book }: Composing): Template[] {
  const own = figures.filter((figure) => figure.key === 'organisation' && isSayable(figure));
  const tell = (names: readonly string[]): string[] =>
    names.flatMap((name) => {
      const figure = own.find((one) => one.label === name);
      return figure ? [`{${figure.subject}}${refOf(figure)}`] : [];
    });
  const [all, among] = [tell(STANDING), tell(AMONG_THEM)];
  const day = records.organisationFigures
    .map((row) => row.day)
    .toSorted()
    .at(-1);
  if (day === undefined || all.length + among.length === 0) return [];
  const whole =
    all.length > 0 ? [`{${book.text('organisation', records.organisation.name)}}设有${all.join('、')}`] : [];
  const lead = all.length > 0 ? '其中' : '现有';
  const clauses = [...whole, ...(among.length > 0 ? [`${lead}${among.join('、')}`] : [])];
  return [`截至{${book.daysAfter([day], records.period.from)}}，${clauses.join('，')}。`];
}

const COMPARED = [
  ['activities', '志愿服务活动'],
  ['personTimes', '参与志愿服务'],
  ['beneficiaries', '受益群众'],
  ['money', '登记捐款'],
  ['meetings', '召开会议'],
] as const;

/** Side by side, without a judgement: 志愿服务活动139场，上年同期120场. */
function composeComparison({ figures, before }: Composing): Template[] {
  if (!before) return [];
  const pairs = COMPARED.flatMap(([key, words]) => {
    const [now, then] = [findTotal(figures, key), findTotal(before, key)];
    if (!now && !then) return [];
    return [`${words}${now ? refOf(now) : '本期未记录'}（上年同期${then ? refOf(then) : '未记录'}）`];
  });
  return pairs.length > 0 ? [`与上年同期对照：${pairs.join('，')}。`] : [];
}
