import type { Facts } from '../../facts.ts';
import { pattern } from '../../sheet.ts';
import { hasActivity, hasDate } from '../evidence.ts';
import type { Rule } from '../rule.ts';

const ASK = '(?:请|麻烦|帮忙|帮我|我要|我想|想|要|我来|现)?';
const KIND = '(?:志愿者|志愿|公益|服务|新|一个|一场|一次|个|场|次|一下|下|新的)*';

export const CREATE_RULES: readonly Rule[] = [
  {
    name: 'create_activity: an activity published (发布活动)',
    intent: 'create_activity',
    regexp: pattern(
      `^\\s*【?${ASK}(?:发布|创建|新建|建立|新增|添加|发起|发|建|办|搞|登记|开)${KIND}(?:活动|招募|任务|项目)(?:】|:|\\s|,|\\d|{DF}|$|[\\u4e00-\\u9fff])`,
    ),
    weight: 0.95,
    scope: 'message',
    unless: /^\s*【?[^,，:]{0,12}(?:活动|招募)(?:室|费|方案|照片|的|了|总结|中心|时间|地点)|发布会/,
    needs: (facts) => hasActivity(facts) || hasDate(facts),
  },
  {
    name: 'create_activity: published, the plan following (发布 周六 植树)',
    intent: 'create_activity',
    regexp: pattern(
      `^\\s*【?${ASK}(?:发布|发起|创建|新建|新增)(?:一下|一个|一场|个|】)?\\s?:?(?!会|了|者|人(?!工)|于|的|在|平台|通知|公告)`,
    ),
    weight: 0.92,
    scope: 'message',
    needs: (facts) => hasDate(facts) && hasActivity(facts),
  },
  {
    name: 'create_activity: headed as an activity (活动预告)',
    intent: 'create_activity',
    regexp: pattern('^\\s*【?(?:新的?|志愿)?(?:活动)(?:发布|招募|预告|通知|上新|创建)】?\\s?[:：\\s]?'),
    weight: 0.92,
    scope: 'message',
    needs: hasDate,
  },
  {
    name: 'create_activity: headed as a call (招募令)',
    intent: 'create_activity',
    regexp: pattern(
      '^\\s*[【\\[(]?(?:紧急|公开)?(?:志愿者?|义工)?(?:活动)?(?:招募|征集|招人)(?:令|公告|通知|启事|志愿者|义工|帖|贴)?[】\\])]?[:：\\s]?',
    ),
    weight: 0.9,
    scope: 'message',
    needs: (facts) => hasDate(facts) && !/面试|简历|工资|薪|月薪|待遇/.test(facts.text),
  },
  {
    name: 'create_activity: something organised (组织一次植树)',
    intent: 'create_activity',
    regexp: pattern(`^\\s*${ASK}(?:组织|举办|开展|策划|安排|办|搞|举行|拟)(?:一下|一个|一场|个|场|一次|开展)?[^,]{2,}`),
    weight: 0.88,
    scope: 'message',
    unless: /组织(?:委员|部|关系|架构)|安排(?:一下|我|谁|在)/,
    needs: hasPlan,
  },
  {
    name: 'create_activity: registration opened (开放报名)',
    intent: 'create_activity',
    regexp: /(?:现在|现|即日起|今天|正式|已)?(?:开放|开始|启动|接受|开启|征集)(?:志愿者)?报名(?!了)/,
    weight: 0.9,
    unless: /考试|公务员|驾校|大学/,
    needs: (facts) =>
      hasDate(facts) && (facts.times.length > 0 || facts.counts.length > 0 || /地点|集合|名额|不限/.test(facts.text)),
  },
  {
    name: 'create_activity: a plan behind 活动： (活动：植树)',
    intent: 'create_activity',
    regexp: pattern('^\\s*(?:新的?|公益|本周|周末)?(?:志愿)?(?:服务)?活动[:：]'),
    weight: 0.85,
    scope: 'message',
    unless: /[?？]|吗$/,
    needs: (facts) => hasPlan(facts) && facts.times.length > 0 && /名额|招|限|人数|报名|人$/.test(facts.text),
  },
  {
    name: 'create_activity: places offered in a plan (招10人, 名额20)',
    intent: 'create_activity',
    regexp: pattern('(?:招募|招|限)(?:志愿者|义工)?{C}|名额|{C}'),
    weight: 0.8,
    scope: 'message',
    unless: /[?？]|吗|面试|简历|工资|薪|会员|招聘|缺/,
    needs: (facts, match) =>
      hasPlan(facts) &&
      facts.times.length > 0 &&
      facts.counts.some(({ kind }) => kind === 'capacity' || match[0].length > 1),
  },
];

/** A day, and beside it what a plan has: an hour, a place, a number of people. */
function hasPlan(facts: Facts): boolean {
  const isPlaced = facts.places.length > 0 || /集合|地点|报名/.test(facts.text);
  return hasDate(facts) && hasActivity(facts) && (facts.times.length > 0 || facts.counts.length > 0 || isPlaced);
}
