import { findPlace } from '../about/place.ts';
import type { Scope } from '../about/scope.ts';
import { peopleIn, speaksOfMe } from '../about/who.ts';
import { resolvePeriod } from '../date/period.ts';
import { resolveDates } from '../date/resolve.ts';
import type { Day } from '../day.ts';
import type { Facts } from '../facts.ts';
import { NUMERAL } from '../number.ts';
import { countCompanions } from '../people/companion.ts';
import { phonesByName } from '../people/phone.ts';
import { readGoods, readMoney } from '../quantity/goods.ts';
import type { Stretch } from '../sheet.ts';
import {
  type Builder,
  type Draft,
  meantDates,
  put,
  putDates,
  putKeyword,
  putPeople,
  putTime,
  startDraft,
} from './draft.ts';
import { nonEmpty } from './signup.ts';

const ALL: Scope = { isMeant: () => true };

/** log_service: who did what, when, for how long, for how many. */
export const buildService: Builder = (input) => {
  const { facts, context } = input;
  const draft = startDraft(input);
  putDates(draft, 'dates', meantDates(facts, ALL), { today: context.today, direction: 'past' });
  putTime(draft, facts, ALL);
  putKeyword(draft, facts);
  const place = findPlace(facts);
  put(draft, 'place', place?.text, place);
  putPeople(draft, facts, ALL);
  if (speaksOfMe(facts, ALL)) put(draft, 'self', true);
  const people =
    facts.counts.find(({ kind }) => kind === 'total') ??
    facts.counts.find(({ kind }) => kind === 'people' || kind === 'capacity' || kind === 'family');
  const unnamed = people ? 0 : countCompanions(facts.text, facts.counts);
  const me = draft.fields.self ? 1 : 0;
  put(
    draft,
    'count',
    people?.n ?? (unnamed > 0 ? unnamed + (draft.fields.people?.length ?? 0) + me : undefined),
    people,
  );
  const [duration] = facts.durations;
  const isTotal =
    duration && people && people.n > 1 && /(?:共|合计|总计|累计)\s?$/.test(facts.text.slice(0, duration.start));
  put(draft, 'hours', isTotal ? Math.round((duration.hours / people.n) * 100) / 100 : duration?.hours, duration);
  const helped = facts.counts.find(({ kind }) => kind === 'helped');
  put(draft, 'beneficiaries', helped?.n, helped);
  return draft;
};

/** checkin, checkout. */
export const buildPresence: Builder = (input) => {
  const { facts, context } = input;
  const draft = startDraft(input);
  const people = peopleIn(facts, ALL);
  putDates(draft, 'dates', meantDates(facts, ALL), { today: context.today, direction: 'past' });
  putTime(draft, facts, ALL);
  putKeyword(draft, facts);
  putPeople(draft, facts, ALL);
  put(draft, 'self', people.length === 0 || speaksOfMe(facts, ALL));
  return draft;
};

/** 母亲节 of 母亲节我给敬老院捐了护手霜 is the day, 重阳 of 重阳慰问品 is none. */
const AS_DAY = /^(?:这天|那天|当天|前|[\s,，]|我|咱|给|捐|收)/;

/** log_donation: who gave what. */
export const buildDonation: Builder = (input) => {
  const { facts, context } = input;
  const draft = startDraft(input);
  const tokens = meantDates(facts, ALL).filter(
    ({ part, end }) => part.kind !== 'festival' || AS_DAY.test(facts.text.slice(end)),
  );
  putDates(draft, 'dates', tokens, { today: context.today, direction: 'past' });
  const bodies = donors(facts);
  const bare = blankOut(facts, [...tokens, ...facts.names, ...bodies, ...facts.phones, ...facts.times]);
  put(draft, 'items', readGoods(bare));
  const amounts = readMoney(bare);
  const each = /(?:各|每人|每位|人均)(?:自)?捐?(?:款|赠)?\s?[¥\d一二两三四五六七八九十百千]/.test(bare)
    ? Math.max(facts.names.length, 1)
    : 1;
  if (amounts.length > 0) put(draft, 'amount', each * amounts.reduce((sum, value) => sum + value, 0));
  const names = [...peopleIn(facts, ALL).filter((name) => !isReceiver(facts, name)), ...bodies];
  put(draft, 'people', [...new Set(names.map(({ name }) => name))], ...names);
  const isMe = speaksOfMe(facts, ALL) && !/我们(?:收到|接收)/.test(facts.text);
  if (isMe || isGivenBy(facts, names, bodies.length)) put(draft, 'self', isMe);
  put(draft, 'phones', nonEmpty(phonesByName(facts.text, facts.names, facts.phones)));
  return draft;
};

/** points: whose, of what time, in points or hours. */
export const buildPoints: Builder = (input) => {
  const { facts, context } = input;
  const draft = startDraft(input);
  const people = peopleIn(facts, ALL);
  putPeriod(draft, facts, context.today);
  putPeople(draft, facts, ALL);
  const isMe =
    people.length > 0
      ? /(?<![帮给替让托])我(?!们?的?活动)|[帮给替]我[^,，。]{1,20}(?:还有|以及|也)/.test(facts.text)
      : speaksOfMe(facts, ALL);
  if (isMe || people.length > 0) put(draft, 'self', isMe);
  put(
    draft,
    'metric',
    /时长|服务时常|的时常|小时|多久|工时|多长时间|服务时间|钟头/.test(facts.text) ? 'hours' : 'points',
  );
  return draft;
};

