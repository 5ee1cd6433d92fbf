import { NUMERAL, parseNumber } from '../../../language/number.ts';
import type { WorkItem } from '../types.ts';
import { type Form, itemOf } from './form.ts';
import { readCountings } from './quantity.ts';

const APPLICATION = new RegExp(
  `^(?:今天|本月)?(?:收到|接收|登记|新增|又有|有)?了?\\s?(?:(?<a>${NUMERAL})\\s?(?:份|名|位|个|人)?(?:同志|党员|志愿者|队员)?(?:积极)?(?:向党组织|向支部|向党支部)?(?:递交|提交|交来|写)?了?的?)?\\s?[《“]?入党申请书?[》”]?\\s?(?:(?<b>${NUMERAL})\\s?(?:份|人|名))?$`,
);

/** `收到入党申请书3份`; told to the committee only. */
export const applicationForm: Form = {
  name: 'log_application',
  right: 'summarise',
  label: '入党申请书',
  pattern: /入党申请书?/,
  help: {
    title: '登记入党申请书',
    line: '收到几份、哪一天（只有支委看得到）',
    examples: ['收到入党申请书3份', '5月20日 收到入党申请书 1份', '3名志愿者递交了入党申请书'],
  },
  read({ text }) {
    const found = APPLICATION.exec(text)?.groups;
    const said = found?.a ?? found?.b;
    if (!found || said === undefined) return undefined;
    return {
      title: null,
      items: [itemOf('application', { item: '入党申请书', quantity: parseNumber(said) ?? null, unitWord: '份' })],
    };
  },
};

const NEED =
  /^(?:收到|登记)(?:志愿服务|服务)?需求\s*[:：]?\s*(?<giver>[^\s,，:：、]{2,24}?)[\s,，:：]+(?:需要|要|求)?(?<what>.{2,60})$/;

/** `收到需求 民政局 法律援助、家电维修` */
export const needForm: Form = {
  name: 'log_need',
  right: 'log',
  label: '服务需求',
  pattern: /(?:收到|登记)(?:志愿服务|服务)?需求/,
  help: {
    title: '登记收到的服务需求',
    line: '哪个单位、社区需要什么服务',
    examples: ['收到需求 民政局 法律援助', '收到需求 王府社区 家电维修、义诊', '6月2日 收到需求 文旅局 讲解员10名'],
  },
  read({ text }) {
    const found = NEED.exec(text)?.groups;
    if (!found) return undefined;
    const giver = found.giver ?? '';
    const items = (found.what ?? '').split(/[、,，;；\s]+/).filter((one) => one !== '');
    return {
      title: null,
      // The need is one, however many people it takes.
      items: items.map((item) => itemOf('need', { item, quantity: 1, unitWord: '项', giver })),
    };
  },
};

const BASE =
  /^(?:与.{2,24}?(?:共同|联合|合作))?(?:正式)?(?:成立|建立|设立|挂牌成立|挂牌|新建|建成|筹建|筹备成立)了?\s?(?<names>.{2,80}?基地)(?:的)?$|^(?:登记)?基地\s*[:：]?\s*(?<more>.{2,80})$/;
const REGULATION =
  /^(?:制定|出台|建立健全|建立|修订|印发)了?\s?(?<names>.{2,80}?(?:制度|办法|细则|规定|章程|规程|规则))$|^(?:登记)?制度\s*[:：]?\s*(?<more>.{2,80})$/;

export const baseForm: Form = {
  name: 'log_base',
  right: 'summarise',
  label: '基地',
  pattern: /基地/,
  help: {
    title: '登记基地',
    line: '建起了什么基地、哪一天',
    examples: ['成立 志愿者爱心实践基地', '6月1日 建立志愿者培训基地', '基地 志愿者爱心实践基地、志愿者培训基地'],
  },
  read: ({ text }) => founded('base', BASE.exec(text)?.groups, '个'),
};

export const regulationForm: Form = {
  name: 'log_regulation',
  right: 'summarise',
  label: '制度',
  pattern: /制度|办法|细则|规定|章程|规程|规则/,
  help: {
    title: '登记制度',
    line: '定了哪些制度、哪一天',
    examples: ['制定 志愿服务登记制度、积分制度', '6月1日 出台志愿者奖励办法', '制度 服务登记制度、培训制度'],
  },
  read: ({ text }) => founded('regulation', REGULATION.exec(text)?.groups, '项'),
};

function founded(kind: 'base' | 'regulation', found: Record<string, string> | undefined, unitWord: string) {
  const names = (found?.names ?? found?.more ?? '').split(/[、,，;；]|和(?=[\u4e00-\u9fff]{3,}(?:制度|基地|办法))/);
  const items = names
    .map((name) => name.replace(/[《》“”"]|等(?=[^等]*$)/g, '').trim())
    .filter((name) => name.length > 1);
  if (!found || items.length === 0 || /[?？吗呢]$/.test(names.at(-1) ?? '')) return undefined;
  return { title: null, items: items.map((item) => itemOf(kind, { item, quantity: 1, unitWord })) };
}

/** What people call each figure of the organisation, the longest first. */
const FIGURES: readonly [RegExp, string, string][] = [
  [/^(?:入党)?积极分子$/, '入党积极分子', '名'],
  [/^(?:其中)?(?:支委成员|支委|支委会成员|班子成员|委员会成员)$/, '支委', '人'],
  [/^(?:其中)?(?:中共)?党员(?:志愿者)?$/, '党员', '名'],
  [/^(?:全[区县市])?(?:注册)?(?:志愿者|志愿者总数|注册志愿者|义工)$/, '志愿者', '名'],
  [/^(?:全[区县市])?(?:志愿)?(?:者)?(?:服务)?(?:工作)?站(?:点)?$/, '服务站', '个'],
];
/** Which figure of the organisation the words mean; undefined: none. */
export function figureOf(words: string): { item: string; unitWord: string } | undefined {
  const [, item, unitWord] = FIGURES.find(([pattern]) => pattern.test(words)) ?? [];
  return item === undefined || unitWord === undefined ? undefined : { item, unitWord };
}

const ORGANISATION =
  /^(?:组织情况|组织概况|基本情况|家底|队伍情况|组织数据)?\s*[:：]?\s*(?:现有|共有|有|设有)?\s?(?<rest>.+)$/;

/** `组织情况 服务站29个 志愿者8775名 党员232名` */
export const organisationForm: Form = {
  name: 'log_organisation',
  right: 'summarise',
  label: '组织情况',
  pattern: /^(?:.{0,16}\s)?(?:组织情况|组织概况|基本情况|家底|队伍情况|组织数据)|^截[至止]/,
  help: {
    title: '登记组织情况',
    line: '有多少服务站、志愿者、党员，截至哪一天',
    examples: [
      '组织情况 服务站29个 志愿者8775名 党员232名',
      '截至6月30日 志愿者8775名 党员232名 入党积极分子6名',
      '组织情况 支委6人',
    ],
  },
  read({ text }) {
    const { counted, rest } = readCountings(ORGANISATION.exec(text)?.groups?.rest ?? '');
    if (rest.length > 0 || counted.length === 0) return undefined;
    const items: WorkItem[] = [];
    for (const { item, quantity } of counted) {
      const figure = figureOf(item);
      if (!figure) return undefined;
      items.push(itemOf('organisation', { ...figure, quantity }));
    }
    return { title: null, items };
  },
};
