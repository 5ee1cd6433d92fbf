import { candidates, findKeyword, type Keyword } from '../about/keyword.ts';
import { findPlace, type Place } from '../about/place.ts';
import { leadingPlace } from '../about/place-name.ts';
import type { Scope } from '../about/scope.ts';
import { isSelf, peopleIn } from '../about/who.ts';
import type { Facts } from '../facts.ts';
import { PAPERS } from '../intent/words.ts';
import { phonesByName } from '../people/phone.ts';
import { signOf } from '../sheet.ts';
import { type Builder, comingDates, put, putDates, putTime, startDraft } from './draft.ts';
import { putPeriod } from './service.ts';
import { nonEmpty } from './signup.ts';

const ALL: Scope = { isMeant: () => true };
/** What every summary is about names no activity. */
const GENERAL =
  /^(?:工作|活动|志愿|志愿者|服务|支部|党支部|协会|全部|整体|年度|年终|半年|党建|季度|月度|我们|一份|总结|周|月|稿|材料|年中|上半年|下半年)+$/;
const DOC = new RegExp(`[\\u4e00-\\u9fff]{0,12}?(?:${PAPERS}|申请)`);
const DOC_LEAD =
  /^.*(?:一份|一张|这份|这是|我的|他的|她的|提交|递交|上交|交一下|交|递|呈|附上|附件是|发上|把|将|的|了|我|本人|份|张|个(?!人|体|案)|请收|请查收)/;

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
  putDates(draft, 'dates', comingDates(facts, ALL), { today: context.today, direction: 'future' });
  putTime(draft, facts, ALL);
  const asker = findAsker(facts);
  const place = asker && ORGANISATION.test(asker.text) ? asker : (findPlace(facts) ?? asker ?? findHeaded(facts));
  put(draft, 'place', place?.text, place);
  const keyword = findKeyword(facts);
  const isPlace = keyword && place && keyword.start >= place.start && isNeedOnly(facts, keyword, place);
  const other = isPlace
    ? candidates(facts).find(({ start, end }) => start >= keyword.end || end <= place.start)
    : keyword;
  const need = other && place ? withoutAsker(other, place) : other;
  put(draft, 'keyword', need?.text, need);
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

/** Behind the place nothing but words of need, or a festival beside its day. */
function isNeedOnly(facts: Facts, { text, start, end }: Keyword, place: Place): boolean {
  const from = Math.max(start, place.end);
  const isFestival = [...facts.skeleton.slice(from, end)].every((sign) => sign === signOf('festival'));
  return NEED_ONLY.test(text.slice(from - start)) || isFestival;
}

const NEED = /^(?:急?需要?|缺|招|找|求|想|请|要|有|的)+/;
/** Nothing but the asker and words of need: 特教学校找. */
const NEED_ONLY = /^(?:急?需|缺|招|找|求|想|请|要|有|的)*$/;

/** 手语翻译 of 残联需手语翻译 once 残联 is known to ask. */
function withoutAsker(keyword: Keyword, place: Place): Keyword {
  if (keyword.start !== place.start || keyword.end <= place.end) return keyword;
  const rest = keyword.text.slice(place.text.length);
  const text = rest.replace(NEED, '');
  return text.length < 2 ? keyword : { text, start: keyword.end - text.length, end: keyword.end };
}

const ORGANISATION = /(?:[校科村院馆站所局办镇园部处队会家店庙里区]|社区|中心|街道|公司|单位|残联|妇联|团委|幼儿园)$/;

/** 残联 of 残联请求支援, 聋校 of 聋校11月8号想借两个人: who stands before the words of need. */
function findAsker(facts: Facts): Place | undefined {
  const match =
    /^\s*([\u4e00-\u9fff]{2,14}?)(?:请求|急需|需要|想找|想请|想要|求助|求援|需(?!求)|求|缺|(?:问|请|想|托|委托|[跟和向]咱|有个|有位|有户|说|反映|招|借|找|要|[\uE000-\uE00C\s]))/.exec(
      facts.skeleton,
    );
  const text = match?.[1];
  if (!match || text === undefined || /^(?:我们?|谁|现在|目前|大家|报个|有[个位户])/.test(text)) return undefined;
  const isPlainNeed = /(?:请求|急需|需要|想找|想请|想要|求助|求援|需|求|缺)$/.test(match[0]);
  if (!isPlainNeed && !ORGANISATION.test(text)) return undefined;
  const start = match[0].indexOf(text);
  return { text, start, end: start + text.length };
}

/** 林科所 of 需求：林科所 周六 搬树苗: what a request is headed with, where the need follows. */
function findHeaded(facts: Facts): Place | undefined {
  const heading = /^\s*[【[]?[^\s:：】\]]{2,10}(?:[:：】\]]|\s)\s?/.exec(facts.text)?.[0];
  const [first, second] = candidates(facts);
  if (!heading || !first || !second || first.start !== heading.length || facts.text.charAt(first.end) === ':')
    return undefined;
  const text = leadingPlace(first.text) ?? first.text;
  return { text, start: first.start, end: first.start + text.length };
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
