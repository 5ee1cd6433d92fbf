import { NUMERAL } from '../../../language/number.ts';
import type { Told, WorkItem } from '../types.ts';
import { EXACT, type Form, itemOf, tidyTitle } from './form.ts';
import { readCountings, UNKNOWN } from './quantity.ts';

/** What is done to things, and to people in numbers. */
const VERBS =
  '走访慰问|免费发放|集中发放|发放|发出|派发|印发|散发|分发|张贴|悬挂|摆放|义务栽植|栽植|栽种|种植|植树|栽树|清理|清运|清除|清扫|捡拾|铲除|收集|回收|修剪|粉刷|制作|帮助销售|帮销|义卖|劝导|纠正|劝阻|接待|解答|检测|测量|义诊|义务理发|理发|宣讲|走访|慰问|探访|救助|帮扶|转运|维修|修理|放映|采集|献血|排查|调解|录制|拍摄|撰写|推送|巡查|巡逻|消毒|安装|更换|送达|护送|引导|受理';
const VERB = new RegExp(`(?:${VERBS})`);
/** Before each verb; 走访慰问 is one. */
const SPLIT = new RegExp(`(?<!^|集中|免费|义务|${VERBS})(?=${VERBS})`);
/** An order of another kind: calls people up, asks, records service, gives. */
const OTHER =
  /[?？吗呢我你他她咱俺]|每[天日次周人]|求助|需求|招募|报名|名额|还差|需要|安排|布置|任务|提醒|小时|分钟|补录|捐|赞助|募集|拨发|拨付|转赠|转交|谁|怎么|几[个份套人名点]|多少(?!不清楚)|\d{1,2}[:点]\d{0,2}|请假|由.{1,6}负责|取消|开会/;
const LONGEST_TITLE = 24;
/** 植树700棵: the tree stands in the verb. */
const WHOLE: Readonly<Record<string, readonly [string, string]>> = {
  植树: ['栽植', '树木'],
  栽树: ['栽植', '树木'],
  献血: ['献血', '献血'],
  义诊: ['义诊', '群众'],
  理发: ['理发', '群众'],
};

/** `文明养犬 发放倡议书80份 环保袋50套` */
export const measureForm: Form = {
  name: 'log_measure',
  right: 'log',
  label: '成果',
  pattern: new RegExp(`(?:${VERBS})`),
  help: {
    title: '登记成果',
    line: '活动办成了什么记下来：发了多少、种了多少、帮了多少',
    examples: ['文明养犬 发放倡议书80份 环保袋50套', '3月12日 造林绿化 植树700棵', '文明创建 发放宣传手册 数量待补'],
  },
  read({ text }) {
    if (OTHER.test(text)) return undefined;
    // 文明养犬劝导 发放倡议书80份: a verb with nothing counted behind it belongs to the title.
    for (const { index } of text.matchAll(new RegExp(VERB, 'g'))) {
      const told = readMeasures(text.slice(0, index), text.slice(index));
      if (told) return told;
    }
    return undefined;
  },
};

function readMeasures(before: string, body: string): Told | undefined {
  const title = tidyTitle(before);
  if (title !== null && (title.length > LONGEST_TITLE || /\d/.test(title))) return undefined;
  const items: WorkItem[] = [];
  let problem: string | undefined;
  for (const stretch of body.split(SPLIT)) {
    const [verb = ''] = new RegExp(`^(?:${VERBS}){1,2}`).exec(stretch) ?? [];
    const { counted, rest, rough } = readCountings(stretch.slice(verb.length).replace(/^了|^出/, ''));
    if (rest.length > 0 || counted.length === 0) return undefined;
    if (rough !== undefined) problem = EXACT(rough);
    items.push(...counted.map((one) => measured(verb, one)));
  }
  if (items.some((item) => item.item === '' || !isPossible(item))) return undefined;
  return { title, items, ...(problem === undefined ? {} : { problem }) };
}

function measured(verb: string, counted: { item: string; quantity: number | null; unitWord: string | null }): WorkItem {
  const whole = WHOLE[verb];
  if (whole && counted.item === '') return itemOf('measure', { ...counted, verb: whole[0], item: whole[1] });
  const isPeople = counted.item === '' && /^(?:人|人次|名|位|户|户次)$/.test(counted.unitWord ?? '');
  return itemOf('measure', { ...counted, verb, item: isPeople ? '群众' : counted.item });
}

