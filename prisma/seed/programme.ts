import { addDays, type Day, daysFrom, makeDay, partsOf, weekdayOf } from '../../src/language/day.ts';

type Range = [number, number];

/** Shape of an activity of the year, before people are put to it. */
export interface Plan {
  title: string;
  place: string;
  days: Day[];
  /** HH:MM */
  time: [string, string];
  capacity: number | null;
  /** How many put their name down for a day. */
  registered: Range;
  /** How many stations report on a day, and how many people each. */
  stations: Range;
  headcount: Range;
  /** How many a station helps on a day; null: nobody counts them. */
  beneficiaries: Range | null;
  cancelReason: string | null;
  /** Published in the chat of 城东站, else in that of the branch. */
  isOfEast: boolean;
}

/** when | title | place | time | places | registered | stations reporting | people each | helped each | remark */
const YEARLY = `
1-20..1-26 | 敬老爱老服务 | 7个镇村养老院 | 08:30-11:30 | | 4-8 | 1-2 | 6-15 | 20-45 |
3-5 | 学雷锋日便民服务 | 九州广场 | 08:30-11:30 | 40 | 22-34 | 4-8 | 5-18 | 40-120 |
3-12 | 造林绿化 | 区革命烈士纪念馆 | 08:00-11:00 | 60 | 25-40 | 5-9 | 8-25 | |
3-21 | 山区净山徒步 | 柳林镇 | 08:00-16:00 | | 5-9 | 1-1 | 5-9 | | 取消：下大雨
4-6 | 《和你在一起》万名儿童圆梦公益行动 | 市新体育馆 | 09:00-11:30 | | 18-30 | 3-6 | 10-30 | 50-160 |
4-23 | 图书捐赠 | 城区小学校 | 14:00-16:00 | | 10-16 | 3-5 | 6-20 | 200-600 |
5-6 | 助残日活动现场秩序维护 | 区文化中心 | 08:30-11:30 | 20 | 14-20 | 1-3 | 8-16 | |
5-9 | 发放《创建全国文明城市宣传手册》 | 城区主要交通路口和社区 | 08:30-11:30 | | 10-18 | 5-10 | 6-15 | |
6-2 | 小世博家收菜花 | 小世博家的菜地 | 06:00-09:00 | 20 | 14-19 | 1-1 | 18-22 | 4-4 |
6-4 | 绿丝带爱心护考启动仪式 | 第一中学门口 | 09:00-10:00 | | 12-20 | 2-4 | 8-15 | |
6-7..6-8 | 护考志愿服务 | 第一中学门口 | 07:30-12:00 | 20 | 18-24 | 3-6 | 6-14 | 200-500 |
6-13 | 无偿献血志愿服务 | 九州广场 | 08:30-12:00 | 30 | 15-26 | 2-4 | 6-12 | |
7-12 | 防溺水宣传 | 清河镇河边 | 15:00-18:00 | | 6-12 | 2-4 | 5-12 | | 城东站
7-24..7-29 | 文明养犬劝导 | 九州广场、人民乐园和社区 | 18:30-20:30 | | 6-10 | 1-3 | 5-12 | |
8-8 | 送清凉慰问 | 城区环卫班组 | 09:00-11:00 | | 8-14 | 2-4 | 5-10 | 30-80 |
9-1 | 开学交通疏导 | 实验小学门口 | 07:00-08:30 | | 8-12 | 2-4 | 5-10 | |
9-20..9-23 | 三下乡志愿服务 | 街头、社区和镇村 | 08:30-11:30 | | 15-25 | 5-9 | 8-25 | 300-900 |
10-18 | 敬老月上门理发 | 文昌社区 | 09:00-11:00 | | 5-9 | 1-2 | 4-8 | 12-30 | 城东站
11-9 | 消防安全进社区 | 青年路社区 | 09:00-11:00 | | 8-14 | 2-4 | 5-10 | |
12-5 | 国际志愿者日宣传 | 九州广场 | 08:30-11:30 | | 18-28 | 5-9 | 6-15 | |
12-20 | 这个冬天不冷广场捐助 | 九州广场 | 08:30-11:30 | | 15-24 | 4-8 | 6-18 | 40-120 |`;

/** On this weekday, 1 Monday … 7 Sunday. */
const WEEKLY = `
5 | 爱心劝导文明出行 | 城区主要交通路口 | 07:30-08:30 | | 5-12 | 3-7 | 6-16 | |
6 | 春雨行动 | 困难群体家中 | 09:00-11:00 | | 4-8 | 1-3 | 3-8 | 3-10 |`;

/** In so many days, whatever today is: one with places, one nearly full, one with a waiting list. */
const AHEAD = `
3 | 社区环境清洁日 | 新华社区 | 08:30-11:30 | 30 | 8-12 | 2-3 | 5-10 | |
6 | 敬老院探望 | 清河镇敬老院 | 14:00-16:30 | 12 | 9-9 | 1-1 | 8-10 | | 城东站
9 | 图书馆周末整理 | 区图书馆 | 09:00-11:00 | 6 | 9-9 | 1-1 | 5-6 | |`;

/** All activities from `first` to `last`; what lies ahead is counted from `today`. */
export function planYear({ first, last, today }: { first: Day; last: Day; today: Day }): Plan[] {
  const years = [...new Set([first, last].map((day) => partsOf(day).year))];
  const all = daysFrom(first, last);
  const plans = [
    ...read(WEEKLY, (weekday) => all.filter((day) => weekdayOf(day) === Number(weekday))),
    ...years.flatMap((year) => read(YEARLY, (dates) => yearDays(year, dates))),
    ...read(AHEAD, (count) => [addDays(today, Number(count))]),
  ];
  const within = plans.map((plan) => ({ ...plan, days: plan.days.filter((day) => day >= first && day <= last) }));
  return within.filter((plan) => plan.days.length > 0);
}

function read(table: string, daysOf: (when: string) => Day[]): Plan[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const cells = line.split('|').map((cell) => cell.trim());
      const cell = (index: number) => cells[index] ?? '';
      const [start = '', end = ''] = cell(3).split('-');
      return {
        days: daysOf(cell(0)),
        title: cell(1),
        place: cell(2),
        time: [start, end],
        capacity: cell(4) === '' ? null : Number(cell(4)),
        registered: range(cell(5)),
        stations: range(cell(6)),
        headcount: range(cell(7)),
        beneficiaries: cell(8) === '' ? null : range(cell(8)),
        cancelReason: /^取消：(.+)$/.exec(cell(9))?.[1] ?? null,
        isOfEast: cell(9) === '城东站',
      };
    });
}

function range(text: string): Range {
  const [from = 0, to = from] = text.split('-').map(Number);
  return [from, to];
}

/** `6-7..6-8` in that year. */
function yearDays(year: number, dates: string): Day[] {
  const [first, last = first] = dates.split('..').map((text) => {
    const [month = 0, date = 0] = text.split('-').map(Number);
    return makeDay(year, month, date);
  });
  return first && last ? daysFrom(first, last) : [];
}
