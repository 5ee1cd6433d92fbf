import type { Facts } from '../../facts.ts';
import { pattern } from '../../sheet.ts';
import { hasDate } from '../evidence.ts';
import type { Rule } from '../rule.ts';
import { isMeeting, MEETING, POLITE } from '../words.ts';

const MOVE =
  '(?:改到|改至|改为|改在|改成|改期|改时间|延期|延到|延至|拖到|延后|延迟|推迟|推后|提前|提早|挪到|挪至|挪|调整|调到|调至|顺延|换到|移到|移至|变更|往后推|往前提|后移|前移|后延|往后挪|往前挪)';
const CALLED_OFF = '(?:取消|不开了|不开|暂停|停开|不召开|不办了|停一次|暂不召开|作罢|不用开|免开|停会)';
const NOT_COMING =
  '(?:[去来到参]不[了成]|参加不[了成]|不能(?:去|来|参加|到|出席)|没法(?:去|来|参加|到)|无法(?:去|来|参加|出席|到会)|没空|缺席|不[去来参]|有事)';
const MOVED = new RegExp(MOVE);
/** A day that every month has: 每月第一个周五, 每月15号, 每月最后一天. */
const EVERY_MONTH =
  /每个?月的?(?:第[一二三四五1-5]个?(?:周|星期|礼拜)[一二三四五六日天]|最后一?个?(?:周|星期|礼拜)[一二三四五六日天]|最后一天|[\d一二三十]{1,3}[日号])/;
/** Leave taken of somebody else: not from a meeting of ours. */
const OTHER_LEAVE =
  /单位请|公司请|领导请|老师请|老板请|学校请|请假条|请假单|请假制度|怎么请|如何请|年假|产假|婚假|休假|请过假|请了假|不能请|没请|不准请|请假扣|班主任|没来|上班|上学|怎么|如何|理由|班上|请假回|请假去|假找|给孩子|给娃|孩子请|替孩子/;

