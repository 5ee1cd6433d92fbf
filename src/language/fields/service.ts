import { findPlace } from '../about/place.ts';
import type { Scope } from '../about/scope.ts';
import { peopleIn, speaksOfMe } from '../about/who.ts';
import { resolvePeriod } from '../date/period.ts';
import { resolveDates } from '../date/resolve.ts';
import type { Day } from '../day.ts';
import type { Facts } from '../facts.ts';
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
  put(draft, 'count', people?.n, people);
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

/** log_donation: who gave what. */
export const buildDonation: Builder = (input) => {
  const { facts, context } = input;
  const draft = startDraft(input);
  const tokens = meantDates(facts, ALL).filter(({ part }) => part.kind !== 'festival');
  putDates(draft, 'dates', tokens, { today: context.today, direction: 'past' });
  const bare = blankOut(facts, [...tokens, ...facts.names, ...facts.phones, ...facts.times]);
  put(draft, 'items', readGoods(bare));
  const amounts = readMoney(bare);
  const each = /(?:各|每人|每位|人均)(?:自)?捐?(?:款|赠)?\s?[¥\d一二两三四五六七八九十百千]/.test(bare)
    ? Math.max(facts.names.length, 1)
    : 1;
  if (amounts.length > 0) put(draft, 'amount', each * amounts.reduce((sum, value) => sum + value, 0));
  const names = [...peopleIn(facts, ALL), ...donors(facts)];
  put(draft, 'people', [...new Set(names.map(({ name }) => name))], ...names);
  const isMe = speaksOfMe(facts, ALL) && !/我们(?:收到|接收)/.test(facts.text);
  if (isMe || isGivenBy(facts, names)) put(draft, 'self', isMe);
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
  const isMe = people.length > 0 ? /(?<![帮给替])我(?!们?的?活动)/.test(facts.text) : speaksOfMe(facts, ALL);
  if (isMe || people.length > 0) put(draft, 'self', isMe);
  put(draft, 'metric', /时长|小时|多久|工时|多长时间|服务时间|钟头/.test(facts.text) ? 'hours' : 'points');
  return draft;
};

/** A period as said, or from the first to the last of the days said. */
export function putPeriod(draft: Draft, facts: Facts, today: Day): void {
  const [period] = facts.periods;
  const days = resolveDates(meantDates(facts, ALL), today, 'past').days.toSorted();
  const [first, last] = [days[0], days.at(-1)];
  if (first && last) put(draft, 'period', [first, last], ...facts.dates);
  else if (period) put(draft, 'period', resolvePeriod(period.part, today), period);
}

const DONOR =
  /(?:^|[\s,，。;；:、]|[\uE000-\uE00F]|由|收到|登记|入账)([\u4e00-\u9fff]{2,16}?)(?:以[^,，]{0,8}名义)?(?:向[^,，捐]{1,12}|给[^,，捐]{1,12}|为[^,，捐]{1,12})?(?:捐|赠送|送来)/g;
/** 仁和药店 between blanks. */
const STANDING_BODY =
  /(?<=^|[\s,，。;；:])([\u4e00-\u9fff]{3,14}(?:公司|药房|药店|超市|商会|银行|企业|商店|书店|饭店|酒店|集团|基金会|诊所|协会|工厂))(?=$|[\s,，。;；:])/g;
const BODY =
  /(?:公司|药房|药店|超市|商会|银行|学校|小学|中学|大学|社区|协会|企业|商店|书店|饭店|酒店|花店|面馆|餐厅|餐馆|食堂|厂|集团|基金会|医院|诊所|中心|幼儿园|单位|支部|商行|商铺|店|坊|居|园|站|局|社|铺|行|房|馆|队|部|业主|家属|人士|联合会|妇联|工会)$/;

/** Bodies that give, which no rule of names finds. */
function donors(facts: Facts): (Stretch & { name: string })[] {
  const found: (Stretch & { name: string })[] = [];
  for (const match of facts.skeleton.matchAll(DONOR)) {
    const name = (match[1] ?? '').replace(/^(?:收到|登记|入账|由|刚|已|爱心企业|爱心商家|爱心人士)+(?=.{2})/, '');
    if (!BODY.test(name) || /匿名|我/.test(name)) continue;
    const start = match.index + match[0].indexOf(name);
    found.push({ name, start, end: start + name.length });
  }
  for (const match of facts.skeleton.matchAll(STANDING_BODY)) {
    const name = match[1] ?? '';
    if (found.length === 0 && BODY.test(name) && !/^[给向为送]/.test(name))
      found.push({ name, start: match.index, end: match.index + name.length });
  }
  return found;
}

/** Whether somebody named gave; a contact alone leaves it open. */
function isGivenBy(facts: Facts, names: readonly (Stretch & { name: string })[]): boolean {
  return names.some(
    ({ start, end }) => !/联系人?[:：\s]*$/.test(facts.text.slice(0, start)) && /捐|赠|送/.test(facts.text.slice(end)),
  );
}

function blankOut(facts: Facts, pieces: readonly Stretch[]): string {
  const taken = new Set<number>();
  for (const { start, end } of pieces) for (let at = start; at < end; at++) taken.add(at);
  return [...facts.text.split('')].map((char, at) => (taken.has(at) ? ',' : char)).join('');
}