const DONE_TO_PEOPLE =
  /^(?:义诊|理发|义务理发|献血|劝导|纠正|劝阻|宣讲|走访|慰问|探访|救助|帮扶|接待|解答|调解|检测|测量)+$/;
const DONE_TO_PEOPLE_ONLY = /^(?:义诊|理发|义务理发|献血)$/;
const PEOPLE = /^(?:人|人次|名|位|户|户次|家|毫升)$/;

/** 义诊 帐篷2顶: what was there, not what was done to it. 植树 2人: who comes, not what was planted. */
function isPossible({ verb, unitWord }: WorkItem): boolean {
  if (unitWord === null) return true;
  return PEOPLE.test(unitWord) ? DONE_TO_PEOPLE.test(verb ?? '') : !DONE_TO_PEOPLE_ONLY.test(verb ?? '');
}

const VEHICLE = '车|车辆|船|大巴|帐篷|无人机|音响|展板|桌椅|桌|椅|设备|发电机|抽水泵|救护车|出租车';

/** `护考 雷锋出租车4辆 企业车7辆` */
export const resourceForm: Form = {
  name: 'log_resource',
  right: 'log',
  label: '投入',
  pattern: new RegExp(`(?:${VEHICLE})\\s?(?:共|:|约|大约)?\\s?(?:${NUMERAL}|${UNKNOWN})`),
  help: {
    title: '登记投入的车辆、物资',
    line: '活动动用了哪些车辆、设备',
    examples: ['护考 雷锋出租车4辆 企业车7辆', '6月4日 护考 投入出租车4辆', '义诊 帐篷2顶 桌椅10套'],
  },
  read({ text }) {
    if (OTHER.test(text)) return undefined;
    const [, before = '', body = ''] =
      /^(.*?)\s*(?:出动|调用|动用|投入|组织|调派|提供)了?\s*(.+)$/.exec(text) ??
      /^(?:([^\s\d]{2,20})\s+)?(.+)$/.exec(text) ??
      [];
    const title = tidyTitle(before);
    const { counted, rest, rough } = readCountings(body);
    if (rest.length > 0 || counted.length === 0 || counted.some(({ item }) => !isVehicle(item))) return undefined;
    const items = counted.map((one) => itemOf('resource', one));
    return { title, items, ...(rough === undefined ? {} : { problem: EXACT(rough) }) };
  },
};

function isVehicle(item: string): boolean {
  return item.length > 1 && new RegExp(`(?:${VEHICLE})$`).test(item);
}

const HELPED = new RegExp(
  `^(?<title>[^\\d]{0,${LONGEST_TITLE}}?)\\s?(?:共|累计)?(?:受益|惠及|受助|服务)(?:的)?(?<who>群众|居民|老人|儿童|孩子|学生|市民|村民|残疾人|考生|困难家庭|家庭)?(?:人数|人次)?(?:共|达|为|:)?\\s?(?<rough1>约|近|超过)?(?:(?<n>${NUMERAL})(?<rough2>余|多)?(?<u>人次|人|户|名|位)|(?<open>${UNKNOWN}))(?<rough3>左右|以上)?$`,
);

/** `受益300人` */
export const helpedForm: Form = {
  name: 'log_helped',
  right: 'log',
  label: '受益',
  pattern: /(?:受益|惠及|受助|服务(?:群众|居民|老人|儿童|学生))/,
  help: {
    title: '登记受益人数',
    line: '活动帮到了多少人',
    examples: ['护考 受益300人', '5月8日 助残日 受益群众人数待补', '文明养犬 惠及居民1200人'],
  },
  read({ text }): Told | undefined {
    if (OTHER.test(text)) return undefined;
    const found = HELPED.exec(text)?.groups;
    if (!found) return undefined;
    const { who = '群众', n, u = '人', rough1, rough2, rough3 } = found;
    const { counted } = readCountings(n === undefined ? '' : `${n}${u}`);
    const item = itemOf('helped', { item: who, quantity: counted[0]?.quantity ?? null, unitWord: u });
    const isRough = (rough1 ?? rough2 ?? rough3) !== undefined;
    return { title: tidyTitle(found.title ?? ''), items: [item], ...(isRough ? { problem: EXACT(text) } : {}) };
  },
};