export const MEETING_RULES: readonly Rule[] = [
  {
    name: 'meeting_minutes: the record of a meeting named (纪要, 会议记录)',
    intent: 'meeting_minutes',
    regexp: /(?:会议)?纪要|会议记录|会议摘要|会议记要|会议小结/,
    weight: 0.93,
    scope: 'message',
    unless: /[?？]|谁|怎么|模板|没写|写完|还没|吗$|软件|记录本|纪要呢/,
    needs: (facts) =>
      hasDate(facts) ||
      /存档|归档|上传|提交|录入|保存|存一下|附上|补|登记|记录[:：]|纪要[:：]|发布|入库|整理/.test(facts.text),
  },
  {
    name: 'meeting_leave: leave asked for (请假, 告假)',
    intent: 'meeting_leave',
    regexp: /请(?:个|一?下|[一两半]?天|事|病)*假|告(?:个|[一两]天)?假|病假|事假/,
    weight: 0.93,
    unless: OTHER_LEAVE,
    scope: 'message',
    needs: (facts) => !/[?？]|吗$/.test(facts.text) && isLeaveHere(facts),
  },
  {
    name: 'meeting_leave: not coming to a meeting (例会我去不了)',
    intent: 'meeting_leave',
    regexp: pattern(`${MEETING}[^,]{0,14}${NOT_COMING}|${NOT_COMING}[^,]{0,6}(?:开|参加)?[^,]{0,4}${MEETING}`),
    weight: 0.9,
    unless: /他们|她们|[你您]|可能|也许|要是|如果|不来电/,
  },
  {
    name: 'meeting_change: a meeting put to another day, hour or place (例会改到周五)',
    intent: 'meeting_change',
    regexp: pattern(`${MEETING}`),
    weight: 0.94,
    scope: 'message',
    unless: /[?？]|吗$|原因|什么|方案|第.版|系统|软件|时间改到几/,
    needs: (facts) =>
      (hasDate(facts) || facts.times.length > 0 || isMoved(facts)) &&
      MOVED.test(facts.text) &&
      !/参会人员调整/.test(facts.text),
  },
  {
    name: 'meeting_change: a meeting called off (例会取消)',
    intent: 'meeting_change',
    regexp: pattern(
      `${MEETING}[^,]{0,10}${CALLED_OFF}|${CALLED_OFF}[^,]{0,16}${MEETING}|${MEETING}[^,]{0,6},[^,]{0,8}${CALLED_OFF}`,
    ),
    weight: 0.94,
    scope: 'message',
    unless: /[?？]|吗$|原因|什么|取消(?:我|他)?的?报名|不开心/,
  },
  {
    name: 'meeting_create: a meeting called (定于, 召开)',
    intent: 'meeting_create',
    regexp: pattern(`(?:定于|召开|召集|拟召开|拟于|兹定于)[^,]{0,24}`),
    weight: 0.92,
    scope: 'message',
    unless: /[?？]|吗$|召开了|召开过/,
    needs: (facts) =>
      hasDate(facts) &&
      (isMeeting(facts.text) || /召开|开会/.test(facts.text)) &&
      !/[^\s,，。]{2,8}(?:公司|集团|政府|法院)/.test(facts.text),
  },
  {
    name: 'meeting_create: a meeting to be held (开会, 开个例会)',
    intent: 'meeting_create',
    regexp: pattern(
      `(?:通知(?:大家)?|安排|组织|关于)?(?:开会|开个会|会议通知|开会通知|开[一两]个?会|开个?[^,]{0,6}${MEETING})`,
    ),
    weight: 0.9,
    scope: 'message',
    unless: /[?？]|吗$|开会(?:了|呢|去|中|真|的|好|前|后|还)|在开会|刚开|不开会|我要开会|开会去|老板|公司|单位|领导让/,
    needs: (facts) => hasDate(facts) && (facts.times.length > 0 || facts.parts.length > 0 || /通知/.test(facts.text)),
  },
  {
    name: 'meeting_create: attendance asked (请准时参加)',
    intent: 'meeting_create',
    regexp: /准时(?:参加|参会|出席|到会|到场)|请[^,，]{0,8}(?:参加|参会|出席|到会)|务必(?:参加|到会|出席)|不得缺席/,
    weight: 0.88,
    scope: 'message',
    unless: /[?？]|吗$|请假|改|取消/,
    needs: (facts) => isMeeting(facts.text) && hasDate(facts) && facts.times.length > 0,
  },
  {
    name: 'meeting_create: a meeting set up (安排例会)',
    intent: 'meeting_create',
    regexp: pattern(
      `^\\s*${POLITE}(?:设置|设定|新建|创建|发起|安排|预定|预约|约|新增|添加|发布|建立?|组织|通知|筹备|登记)(?:一下|一个|一次|个|下|新的?)?[^,]{0,24}${MEETING}`,
    ),
    weight: 0.93,
    scope: 'message',
    unless: /[?？]|吗$/,
    needs: (facts) => hasDate(facts) || facts.times.length > 0,
  },
  {
    name: 'meeting_create: a meeting every week (每周二例会)',
    intent: 'meeting_create',
    regexp: pattern(`${MEETING}`),
    weight: 0.9,
    scope: 'message',
    unless: /[?？]|吗$|改|取消|请假|报名/,
    needs: (facts) => facts.dates.some(({ part }) => part.kind === 'weekday' && part.isEvery) && facts.times.length > 0,
  },
  {
    name: 'meeting_create: a meeting every month (每月第一个周五 主题党日)',
    intent: 'meeting_create',
    // Said by itself: what is told of it has more words around it.
    regexp: pattern(
      `^(?:{DTP}|\\s|设置|安排|定在?|召开|开){1,12}(?:支部|全体|全站|第?[一二三四五六七八九十\\d]{0,2}党)?(?:党员)?(?:${MEETING}|党课)(?=$|[\\s:：,，。]|{DTP})`,
    ),
    weight: 0.93,
    scope: 'message',
    unless: /[?？]|吗$|改|取消|请假|报名|台账|要求/,
    needs: (facts) => facts.text.length < 80 && EVERY_MONTH.test(facts.text),
  },
];

function isLeaveHere(facts: Facts): boolean {
  return (
    isMeeting(facts.text) ||
    facts.names.length > 0 ||
    hasDate(facts) ||
    /^\s*(?:我要?|帮我|申请|本人)?\s?(?:请(?:个|一?下)?假|告(?:个)?假)/.test(facts.text)
  );
}

function isMoved(facts: Facts): boolean {
  return facts.durations.length > 0 || /延期|改期|推迟|延后|顺延|往[后前]|改在|[\d一两二三]\s?[天周]/.test(facts.text);
}