/** A period as said, or from the first to the last of the days said. A day beside a period is when it is wanted: 明天要看. */
export function putPeriod(draft: Draft, facts: Facts, today: Day): void {
  const [period] = facts.periods;
  const tokens = meantDates(facts, ALL);
  const days = resolveDates(tokens, today, 'past').days.toSorted();
  const [first, last] = [days[0], days.at(-1)];
  const isRange = tokens.some(({ link, part }) => link === 'range' || part.kind === 'week' || part.kind === 'stretch');
  if (first && last && (!period || isRange)) put(draft, 'period', [first, last], ...facts.dates);
  else if (period) put(draft, 'period', resolvePeriod(period.part, today), period);
}

const BODY_NAME =
  '(?:公司|药房|药店|超市|商会|银行|学校|小学|中学|大学|社区|协会|企业|商店|书店|饭店|酒店|花店|面馆|餐厅|餐馆|食堂|厂|集团|基金会|医院|诊所|中心|幼儿园|单位|支部|商行|商铺|店|坊|居|园|站|局|社|铺|行|房|馆|队|部|院|楼|城|系|科|班|村|庄|委|会|业主|家属|人士|联合会|妇联|工会|团委|(?:市|滑雪|农|林|剧|球|菜|牧|养殖|游乐|商|茶)场)';
const BODY = new RegExp(`${BODY_NAME}$`);
/** Who gives stands before the giving: 县一中校友会捐款, 药学院团委给的口罩. */
const DONOR =
  /(?:^|[\s,，。;；:、]|[\uE000-\uE00F]|由|收到|登记|入账)([\u4e00-\u9fff]{2,16}?)(?:以[^,，]{0,8}名义)?[\s\uE000-\uE004]{0,12}(?:向[^,，捐]{1,12}|给[^,，捐的]{1,12}|为[^,，捐]{1,12})?(?:捐|赞助|资助|赠送|送来|送了|拿来|寄来|转来|转了|[给送]的)/g;
/** 仁和药店 between blanks. */
const STANDING_BODY = new RegExp(`(?<=^|[\\s,，。;；:])([\\u4e00-\\u9fff]{3,14}${BODY_NAME})(?=$|[\\s,，。;；:])`, 'g');
/** 惠民超市 of 收到惠民超市棉被八十床. */
const RECEIVED_FROM = new RegExp(
  `收到([\\u4e00-\\u9fff]{2,12}?(?:公司|药房|药店|超市|商会|银行|小学|中学|大学|商店|书店|饭店|酒店|花店|集团|基金会|医院|诊所|商行))(?=[\\u4e00-\\u9fff]{1,10}(?:${NUMERAL}))`,
  'g',
);
/** Before the one who is given to. */
const TO = /(?:给|向|送到?|赠|为|资助|捐助)\s?$/;

/** Bodies that give, which no rule of names finds. */
function donors(facts: Facts): (Stretch & { name: string })[] {
  const found: (Stretch & { name: string })[] = [];
  for (const match of facts.skeleton.matchAll(DONOR)) {
    const name = (match[1] ?? '').replace(/^(?:收到|登记|入账|补登|由|刚|已|爱心企业|爱心商家|爱心人士)+(?=.{2})/, '');
    if (!BODY.test(name) || /匿名|我|^(?:[给向为送]|代表)/.test(name)) continue;
    const start = match.index + match[0].indexOf(name);
    found.push({ name, start, end: start + name.length });
  }
  for (const match of facts.skeleton.matchAll(RECEIVED_FROM)) {
    const name = match[1] ?? '';
    found.push({ name, start: match.index + 2, end: match.index + 2 + name.length });
  }
  for (const match of facts.skeleton.matchAll(STANDING_BODY)) {
    const name = match[1] ?? '';
    if (found.length === 0 && !/[给我]|^[向为送]/.test(name) && !TO.test(facts.text.slice(0, match.index)))
      found.push({ name, start: match.index, end: match.index + name.length });
  }
  return found;
}

/** 李强 of 捐200元给李强 is given to; of 给李强登记捐款 he gives. */
function isReceiver(facts: Facts, { start, end }: Stretch): boolean {
  return TO.test(facts.text.slice(0, start)) && !/^\s?(?:登记|登|记|入账|补|捐)/.test(facts.text.slice(end));
}

/** Whether somebody named gave; a contact alone leaves it open. */
function isGivenBy(facts: Facts, names: readonly (Stretch & { name: string })[], bodies: number): boolean {
  if (bodies > 0) return true;
  return names.some(({ start, end }) => {
    const before = facts.text.slice(0, start);
    if (/联系人?[:：\s]*$/.test(before)) return false;
    if (/捐/.test(before) && /^\s?\d/.test(facts.text.slice(end))) return true;
    return /(?:捐[赠款献]?[人者方]|捐赠单位)[:：\s]*$/.test(before) || /捐|赠|送|转|给的/.test(facts.text.slice(end));
  });
}

function blankOut(facts: Facts, pieces: readonly Stretch[]): string {
  const taken = new Set<number>();
  for (const { start, end } of pieces) for (let at = start; at < end; at++) taken.add(at);
  return [...facts.text.split('')].map((char, at) => (taken.has(at) ? ',' : char)).join('');
}
