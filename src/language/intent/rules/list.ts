import { pattern } from '../../sheet.ts';
import { hasActivity, hasTopic } from '../evidence.ts';
import type { Rule } from '../rule.ts';
import { PRIVATE } from '../words.ts';

const END = '(?:里|上|呢|吗|吧|看看|看一下|发我|给我|一下|发一下|谢谢|有谁|来|出来|瞧瞧|~|\\s)*$';
const NOT_OURS =
  /补习|补录|捐款|企业|公司|候选|加到|加进|加入|写到|写进|获奖|中奖|黑名单|录取|录用|公示|上榜|落选|名单里没|名单出来|工资|考试|快递|班级群/;
const WHO = '(?:谁|哪些人|哪些志愿者|哪几个人?|哪几位|几个人|多少人|多少志愿者|几人|几位|什么人|哪些同志|多少位)';
const OUR_WORDS = /报名|志愿|活动|服务|名额|招/;

export const LIST_RULES: readonly Rule[] = [
  {
    name: 'list: the list, at the end (护考名单)',
    intent: 'list',
    regexp: pattern(`(?:名单|人员表|花名册|报名表|人员安排表)${END}`),
    weight: 0.92,
    unless: NOT_OURS,
    mayAsk: true,
    needs: (facts) => !/存档|归档|纪要/.test(facts.text),
  },
  {
    name: 'list: the list, at the start (名单 护考)',
    intent: 'list',
    regexp: pattern('^\\s*(?:看|查|发|要)?(?:一下|下)?(?:报名|人员|参加|志愿者)?名单(?=$|\\s|{DF}|:)'),
    weight: 0.93,
    mayAsk: true,
  },
  {
    name: 'list: who there is (都有谁)',
    intent: 'list',
    regexp: pattern(
      `(?:都|还|现在|目前|一共|共|总共|已经)*(?:有|是)(?:了)?${WHO}(?:报名?|去|来|参加|呀|啊|了|在|吗|呢|的|已经|要|愿意)*(?:名)?\\s*$`,
    ),
    weight: 0.88,
    unless: /群里有谁|你们|有谁(?:会|能|知道|要)/,
    mayAsk: true,
    needs: (facts) => hasTopic(facts) || OUR_WORDS.test(facts.text),
  },
  {
    name: 'list: who goes or signed up (谁报了)',
    intent: 'list',
    regexp: pattern(
      `(?:都)?${WHO}(?:都|已|已经|要|会|还|能|可以)*(?:(?:报了?名?|参加|去|来)(?:了|的|呢|啊|呀|吗|上)*(?:$|\\s)|报名了?[\\u4e00-\\u9fff]{2,8}$)`,
    ),
    weight: 0.86,
    unless: new RegExp(`谁来接|去哪|来接|来拿|你们|${PRIVATE.source}`),
    mayAsk: true,
    needs: (facts) => hasTopic(facts) || /报名|报了/.test(facts.text),
  },
  {
    name: 'list: how many signed up (报了多少人)',
    intent: 'list',
    regexp: pattern(
      '(?:报名?|报上|参加|去|来)(?:了|的|的人)?(?:一共|共|总共|现在)?(?:有|来)?(?:多少|几)(?:个|位|名)?(?:人|位|志愿者|个)?(?:了|呀|啊|呢)*(?:$|\\s)',
    ),
    weight: 0.86,
    unless: /几点|几号|你们/,
    mayAsk: true,
    needs: (facts) => hasTopic(facts) || OUR_WORDS.test(facts.text),
  },
  {
    name: 'list: how many are lacking (还缺几个)',
    intent: 'list',
    regexp: pattern(
      '(?:缺|差|剩|余|空(?![调气间闲着]))(?:不缺|不差)?(?:下|余|着)?(?:多少|几|啥|哪)?[^,]{0,8}?(?:人手|人|名额|志愿者|位置|空位|位|多少|几个)[^,]{0,8}?(?:不$|吗|么|没$|没有$|呢|哪|多少|几|招满|满员|才满|报满|$)',
    ),
    weight: 0.86,
    unless: /五排|开黑|牌|球|拼车|拼单|凑单|缺{C}/,
    mayAsk: true,
    needs: isAskedFor,
  },
  {
    name: 'list: whether places are left (还有名额吗)',
    intent: 'list',
    regexp: pattern(
      '(?:有没有|还有|有|剩|还剩)(?:多少|几个|没有|没)?(?:名额|空位|空缺|位子|空额)(?:吗|么|没|不|了吗|没有|呢|啊|\\s)*$',
    ),
    weight: 0.9,
    unless: /车位|座位|停车|疫苗|挂号|专家号|体检/,
    mayAsk: true,
  },
  {
    name: 'list: whether one can still sign up (还能报名吗)',
    intent: 'list',
    regexp: pattern(
      '(?:还|现在|是不是还)?(?:能|可以|可)(?:不能)?(?:再)?报(?:名|上)?(?:参加)?(?:吗|不|么|没)|还(?:要|收|招|需要|缺)(?:不要)?(?:志愿者|人)(?:吗|不|么|没)',
    ),
    weight: 0.86,
    mayAsk: true,
    needs: (facts) => hasTopic(facts) || /报名/.test(facts.text),
    unless: /驾校|兴趣班|大学|帮我|给我/,
  },
  {
    name: 'list: the state of registration (报名情况)',
    intent: 'list',
    regexp: pattern(
      '报名(?:的)?(?:情况|人数|人员|统计|进度|结果|状态|记录|明细|总数|信息|汇总)(?:怎么样|如何|呢|吗|是多少|多少|发我|看看|一下|给我|表|\\s)*(?:$|了$)',
    ),
    weight: 0.92,
    mayAsk: true,
    unless: /填写|不对|错了|更新了|泄露/,
  },
  {
    name: "list: one's own registrations (我的报名)",
    intent: 'list',
    regexp: pattern(
      '(?:[看查]|看看|查查|查下|查一下|看一下|看下)(?:一下|下)?我(?:自己)?(?:都|的|名下)*(?:所有|全部)?(?:报名|活动|登记)|(?:^|\\s|{D})我(?:自己)?(?:的|名下的?)(?:所有|全部)?(?:报名|活动|登记)(?:记录|情况|列表|状态)?(?:呢|吗|有哪些|是什么|都有哪些|\\s)*$',
    ),
    weight: 0.92,
    mayAsk: true,
  },
  {
    name: 'list: what I signed up for (我报了哪些)',
    intent: 'list',
    regexp: pattern(
      '我(?:都|一共|总共|现在|目前|最近)*(?:报|报名|参加|登记)(?:了|过|的|上)?(?:名|的|些)*(?:哪些|什么|哪几|几|啥|哪)|我(?:报上|报成|登记上|报名成功|在名单上?里?|排到第几|候补第几)(?:了)?(?:吗|没|没有|么|$(?<=几))',
    ),
    weight: 0.9,
    mayAsk: true,
    unless: /专业|班|学校/,
  },
  {
    name: 'list: how many people (现在多少人)',
    intent: 'list',
    regexp: pattern(
      '(?:现在|目前|已经|一共|共|总共)*(?:有)?(?:多少|几个?)(?:个|位|名)?(?:人|志愿者)(?:了|啊|呀|呢|报的?)*$',
    ),
    weight: 0.84,
    mayAsk: true,
    unless: /你们|家里|公司|车上|吃饭|一桌/,
    needs: hasActivity,
  },
  {
    name: 'list: places, other wordings (满员了吗)',
    intent: 'list',
    regexp: pattern(
      '还(?:能|可以)再?(?:加|来|收)人(?:吗|不)|(?:{N}|我)(?:{D}|{R}|都|一共|\\s)*报(?:名)?(?:了|过)?名?(?:哪些|什么|啥|哪几)|名单(?:导|发|给|列|拉|调)(?:出|来|一下|我|一份|看看)*$|(?:哪些|什么|哪个|哪几个)(?:岗位|场次|项目|志愿活动|活动)(?:还)?(?:缺|要|招|差)人|(?:什么|哪些|啥)(?:还)?(?:可以|能)报名?的|(?:满(?:员|额|人)?了?(?:吗|没有?|么|不)|人手?(?:都|已经)?[齐够]了?(?:吗|没有?|么|不)|缺不缺(?:人|志愿者)|还要不要人|{N}(?:有没有|是不是|是否)(?:报|参加|在)|(?:几个|多少|哪些)人?报了|(?:哪些|哪个|哪几个)(?:志愿)?活动(?:还)?(?:缺|要|招|差)人|^\\s*(?:查看|看看|查一下|查|看一下)报名\\s*$|报名(?:情况)?(?:汇总|一览))',
    ),
    weight: 0.86,
    mayAsk: true,
    unless: /车位|停车|水|油|电充/,
    needs: (facts) => hasTopic(facts) || OUR_WORDS.test(facts.text) || /报/.test(facts.text),
  },
  {
    name: 'list: whether somebody is on it (在不在名单里)',
    intent: 'list',
    regexp: pattern(
      '(?:在不在|是否在|有没有在)[^,]{0,12}(?:名单|里|报名)|名单(?:里|上)?(?:有没有|有)[^,]{0,6}{N}|{N}(?:有没有)?报(?:上|名)?[^,]{0,10}(?:了吗|了没|没有?|吗)$',
    ),
    weight: 0.92,
    mayAsk: true,
  },
  {
    name: 'list: whether somebody signed up (王芳报了吗)',
    intent: 'list',
    regexp: pattern('{N}(?:有没有|是不是|是否)?(?:报上|报名成功|报成|登记上|报名|报)(?:了)?(?:名)?(?:吗|没|没有|么|$)'),
    weight: 0.84,
    mayAsk: true,
    needs: (facts) => /[?？吗没么]|有没有|是否/.test(facts.text),
  },
  {
    name: 'list: what activities there are (有什么活动)',
    intent: 'list',
    regexp: pattern(
      '(?:有|还有|都有|有没有)(?:哪些|什么|啥|几个|几场|哪几场|哪几个|没有)?(?:可以报名?的|能报名?的|可报名?的|招人的|志愿服务?|新的?|公益|要人的|缺人的)*(?:志愿)?(?:活动|场次|服务活动)(?:可以|能|可)?(?:报名?|参加)?(?:吗|么|没|呢|啊|的)*\\s*$',
    ),
    weight: 0.86,
    mayAsk: true,
    unless: /优惠|促销|商场|超市/,
  },
  {
    name: 'list: the activities of a time (本周活动)',
    intent: 'list',
    regexp: pattern(
      '(?:^|\\s)(?:看看|查看|列出|列一下|看一下|查一下)?(?:近期|最近|{D}|{R}|所有|全部)?的?(?:志愿)?活动(?:列表|一览|有哪些|有啥|有什么)\\s*$|^\\s*(?:{D}|{R}|近期|最近)的?(?:志愿)?活动(?:安排)?\\s*$|(?:有)?哪(?:几|些)(?:场|个活动|次活动)(?:活动)?(?:还)?(?:缺人|可以报|能报|招人)?\\s*$',
    ),
    weight: 0.88,
    mayAsk: true,
  },
];

/** 缺人 said as a fact of one's own need is a demand; asked, it is a look at the list. */
function isAskedFor(facts: Parameters<typeof hasTopic>[0], match: RegExpExecArray): boolean {
  const isAsked = /[?？]/.test(facts.text) || /[不吗么没呢]\s*$|多少|几|哪/.test(match[0]);
  return isAsked && (hasTopic(facts) || OUR_WORDS.test(facts.text));
}
