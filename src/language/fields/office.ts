import { candidates, findKeyword } from '../about/keyword.ts';
import { findPlace, type Place } from '../about/place.ts';
import { isSelf, peopleIn, type Scope } from '../about/who.ts';
import type { Facts } from '../facts.ts';
import { phonesByName } from '../people/phone.ts';
import { type Builder, meantDates, put, putDates, putTime, startDraft } from './draft.ts';
import { putPeriod } from './service.ts';
import { nonEmpty } from './signup.ts';

const ALL: Scope = { isMeant: () => true };
/** What every summary is about names no activity. */
const GENERAL =
  /^(?:工作|活动|志愿|志愿者|服务|支部|党支部|协会|全部|整体|年度|年终|半年|党建|季度|月度|我们|一份|总结|周|月|稿|材料|年中|上半年|下半年)+$/;
const DOC =
  /[\u4e00-\u9fff]{0,12}?(?:申请表|申请书|申请单|申请|自评表|互评表|登记表|推荐表|承诺书|保证书|志愿书|审批表|考核表|评议表|鉴定表|反馈表|思想汇报|转正材料|证明材料|证明|简历|志愿表|信息表|调查表|体检表|心得体会|报告表)/;
const DOC_LEAD =
  /^.*(?:一份|一张|这份|这是|我的|他的|她的|提交|递交|上交|交|递|呈|附上|附件是|发上|把|将|的|了|我|本人|份|张|请收|请查收)/;

/** summary: of what time, about what. */
export const buildSummary: Builder = (input) => {
  const { facts, context } = input;
  const draft = startDraft(input);
  putPeriod(draft, facts, context.today);
  const keyword = findKeyword(facts);
  if (keyword && !GENERAL.test(keyword.text)) put(draft, 'keyword', keyword.text, keyword);
  return draft;
};

/** demand: who needs how many helpers, when, for what. */
export const buildDemand: Builder = (input) => {
  const { facts, context } = input;
  const draft = startDraft(input);
  putDates(draft, 'dates', meantDates(facts, ALL), { today: context.today, direction: 'future' });
  putTime(draft, facts, ALL);
  const place = findPlace(facts) ?? findAsker(facts);
  put(draft, 'place', place?.text, place);
  const keyword = findKeyword(facts);
  const isPlace = keyword && place && keyword.start >= place.start && keyword.end <= place.end;
  const other = isPlace
    ? candidates(facts).find(({ start, end }) => start >= place.end || end <= place.start)
    : keyword;
  put(draft, 'keyword', other?.text, other);
  const count = facts.counts.find(({ kind }) => kind === 'people' || kind === 'total' || kind === 'capacity');
  put(draft, 'count', count?.n, count);
  const people = peopleIn(facts, ALL);
  put(
    draft,
    'people',
    people.map(({ name }) => name),
    ...people,
  );
  put(draft, 'phones', nonEmpty(phonesByName(facts.text, facts.names, facts.phones)));
  return draft;
};

/** 残联 of 残联请求支援: who stands before the words of need. */
function findAsker(facts: Facts): Place | undefined {
  const match = /^\s*([\u4e00-\u9fff]{2,14}?)(?:请求|急需|需要|想找|想请|想要|求|缺)/.exec(facts.skeleton);
  const text = match?.[1];
  if (!match || text === undefined || /^(?:我们?|谁|现在|目前|大家)/.test(text)) return undefined;
  const start = match[0].indexOf(text);
  return { text, start, end: start + text.length };
}

/** application: what document, of whom. */
export const buildApplication: Builder = (input) => {
  const { facts } = input;
  const draft = startDraft(input);
  const people = peopleIn(facts, ALL);
  put(
    draft,
    'people',
    people.map(({ name }) => name),
    ...people,
  );
  put(draft, 'self', isSelf(facts, people, ALL));
  const match = DOC.exec(facts.skeleton);
  const doc = match?.[0].replace(DOC_LEAD, '');
  if (match && doc && doc !== '申请') {
    const end = match.index + match[0].length;
    put(draft, 'doc', doc, { start: end - doc.length, end });
    return draft;
  }
  const asked = /申请((?:加入)?[\u4e00-\u9fff]{2,6})|(入会|退会|换证|转会)/
    .exec(facts.text)
    ?.slice(1)
    .find((word) => word);
  put(draft, 'doc', asked ? `${asked.replace('加入协会', '入会')}申请` : undefined);
  return draft;
};

export const buildHelp: Builder = (input) => {
  const draft = startDraft(input);
  const about = /(?:怎么|如何|怎样|帮助)\s?([\u4e00-\u9fff]{2,6})/.exec(input.facts.text);
  const topic = about?.[1]?.replace(/[呢啊呀的]$/, '');
  if (topic !== '使用' && topic !== '菜单') put(draft, 'keyword', topic);
  return draft;
};
